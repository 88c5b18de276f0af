"""What stands between an edition and its publication, each as a sentence that an editor
reads before the button, not after it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models.functions import Now

from briefings.models import Anchored, Edition, ImportedFile, Quote, RoleAppointment
from briefings.models.editions import Change, Part
from briefings.models.people import kept_key
from briefings.text.parts.embargo import in_words

LONG_HEADLINE = 120
UNTITLED = "Untitled"  # until an editor writes a headline


@dataclass(frozen=True)
class Obstacle:
    """`place` is the element of the edition's form to look at. One that stops must be
    cleared before approval; the others are for an editor to weigh."""

    sentence: str
    place: str
    stops: bool = False


def obstacles(edition: Edition, *, day: date) -> list[Obstacle]:
    """`day` is the one on which the edition goes, or would go, public."""
    return [
        *_in_the_text(edition),
        *_in_the_quotes(edition, day),
        *_in_the_rest(edition),
    ]


def _in_the_text(edition: Edition) -> Iterator[Obstacle]:
    # What a reader will see: comments and empty mark-up are no text.
    if not edition.plain_text.strip():
        yield Obstacle("There is no text yet.", "body", stops=True)
    if edition.headline.strip() in ("", UNTITLED):
        yield Obstacle("Give the release a headline.", "headline", stops=True)
    if _hides_its_change(edition):
        yield Obstacle("Tell readers what changed.", "change_note", stops=True)
    if len(edition.headline) > LONG_HEADLINE:
        yield Obstacle(
            f"The headline has {len(edition.headline)} characters; "
            f"search results show about {LONG_HEADLINE}.",
            "headline",
        )
    if not edition.summary.strip():
        yield Obstacle("There is no summary for lists and link previews.", "summary")


def _hides_its_change(edition: Edition) -> bool:
    is_major = edition.number > 1 and edition.change == Change.MAJOR
    return is_major and not edition.change_note.strip()


def _in_the_quotes(edition: Edition, day: date) -> Iterator[Obstacle]:
    appointed = set(
        RoleAppointment.objects.on(day)
        .annotate(holder=kept_key("person__"))
        .filter(holder__in=edition.quotes.values(kept=kept_key("speaker__")))
        .values_list("holder", flat=True)
    )
    quotes = edition.quotes.select_related("speaker__merged_into")
    roles = RoleAppointment.objects.filter(quotes__in=quotes)
    known = roles.known_to(edition.release)
    unannounced = set(roles.exclude(pk__in=known).values_list("pk", flat=True))
    for quote in quotes:
        yield from _at_its_words(edition, quote, "quote")
        if not quote.speaker_id and not quote.organisation_id:
            yield Obstacle(
                f"Nobody is linked as the speaker of “{_opening(quote.words)}”.",
                f"quote-{quote.ref}",
                stops=True,
            )
        elif quote.appointment_id in unannounced:
            yield Obstacle(
                f"The role of {quote.speaker} is announced by a release that is not "
                "public yet: choose the role that readers know.",
                f"quote-{quote.ref}",
                stops=True,
            )
        elif _role_is_open(quote, appointed):
            yield Obstacle(
                f"{quote.speaker} holds no role on {day:%-d %B %Y}.",
                f"quote-{quote.ref}",
            )


def _role_is_open(quote: Quote, appointed: set[int]) -> bool:
    return (
        quote.speaker is not None
        and quote.appointment_id is None
        and quote.speaker.kept.pk not in appointed
    )


def _in_the_rest(edition: Edition) -> Iterator[Obstacle]:
    files = edition.release.imported_files.without_source()
    for file in files.filter(embargoed_until__gt=Now()):
        yield Obstacle(f"The text is embargoed until {_until(file)}.", "schedule")
    for statement in edition.statements.all():
        yield from _at_its_words(edition, statement, "commitment")
    for figure in edition.figures.all():
        yield from _at_its_words(edition, figure, "figure")
        if not figure.source_name:
            yield Obstacle(
                f"The figure “{figure.words}” names no source.", f"figure-{figure.ref}"
            )
    undecided = edition.suggestions.open().count()
    if undecided:
        yield Obstacle(f"{undecided} suggestions are undecided.", "suggestions")
    if not edition.involvements.filter(part=Part.LEAD).exists():
        yield Obstacle(
            "No lead organisation is named: readers do not see whose news it is.",
            "lead_organisations",
        )
    if not edition.contacts.exists():
        yield Obstacle("No contact is named for journalists.", "contacts")


def _until(file: ImportedFile) -> str:
    moment: Any = file.embargoed_until
    return in_words(moment.astimezone(ZoneInfo(settings.TIME_ZONE)))


def _at_its_words(edition: Edition, record: Anchored, what: str) -> Iterator[Obstacle]:
    place, words = f"{what}-{record.ref}", _opening(record.words)
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


def _opening(words: str) -> str:
    return words if len(words) <= 60 else words[:59].rstrip() + "…"
