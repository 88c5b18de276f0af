"""One quote, wherever it is shown alone: on its page, in a citation, on a card or in
somebody else's page."""

from typing import Any

from django.db.models import Exists, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, Left, Right, Substr
from django.http import Http404

from briefings.models import CommitmentStatement, Quote, Topic
from briefings.models.governments import with_government
from briefings.models.translations import public_languages
from briefings.views.commitments import with_what_holds
from briefings.views.portraits import smallest_portrait
from briefings.views.prepared import prepared
from briefings.views.quotes import public_quotes, with_speakers
from briefings.views.release_contents import involved
from briefings.views.withdrawals import withdrawals_in_force

# How much of the text beside a quote is looked through for its neighbours.
_AROUND = 1500
_OTHERS = 4
# They belong to the quote, which is printed with marks of its own.
_MARKS = ' \t\n"“”„«»‹›‘’'


@prepared
def _published_quotes() -> QuerySet[Any]:
    withdrawal = withdrawals_in_force("edition__release")
    text, start = "edition__plain_text", Cast("start", IntegerField())
    quotes = with_government(with_speakers(Quote.objects.published()), "edition__")
    return quotes.annotate(
        is_current=Exists(Quote.objects.public().filter(pk=OuterRef("pk"))),
        withdrawal=Subquery(withdrawal.values("explanation")[:1]),
        withdrawn_at=Subquery(withdrawal.values("in_force_during__startswith")[:1]),
        organisation_links=involved("edition__"),
        portrait=smallest_portrait(),
        language_rows=public_languages(release="edition__release"),
        before=Right(Left(text, start), _AROUND),
        after=Substr(text, F("end") + 1, _AROUND),
    )


def quote_in_editions(ref: str) -> list[Any]:
    """As it stands in every edition that was public, the newest first."""
    return list(_published_quotes().filter(ref=ref).order_by("-edition__number"))


def current_of(quotes: list[Any]) -> Any | None:
    """None, where a correction took it out."""
    return next((quote for quote in quotes if quote.is_current), None)


def shown_quote(ref: str) -> Any:
    quote = current_of(quote_in_editions(ref))
    if quote is None:
        raise Http404
    return quote


def paragraph_before(quote: Any) -> str:
    *others, last = quote.before.rstrip(_MARKS).split("\n\n")
    if others or len(quote.before) < _AROUND:
        return str(last)
    return "…" + last.partition(" ")[2]


def paragraph_after(quote: Any) -> str:
    first, *others = quote.after.lstrip(_MARKS).split("\n\n")
    if others or len(quote.after) < _AROUND:
        return str(first)
    return first.rpartition(" ")[0] + "…"


def promised_in(quote: Any) -> list[Any]:
    """What is promised within the words of the quote."""
    inside = CommitmentStatement.objects.published().filter(
        edition=quote.edition_id, start__gte=quote.start, end__lte=quote.end
    )
    stated = with_what_holds(inside).order_by("-start")
    once = {row.commitment_id: row for row in stated}
    return list(reversed(once.values()))


def others_on_the_topic(quote: Any) -> list[Any]:
    """What the speaker said elsewhere about what this release is about."""
    if quote.speaker is None:
        return []
    shared = Topic.objects.filter(editions=OuterRef("edition")).filter(
        editions=quote.edition_id
    )
    said = public_quotes().filter(speaker__in=quote.speaker.kept.rows().values("pk"))
    return list(said.filter(Exists(shared)).exclude(ref=quote.ref)[:_OTHERS])
