"""Who may do what. Actions ask here; ways in ask only to hide what would be refused."""

from briefings.errors import Refused
from briefings.models import Edition, User
from briefings.workflow import MOVES, Duty, Move

WRITER = "Writer"
APPROVER = "Approver"
PUBLISHER = "Publisher"
RECORDS_OFFICER = "Records officer"
ADMINISTRATOR = "Administrator"


def may(person: User | None, duty: Duty) -> bool:
    """Nobody is the clock, or a command typed on the server, and may do anything."""
    return person is None or person.has_perm(f"briefings.{duty}")


def demand(person: User | None, duty: Duty) -> None:
    if not may(person, duty):
        what = duty.label.removeprefix("Can ")
        raise Refused(
            f"Your account may not {what}. Ask an administrator for the role."
        )


def moves_open_to(person: User, edition: Edition) -> list[Move]:
    """The buttons to show; the actions decide again when one is pressed."""
    return [
        move
        for move in MOVES.values()
        if move.can_start_from(edition.state)
        and move.name != "reopen"
        and may(person, move.duty)
    ]
