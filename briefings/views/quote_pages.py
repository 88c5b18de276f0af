"""The page of one quote, what is fetched from there, and what is told of one that was
taken out."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from briefings.models import Edition, Quote, Release
from briefings.views import translations
from briefings.views.answers import View, page, public_page
from briefings.views.citations import as_file, quote_cited
from briefings.views.columns import LONG
from briefings.views.embeds import embedded_quote
from briefings.views.interface import speaking
from briefings.views.one_quote import (
    current_of,
    others_on_the_topic,
    paragraph_after,
    paragraph_before,
    promised_in,
    quote_in_editions,
)
from briefings.views.releases import instead_of_removed
from briefings.views.share_cards import quote_card_address


def of_public_quote(view: Callable[..., HttpResponseBase]) -> View:
    """A page about a quote that readers have, which it is given in every edition."""

    @public_page
    @wraps(view)
    def answer(request: HttpRequest, ref: str, **asked: str) -> HttpResponseBase:
        quotes = quote_in_editions(ref)
        quote = current_of(quotes)
        if quote is not None:
            return view(request, quote, quotes, **asked)
        return _taken_out(request, quotes[0]) if quotes else _removed(request, ref)

    return answer


@of_public_quote
def quote_detail(request: HttpRequest, quote: Any, quotes: list[Any]) -> HttpResponse:
    with speaking(quote.language):
        shown = page(
            request,
            "quote_detail.html",
            quote=quote,
            translations=translations.others(
                quote.language_rows, quote.edition.release_id
            ),
            others=[other for other in quotes if other is not quote],
            before=paragraph_before(quote),
            after=paragraph_after(quote),
            promised=promised_in(quote),
            said_elsewhere=others_on_the_topic(quote),
            cited=quote_cited(quote),
            embedded=embedded_quote(quote),
            card=quote_card_address(quote),
        )
    return translations.in_language(shown, quote.language)


@of_public_quote
def quote_citation(
    request: HttpRequest, quote: Any, quotes: list[Any], file_name: str
) -> HttpResponse:
    return as_file(quote_cited(quote), file_name)


def _taken_out(request: HttpRequest, last: Any) -> HttpResponse:
    """Why, and by which correction: the edition after the last that carried it."""
    editions = Edition.objects.published().filter(release=last.edition.release_id)
    later = editions.filter(number__gt=last.edition.number).order_by("number")
    without = later.select_related("release").defer(*LONG).first()
    if without is None:
        raise Http404
    told = {"quote": last, "edition": without}
    told["corrections"] = list(without.note_corrections.all())
    return render(request, "quote_gone.html", told, status=410)


def _removed(request: HttpRequest, ref: str) -> HttpResponse:
    """It was in a release that was removed."""
    gone = Quote.objects.taken_down().filter(ref=ref).values("edition__release")
    release = Release.objects.removed().filter(pk__in=gone).first()
    if release is None:
        raise Http404
    return instead_of_removed(request, release)
