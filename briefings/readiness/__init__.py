"""What stands between an edition and its publication, each as a sentence that an editor
reads before the button, not after it."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from briefings.models import Anchored, Edition, Quote, RoleAppointment
from briefings.models.editions import Change
from briefings.models.involvements import Part
from briefings.models.merging import kept_key
from briefings.models.releases import Kind
from briefings.readiness.delivery import in_the_delivery
from briefings.readiness.fact_checks import in_the_fact_checks
from briefings.readiness.files import in_the_files, in_their_rights
from briefings.readiness.links import leading_nowhere, to_the_desk
from briefings.readiness.obstacle import Obstacle
from briefings.readiness.printed import changed_since_approval, fetch_printed
from briefings.readiness.rows import RECORDS, fetch_rows
from briefings.readiness.said_before import said_before
from briefings.readiness.wording import in_the_wording
from briefings.text.abridging import opening
from briefings.text.parts.embargo import in_words
from briefings.workflow import OPEN_STATES

LONG_HEADLINE = 120
UNTITLED = "Untitled"  # until an editor writes a headline


__all__ = ["UNTITLED", "Obstacle", "obstacles", "stopped_editions"]


def obstacles(edition: Edition, *, day: date) -> list[Obstacle]:
    """`day` is the one on which the edition goes, or would go, public."""
    fetch_rows(edition)
    fetch_printed([edition])
    return [
        *_that_may_stop(edition),
        *_in_the_roles(edition, day),
        *in_their_rights(edition.files.all(), day),
        *_in_the_embargo(edition),
        *_in_the_rest(edition),
        *in_the_delivery(edition, day),
        *in_the_wording(edition),
        *leading_nowhere(edition, at=edition.live_from),
        *said_before(edition),
    ]


def stopped_editions() -> list[Edition]:
    """The open editions that have an obstacle that stops, in a fixed number of
    queries."""
    editions = Edition.objects.filter(state__in=OPEN_STATES).select_related("release")
    found = list(editions.prefetch_related(*RECORDS))
    fetch_printed(found)
    return [
        edition
        for edition in found
        if any(obstacle.stops for obstacle in _that_may_stop(edition))
        or any(in_their_rights(edition.files.all(), timezone.localdate()))
    ]


def _that_may_stop(edition: Edition) -> Iterator[Obstacle]:
    """What is read off the edition and its records alone."""
    yield from _in_the_text(edition)
    for quote in edition.quotes.all():
        yield from _at_a_quote(edition, quote)
    yield from _in_the_claims(edition)
    yield from changed_since_approval(edition)
    yield from in_the_files(edition.files.all())


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


def _in_the_roles(edition: Edition, day: date) -> Iterator[Obstacle]:
    for quote in edition.quotes.all():
        yield from _at_another_time(quote, day)
    quotes: list[Any] = [
        quote
        for quote in edition.quotes.all()
        if quote.appointment_id is None and quote.speaker is not None
    ]
    if not quotes:
        return
    held = RoleAppointment.objects.annotate(holder=kept_key("person__"))
    speakers = {quote.speaker.kept.pk for quote in quotes}
    roles: list[Any] = list(held.filter(holder__in=speakers))
    for quote in quotes:
        said_on, speaker = quote.said_on or day, quote.speaker.kept.pk
        if not any(r.holder == speaker and r.is_on(said_on) for r in roles):
            yield Obstacle(
                f"{quote.speaker} holds no role on {said_on:%-d %B %Y}.",
                f"quote-{quote.ref}",
            )


def _at_another_time(quote: Quote, day: date) -> Iterator[Obstacle]:
    held, said_on = quote.appointment, quote.said_on or day
    if held is None or held.is_on(said_on):
        return
    yield Obstacle(
        f"{quote.speaker or held.person} did not hold the post of {held.role} on "
        f"{said_on:%-d %B %Y}.",
        f"quote-{quote.ref}",
    )


def _at_a_quote(edition: Edition, quote: Any) -> Iterator[Obstacle]:
    yield from _at_its_words(edition, quote, "quote")
    if not quote.speaker_id and not quote.organisation_id:
        yield Obstacle(
            f"Nobody is linked as the speaker of “{opening(quote.words)}”.",
            f"quote-{quote.ref}",
            stops=True,
        )
    elif quote.names_anothers_post:
        yield Obstacle(
            f"{quote.appointment.role} is not {quote.speaker}’s post: choose theirs.",
            f"quote-{quote.ref}",
            stops=True,
        )
    elif not quote.role_is_told:
        yield Obstacle(
            f"The role of {quote.speaker} is announced by a release that is not "
            "public yet: choose the role that readers know.",
            f"quote-{quote.ref}",
            stops=True,
        )


def _in_the_embargo(edition: Any) -> Iterator[Obstacle]:
    until = edition.embargoed_until
    if until is None:
        return
    told = in_words(until.astimezone(ZoneInfo(settings.TIME_ZONE)))
    if until > edition.now:
        yield Obstacle(f"The text is embargoed until {told}.", "moves-heading")
    else:
        yield Obstacle(f"The embargo of the text ended: {told}.", "moves-heading")


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


def _in_the_rest(edition: Any) -> Iterator[Obstacle]:
    if edition.undecided:
        told = _counted(edition.undecided, "suggestion")
        yield Obstacle(f"{told} undecided.", "suggestions")
    yield from _in_the_comments(edition)
    yield from in_the_fact_checks(edition)
    if not edition.tags[Part.LEAD]:
        yield Obstacle(
            "No lead organisation is named: readers do not see whose news it is.",
            "lead_organisations",
        )
    if edition.release.kind == Kind.MEDIA_ADVISORY and not edition.tags["events"]:
        yield Obstacle(
            "A media advisory invites to something: choose the event, so that it is "
            "in the diary.",
            "events",
        )
    if not edition.tags["topics"]:
        yield Obstacle(
            "No topic is named: who follows one does not hear of it.", "topics"
        )
    if not edition.tags["contacts"]:
        yield Obstacle("No contact is named for journalists.", "contacts")


def _in_the_comments(edition: Edition) -> Iterator[Obstacle]:
    number = sum(not comment.resolved_at for comment in edition.comments.all())
    if number:
        yield Obstacle(f"{_counted(number, 'comment')} unresolved.", "comments")


def _counted(number: int, what: str) -> str:
    return f"1 {what} is" if number == 1 else f"{number} {what}s are"


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
