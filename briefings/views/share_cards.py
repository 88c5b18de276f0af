"""The picture that others show beside a link to a quote, or to a release without a
picture of its own. Its name is made of all that it shows, so that whoever has it may
keep it; it is public as the quote or release is."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from briefings.media.cards import Card, drawn, font_for
from briefings.text.directions import direction
from briefings.text.quoting import quoted, spoken
from briefings.views import formats
from briefings.views.answers import FOR_GOOD, public_file, unchanged
from briefings.views.citations import role_of, speaker_of
from briefings.views.interface import speaking
from briefings.views.one_quote import shown_quote
from briefings.views.release_contents import current_editions, issuers


def quote_card_address(quote: Any) -> str:
    """Of the picture of a quote; empty where none can be drawn in its letters."""
    return _address("quote-card", quote.ref, _of_quote(quote))


def release_card_address(edition: Any) -> str:
    """Of the picture of a release, asked for with its organisations."""
    return _address("release-card", edition.release.slug, _of_release(edition))


@public_file
def quote_card(request: HttpRequest, ref: str, digest: str) -> HttpResponseBase:
    return _picture(request, _of_quote(shown_quote(ref)), digest)


@public_file
def release_card(request: HttpRequest, slug: str, digest: str) -> HttpResponseBase:
    edition = current_editions().filter(release__slug=slug).first()
    if edition is None:
        raise Http404
    return _picture(request, _of_release(edition), digest)


def _address(page: str, name: str, card: Card) -> str:
    if font_for(card, settings.OFFICE_LOOK.font) is None:
        return ""
    return reverse(page, args=[name, card.digest])


def _picture(request: HttpRequest, card: Card, digest: str) -> HttpResponseBase:
    font = font_for(card, settings.OFFICE_LOOK.font)
    if font is None or card.digest != digest:
        raise Http404
    headers = {
        "Content-Type": "image/png",
        "Cache-Control": FOR_GOOD,
        "ETag": f'"{digest}"',
    }
    known = unchanged(request, headers)
    return known or HttpResponse(drawn(card, font), headers=headers)


def _of_quote(quote: Any) -> Card:
    """In the language of its words, wherever it is asked for."""
    words = " ".join(spoken(quote.words).split())
    with speaking(quote.language):
        return _card(
            quoted(words, quote.language),
            quote.language,
            speaker=speaker_of(quote),
            role=role_of(quote),
            on=quote.said_on or _published_on(quote.edition.release),
        )


def _of_release(edition: Any) -> Card:
    leading = issuers(edition.organisation_links).values()
    with speaking(edition.language):
        return _card(
            edition.headline,
            edition.language,
            speaker=edition.release.get_kind_display(),
            role=", ".join(name for name in leading if name != settings.OFFICE_NAME),
            on=_published_on(edition.release),
        )


def _card(words: str, language: str, *, speaker: str, role: str, on: date) -> Card:
    return Card(
        words=words,
        speaker=speaker,
        role=role,
        office=settings.OFFICE_NAME,
        day=formats.day_in_words(on),
        accent=settings.OFFICE_LOOK.accent,
        is_from_right=direction(language) == "rtl",
    )


def _published_on(release: Any) -> date:
    return timezone.localtime(release.first_published_at).date()
