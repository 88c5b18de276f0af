from typing import Any

from briefings import acting


class Refused(Exception):
    """A rule said no. The text is a sentence an editor can act upon; the admin and the
    API each turn it into an answer in one place, and the audit hears of each."""

    def __init__(self, *said: Any) -> None:
        super().__init__(*said)
        acting.note_refusal(self)


class Conflict(Refused):
    """Somebody else changed the thing meanwhile: look at theirs before saving yours."""
