"""What was approved to be printed, and is called otherwise since."""

from collections.abc import Iterable, Iterator
from typing import Any

from briefings.models import Edition
from briefings.models.printing import what_each_prints
from briefings.readiness.obstacle import Obstacle
from briefings.workflow import State

_THEN = "Request changes, so that it is approved as it is now."


def fetch_printed(editions: Iterable[Any]) -> None:
    """What approved editions would print today, for all of them at once."""
    approved = [e for e in editions if e.state == State.APPROVED]
    now = what_each_prints([edition.pk for edition in approved])
    for edition in approved:
        edition.prints_now = now[edition.pk]


def changed_since_approval(edition: Edition) -> Iterator[Obstacle]:
    """Whoever signed for a telephone number did not sign for another."""
    now = getattr(edition, "prints_now", None)
    if now is None or edition.printed is None or now == edition.printed:
        return
    for sentence in _changes(edition.printed, now):
        yield Obstacle(f"{sentence} {_THEN}", "moves-heading", stops=True)


def _changes(signed: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    for kind, rows in signed.items():
        for key, was in rows.items():
            told = now[kind].get(key)
            if told == was:
                continue
            if kind == "contacts" and told:
                yield from _changes_of_a_contact(was, told)
            else:
                yield f"“{_name(was)}” was approved, and is “{_name(told)}” now."


def _changes_of_a_contact(was: dict[str, str], now: dict[str, str]) -> Iterator[str]:
    for column, words in was.items():
        if now[column] != words:
            yield (
                f"The {column} of {was['name']} was “{words}” when it was approved, "
                f"and is “{now[column]}” now."
            )


def _name(printed: Any) -> str:
    return str(printed["name"] if isinstance(printed, dict) else printed or "")
