"""The one address of a link: a door, and what is behind it."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from briefings.actions.entering import (
    Shut,
    accept_terms,
    ask_code,
    enter,
    hold_entered,
    leave,
    note_reading,
    note_refusal,
)
from briefings.actions.fact_checks import answer_fact_check, remark_on_words
from briefings.actions.rate_limits import spend
from briefings.errors import Refused, TooMany
from briefings.guests import manners
from briefings.guests.texts import text_of
from briefings.jobs.guests import send_code
from briefings.models import GuestLink
from briefings.models.guests import Deed, Purpose
from briefings.typed import number

_TYPED = dict.fromkeys(("do", "passage", "words", "verdict", "said"), "")
_TEMPLATES = {
    Purpose.EARLY_SIGHT: "early_sight.html",
    Purpose.FACT_CHECK: "fact_check.html",
    Purpose.PREVIEW: "preview.html",
}


# Django's own protection sets a cookie for the whole site; `manners` has another.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def guest_page(request: HttpRequest, token: str) -> HttpResponse:
    links = GuestLink.objects.by_token(token)
    held = links.held().open_to(manners.key_of(request))
    link = held.select_related("edition__release", "journalist").first()
    if link is None:
        return _ended(request, links)
    try:
        # In a language of the reader's: that of the text is told to nobody at the door.
        with override(get_language_from_request(request)):
            return _Guest(request, link).answer()
    except Shut:
        # It was revoked, or the embargo lifted, while this was asked.
        return _ended(request, links)


def _ended(request: HttpRequest, links: Any) -> HttpResponse:
    over = links.standing().filter(is_over=True).select_related("edition__release")
    link = over.first()
    if link is not None:
        public = link.edition.release.get_absolute_url()
        response: HttpResponse = HttpResponseRedirect(public)
        response["Cache-Control"] = "no-store, private"
        response["Referrer-Policy"] = "no-referrer"
        return response
    shut = links.first()
    if shut is not None:
        note_refusal(by=shut, visitor=manners.visitor_of(request))
    # As an address that never was; the log holds its pattern only.
    raise Http404


class _Guest:
    def __init__(self, request: HttpRequest, link: GuestLink) -> None:
        self.request, self.link = request, link
        self.visitor = manners.visitor_of(request)
        self.home = reverse("guest-page", args=[link.token])

    def answer(self) -> HttpResponse:
        if self.request.method == "HEAD":
            return self.door()
        if self.request.method == "POST":
            return self.take()
        return self.inside() if self.is_inside() else self.door()

    def is_inside(self) -> bool:
        inside = GuestLink.objects.held().entered_with(self.visitor.key)
        return inside.filter(pk=self.link.pk).exists()

    def take(self) -> HttpResponse:
        """A form: a stranger's is answered as if it were none."""
        if not manners.is_own_form(self.request, self.link, self.visitor.key):
            return self.door(
                trouble=_("This page was open for too long. Please try again.")
            )
        asked = self.request.POST.get("do", "")
        take: Any = {
            "code": self.ask_code,
            "enter": self.enter,
            "accept": self.accept,
            "leave": self.leave,
            "answer": self.check,
            "remark": self.check,
        }.get(asked, self.door)
        try:
            for whose in self.counted_by():
                spend("guests", by=whose)
            return take()
        except TooMany as too_many:
            return self.too_often(too_many)
        except Shut:
            # A session may have ended, where the link still holds.
            if GuestLink.objects.held().filter(pk=self.link.pk).exists():
                return self.door()
            raise

    def counted_by(self) -> tuple[str, str]:
        """By where the link is used, or by whose it is, where the server was told no
        address; and by the link, but for a browser that was let in, which counts for
        itself. An allowance that is shared would let one guest, or whoever got hold of
        the link, refuse the others."""
        whence = manners.whence(self.request)
        by_link = self.visitor.key if self.is_inside() else self.link.nonce
        return whence or self.link.email.casefold(), by_link

    def too_often(self, too_many: TooMany) -> HttpResponse:
        """With what was typed, where somebody typed something."""
        typed, said = self.request.POST, str(too_many)
        is_check = typed.get("do") in ("answer", "remark") and self.is_inside()
        response = (
            self.inside(trouble=said, typed=_TYPED | typed.dict())
            if is_check
            else self.door(trouble=said, is_sent=True)
        )
        response.status_code = 429
        response["Retry-After"] = str(too_many.retry_after)
        return response

    def ask_code(self) -> HttpResponse:
        try:
            with transaction.atomic():
                code = ask_code(by=self.link, visitor=self.visitor)
                send_code.defer(key=code.pk)
        except Shut:
            raise
        except Refused as refusal:
            return self.door(trouble=str(refusal), is_sent=True)
        return self.door(is_sent=True)

    def enter(self) -> HttpResponse:
        digits = self.request.POST.get("digits", "")[:20]
        key = enter(by=self.link, digits=digits, visitor=self.visitor)
        if not key:
            wrong = _("That code is wrong, or older than ten minutes, or was used.")
            return self.door(trouble=wrong, is_sent=True)
        response = self.back()
        manners.let_in(response, self.link, key)
        return response

    def accept(self) -> HttpResponse:
        accept_terms(by=self.link, visitor=self.visitor)
        return self.back()

    def check(self) -> HttpResponse:
        """What a fact-checker says; what was wrong with it is told above the text."""
        typed = self.request.POST
        about: Any = {
            "verdict": typed.get("verdict", ""),
            "said": typed.get("said", ""),
        }
        about |= {"by": self.link, "visitor": self.visitor}
        try:
            if typed["do"] == "answer":
                answer_fact_check(**about)
            else:
                place = number(typed.get("passage", ""))
                remark_on_words(
                    # Before the beginning there is no passage.
                    passage=-1 if place is None else place,
                    words=typed.get("words", ""),
                    **about,
                )
        except Shut:
            raise
        except Refused as refusal:
            return self.inside(trouble=str(refusal), typed=_TYPED | typed.dict())
        return self.back()

    def leave(self) -> HttpResponse:
        leave(by=self.link, visitor=self.visitor)
        response = self.back()
        manners.let_out(response, self.link)
        return response

    def back(self) -> HttpResponse:
        """Not shown again by a reload that would send the form again."""
        response = HttpResponseRedirect(self.home)
        response["Cache-Control"] = "no-store, private"
        response["Referrer-Policy"] = "no-referrer"
        return response

    def door(self, *, trouble: str = "", is_sent: bool = False) -> HttpResponse:
        address, _at, host = self.link.email.partition("@")
        about = {"sent_to": f"{address[:1]}•••@{host}", "is_sent": is_sent}
        return self.page("door.html", trouble=trouble, purpose=self.purpose, **about)

    @property
    def purpose(self) -> str:
        return str(self.link.purpose)

    @transaction.atomic
    def inside(self, **said: Any) -> HttpResponse:
        """The page is drawn while the link is held: whoever revokes it waits, or was
        first."""
        link: Any = hold_entered(self.link, self.visitor)
        if link.has_terms_to_accept:
            return self.page("terms.html")
        if link.purpose == Purpose.EARLY_SIGHT and not link.is_scheduled:
            return self.page("wait.html")
        told = link.accesses.filter(deed=Deed.READ).order_by("at", "id").last()
        link = note_reading(by=link, visitor=self.visitor)
        lift = link.edition.live_from if link.is_scheduled else None
        before = told.embargoed_until if told else None
        text = _with_remarks(text_of(link), link)
        update = {"note": text.change_note, "corrections": []}
        return self.page(
            _TEMPLATES[Purpose(link.purpose)],
            link=link,
            edition=text,
            lift=lift,
            told_before=before if before != lift else None,
            update=update if text.change_note else None,
            answer=link.answers.order_by("id").last(),
            **{"trouble": "", "typed": _TYPED, **said},
        )

    def page(self, template: str, **context: Any) -> HttpResponse:
        seal = manners.seal_of(self.link, self.visitor.key)
        about = {"link": self.link, "seal": seal} | context
        return manners.page(self.request, template, **about)


def _with_remarks(text: Any, link: GuestLink) -> Any:
    """With what this guest said of each passage, and nobody else's."""
    said: dict[int, list[Any]] = {}
    for remark in link.remarks.order_by("id"):
        said.setdefault(remark.passage, []).append(remark)
    for passage in text.passages:
        passage["said"] = said.get(passage["start"], [])
    return text
