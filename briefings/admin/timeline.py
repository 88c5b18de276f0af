"""What happened to an edition, newest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from briefings.admin.deeds import page_of
from briefings.models import Edition, Transition
from briefings.workflow import DONE

_MOMENTS = {"issue": "Scheduled for ", "backdate": "Entered as issued on "}


@dataclass(frozen=True)
class Entry:
    at: datetime
    kind: str
    what: str
    by: Any
    words: str = ""
    url: str = ""


def timeline(edition: Edition) -> list[Entry]:
    moves = edition.transitions.select_related("by")
    saves = edition.revisions.select_related("by").defer("content")
    notes = edition.notes.select_related("by")
    entries = [
        *map(_moved, moves),
        *(
            Entry(s.at, "save", f"Saved as revision {s.number}", s.by, "", page_of(s))
            for s in saves
        ),
        *(Entry(n.at, "note", "Note", n.by, n.words) for n in notes),
    ]
    # Rows of one transaction have one moment; sorting is stable, so that reversing
    # afterwards keeps what was written last on top.
    return sorted(entries, key=lambda entry: entry.at)[::-1]


def _moved(made: Transition) -> Entry:
    """Of an issue at another moment than the one it was made at, the note is that
    moment."""
    done, note = DONE[made.move], made.note
    if note and made.move in _MOMENTS:
        done, note = _MOMENTS[made.move] + note.removeprefix("For "), ""
    return Entry(made.at, "move", done, made.by, note)
