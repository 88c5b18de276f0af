"""What stands in the form of words and is not saved."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from briefings.actions.writing import keep_unsaved_text
from briefings.admin.in_order import in_places
from briefings.errors import Refused
from briefings.models import Edition, Revision, UnsavedText, User
from briefings.models.editions import SIGNED_WORDS, TAGS, WORDS
from briefings.models.facts import FACTS, OF_A_DELIVERY, facts_in, in_words
from briefings.models.involvements import PARTS
from briefings.models.tagged import names_of
from briefings.text.comparison import Kind, Piece, compare
from briefings.text.merging import is_reordered
from briefings.text.plain_language import Measured, measure
from briefings.typed import numbers

_PREFIX = "words-"
_LISTS = (*TAGS, *PARTS)
_UNTOLD = "This page does not say what it was typed over: reload it."
_WRONG = ("required", "invalid", "min_value", "max_value")


@dataclass(frozen=True)
class Changed:
    label: str
    pieces: Sequence[Piece]
    typed: str = ""


class Unsaved:
    """A text that was kept of somebody, beside what is saved."""

    def __init__(self, kept: UnsavedText, saved: dict[str, Any]) -> None:
        self.kept, self.at = kept, kept.at
        self.changes = changes(saved, kept.content)

    def taken_up(self, edition: Edition) -> dict[str, Any]:
        """As the page goes on with it: saved over what it was typed over, whatever was
        saved since. In a window of its own: the one before may be open still."""
        kept = self.kept
        is_of_this = kept.edition_id == edition.pk
        based_on = kept.based_on if is_of_this else self._same_in(edition)
        taken_up = kept.at.isoformat()
        return kept.content | {"based_on": based_on, "taken_up": taken_up}

    def _same_in(self, edition: Edition) -> int:
        """The revision of a later edition that holds what this was typed over; 0, which
        is none, if a colleague changed that before the edition was issued."""
        over = Revision.objects.filter(edition=self.kept.edition_id)
        old = over.filter(number=self.kept.based_on).first()
        first = edition.revisions.order_by("number").first()
        if old is None or first is None or _copied(old) != _copied(first):
            return 0
        return first.number


def revision_field() -> forms.IntegerField:
    """The number of the revision that somebody types over."""
    return forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        max_value=2_147_483_647,
        error_messages=dict.fromkeys(_WRONG, _UNTOLD),
    )


def taken_up_field() -> forms.DateTimeField:
    """When what the page went on with was kept."""
    said = {"invalid": _UNTOLD}
    hidden = forms.HiddenInput
    return forms.DateTimeField(widget=hidden, required=False, error_messages=said)


def keep_typed(
    edition: Edition, by: User, data: Any, *, in_window: str | None = None
) -> UnsavedText:
    """Keep the form of words that was sent, as its window's, or in another one from now
    on."""
    try:
        based_on = revision_field().clean(data.get(_PREFIX + "based_on"))
        taken_up = taken_up_field().clean(data.get(_PREFIX + "taken_up"))
    except forms.ValidationError as error:
        raise Refused(error.messages[0]) from error
    sent = data.get(_PREFIX + "window", "")[:32]
    return keep_unsaved_text(
        edition,
        by=by,
        based_on=based_on,
        content=as_typed(data),
        window=sent if in_window is None else in_window,
        moved_from=None if in_window is None else sent,
        taken_up=taken_up,
    )


def as_typed(data: Any) -> dict[str, Any]:
    """The fields of the form that were sent, unread, so that any of it can be kept."""
    words = {n: data[_PREFIX + n] for n in SIGNED_WORDS if _PREFIX + n in data}
    if words:
        # A box without its tick is not sent at all.
        words["political"] = data.get(_PREFIX + "political", "")
        facts = (name for name in OF_A_DELIVERY if _PREFIX + name in data)
        words |= {name: data[_PREFIX + name] for name in facts}
    # Nor is a list from which everything was taken.
    chosen = {name: data.getlist(_PREFIX + name) for name in TAGS}
    for name in PARTS:
        field = _PREFIX + name
        chosen[name] = in_places(data, field, data.getlist(field))
    return words | chosen


def changes(saved: dict[str, Any], typed: dict[str, Any]) -> list[Changed]:
    given = {n: (_text(saved[n]), _text(typed[n])) for n in SIGNED_WORDS if n in typed}
    facts = [name for name in FACTS if name in typed]
    given |= {n: (in_words(n, saved[n]), in_words(n, typed[n])) for n in facts}
    return [
        *(
            Changed(_label(name), compare(old, new), typed=new)
            for name, (old, new) in given.items()
            if old != new
        ),
        *_other_tags(saved, typed),
    ]


def _other_tags(saved: dict[str, Any], typed: dict[str, Any]) -> Iterator[Changed]:
    there = {n: {row.pk: str(row) for row in saved[n]} for n in _LISTS if n in typed}
    chosen = {name: set(numbers(typed[name])) for name in there}
    added = {n: keys - {*there[n]} for n, keys in chosen.items()}
    names = names_of({name: keys for name, keys in added.items() if keys})
    for name, rows in there.items():
        gone = [rows[key] for key in rows if key not in chosen[name]]
        named = rows | names.get(name, {})
        seen = [key for key in numbers(typed[name]) if key in named]
        new = [named[key] for key in seen if key not in rows]
        is_other = name in PARTS and is_reordered([*rows], seen)
        order = [named[key] for key in seen] if is_other else []
        new = new if name in PARTS else sorted(new)
        if new or gone or order:
            yield Changed(_label(name), _told_of_tags(new, gone, order))


def _told_of_tags(
    added: Sequence[str], gone: Sequence[str], order: Sequence[str] = ()
) -> list[Piece]:
    """
    >>> pieces = _told_of_tags(["Bridges", "Roads"], ["Ferries"])
    >>> "".join(piece.words for piece in pieces)
    'Added: Bridges, Roads. Taken out: Ferries.'
    """
    told: list[Piece] = []
    said: tuple[tuple[str, Kind, Sequence[str]], ...] = (
        ("Added: ", "new", added),
        ("Taken out: ", "gone", gone),
        ("In this order: ", "new", order),
    )
    for start, kind, names in said:
        if names:
            start = f". {start}" if told else start
            told += [Piece("same", start), Piece(kind, ", ".join(names))]
    return [*told, Piece("same", ".")]


def measured_by_field(value: Callable[[str], Any]) -> dict[str, Measured]:
    measured = measure(
        headline=_text(value("headline")),
        summary=_text(value("summary")),
        key_points=lines(value("key_points")),
        body=_text(value("body")),
    )
    return {one.field: one for one in measured}


def lines(value: Any) -> list[str]:
    return [line.strip() for line in _text(value).splitlines() if line.strip()]


def _text(value: Any) -> str:
    text = "\n".join(value) if isinstance(value, list) else str(value or "")
    return text.replace("\r\n", "\n").strip()


def _copied(revision: Revision) -> dict[str, Any]:
    """What a correction begins with: all but what is said of the change itself."""
    names = [name for name in WORDS if not name.startswith("change")]
    rest = {name: revision.content[name] for name in (*names, *TAGS, "organisations")}
    return rest | facts_in(revision.content)


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()
