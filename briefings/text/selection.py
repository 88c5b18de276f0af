"""What words that somebody selected would be, if they were a quote, a commitment or a
figure: what the reader of prose found there, or what the words themselves tell."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from briefings.text.blocks import Kind, Paragraph
from briefings.text.claims.deadlines import find_deadline
from briefings.text.claims.figures import find_figures
from briefings.text.finds import (
    ReadCommitment,
    ReadFigure,
    ReadPerson,
    ReadQuote,
)
from briefings.text.markup.anchors import find_words
from briefings.text.office import Office
from briefings.text.proposal import Reading
from briefings.text.reading import read_release

Find = ReadQuote | ReadCommitment | ReadFigure
RULE = "selected"
_NEAR = 80  # characters after a quote in which "said …" may stand


def read_selection(
    kind: str,
    key_points: Sequence[str],
    body: str,
    words: str,
    *,
    near: int,
    office: Office | None = None,
    on: date | None = None,
) -> Find | None:
    """``near`` is where the words stand in the plain text of key points and body;
    deadlines count from ``on``, the day of the release. None if nothing can be told."""
    reading = read_release(_as_source(key_points, body), office=office, on=on)
    place = find_words(reading.plain_text(), words, near=near)
    if place:
        finds: Sequence[Find] = getattr(reading, f"{kind}s")
        found = _overlapping(finds, place.start, place.end)
        if found:
            return found
    if kind == "quote":
        return _said(words, reading, place.start if place else near, office, on)
    if kind == "commitment":
        return _promised(words, on)
    return next(iter(_figures(words)), None)


def _as_source(key_points: Sequence[str], body: str) -> str:
    points = "\n".join(f"- {point}" for point in key_points)
    return "\n\n".join(filter(None, ("# A release", points, body)))


def _overlapping(finds: Sequence[Find], start: int, end: int) -> Find | None:
    def shared(find: Find) -> int:
        return min(find.end, end) - max(find.start, start)

    best = max(finds, key=shared, default=None)
    return best if best and shared(best) > 0 else None


def _said(
    words: str, reading: Reading, start: int, office: Office | None, on: date | None
) -> ReadQuote | None:
    """By whoever is named right behind the words, else last before them."""
    speaker = _named_near(reading, start, start + len(words))
    if speaker is None:
        return None
    quote = ReadQuote(
        attribution="",
        speaker=speaker.name,
        role=speaker.role,
        organisation=speaker.organisation,
        paragraphs=tuple(words.split("\n\n")),
        start=start,
        end=start + len(words),
        boundary_uncertain=False,
        rule=RULE,
        score=0.5,
    )
    if office is None:
        return quote
    [resolved], _ = office.resolved([quote], on=on)
    return resolved


def _named_near(reading: Reading, start: int, end: int) -> ReadPerson | None:
    text = reading.plain_text()
    behind = text[end : end + _NEAR].split("\n\n")[0]
    for person in reading.people:
        if _called(person) in behind:
            return person
    before = {
        text.rfind(_called(person), 0, start): person for person in reading.people
    }
    last = max(before, default=-1)
    return before[last] if last >= 0 else None


def _called(person: ReadPerson) -> str:
    """People are called by their surname after the first time."""
    return person.name.split()[-1]


def _promised(words: str, on: date | None) -> ReadCommitment:
    sums = [figure for figure in _figures(words) if figure.is_money]
    deadline = find_deadline(words, on)
    about: dict[str, Any] = {}
    if deadline:
        about = {
            "due_from": deadline.due_from,
            "due_by": deadline.due_by,
            "deadline_basis": deadline.basis,
        }
    return ReadCommitment(
        words=words,
        kind="funding" if sums else "action",
        specific=bool(sums or deadline),
        amount=sums[0].value if sums else None,
        currency=sums[0].currency if sums else None,
        deadline=deadline.words if deadline else None,
        in_quote=False,
        start=0,
        end=len(words),
        rule=RULE,
        score=0.5,
        **about,
    )


def _figures(words: str) -> Sequence[ReadFigure]:
    paragraphs = [Paragraph(Kind.PARAGRAPH, part, 0) for part in words.split("\n\n")]
    return find_figures(paragraphs)
