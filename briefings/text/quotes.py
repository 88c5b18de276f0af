"""Who said what: every quotation of a release with its speaker.

Structure first (block quotations after an attribution), then marks, then bare
paragraphs after a line that hands over, then marked words inside a paragraph."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefings.text.attribution import Attribution, read_begun_line
from briefings.text.blocks import Block, Kind
from briefings.text.handing_over import (
    can_be_bare_speech,
    closing_attribution,
    reported_speaker,
)
from briefings.text.inline_quotes import InlineSpeech
from briefings.text.lines import Line, Lines, Piece, whole
from briefings.text.names import surname
from briefings.text.quotation_marks import is_wholly_marked
from briefings.text.runs import (
    Run,
    marked_run,
    run_of_speaker,
    unmarked_until_close,
)
from briefings.text.scoring import doubts_of, score_of
from briefings.text.speakers import Speaker
from briefings.text.speech import end_of_speech, signs
from briefings.text.who import People

FEWEST_WORDS = 5
STAND_ALONE = frozenset(
    {"block-quotation", "marked-paragraphs", "bare-paragraphs", "signed-quotation"}
)
CLOSED, OPEN = 0.98, 0.55


@dataclass(frozen=True)
class Speech:
    attribution: str
    speaker: Speaker
    pieces: tuple[Piece, ...]
    boundary_uncertain: bool
    rule: str
    end_score: float = CLOSED
    score: float = 1.0
    # The signature, which was read with the words.
    lines_below: int = 0

    @property
    def stands_alone(self) -> bool:
        """Whole paragraphs, which make a block quotation."""
        return self.rule in STAND_ALONE and all(p.is_whole for p in self.pieces)


@dataclass(frozen=True)
class _Words:
    """The words of a speech before they have a speaker. ``doubts`` are factors."""

    pieces: tuple[Piece, ...] = ()
    rule: str = ""
    end_score: float = CLOSED
    is_uncertain: bool = False
    doubts: tuple[float, ...] = ()


def find_quotes(blocks: Sequence[Block], people: People) -> list[Speech]:
    return _Search(blocks, people).speeches()


class _Search:
    """Walks down the lines of a release, remembering who spoke last: "He added"."""

    def __init__(self, blocks: Sequence[Block], people: People) -> None:
        self.people = people
        self.last_speaker: Speaker | None = None
        self.surnames = frozenset(surname(p.name) for p in people.introduced if p.role)
        self.lines = Lines(blocks)

    def speeches(self) -> list[Speech]:
        found: list[Speech] = []
        index = 0
        while index < len(self.lines):
            here = (
                self._handed_over(index)
                or self._unattributed(index)
                or self._begun(index)
                or self._within(index)
            )
            found.extend(here)
            index = self._after(here[-1], index) if here else index + 1
        return [speech for speech in found if _is_long_enough(speech)]

    def _after(self, speech: Speech, index: int) -> int:
        last = speech.pieces[-1].line
        while index < len(self.lines) and self.lines[index] is not last:
            index += 1
        return index + 1 + speech.lines_below

    def _handed_over(self, index: int) -> list[Speech]:
        """The speech that follows the line at ``index``, if that line hands over."""
        line, following = self.lines[index], self.lines.get(index + 1)
        if following is None or line.kind is Kind.LIST:
            return []
        if following.kind in (Kind.HEADING, Kind.LIST):
            return []
        attribution = self._attribution(index, line, following)
        if attribution is None:
            return []
        speaker = self._completed(attribution.speaker, index)
        words = self._speech_from(index + 1, attribution, speaker)
        if not words.pieces:
            return []
        return [self._speech(attribution.words, attribution, speaker, words)]

    def _attribution(
        self, index: int, line: Line, following: Line
    ) -> Attribution | None:
        if line.kind is Kind.QUOTATION and following.kind is not Kind.QUOTATION:
            return None
        found = self.lines.attribution(index)
        if found:
            return found
        quoted = following.kind is Kind.QUOTATION or is_wholly_marked(following.words)
        if line.kind is not Kind.HEADING and (quoted or line.words.endswith(":")):
            return closing_attribution(line.words, quoted=quoted)
        return None

    def _speech_from(
        self, index: int, attribution: Attribution, speaker: Speaker
    ) -> _Words:
        first = self.lines[index]
        if first.kind is Kind.QUOTATION:
            pieces = tuple(whole(line) for line in self._block_quotation(index))
            return _Words(pieces, "block-quotation")
        if self.lines.opens_with_mark(index):
            return self._marked_from(index)
        run = self._bare_paragraphs(index)
        if not can_be_bare_speech(attribution, [line.words for line in run]):
            return _Words()
        return self._bare(run, speaker, "bare-paragraphs")

    def _bare(
        self, run: Sequence[Line], speaker: Speaker, rule: str, begun: str = ""
    ) -> _Words:
        paragraphs = [line.words for line in run]
        end = end_of_speech(
            [begun, *paragraphs] if begun else paragraphs,
            speaker=surname(speaker.name) if speaker.name else "",
            others=self.surnames,
        )
        length = end.length - bool(begun)
        pieces = tuple(whole(line) for line in run[:length])
        return _Words(pieces, rule, end.score, end.is_uncertain)

    def _marked_from(self, index: int) -> _Words:
        """Marked paragraphs after the line that hands over to them."""
        if self.lines.inline(index):
            return _Words()
        return self._continued((), index, "marked-paragraphs", is_open=True)

    def _continued(
        self, pieces: tuple[Piece, ...], index: int, rule: str, *, is_open: bool
    ) -> _Words:
        """With the marked paragraphs that go on with the same speaker."""
        run = run_of_speaker(self.lines, index, is_open=is_open)
        if not run.pieces and not pieces:
            return _Words()
        is_closed = run.is_closed if run.pieces else not is_open
        if not is_closed:
            rest = unmarked_until_close(self.lines, run.stop)
            if rest:
                return _Words((*pieces, *run.pieces, *rest), rule, 0.85, False, (0.85,))
        after_close = run.closed[:-1] if is_open else run.closed
        doubts = (0.92,) if any(after_close) else ()
        # What is never closed before the next speaker begins is a slip of the pen.
        end_score = CLOSED if is_closed else OPEN
        return _Words((*pieces, *run.pieces), rule, end_score, not is_closed, doubts)

    def _block_quotation(self, index: int) -> list[Line]:
        lines: list[Line] = []
        while (line := self.lines.get(index)) and line.kind is Kind.QUOTATION:
            if self.lines.attribution(index):
                break
            lines.append(line)
            index += 1
        return lines

    def _bare_paragraphs(self, index: int) -> list[Line]:
        lines: list[Line] = []
        while (line := self.lines.get(index)) and line.kind is Kind.PARAGRAPH:
            if self.lines.attribution(index):
                break
            if lines and (self.lines.inline(index) or self._begins_a_speech(index)):
                break
            lines.append(line)
            index += 1
        return lines

    def _begins_a_speech(self, index: int) -> bool:
        is_marked = self.lines.opens_with_mark(index) and self.lines.marked(index)
        return bool(is_marked) or read_begun_line(self.lines[index].words) is not None

    def _unattributed(self, index: int) -> list[Speech]:
        """Marked paragraphs whose speaker is named below them, or only above."""
        if not self.lines.opens_with_mark(index) or self.lines.inline(index):
            return []
        run = marked_run(self.lines, index)
        if not run.pieces:
            return []
        if run.ending == "attributed":
            return self._within(run.stop, before=run.pieces)
        if run.ending == "signed" and run.signature:
            return [self._signed(run, run.signature)]
        return self._told_before(index, run)

    def _signed(self, run: Run, signature: Speaker) -> Speech:
        speaker = self._completed(signature, run.stop)
        last = run.stop + run.signature_lines
        words = " ".join(line.words for line in self.lines.all[run.stop : last])
        found = _Words(run.pieces, "signed-quotation")
        speech = self._speech(words, None, speaker, found)
        return replace(speech, lines_below=run.signature_lines)

    def _told_before(self, index: int, run: Run) -> list[Speech]:
        """As in "Huw Parry said the road was open." and marked words below it."""
        line = self.lines.get(index - 1)
        if line is None or line.kind is not Kind.PARAGRAPH:
            return []
        told = reported_speaker(line.words)
        if told is None:
            return []
        speaker = self._completed(told.speaker, index - 1)
        end_score = CLOSED if run.is_closed else OPEN
        words = _Words(run.pieces, "marked-after-telling", end_score, not run.is_closed)
        return [self._speech(told.words, told, speaker, words)]

    def _begun(self, index: int) -> list[Speech]:
        """Unmarked words that begin in the line of their attribution."""
        line = self.lines[index]
        if line.kind is not Kind.PARAGRAPH or ":" not in line.words:
            return []
        found = read_begun_line(line.words)
        if found is None or self.lines.inline(index):
            return []
        attribution, start = found
        said = line.words[start:]
        if signs(said) <= 0:
            return []
        speaker = self._completed(attribution.speaker, index)
        run = self._bare_paragraphs(index + 1)
        words = self._bare(run, speaker, "begun-in-its-line", begun=said)
        first = Piece(line, start, len(line.words))
        words = replace(words, pieces=(first, *words.pieces))
        return [self._speech(attribution.words, attribution, speaker, words)]

    def _within(self, index: int, before: tuple[Piece, ...] = ()) -> list[Speech]:
        line = self.lines[index]
        if line.kind is Kind.HEADING:
            return []
        inline = self.lines.inline(index)
        found = []
        for number, speech in enumerate(inline):
            is_last = number == len(inline) - 1
            words = self._inline_words(speech, index, before, is_last=is_last)
            lead = line.words[: speech.spans[0][0]]
            speaker = self._completed(speech.speaker, index, lead)
            found.append(self._speech(speech.attribution, None, speaker, words))
            before = ()
        return found

    def _inline_words(
        self,
        speech: InlineSpeech,
        index: int,
        before: tuple[Piece, ...],
        *,
        is_last: bool,
    ) -> _Words:
        line = self.lines[index]
        pieces = (*before, *(Piece(line, *span) for span in speech.spans))
        rule = "signed-quotation" if speech.is_signed else "marked-within-paragraph"
        if speech.is_signed or not is_last:
            return _Words(pieces, rule)
        return self._continued(
            pieces, index + 1, "marked-within-paragraph", is_open=not speech.is_closed
        )

    def _speech(
        self,
        attribution: str,
        read: Attribution | None,
        speaker: Speaker,
        words: _Words,
    ) -> Speech:
        self.last_speaker = speaker
        doubts = (*words.doubts, *doubts_of(attribution, read, speaker, words.pieces))
        return Speech(
            attribution,
            speaker,
            words.pieces,
            words.is_uncertain,
            words.rule,
            words.end_score,
            score_of(words.rule, words.end_score, doubts),
        )

    def _completed(self, speaker: Speaker, index: int, before: str = "") -> Speaker:
        if speaker.name and not speaker.pronoun:
            return self.people.completed(speaker)
        above = [line.words for line in self.lines.all[max(0, index - 2) : index]]
        return self.people.meant(speaker, [*above, before], self.last_speaker)


def _is_long_enough(speech: Speech) -> bool:
    """Fewer words are a scare quote or a title, unless they continue."""
    return sum(len(piece.words.split()) for piece in speech.pieces) >= FEWEST_WORDS
