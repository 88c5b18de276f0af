"""What stands between an edition and its publication, each as a sentence that an editor
reads before the button, not after it."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models.functions import Now

from briefings.models import Anchored, Edition, ImportedFile, Quote, RoleAppointment
from briefings.models.editions import Change, Part
from briefings.models.people import kept_key
from briefings.readiness.links import leading_nowhere, to_the_desk
from briefings.readiness.obstacle import Obstacle, opening
from briefings.readiness.said_before import said_before
from briefings.readiness.wording import in_the_wording
from briefings.text.parts.embargo import in_words
from briefings.workflow import OPEN_STATES

LONG_HEADLINE = 120
UNTITLED = "Untitled"  # until an editor writes a headline


__all__ = ["UNTITLED", "Obstacle", "obstacles", "stopped_editions"]


def obstacles(edition: Edition, *, day: date) -> list[Obstacle]:
    """`day` is the one on which the edition goes, or would go, public."""
    return [
        *_in_the_text(edition),
        *_in_the_quotes(edition, day),
        *_in_the_file(edition),
        *_in_the_claims(edition),
        *_in_the_rest(edition),
        *in_the_wording(edition),
        *leading_nowhere(edition, at=edition.live_from),
        *said_before(edition),
    ]


def stopped_editions() -> list[Edition]:
    """The open editions that have an obstacle that stops: by the rules of `obstacles`,
    asked of all of them in a fixed number of queries."""
    editions = Edition.objects.filter(state__in=OPEN_STATES).prefetch_related(
        "quotes__speaker", "quotes__appointment", "statements", "figures"
    )
    roles = RoleAppointment.objects.filter(quotes__edition__state__in=OPEN_STATES)
    known = set(roles.known_to(None).values_list("pk", flat=True))
    return [
        edition
        for edition in editions.select_related("release")
        if any(obstacle.stops for obstacle in _stops(edition, known))
    ]


def _stops(edition: Edition, known: set[int]) -> Iterator[Obstacle]:
    """`known` are the appointments of which readers know."""
    yield from _in_the_text(edition)
    for quote in edition.quotes.all():
        role = quote.appointment
        is_announced = (
            role is None
            or role.pk in known
            or role.announced_in_id == edition.release_id
        )
        yield from _stops_at_a_quote(edition, quote, is_announced=is_announced)
    yield from _in_the_claims(edition)


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
    yield from to_the_desk(edition)
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
        yield from _stops_at_a_quote(
            edition, quote, is_announced=quote.appointment_id not in unannounced
        )
        if _role_is_open(quote, appointed):
            yield Obstacle(
                f"{quote.speaker} holds no role on {day:%-d %B %Y}.",
                f"quote-{quote.ref}",
            )


def _stops_at_a_quote(
    edition: Edition, quote: Quote, *, is_announced: bool
) -> Iterator[Obstacle]:
    yield from _at_its_words(edition, quote, "quote")
    if not quote.speaker_id and not quote.organisation_id:
        yield Obstacle(
            f"Nobody is linked as the speaker of “{opening(quote.words)}”.",
            f"quote-{quote.ref}",
            stops=True,
        )
    elif not is_announced:
        yield Obstacle(
            f"The role of {quote.speaker} is announced by a release that is not "
            "public yet: choose the role that readers know.",
            f"quote-{quote.ref}",
            stops=True,
        )


def _role_is_open(quote: Quote, appointed: set[int]) -> bool:
    return (
        quote.speaker is not None
        and quote.appointment_id is None
        and quote.speaker.kept.pk not in appointed
    )


def _in_the_file(edition: Edition) -> Iterator[Obstacle]:
    files: Any = edition.release.imported_files.without_source().annotate(now=Now())
    for file in files.exclude(embargoed_until=None):
        if file.embargoed_until > file.now:
            sentence = f"The text is embargoed until {_until(file)}."
        else:
            sentence = f"The embargo of the text ended: {_until(file)}."
        yield Obstacle(sentence, "moves-heading")


def _in_the_claims(edition: Edition) -> Iterator[Obstacle]:
    for statement in edition.statements.all():
        yield from _at_its_words(edition, statement, "commitment")
    for figure in edition.figures.all():
        yield from _at_its_words(edition, figure, "figure")
        if not figure.source_name:
            yield Obstacle(
                f"The figure “{figure.words}” names no source.",
                f"figure-{figure.ref}",
                stops=settings.FIGURES_NEED_SOURCES,
            )


def _in_the_rest(edition: Edition) -> Iterator[Obstacle]:
    undecided = edition.suggestions.open().count()
    if undecided:
        yield Obstacle(f"{undecided} suggestions are undecided.", "suggestions")
    yield from _in_the_comments(edition)
    if not edition.involvements.filter(part=Part.LEAD).exists():
        yield Obstacle(
            "No lead organisation is named: readers do not see whose news it is.",
            "lead_organisations",
        )
    if not edition.contacts.exists():
        yield Obstacle("No contact is named for journalists.", "contacts")


def _in_the_comments(edition: Edition) -> Iterator[Obstacle]:
    number = edition.comments.open().count()
    if number:
        told = "1 comment is" if number == 1 else f"{number} comments are"
        yield Obstacle(f"{told} unresolved.", "comments")


def _until(file: ImportedFile) -> str:
    moment: Any = file.embargoed_until
    return in_words(moment.astimezone(ZoneInfo(settings.TIME_ZONE)))


def _at_its_words(edition: Edition, record: Anchored, what: str) -> Iterator[Obstacle]:
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
