"""Words in quotation marks, of every style, within one paragraph.

Marks are not paired across paragraphs: a speech of several opens each of them and
closes only the last, so counting would go wrong at the first odd one."""

import re
from dataclasses import dataclass

OPENING = '“„«"‘‹'
CLOSES = {"“": '”“"', "„": "“”", "«": "»", '"': '"”', "‘": "’", "‹": "›", "'": "'"}
APOSTROPHES = "’'"
MARK = re.compile("[“„«\"‘‹'”’»›]")
OPENS_PARAGRAPH = re.compile(r"\s{0,9}(?P<mark>[“„«\"‘‹]|'(?=\S)|''|``)")


@dataclass(frozen=True)
class Marked:
    """Code points of the words between the marks; ``is_closed`` says whether the
    closing mark is in the paragraph."""

    start: int
    end: int
    is_closed: bool


def opens_with_mark(words: str) -> bool:
    return OPENS_PARAGRAPH.match(words) is not None


def is_wholly_marked(words: str) -> bool:
    """Opens with a mark, and is not closed before its end."""
    spans = marked_spans(words)
    if not opens_with_mark(words) or not spans:
        return False
    return not words[spans[0].end + 1 :].strip(" .") and spans[0].start <= 3


def bounds_of_speech(words: str) -> tuple[int, int]:
    """The words of a speech's paragraph without the marks around them."""
    start, end = 0, len(words)
    opening = OPENS_PARAGRAPH.match(words)
    mark = opening["mark"] if opening else ""
    if opening and (mark != "'" or words.rstrip().endswith("'")):
        start = opening.end()
    if words[start:end].endswith(("”", '"', "»")):
        # A closing mark of an inner quotation stays with the words.
        inner = words[start : end - 1]
        if inner.count('"') % 2 == 0 and inner.count("“") <= inner.count("”"):
            end -= 1
    elif mark in ("‘", "'") and words.endswith(("’", "'")):
        end -= 1
    return (start, end) if start < end else (0, len(words))


def marked_spans(words: str) -> list[Marked]:
    """From left to right, outermost only. One pass: linear whatever the marks."""
    spans: list[Marked] = []
    opened_at, mark = -1, ""
    for found in MARK.finditer(words):
        index, character = found.start(), found.group()
        if opened_at < 0:
            if _opens(words, index, character):
                opened_at, mark = index, character
        elif character in CLOSES[mark] and _closes(words, index, character):
            spans.append(Marked(opened_at + 1, index, True))
            opened_at = -1
    if opened_at >= 0 and mark not in "'‘":
        spans.append(Marked(opened_at + 1, len(words), False))
    return [span for span in spans if span.start < span.end]


def _opens(words: str, index: int, character: str) -> bool:
    if character not in OPENING and character != "'":
        return False
    before = words[index - 1] if index else " "
    after = words[index + 1] if index + 1 < len(words) else " "
    return not before.isalnum() and not after.isspace()


def _closes(words: str, index: int, character: str) -> bool:
    """An apostrophe inside a word, or after a plural, is no closing mark."""
    after = words[index + 1] if index + 1 < len(words) else " "
    before = words[index - 1] if index else " "
    if after.isalnum():
        return False
    if character in APOSTROPHES and not before.isalnum():
        return True
    return character not in APOSTROPHES or before != "s" or not after.isspace()
