"""The picture that others show beside a link to a quote. Its name is made of all that
it shows, so that whoever has it may keep it; it is public as the quote is."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from briefings.media.cards import Card, drawn, font_for
from briefings.text.directions import direction
from briefings.views import formats
from briefings.views.answers import FOR_GOOD, public_file, unchanged
from briefings.views.citations import role_of, speaker_of
from briefings.views.interface import speaking
from briefings.views.one_quote import shown_quote


def card_address(quote: Any) -> str:
    """Of the picture of a quote; empty where none can be drawn in its letters."""
    card = _card(quote)
    if font_for(card, settings.OFFICE_LOOK.font) is None:
        return ""
    return reverse("quote-card", args=[quote.ref, card.digest])


@public_file
def quote_card(request: HttpRequest, ref: str, digest: str) -> HttpResponseBase:
    quote, _ = shown_quote(ref)
    card = _card(quote)
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


def _card(quote: Any) -> Card:
    """In the language of its words, wherever it is asked for."""
    with speaking(quote.language):
        return _spoken_card(quote)


def _spoken_card(quote: Any) -> Card:
    said = quote.said_on or timezone.localtime(quote.edition.release.first_published_at)
    words = " ".join(formats.spoken(quote.words).split())
    return Card(
        words=formats.quoted(words, quote.language),
        speaker=speaker_of(quote),
        role=role_of(quote),
        office=settings.OFFICE_NAME,
        day=formats.day_in_words(said),
        accent=settings.OFFICE_LOOK.accent,
        is_from_right=direction(quote.language) == "rtl",
    )
