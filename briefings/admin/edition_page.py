"""One page for one edition: how it stands, its words, its records, its moves."""

from copy import copy
from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import Prefetch, Subquery, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property

from briefings.admin import (
    collected,
    commitments,
    discarding,
    figures,
    limits,
    quotes,
    reminders,
    suggestions,
    translations,
)
from briefings.admin.changes import Changes, changes_to_read
from briefings.admin.comments import WITH_COMMENTS, AddComment, comment_cards
from briefings.admin.deeds import Deed, carry_out, mark_up_page_of, page_of
from briefings.admin.fact_checks import fact_checks_of
from briefings.admin.moves import AddNote, move_deeds, release_deeds
from briefings.admin.paper import to_read
from briefings.admin.review import OfWhatIsShown
from briefings.admin.site import site
from briefings.admin.standing import standing
from briefings.admin.timeline import Timeline
from briefings.admin.unsaved import Unsaved
from briefings.admin.waiting import callouts
from briefings.admin.words import DiscardUnsaved, WordsDeed, content_of
from briefings.admin.writing import others_here
from briefings.models import Commitment, Figure, Suggestion, Transition, UnsavedText
from briefings.models.governments import earlier_government
from briefings.models.suggestions import SuggestionKind
from briefings.permissions import may_change, may_leave_notes, shut_by_history
from briefings.readiness import obstacles
from briefings.readiness.rows import RECORDS, fetch_rows
from briefings.workflow import OPEN_STATES, State

_MADE = Prefetch("transitions", Transition.objects.select_related("by", "asked"))
# Whoever looks at these came to read.
_TO_BE_READ = {State.IN_REVIEW, State.APPROVED, State.ISSUED, State.DISCARDED}


