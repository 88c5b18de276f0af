"""What is missing around the words: whose news it is, whom to call, when it may go."""

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.db.models.functions import Now

from briefings.models import Edition, ImportedFile
from briefings.models.editions import Part
from briefings.models.releases import Kind
from briefings.readiness.obstacle import Obstacle
from briefings.text.parts import embargo
from briefings.workflow import State

_MOVES = "moves-heading"


def in_the_circumstances(edition: Edition) -> Iterator[Obstacle]:
    yield from _in_the_embargo(edition)
    undecided = edition.suggestions.open().count()
    if undecided:
        are = "suggestions are" if undecided > 1 else "suggestion is"
        yield Obstacle(f"{undecided} {are} undecided.", "suggestions")
    if not edition.involvements.filter(part=Part.LEAD).exists():
        yield Obstacle(
            "No lead organisation is named: readers do not see whose news it is.",
            "lead_organisations",
        )
    if not edition.contacts.exists():
        yield Obstacle("No contact is named for journalists.", "contacts")
    is_advisory = edition.release.kind == Kind.MEDIA_ADVISORY
    if is_advisory and not edition.events.exists():
        yield Obstacle(
            "No event is named: an advisory tells journalists where to come, and when.",
            "events",
        )


def _in_the_embargo(edition: Edition) -> Iterator[Obstacle]:
    ahead = ExpressionWrapper(Q(embargoed_until__gt=Now()), BooleanField())
    files: Any = edition.release.imported_files.without_source()
    for file in files.exclude(embargoed_until=None).annotate(is_ahead=ahead):
        if file.is_ahead:
            yield Obstacle(
                f"The text is embargoed until {_until(file)}.", "moves-heading"
            )
        elif edition.number == 1 and edition.state != State.ISSUED:
            yield Obstacle(
                f"The embargo of the text has passed: it was until {_until(file)}. "
                "Was it issued elsewhere already?",
                _MOVES,
            )


def _until(file: ImportedFile) -> str:
    moment: Any = file.embargoed_until
    return embargo.in_words(moment.astimezone(ZoneInfo(settings.TIME_ZONE)))
