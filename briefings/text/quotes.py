"""Who said what: every quotation of a release with its speaker.

Structure first (block quotations after an attribution), then marks, then bare
paragraphs after a line that hands over, then marked words inside a paragraph."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefings.text.attribution import Attribution, read_attribution_line
from briefings.text.blocks import Block, Kind
from briefings.text.inline_quotes import InlineSpeech, find_inline
from briefings.text.names import surname
from briefings.text.people import People
from briefings.text.quotation_marks import (
    bounds_of_speech,
    is_wholly_marked,
    marked_spans,
    opens_with_mark,
)
from briefings.text.speakers import Speaker, read_speaker
from briefings.text.speech import end_of_speech

FEWEST_WORDS = 5


@dataclass(frozen=True)
class Line:
    """A paragraph of a block, numbered by block and by paragraph within it."""

    kind: Kind
    words: str
    block: int
    paragraph: int


@dataclass(frozen=True)
class Piece:
    """Code points of the words of one paragraph that belong to the speech."""

    line: Line
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.line.words[self.start : self.end]


@dataclass(frozen=True)
class Speech:
    attribution: str
    speaker: Speaker
    pieces: tuple[Piece, ...]
    boundary_uncertain: bool
    rule: str

    @property
    def stands_alone(self) -> bool:
        """Whole paragraphs, which make a block quotation."""
        return self.rule != "marked-within-paragraph"


def find_quotes(blocks: Sequence[Block], people: People) -> list[Speech]:
    return _Search(blocks, people).speeches()


class _Search:
    """Walks down the lines of a release, remembering who spoke last: "He added"."""

    def __init__(self, blocks: Sequence[Block], people: People) -> None:
        self.people = people
        self.last_speaker: Speaker | None = None
        self.surnames = [surname(p.name) for p in people.introduced if p.role]
        self.lines = [
            Line(block.kind, words, b, p)
            for b, block in enumerate(blocks)
            for p, words in enumerate(block.paragraphs)
        ]

    def speeches(self) -> list[Speech]:
        found: list[Speech] = []
        index = 0
        while index < len(self.lines):
            speech = self._handed_over(index)
            if speech:
                found.append(speech)
                index = self._after(speech, index)
                continue
            inline = self._within(index)
            found.extend(inline)
            index = self._after(inline[-1], index) if inline else index + 1
        return found

    def _after(self, speech: Speech, index: int) -> int:
        last = speech.pieces[-1].line
        while index < len(self.lines) and self.lines[index] is not last:
            index += 1
        return index + 1

    def _handed_over(self, index: int) -> Speech | None:
        """The speech that follows the line at ``index``, if that line hands over."""
        if index + 1 >= len(self.lines):
            return None
        line, following = self.lines[index], self.lines[index + 1]
        if line.kind is Kind.LIST or following.kind in (Kind.HEADING, Kind.LIST):
            return None
        attribution = self._attribution(line, following)
        if attribution is None:
            return None
        speaker = self._completed(attribution.speaker, index)
        lines, uncertain, rule = self._speech_from(index + 1, attribution, speaker)
        if not lines:
            return None
        self.last_speaker = speaker
        pieces = tuple(_piece(line) for line in lines)
        return Speech(attribution.words, speaker, pieces, uncertain, rule)

    def _attribution(self, line: Line, following: Line) -> Attribution | None:
        if line.kind is Kind.QUOTATION and following.kind is not Kind.QUOTATION:
            return None
        found = read_attribution_line(line.words)
        if found:
            return found
        quoted = following.kind is Kind.QUOTATION or is_wholly_marked(following.words)
        if quoted or line.words.endswith(":"):
            return _closing_attribution(line.words, quoted=quoted)
        return None

    def _speech_from(
        self, index: int, attribution: Attribution, speaker: Speaker
    ) -> tuple[list[Line], bool, str]:
        first = self.lines[index]
        if first.kind is Kind.QUOTATION:
            return self._block_quotation(index), False, "block-quotation"
        if opens_with_mark(first.words):
            if not is_wholly_marked(first.words):
                return [], False, ""
            lines = self._marked_paragraphs(index)
            return lines, not _is_closed(lines[-1]), "marked-paragraphs"
        run = self._bare_paragraphs(index)
        if not _can_be_bare_speech(attribution, run):
            return [], False, ""
        end = end_of_speech(
            [line.words for line in run],
            speaker=surname(speaker.name) if speaker.name else "",
            others=self.surnames,
        )
        return run[: end.length], end.is_uncertain, "bare-paragraphs"

    def _block_quotation(self, index: int) -> list[Line]:
        lines: list[Line] = []
        for line in self.lines[index:]:
            if line.kind is not Kind.QUOTATION or read_attribution_line(line.words):
                break
            lines.append(line)
        return lines

    def _marked_paragraphs(self, index: int) -> list[Line]:
        lines = [self.lines[index]]
        for line in self.lines[index + 1 :]:
            if _is_closed(lines[-1]) or not is_wholly_marked(line.words):
                break
            lines.append(line)
        return lines

    def _bare_paragraphs(self, index: int) -> list[Line]:
        lines: list[Line] = []
        for line in self.lines[index:]:
            if line.kind is not Kind.PARAGRAPH or read_attribution_line(line.words):
                break
            if lines and _holds_attributed_words(line.words):
                break
            lines.append(line)
        return lines

    def _within(self, index: int) -> list[Speech]:
        line = self.lines[index]
        if line.kind is Kind.HEADING:
            return []
        found = []
        for inline in find_inline(line.words):
            before = line.words[: inline.spans[0][0]]
            speaker = self._completed(inline.speaker, index, before)
            self.last_speaker = speaker
            found.append(self._inline_speech(inline, line, index, speaker))
        return [speech for speech in found if _is_long_enough(speech)]

    def _inline_speech(
        self, inline: InlineSpeech, line: Line, index: int, speaker: Speaker
    ) -> Speech:
        pieces = [Piece(line, start, end) for start, end in inline.spans]
        uncertain = False
        if not inline.is_closed:
            following = self._marked_paragraphs_after(index)
            pieces += [_piece(line) for line in following]
            uncertain = not following or not _is_closed(following[-1])
        return Speech(
            inline.attribution,
            speaker,
            tuple(pieces),
            uncertain,
            "marked-within-paragraph",
        )

    def _marked_paragraphs_after(self, index: int) -> list[Line]:
        if index + 1 < len(self.lines) and is_wholly_marked(
            self.lines[index + 1].words
        ):
            return self._marked_paragraphs(index + 1)
        return []

    def _completed(self, speaker: Speaker, index: int, before: str = "") -> Speaker:
        return self.people.completed(speaker, self._meant_by_pronoun(index, before))

    def _meant_by_pronoun(self, index: int, before: str) -> Speaker | None:
        """The person named last before, in this paragraph or the two above it, else
        the last speaker."""
        above = [line.words for line in self.lines[max(0, index - 2) : index]]
        for words in reversed([*above, before]):
            person = self.people.named_last(words)
            if person:
                return Speaker(person.name, person.role, person.organisation)
        return self.last_speaker


def _piece(line: Line) -> Piece:
    return Piece(line, *bounds_of_speech(line.words))


def _is_closed(line: Line) -> bool:
    spans = marked_spans(line.words)
    return bool(spans) and spans[-1].is_closed and opens_with_mark(line.words)


def _is_long_enough(speech: Speech) -> bool:
    """Fewer words are a scare quote or a title, unless they continue."""
    return sum(len(piece.words.split()) for piece in speech.pieces) >= FEWEST_WORDS


def _closing_attribution(words: str, *, quoted: bool) -> Attribution | None:
    """The last sentence hands over: "…to the valley. She said:"."""
    last = words.rstrip(" :;,–—-").rpartition(". ")[2]
    found = read_attribution_line(last + ":")
    if found or not quoted:
        return found
    speaker = read_speaker(last)
    if words.rstrip().endswith((".", "!", "?")) or not speaker.is_known:
        return None
    return Attribution(last, speaker, "line-before-quotation")


def _can_be_bare_speech(attribution: Attribution, run: Sequence[Line]) -> bool:
    if not run:
        return False
    if attribution.rule == "attribution-line":
        return True
    return any(
        f" {word} " in f" {run[0].words} " for word in ("I", "we", "We", "our", "us")
    )


def _holds_attributed_words(words: str) -> bool:
    return any(True for _ in find_inline(words))
