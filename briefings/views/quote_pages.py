"""The page of one quote, and what is fetched from there."""

from django.http import HttpRequest, HttpResponse

from briefings.views import translations
from briefings.views.answers import page, public_page
from briefings.views.citations import as_file, quote_cited
from briefings.views.embeds import embedded_quote
from briefings.views.interface import speaking
from briefings.views.one_quote import (
    others_on_the_topic,
    paragraph_after,
    paragraph_before,
    promised_in,
    shown_quote,
)
from briefings.views.share_cards import card_address


@public_page
def quote_detail(request: HttpRequest, ref: str) -> HttpResponse:
    quote, others = shown_quote(ref)
    with speaking(quote.language):
        shown = page(
            request,
            "quote_detail.html",
            quote=quote,
            translations=translations.others(
                quote.language_rows, quote.edition.release_id
            ),
            others=others,
            before=paragraph_before(quote),
            after=paragraph_after(quote),
            promised=promised_in(quote),
            said_elsewhere=others_on_the_topic(quote),
            cited=quote_cited(quote),
            embedded=embedded_quote(quote),
            card=card_address(quote),
        )
    return translations.in_language(shown, quote.language)


@public_page
def quote_citation(request: HttpRequest, ref: str, file_name: str) -> HttpResponse:
    quote, _ = shown_quote(ref)
    return as_file(quote_cited(quote), file_name)
