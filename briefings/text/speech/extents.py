"""How far a speech goes, once it is known who speaks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefings.text.blocks import Kind
from briefings.text.names import surname
from briefings.text.speech.attribution import Attribution, read_begun_line
from briefings.text.speech.bare_speech import Ending, end_of_speech
from briefings.text.speech.handing_over import can_be_bare_speech, reported_speaker
from briefings.text.speech.inline_quotes import names_its_speaker
from briefings.text.speech.lines import Line, Lines, Piece, whole
from briefings.text.speech.quotation_marks import marked_spans
from briefings.text.speech.runs import run_of_speaker, unmarked_until_close
from briefings.text.speech.speakers import Speaker

# How sure the end of marked words is: closed by a mark, by the next speaker, by none.
CLOSED, BROKEN_OFF, OPENED_ONCE, OPEN = 0.98, 0.85, 0.85, 0.55
CLOSED_BEFORE, CLOSED_LATE = 0.92, 0.85


@dataclass(frozen=True)
class Extent:
    """The words of a speech. ``doubts`` are factors of its score."""

    pieces: tuple[Piece, ...] = ()
    rule: str = ""
    end_score: float = CLOSED
    is_uncertain: bool = False
    doubts: tuple[float, ...] = ()


class Extents:
    def __init__(self, lines: Lines, surnames: frozenset[str]) -> None:
        self.lines = lines
        self.surnames = surnames

    def below(self, index: int, attribution: Attribution, speaker: Speaker) -> Extent:
        """From the paragraph below a line that hands over."""
        first = self.lines[index]
        if first.kind is Kind.QUOTATION:
            return Extent(self._block_quotation(index), "block-quotation")
        if self.lines.opens_with_mark(index):
            if self.lines.inline(index):
                return Extent()
            return self.continued((), index, "marked-paragraphs", is_open=True)
        run = self._bare_paragraphs(index)
        if not can_be_bare_speech(attribution, [line.words for line in run]):
            return Extent()
        return self._bare(run, speaker, "bare-paragraphs")

    def begun(self, first: Piece, index: int, speaker: Speaker) -> Extent:
        """Unmarked words that begin in the line of their attribution, and what goes
        on with them in the paragraphs from ``index``."""
        goes_on = not self._begins_another_speech(index)
        run = self._bare_paragraphs(index) if goes_on else []
        rest = self._bare(run, speaker, "begun-in-its-line", begun=first.words)
        return replace(rest, pieces=(first, *rest.pieces))

    def continued(
        self, pieces: tuple[Piece, ...], index: int, rule: str, *, is_open: bool
    ) -> Extent:
        """With the marked paragraphs that go on with the same speaker."""
        run = run_of_speaker(self.lines, index, is_open=is_open)
        if not run.pieces and not pieces:
            return Extent()
        everything = (*pieces, *run.pieces)
        if run.is_closed if run.pieces else not is_open:
            closed = run.closed[:-1] if is_open else run.closed
            doubts = (CLOSED_BEFORE,) if any(closed) else ()
            return Extent(everything, rule, CLOSED, doubts=doubts)
        rest = unmarked_until_close(self.lines, run.stop)
        if rest:
            everything = (*everything, *rest)
            return Extent(everything, rule, OPENED_ONCE, doubts=(CLOSED_LATE,))
        if self._begins_another_speech(run.stop):
            return Extent(everything, rule, BROKEN_OFF)
        return Extent(everything, rule, OPEN, is_uncertain=True)

    def _block_quotation(self, index: int) -> tuple[Piece, ...]:
        pieces = []
        while (line := self.lines.get(index)) and line.kind is Kind.QUOTATION:
            if self.lines.attribution(index):
                break
            pieces.append(whole(line))
            index += 1
        return tuple(pieces)

    def _bare_paragraphs(self, index: int) -> list[Line]:
        lines: list[Line] = []
        while (line := self.lines.get(index)) and line.kind is Kind.PARAGRAPH:
            if self.lines.attribution(index):
                break
            if lines and self._begins_another_speech(index):
                break
            if lines and _quotes_somebody(line.words):
                break
            lines.append(line)
            index += 1
        return lines

    def _begins_another_speech(self, index: int) -> bool:
        line = self.lines.get(index)
        if line is None or line.kind is not Kind.PARAGRAPH:
            return False
        if self.lines.inline(index) or self.lines.attribution(index):
            return True
        is_marked = self.lines.opens_with_mark(index) and self.lines.marked(index)
        return bool(is_marked) or read_begun_line(line.words) is not None

    def _bare(
        self, run: Sequence[Line], speaker: Speaker, rule: str, begun: str = ""
    ) -> Extent:
        paragraphs = [*filter(None, [begun]), *(line.words for line in run)]
        end = end_of_speech(
            paragraphs,
            speaker=surname(speaker.name) if speaker.name else "",
            others=self.surnames,
            ending=self._what_follows(run),
        )
        length = end.length - bool(begun)
        pieces = tuple(whole(line) for line in run[:length])
        return Extent(pieces, rule, end.score, end.is_uncertain)

    def _what_follows(self, run: Sequence[Line]) -> Ending:
        """What ends the run of bare paragraphs: the text, the next speaker, or some
        other thing."""
        if not run:
            return ""
        after = self.lines.after(run[-1])
        if after is None:
            return "text"
        attributed = self.lines.attribution(after) or self.lines.inline(after)
        return "speaker" if attributed else ""


def _quotes_somebody(words: str) -> bool:
    """Even of one word, as in "Huw Parry said the lock was “splendid”"."""
    if not marked_spans(words):
        return False
    if names_its_speaker(words):
        return True
    told = reported_speaker(words)
    return told is not None and not told.speaker.pronoun
