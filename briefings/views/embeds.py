"""Releases and quotes for those who show them elsewhere, by the oEmbed protocol."""

import math
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
)
from django.template.loader import render_to_string
from django.urls import Resolver404, ResolverMatch, resolve

from briefings.media.cards import HEIGHT, WIDTH
from briefings.models import Release
from briefings.text.quoting import spoken
from briefings.views import formats
from briefings.views.answers import asked, public_page
from briefings.views.citations import speaker_of
from briefings.views.interface import speaking
from briefings.views.one_quote import shown_quote
from briefings.views.refusals import refusal
from briefings.views.release_contents import current_editions
from briefings.views.share_cards import quote_card_address

_WIDEST, _NARROWEST = 640, 240
# As most sites set text: what a line takes of the height, and a letter of the width.
_LINE, _LETTER, _AROUND = 26, 8.2, 110
_HOUR = 3600


@public_page
def oembed(request: HttpRequest) -> HttpResponseBase:
    given = asked(request, "format")
    # Longer than what is asked of others, because it holds an address.
    address = request.GET.get("url", "")[:2000]
    if given["format"] not in ("", "json", "xml"):
        return HttpResponse("Ask for json or xml.", status=501, content_type=_TEXT)
    if not address:
        return refusal(request, 400)
    room = _Room(request)
    about = _embedded(address, room)
    if given["format"] == "xml":
        return HttpResponse(_xml(about), content_type="text/xml; charset=utf-8")
    return JsonResponse(about, json_dumps_params={"ensure_ascii": False})


_TEXT = "text/plain; charset=utf-8"


class _Room:
    """How much of it the asker has."""

    def __init__(self, request: HttpRequest) -> None:
        self.width = _pixels(request, "maxwidth")
        self.height = _pixels(request, "maxheight")

    def fits(self, width: int, height: int) -> bool:
        is_wide_enough = self.width is None or width <= self.width
        is_high_enough = self.height is None or height <= self.height
        return is_wide_enough and is_high_enough


def _pixels(request: HttpRequest, name: str) -> int | None:
    value = asked(request, name)[name]
    return int(value) if value.isascii() and value.isdigit() and int(value) else None


def _embedded(address: str, room: _Room) -> dict[str, Any]:
    site, asked_for = urlsplit(settings.SITE_URL), _split(address)
    if asked_for.netloc != site.netloc or asked_for.scheme not in ("http", "https"):
        raise Http404
    found = _page_at(asked_for.path)
    embed = _EMBEDS.get(found.url_name or "")
    if embed is None:
        raise Http404
    return _common() | embed(room, **found.kwargs)


def _page_at(path: str) -> ResolverMatch:
    """With or without the slash at the end, to which the site itself leads."""
    for written in (path, f"{path}/"):
        with suppress(Resolver404):
            return resolve(written)
    raise Http404


def _split(address: str) -> Any:
    try:
        return urlsplit(address)
    except ValueError:
        raise Http404 from None


def _common() -> dict[str, Any]:
    return {
        "version": "1.0",
        "provider_name": settings.OFFICE_NAME,
        "provider_url": f"{settings.SITE_URL}/",
        "cache_age": _HOUR,
    }


def _quote(room: _Room, ref: str) -> dict[str, Any]:
    quote = shown_quote(ref)
    about: dict[str, Any] = {"title": f"{speaker_of(quote)}: {quote.edition.headline}"}
    if quote.speaker:
        about["author_name"] = speaker_of(quote)
        about["author_url"] = settings.SITE_URL + quote.speaker.kept.get_absolute_url()
    card = quote_card_address(quote)
    if card and room.fits(WIDTH, HEIGHT):
        about |= {
            "thumbnail_url": settings.SITE_URL + card,
            "thumbnail_width": WIDTH,
            "thumbnail_height": HEIGHT,
        }
    html = embedded_quote(quote)
    return about | _rich(html, spoken(quote.words), room)


def embedded_quote(quote: Any) -> str:
    """A block quotation that says by itself who spoke and where it stands."""
    context = {"quote": quote}
    with speaking(quote.language):
        html = render_to_string("_embedded_quote.html", context, using="public")
    return html.strip()


def _release(room: _Room, slug: str) -> dict[str, Any]:
    edition = current_editions().filter(release__slug=slug).first()
    if edition is None:
        # As the page of an address that it had before leads on.
        moved = Release.objects.public().at_address(slug)
        edition = current_editions().filter(release__in=moved.values("pk")).first()
    if edition is None:
        raise Http404
    context = {"edition": edition}
    with speaking(edition.language):
        html = render_to_string("_embedded_release.html", context, using="public")
    words = f"{edition.headline} {edition.summary}"
    return {"title": edition.headline} | _rich(html.strip(), words, room)


_EMBEDS: dict[str, Callable[..., dict[str, Any]]] = {
    "quote-detail": _quote,
    "release-detail": _release,
}


def _rich(html: str, words: str, room: _Room) -> dict[str, Any]:
    """With about the room that its words take. Where there is less, a link is what can
    be shown."""
    width = min(room.width or _WIDEST, _WIDEST)
    lines = math.ceil(len(words) / max(1, (width - 40) / _LETTER))
    height = _AROUND + lines * _LINE
    if width < _NARROWEST or not room.fits(width, height):
        return {"type": "link"}
    return {"type": "rich", "html": html, "width": width, "height": height}


def _xml(about: dict[str, Any]) -> str:
    told = {name: escape(formats.in_xml(str(value))) for name, value in about.items()}
    rows = "".join(f"<{name}>{value}</{name}>" for name, value in told.items())
    head = '<?xml version="1.0" encoding="utf-8" standalone="yes"?>'
    return f"{head}<oembed>{rows}</oembed>"
