from typing import Any

from briefings import acting


class Refused(Exception):
    """A rule said no. The text is a sentence an editor can act upon; the admin and the
    API each turn it into an answer in one place, and the audit hears of each."""

    def __init__(self, *said: Any) -> None:
        super().__init__(*said)
        acting.note_refusal(self)


class TooMany(Refused):
    """It was done too often. `retry_after` is in seconds."""

    def __init__(self, sentence: str, *, retry_after: int) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class Conflict(Refused):
    """Somebody else changed the thing meanwhile: look at theirs before saving yours."""
