"""What is inserted between a promise's verb and what is promised: "intends, subject to
approval, to open"."""

import re

from briefings.text.claims.signs import Signs
from briefings.text.letters import has_any

_VERBS = (
    *("will", "shall", "intend", "intends", "plan", "plans", "propose", "proposes"),
    *("agreed", "decided", "committed", "pledged", "resolved", "expected", "due"),
)
SIGNS = Signs(_VERBS)
PARTED = tuple(f"{verb}, " for verb in _VERBS)
INSERTED = re.compile(
    rf"\b(?:{'|'.join(_VERBS)})(?P<inserted>, (?!and\b|or\b|but\b|which\b|who\b|said\b)"
    r"[a-z][^,.;:!?\"“”«»]{2,80},)(?= )"
)


def without_inserted(lowered: str) -> tuple[str, int, int]:
    """Words in small letters without it, where it stood, and how long it was.

    >>> without_inserted("it plans, if all agree, to open.")
    ('it plans to open.', 8, 15)
    """
    is_likely = SIGNS.held_in(lowered) and has_any(lowered, PARTED)
    found = INSERTED.search(lowered) if is_likely else None
    if found is None:
        return lowered, len(lowered), 0
    start, end = found.span("inserted")
    return lowered[:start] + lowered[end:], start, end - start
