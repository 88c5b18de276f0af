"""How a release or a quote is cited, on its page and as a file to keep."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext

from briefings.text.citing import FORMS, Cited, Form
from briefings.text.quoting import spoken
from briefings.views.links import on_this_site
from briefings.views.release_contents import issuers


def release_cited(edition: Any) -> Cited:
    """Of an edition that was asked for with its organisations."""
    about = _of_its_edition(edition, edition.organisation_links)
    return Cited(**about, withdrawn_on=_day(edition.withdrawn_at))


def quote_cited(quote: Any) -> Cited:
    """Of a quote that was asked for with the organisations of its edition."""
    about = _of_its_edition(quote.edition, quote.organisation_links)
    return Cited(
        **about
        | {
            "key": f"quote-{quote.ref}",
            "address": on_this_site(quote.get_absolute_url()),
            "language": quote.language,
            "speaker": _in_english(lambda: speaker_of(quote)),
            "role": role_of(quote),
            "words": spoken(quote.words),
            "withdrawn_on": _day(quote.withdrawn_at),
        }
    )


def speaker_of(quote: Any) -> str:
    """Who spoke, as the edition printed it."""
    if quote.speaker_name or quote.speaker:
        return str(quote.speaker_name or quote.printed_speaker)
    if quote.organisation:
        spokesperson = gettext("Spokesperson,")
        return f"{spokesperson} {quote.printed_organisation}"
    return gettext("Speaker not named")


def role_of(quote: Any) -> str:
    if quote.speaker_role and (quote.speaker_name or quote.speaker):
        return str(quote.speaker_role)
    return str(quote.printed_role) if quote.appointment else ""


def as_file(cited: Cited, file_name: str) -> HttpResponse:
    form = _form(file_name)
    charset = "; charset=utf-8" if form.media_type.startswith("text/") else ""
    response = HttpResponse(
        form.write(cited).encode(), content_type=form.media_type + charset
    )
    name = f"{cited.key}-{form.file_name}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _form(file_name: str) -> Form:
    for form in FORMS:
        if form.file_name == file_name:
            return form
    raise Http404


def _of_its_edition(
    edition: Any, organisations: list[dict[str, Any]]
) -> dict[str, Any]:
    release = edition.release
    authors = tuple(issuers(organisations).values())
    return {
        "key": release.slug,
        "kind": _in_english(release.get_kind_display),
        "title": edition.headline,
        "authors": authors or (settings.OFFICE_NAME,),
        "publisher": settings.OFFICE_NAME,
        "published_on": _day(release.first_published_at),
        "address": address_of(edition),
        "language": edition.language,
        "edition": edition.number,
        "delivered_on": edition.delivered_on,
        "venue": edition.venue,
    }


def _day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None


def _in_english(said: Callable[[], str]) -> str:
    """The styles of citing that are offered are those of English texts."""
    with translation.override("en"):
        return str(said())


def address_of(edition: Any) -> str:
    """A past edition is named where it stands, and the current one at its release."""
    is_past = not getattr(edition, "is_current", True)
    whose = edition if is_past else edition.release
    return on_this_site(whose.get_absolute_url())
