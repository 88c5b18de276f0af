"""Words in quotation marks, of every style, within one paragraph.

Marks are not paired across paragraphs: a speech of several opens each of them and
closes only the last, so counting would go wrong at the first odd one."""

import re
from dataclasses import dataclass

CLOSES = {
    "“": '”“"',
    "„": '“”"',
    "«": "»",
    "»": "«",
    '"': '"”',
    "‘": "’",
    "‚": "‘’",
    "‹": "›",
    "'": "'",
}
OPENING = frozenset(CLOSES)
APOSTROPHES = "’'"
# French sets a space inside its marks, mostly a hard one.
SPACED = "«"
SPACES = " \u00a0\u202f\u2009"
MARK = re.compile("[“„«\"‘‚‹'”’»›]")
OPENS_PARAGRAPH = re.compile(r"\s{0,9}(?P<mark>''|``|[“„«»\"‘‹]|'(?=\S))")
ENDS_CLAUSE = ",.!?…;:"


@dataclass(frozen=True)
class Marked:
    """Code points of the words between the marks; ``is_closed`` says whether the
    closing mark is in the paragraph. ``before`` and ``after`` are where the marks
    themselves start and end."""

    start: int
    end: int
    is_closed: bool
    before: int
    after: int
    mark: str = ""


def opens_with_mark(words: str) -> bool:
    return OPENS_PARAGRAPH.match(words) is not None


def is_wholly_marked(words: str) -> bool:
    """Opens with a mark, and is not closed before its end."""
    first = first_span(words)
    return first is not None and not words[first.after :].strip(" .")


def first_span(words: str) -> Marked | None:
    """The marked words with which a paragraph begins."""
    if not opens_with_mark(words):
        return None
    spans = marked_spans(words)
    return spans[0] if spans and spans[0].start <= 4 else None


def closes_what_was_opened_before(words: str) -> bool:
    """As in "And so we did.”" at the end of a speech opened paragraphs above."""
    end = words.rstrip(" .")
    if opens_with_mark(words) or not end.endswith(("”", "»", '"')):
        return False
    openings = end.count("“") + end.count("„") + end.count("«")
    if end.endswith('"'):
        return end.count('"') % 2 == 1
    return openings < end.count("”") + end.count("»")


def bounds_of_speech(words: str) -> tuple[int, int]:
    """The words of a speech's paragraph without the marks around them."""
    start, end = 0, len(words)
    opening = OPENS_PARAGRAPH.match(words)
    mark = opening["mark"] if opening else ""
    if opening and (mark != "'" or words.rstrip().endswith("'")):
        start = opening.end()
    if words[start:end].endswith(("”", '"', "»", "“", "''")):
        # A closing mark of an inner quotation stays with the words.
        length = 2 if words.endswith("''") else 1
        inner = words[start : end - length]
        if inner.count('"') % 2 == 0 and _is_balanced(inner):
            end -= length
    elif mark in ("‘", "'") and words.endswith(("’", "'")):
        end -= 1
    start, end = _trimmed(words, start, end)
    return (start, end) if start < end else (0, len(words))


def _is_balanced(inner: str) -> bool:
    return inner.count("“") <= inner.count("”") + inner.count("„") and inner.count(
        "«"
    ) <= inner.count("»")


def marked_spans(words: str) -> list[Marked]:
    """From left to right, outermost only. One pass: linear whatever the marks.

    After a plural the apostrophe looks like a closing mark ("the ministers’ plan’");
    such a one closes only if no better one comes before the next words open."""
    spans: list[Marked] = []
    opened_at, perhaps = -1, -1
    for found in MARK.finditer(words):
        index, character = found.start(), found.group()
        opens = _opens(words, index, character)
        if perhaps >= 0 and opens:
            _add(spans, words, opened_at, perhaps)
            opened_at, perhaps = -1, -1
        if opened_at < 0:
            opened_at = index if opens else -1
        elif _closes(words, index, character, words[opened_at]):
            if _may_be_plural(words, index, character):
                perhaps = index
                continue
            _add(spans, words, opened_at, index)
            opened_at, perhaps = -1, -1
    if perhaps >= 0:
        _add(spans, words, opened_at, perhaps)
    elif opened_at >= 0 and words[opened_at] not in "'‘‚»":
        _add(spans, words, opened_at, len(words))
    return spans


def _add(spans: list[Marked], words: str, opened: int, closed: int) -> None:
    start, end = _trimmed(words, opened + 1, closed)
    is_closed = closed < len(words)
    if start < end:
        after = closed + 1 if is_closed else closed
        spans.append(Marked(start, end, is_closed, opened, after, words[opened]))


def _trimmed(words: str, start: int, end: int) -> tuple[int, int]:
    while start < end and words[start] in SPACES:
        start += 1
    while start < end and words[end - 1] in SPACES:
        end -= 1
    return start, end


def _opens(words: str, index: int, character: str) -> bool:
    if character not in OPENING:
        return False
    before = words[index - 1] if index else " "
    after = words[index + 1] if index + 1 < len(words) else " "
    if character == "»":
        # German and Danish books turn the French marks round.
        return not before.isalnum() and before not in ENDS_CLAUSE and after.isalnum()
    if before.isalnum() and character != "«":
        return False
    return not after.isspace() or character in SPACED


def _closes(words: str, index: int, character: str, opening: str) -> bool:
    """An apostrophe inside a word is no closing mark."""
    if character not in CLOSES[opening]:
        return False
    after = words[index + 1] if index + 1 < len(words) else " "
    before = words[index - 1] if index else " "
    if after.isalnum():
        return False
    return character != "“" or not before.isspace()


def _may_be_plural(words: str, index: int, character: str) -> bool:
    following = words[index + 1 : index + 2]
    return (
        character in APOSTROPHES
        and words[index - 1 : index] in ("s", "z", "x")
        and following.isspace()
    )
