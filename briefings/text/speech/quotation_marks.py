"""Words in quotation marks, of every style, within one paragraph.

Marks are not paired across paragraphs: a speech of several opens each of them and
closes only the last, so counting would go wrong at the first odd one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefings.text.speech.speech_verbs import VERB_BEHIND

CLOSES = {
    "“": '”“"',
    "„": '“”"',
    "”": "”",
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
    '"': '"”',
    "‘": "’",
    "‚": "‘’",
    "‹": "›",
    "'": "'",
}
OPENING = frozenset(CLOSES)
APOSTROPHES = "’'"
CORNERS = "「『"
NESTING = "“„«"
# French sets a space inside its marks, mostly a hard one.
SPACED = "«"
SPACES = " \u00a0\u202f\u2009"
MARK = re.compile("[“„«\"‘‚‹'”’»›「」『』]")
OPENS_PARAGRAPH = re.compile(r"\s{0,9}(?P<mark>''|``|[“„«»\"‘‹「『]|['”](?=\S))")
# "Ada Penrose sade: ”…”", with one mark for both ends.
SWEDISH_OPENING = re.compile(r"(?<!\S)”(?=\w)")
FEWEST_SPACES = 6
SPEAKER_AFTER = re.compile(rf"\s{{0,3}}(?:{VERB_BEHIND}\b|[^\W\d_a-z]|the |he |she |$)")
ENDS_CLAUSE = ",.!?…;:"
SAID = ",.!?…"
FEWEST_SPACES_SAID = 4
ENDS_SENTENCE = (".", "!", "?", "…", "。")


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
    openings += len(SWEDISH_OPENING.findall(end))
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
    if words[start:end].endswith(("”", '"', "»", "“", "''", *"」』")):
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


@lru_cache(maxsize=32)
def marked_spans(words: str) -> tuple[Marked, ...]:
    """From left to right, outermost only. One pass: linear whatever the marks. The
    same paragraph is asked for several times in a row."""
    pairing = _Pairing(words)
    for found in MARK.finditer(words):
        pairing.take(found.start(), found.group())
    if pairing.is_left_within:
        # Some closing mark is missing, so that none can be told to be an inner one.
        pairing = _Pairing(words, nests=False)
        for found in MARK.finditer(words):
            pairing.take(found.start(), found.group())
    return pairing.finished()


def sentences_in_marks(words: str) -> list[Marked]:
    """Marked words that are sentences of their own, after other words."""
    return [
        span
        for span in marked_spans(words)
        if words[span.end - 1] in ".!?"
        and words[max(0, span.before - 3) : span.before].endswith((". ", ".  ", ": "))
        and words.count(" ", span.start, span.end) >= FEWEST_SPACES
    ]


def marked_sentences(words: str) -> Iterator[Marked]:
    """Marked words long enough to be what somebody said, and begun and ended so."""
    for span in marked_spans(words):
        begins = not words[span.start].islower()
        fewest = FEWEST_SPACES_SAID if begins else 2 * FEWEST_SPACES_SAID
        if (
            words[span.end - 1] in SAID
            and words.count(" ", span.start, span.end) >= fewest
        ):
            yield span


class _Pairing:
    """After a plural the apostrophe looks like a closing mark ("the ministers’ plan’");
    such a one closes only if no better one comes before the next words open. Marks may
    stand within marks of the same kind: "“A motto, “never too late”, was theirs.”"."""

    def __init__(self, words: str, *, nests: bool = True) -> None:
        self.words, self.nests = words, nests
        self.spans: list[Marked] = []
        self.opened_at, self.perhaps, self.within, self.closed_within = -1, -1, 0, -1

    @property
    def is_left_within(self) -> bool:
        """Where the last mark closes inner words and nothing is left to close what
        was opened first, or even the inner words are left open."""
        if self.opened_at < 0 or not self.nests:
            return False
        last = len(self.words.rstrip(" .")) - 1
        return self.within > 0 or self.closed_within == last

    def take(self, index: int, character: str) -> None:
        opens = _opens(self.words, index, character)
        if self.perhaps >= 0 and opens:
            self._close(self.perhaps)
        if self.opened_at < 0:
            self.opened_at = index if opens else -1
        elif character == self.words[self.opened_at] == '"':
            self._take_straight(index, opens=opens)
        elif opens and self._opens_within(index, character):
            self.within += 1
        elif _closes(self.words, index, character, self.words[self.opened_at]):
            if self.within:
                self.within, self.closed_within = self.within - 1, index
            elif _may_be_plural(self.words, index, character):
                self.perhaps = index
            else:
                self._close(index)

    def _opens_within(self, index: int, character: str) -> bool:
        """After a sentence that is over, rather a closing mark has been left out."""
        if not self.nests or character not in NESTING:
            return False
        before = self.words[max(0, index - 2) : index]
        is_same = character == self.words[self.opened_at]
        return is_same and before[-1:].isspace() and before[:1] not in ENDS_SENTENCE

    def _take_straight(self, index: int, *, opens: bool) -> None:
        if opens and self.words[index - 1] in " (-–—" and _is_begun(self.words, index):
            self.within += 1
        elif self.within:
            self.within -= 1
        elif _closes(self.words, index, '"', '"'):
            self._close(index)

    def finished(self) -> tuple[Marked, ...]:
        if self.perhaps >= 0 and self._is_followed_by_speaker():
            self._close(self.perhaps)
        elif self.opened_at >= 0 and (
            self.words[self.opened_at] not in "'‘‚»" or self._opens_a_paragraph()
        ):
            self._close(len(self.words))
        return tuple(self.spans)

    def _is_followed_by_speaker(self) -> bool:
        """Else "‘The crews’ work was done." would end at the plural."""
        if not self._opens_a_paragraph():
            return True
        return SPEAKER_AFTER.match(self.words, self.perhaps + 1) is not None

    def _opens_a_paragraph(self) -> bool:
        """A single mark left open, or what follows a colon does; and it is not the
        apostrophe of "’Tis"."""
        after = self.words[self.opened_at + 1 : self.opened_at + 2]
        before = self.words[max(0, self.opened_at - 3) : self.opened_at].rstrip()
        return after.isupper() and (self.opened_at < 2 or before.endswith(":"))

    def _close(self, closed: int) -> None:
        opened, is_closed = self.opened_at, closed < len(self.words)
        start, end = _trimmed(self.words, opened + 1, closed)
        if start < end:
            after = closed + 1 if is_closed else closed
            mark = self.words[opened]
            self.spans.append(Marked(start, end, is_closed, opened, after, mark))
        self.opened_at, self.perhaps, self.within, self.closed_within = -1, -1, 0, -1


def _is_begun(words: str, index: int) -> bool:
    return words[index + 1 : index + 2].isalnum()


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
    if character == "”":
        return before in " (–—" and after.isalnum()
    if character in CORNERS:
        return True
    if before.isalnum() and character != "«":
        return False
    # "Ada Penrose said:" We …": the space has slipped behind the mark.
    slipped = (
        character == '"' and before == ":" and words[index + 2 : index + 3].isupper()
    )
    # "“ We … ”", as some typesetters have it.
    spaced = character in "“„" and words[index + 2 : index + 3].isupper()
    return not after.isspace() or character in SPACED or slipped or spaced


def _closes(words: str, index: int, character: str, opening: str) -> bool:
    """An apostrophe inside a word is no closing mark."""
    if character not in CLOSES[opening]:
        return False
    after = words[index + 1] if index + 1 < len(words) else " "
    before = words[index - 1] if index else " "
    if after.isalnum() and character not in "」』":
        return False
    return character != "“" or not before.isspace()


def _may_be_plural(words: str, index: int, character: str) -> bool:
    following = words[index + 1 : index + 2]
    return (
        character in APOSTROPHES
        and words[index - 1 : index] in ("s", "z", "x")
        and following.isspace()
    )
