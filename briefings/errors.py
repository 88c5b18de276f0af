class Refused(Exception):
    """A rule said no. The text is a sentence an editor can act upon; the admin and the
    API each turn it into an answer in one place."""


class Conflict(Refused):
    """Somebody else changed the thing meanwhile: look at theirs before saving yours."""