class EditionPage:
    template = "admin/briefings/edition/page.html"
    rows: tuple[Any, ...] = (WITH_COMMENTS, *RECORDS, _MADE)

    def __init__(self, request: HttpRequest, edition: Any) -> None:
        self.request, self.edition, self.now = request, edition, edition.now
        if not edition.is_limited:
            edition.release.limited_to = []  # without asking
        self.is_open = edition.state in OPEN_STATES
        user: Any = request.user
        edition.release.known_under = edition.known_under
        self.government = earlier_government(edition.release)
        self.is_shut = bool(shut_by_history(edition.release, user))
        self.may_write = self.is_open and may_change(user, edition.release)
        self.plain = "plain" in request.GET
        self.about: dict[str, Any] = {
            "by": request.user,
            "data": request.POST,
            "plain": self.plain,
        }
        self.writing = self.about | {"is_offered": self.may_write}

    def answer(self, extra: dict[str, Any]) -> HttpResponse:
        if self.request.method == "POST":
            home = self.request.path + ("?plain" if self.plain else "")
            done = carry_out(self.request, self.deeds(), home=home)
            if done:
                return done
            for read in (
                "shown",
                "saved",
                "unsaved",
            ):  # somebody else may have been quicker
                self.__dict__.pop(read, None)
        context = {**site.each_context(self.request), **extra, **self.context()}
        return TemplateResponse(self.request, self.template, context)

    def deeds(self) -> list[Deed]:
        cards = [*self.records.values(), self.suggestions]
        of_rows = [deed for rows in cards for row in rows for deed in row["deeds"]]
        of_rows += [deed for row in self.comments for deed in row["deeds"]]
        rest = [self.words, self.accept_all, self.note, self.comment]
        rest += [kept["discard"] for kept in self.unsaved]
        return [*rest, *self.marks, *self.moves, *self.about_the_release, *of_rows]

    @cached_property
    def words(self) -> WordsDeed:
        taken_up = next((k["text"] for k in self.unsaved if k["is_taken_up"]), None)
        about = {"saved": self.saved, "taken_up": taken_up}
        return WordsDeed("words", self.edition, **self.writing | about)

    @cached_property
    def unsaved(self) -> list[dict[str, Any]]:
        """What was kept of this person, and the button that discards it. An edition in
        hand goes on with what was typed when the one before was issued."""
        rows = UnsavedText.objects.filter(person=self.request.user.pk)
        if self.may_write:
            rows = rows.filter(edition__release=self.edition.release_id)
            rows = rows.exclude(edition__state=State.DISCARDED)
        else:
            rows = rows.filter(edition=self.edition)
        asked = self.request.GET.get("take-up", "")
        return [
            {
                "text": Unsaved(row, self.saved),
                "discard": DiscardUnsaved(
                    f"discard-unsaved-{row.pk}", row, **self.about
                ),
                "is_taken_up": str(row.pk) == asked,
            }
            for row in rows
        ]

    @property
    def offered(self) -> list[dict[str, Any]]:
        """Not what is on the page already."""
        if self.may_write and self.words.is_bound:
            return []
        return [
            kept
            for kept in self.unsaved
            if kept["text"].changes and not kept["is_taken_up"]
        ]

    @cached_property
    def note(self) -> AddNote:
        user: Any = self.request.user
        is_offered = may_leave_notes(user)
        return AddNote("note", self.edition, is_offered=is_offered, **self.about)

    @cached_property
    def comment(self) -> AddComment:
        offer = self.about | {"is_offered": self.note.is_offered}
        return AddComment("comment", self.edition, initial=self.talked_of, **offer)

    @property
    def talked_of(self) -> dict[str, Any]:
        """The words that a comment begins with."""
        return {}

    @cached_property
    def comments(self) -> list[dict[str, Any]]:
        rows = self.shown.comments.all()
        return comment_cards(self.edition, rows, **self.about)

    @property
    def open_comments(self) -> list[dict[str, Any]]:
        return [card for card in self.comments if not card["row"].resolved_at]

    @property
    def resolved_comments(self) -> list[dict[str, Any]]:
        return [card for card in self.comments if card["row"].resolved_at]

    @cached_property
    def accept_all(self) -> Deed:
        return suggestions.AcceptAll("accept-all", self.edition, **self.writing)

    @cached_property
    def moves(self) -> list[Deed]:
        return move_deeds(self.edition, now=self.now, **self.about)

    @cached_property
    def about_the_release(self) -> list[Deed]:
        said_before = self._of_release[0].last_notice
        about = {"said_before": said_before, **self.about}
        return release_deeds(self.edition, now=self.now, **about)

    @cached_property
    def marks(self) -> list[Deed]:
        kinds = (quotes.MarkQuote, commitments.MarkCommitment, figures.MarkFigure)
        return [
            kind(f"mark-{kind.__name__.lower()}", self.edition, **self.writing)
            for kind in kinds
        ]

    @cached_property
    def records(self) -> dict[str, list[dict[str, Any]]]:
        subjects = {"quotes": quotes, "commitments": commitments, "figures": figures}
        return {
            kind: [self._card(subjects[kind], row) for row in rows]
            for kind, rows in self.marked.items()
        }

    @property
    def marked(self) -> dict[str, list[Any]]:
        return {
            "quotes": list(self.shown.quotes.all()),
            "commitments": list(self.shown.statements.all()),
            "figures": list(self.shown.figures.all()),
        }

    @cached_property
    def saved(self) -> dict[str, Any]:
        return content_of(self.shown)

    @cached_property
    def shown(self) -> Any:
        """The edition with its rows, to be read. Actions never meet it: they judge by
        what stands in the database when their turn has come."""
        shown = copy(self.edition)
        shown.release = copy(self.edition.release)
        prefetch_related_objects([shown], *self.rows)
        return shown

    @cached_property
    def suggestions(self) -> list[dict[str, Any]]:
        """Decided ones too: their buttons tell who was quicker."""
        rows = self.edition.suggestions.select_related("decided_by")
        deeds_of = partial(suggestions.deeds_of, edition=self.edition)
        return [
            {**_row(row, deeds_of(row, **self.writing)), "in_short": _in_short(row)}
            for row in rows
        ]

    def _card(self, subject: Any, row: Any) -> dict[str, Any]:
        row.edition = self.edition
        return _row(row, subject.deeds_of(row, **self.writing))

    def context(self) -> dict[str, Any]:
        edition = self.shown
        fetch_rows(edition)
        day = timezone.localdate(edition.live_from or self.now)
        found = obstacles(edition, day=day) if self.is_open else []
        return {
            "title": edition.headline,
            "edition": edition,
            "standing": standing(edition, self.now),
            "others": self._others_here(),
            "editions": self._editions(),
            "limited_to": limits.limited_to(edition.release, self.now),
            "withdrawn": self._of_release[0].notice,
            "reminders": reminders.told(
                self._of_release[0].open_reminders, timezone.localdate(self.now)
            ),
            "in_collections": self._of_release[0].in_collections,
            "translations": translations.beside(self.edition, self.now),
            "page": self,
            "undecided": edition.undecided,
            "mark_up_url": mark_up_page_of(edition),
            "moves": [d for d in _drawn(self.moves) if not d.is_undoing],
            "undoing": [d for d in _drawn(self.moves) if d.is_undoing],
            "discard_url": discarding.address_for(self.edition, self.request.user),
            "limit_url": limits.address_for(self.edition, self.request.user, self.now),
            "about_the_release": _drawn(self.about_the_release),
            "stops": [o for o in found if o.stops],
            "weighs": [o for o in found if not o.stops],
            "doubts": self._doubts(),
            "callouts": callouts(edition),
            "changes": self._changes(),
            "open_comments": self.open_comments,
            "resolved_comments": self.resolved_comments,
            "files": list(edition.files.all()),
            "timeline": Timeline(edition, self.request.GET),
            "to_be_read": edition.state in _TO_BE_READ,
            "preview": to_read(edition),
            "fact_checks": fact_checks_of(edition),
            "media": self.words.media,
        }

    def _changes(self) -> list[Changes]:
        user: Any = self.request.user
        bound = (d.read for d in self.moves if isinstance(d, OfWhatIsShown))
        read = next(filter(None, bound), "")
        return changes_to_read(self.shown, by=user, read=read)

    def _others_here(self) -> list[Any]:
        user: Any = self.request.user
        return others_here(self.edition, user) if self.may_write else []

    def _doubts(self) -> list[dict[str, str]]:
        """What the reader of the file was not sure of, while there is time. The file
        that a release was made from says nothing of a correction."""
        if not self.is_open or self.edition.number > 1:
            return []
        files = self.edition.release.imported_files.without_source()
        return [doubt for file in files for doubt in file.warnings]

    @cached_property
    def _of_release(self) -> list[Any]:
        """Every edition, and in each the notice under which readers see the release,
        the last that they saw it under, and who is to look at it again."""
        release = self.edition.release
        notice = release.withdrawals.in_force(self.now).values("explanation")[:1]
        last = release.withdrawals.order_by("-pk").values("explanation")[:1]
        editions = release.editions.order_by("number", "pk").without_texts()
        editions = editions.annotate(
            notice=Subquery(notice),
            last_notice=Subquery(last),
            open_reminders=reminders.of_release(release),
            in_collections=collected.of_release(release),
        )
        found = list(editions)
        for edition in found:
            edition.release = release
        return found

    def _editions(self) -> list[dict[str, Any]]:
        return [
            {
                "number": e.number,
                "url": page_of(e),
                "standing": standing(e, self.now),
                "is_this": e.pk == self.edition.pk,
            }
            for e in self._of_release
        ]


def _drawn(deeds: list[Deed]) -> list[Deed]:
    """Those that are offered; and what was refused because somebody was quicker, with
    the words that were typed into it."""
    return [deed for deed in deeds if deed.is_offered or deed.is_bound]


def _row(row: Any, deeds: dict[str, Deed]) -> dict[str, Any]:
    return {"row": row, "deeds": list(deeds.values()), **deeds}


def _in_short(suggestion: Suggestion) -> str:
    """What will be recorded, printed as the record will be."""
    found = suggestion.found
    if suggestion.kind == SuggestionKind.FIGURE:
        columns = {n: found.get(n) or "" for n in ("unit", "currency", "modifier")}
        return Figure(value=Decimal(found["value"]), **columns).value_in_words
    if suggestion.kind == SuggestionKind.COMMITMENT:
        columns = {n: found.get(n) or "" for n in ("currency", "amount_qualifier")}
        amount = Decimal(found["amount"]) if found.get("amount") else None
        promise = Commitment(kind=found["kind"], amount=amount, **columns)
        told = (promise.get_kind_display(), promise.sum_in_words)
        return ", ".join(filter(None, told))
    return ""
