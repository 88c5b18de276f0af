"""What is wrong with the records in the words: quotes, commitments and figures."""

from collections.abc import Iterator
from datetime import date

from django.conf import settings

from briefings.models import Anchored, Edition, Figure, Quote, RoleAppointment
from briefings.readiness.obstacle import Obstacle, in_words, opening


def in_the_quotes(
    edition: Edition, quotes: list[Quote], day: date
) -> Iterator[Obstacle]:
    appointed = set(
        RoleAppointment.objects.on(day)
        .filter(person__quotes__edition=edition)
        .values_list("person", flat=True)
    )
    roles = RoleAppointment.objects.filter(quotes__edition=edition)
    known = roles.known_to(edition.release)
    unannounced = set(roles.exclude(pk__in=known).values_list("pk", flat=True))
    for quote in quotes:
        yield from at_its_words(edition, quote, "quote")
        yield from _of_its_speaker(quote, appointed, unannounced, day)


def _of_its_speaker(
    quote: Quote, appointed: set[int], unannounced: set[int], day: date
) -> Iterator[Obstacle]:
    place = f"quote-{quote.ref}"
    if not quote.speaker_id and not quote.organisation_id:
        yield Obstacle(
            f"Nobody is linked as the speaker of “{opening(quote.words)}”.",
            place,
            stops=True,
        )
    elif quote.appointment_id in unannounced:
        yield Obstacle(
            f"The role of {quote.speaker} is announced by a release that is not "
            "public yet: choose the role that readers know.",
            place,
            stops=True,
        )
    elif _role_is_open(quote, appointed):
        yield Obstacle(f"{quote.speaker} holds no role on {in_words(day)}.", place)


def _role_is_open(quote: Quote, appointed: set[int]) -> bool:
    return (
        quote.speaker_id is not None
        and quote.appointment_id is None
        and quote.speaker_id not in appointed
    )


def in_the_figures(edition: Edition, figures: list[Figure]) -> Iterator[Obstacle]:
    for figure in figures:
        yield from at_its_words(edition, figure, "figure")
        if not figure.source_name:
            yield Obstacle(
                f"The figure “{figure.words}” names no source.",
                f"figure-{figure.ref}",
                stops=settings.FIGURES_NEED_SOURCES,
            )


def at_its_words(edition: Edition, record: Anchored, what: str) -> Iterator[Obstacle]:
    place, words = f"{what}-{record.ref}", opening(record.words)
    if record.is_lost:
        yield Obstacle(
            f"The words of a {what} are no longer in the text: “{words}”. "
            "Put them back, mark the new words, or take the record out.",
            place,
            stops=True,
        )
    elif edition.plain_text[record.start : record.end] != record.words:
        yield Obstacle(
            f"The words of a {what} are not those of the text: “{words}”. "
            "Mark its words again.",
            place,
            stops=True,
        )
