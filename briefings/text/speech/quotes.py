"""Who said what: every quotation of a release with its speaker.

Structure first (block quotations after an attribution), then marks, then bare
paragraphs after a line that hands over, then marked words inside a paragraph."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefings.text.blocks import Block, Kind
from briefings.text.names import surname
from briefings.text.speech.attribution import Attribution, read_begun_line
from briefings.text.speech.bare_speech import signs
from briefings.text.speech.bodies import Bodies
from briefings.text.speech.extents import BROKEN_OFF, CLOSED, OPEN, Extent, Extents
from briefings.text.speech.handing_over import (
    closing_attribution,
    mentioned_speaker,
    reported_speaker,
)
from briefings.text.speech.inline_quotes import InlineSpeech
from briefings.text.speech.lines import Line, Lines, Piece
from briefings.text.speech.quotation_marks import (
    ENDS_SENTENCE,
    is_wholly_marked,
    sentences_in_marks,
)
from briefings.text.speech.runs import Run, block_run, marked_run, run_under_quotes
from briefings.text.speech.scoring import NAMESAKE, doubts_of, score_of
from briefings.text.speech.signatures import signed_within
from briefings.text.speech.speakers import Speaker
from briefings.text.speech.stripped import Stripped, find_incised, find_stripped
from briefings.text.speech.who import People

FEWEST_WORDS = 5
MANY_WORDS = 12
# Below it an editor is asked where the words end.
CERTAIN_ENOUGH = 0.8
LONGEST_LEAD = 1000
SPEAKERS_REMEMBERED = 5
HANDED_OVER = frozenset(
    {"block-quotation", "marked-paragraphs", "bare-paragraphs", "begun-in-its-line"}
)
STAND_ALONE = frozenset(
    {"block-quotation", "marked-paragraphs", "bare-paragraphs", "signed-quotation"}
)


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


def find_quotes(blocks: Sequence[Block], people: People) -> list[Speech]:
    return _Search(blocks, people).speeches()


class _Search:
    """Walks down the lines of a release, remembering who spoke last: "He added"."""

    def __init__(self, blocks: Sequence[Block], people: People) -> None:
        self.people = people
        self.speakers: list[Speaker] = []
        self.nobodys = 0
        self.lines = Lines(blocks)
        self.bodies = Bodies([line.words for line in self.lines.all])
        surnames = frozenset(surname(p.name) for p in people.introduced if p.role)
        self.extents = Extents(self.lines, surnames)

    def speeches(self) -> list[Speech]:
        found: list[Speech] = []
        index = 0
        while index < len(self.lines):
            here = (
                self._handed_over(index)
                or self._unattributed(index)
                or self._signed_block(index)
                or self._signed_below(index)
                or self._begun(index)
                or self._within(index)
                or self._told_within(index)
                or self._stripped(index)
            )
            found.extend(here)
            index = self._after(here[-1], index) if here else index + 1
        return [speech for speech in found if _is_long_enough(speech)]

    def _after(self, speech: Speech, index: int) -> int:
        last = speech.pieces[-1].line.number
        return max(index, last) + 1 + speech.lines_below

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
        words = self.extents.below(index + 1, attribution, speaker)
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
        if line.kind not in (Kind.HEADING, Kind.QUOTATION) and (
            quoted or line.words.endswith(":")
        ):
            return closing_attribution(line.words, quoted=quoted)
        return None

    def _unattributed(self, index: int) -> list[Speech]:
        """Marked paragraphs whose speaker is named below them, or only above."""
        if index < self.nobodys or not self.lines.opens_with_mark(index):
            return []
        if self.lines.inline(index):
            return []
        incised = find_incised(self.lines[index].words)
        if incised:
            return [self._parted(incised, index, "attributed-within-marks", CLOSED)]
        run = marked_run(self.lines, index)
        if not run.pieces:
            return []
        if run.ending == "attributed":
            return self._within(run.stop, before=run.pieces, late=run.late)
        if run.ending == "signed" and run.signature:
            return [self._signed(run, run.signature)]
        found = self._told_before(index, run)
        # The rest of a run that is nobody's is not asked again, paragraph by paragraph.
        self.nobodys = self.nobodys if found else run.stop
        return found

    def _signed_below(self, index: int) -> list[Speech]:
        run = run_under_quotes(self.lines, index)
        return [self._signed(run, run.signature)] if run and run.signature else []

    def _signed_block(self, index: int) -> list[Speech]:
        """A block quotation that nothing above it hands over to."""
        if index < self.nobodys or self.lines[index].kind is not Kind.QUOTATION:
            return []
        run = block_run(self.lines, index)
        if run.ending == "signed" and run.signature:
            return [self._signed(run, run.signature)]
        within = (
            signed_within(self.lines[index].words) if len(run.pieces) == 1 else None
        )
        if within is None:
            self.nobodys = run.stop
            return []
        words, speaker, end = within
        pieces = (Piece(self.lines[index], 0, end),)
        extent = Extent(pieces, "signed-quotation")
        return [self._speech(words, None, self._completed(speaker, index), extent)]

    def _signed(self, run: Run, signature: Speaker) -> Speech:
        speaker = self._completed(signature, run.stop)
        last = run.stop + run.signature_lines
        below = " ".join(line.words for line in self.lines.all[run.stop : last])
        words = " ".join(below.split())
        found = Extent(run.pieces, "signed-quotation")
        speech = self._speech(words, None, speaker, found)
        return replace(speech, lines_below=run.signature_lines)

    def _told_before(self, index: int, run: Run) -> list[Speech]:
        """As in "Huw Parry said the road was open." and marked words below it."""
        line = self.lines.get(index - 1)
        if line is None or line.kind is not Kind.PARAGRAPH:
            return []
        told = reported_speaker(line.words)
        if told is None:
            said = sum(len(piece.words.split()) for piece in run.pieces)
            told = mentioned_speaker(line.words, by_deed=said >= MANY_WORDS)
        if told is None:
            return []
        speaker = self._completed(told.speaker, index - 1, told.words)
        if not speaker.is_known:
            return []
        end_score = CLOSED if run.is_closed else OPEN
        words = Extent(run.pieces, "marked-after-telling", end_score, not run.is_closed)
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
        first = Piece(line, start, len(line.words))
        words = self.extents.begun(first, index + 1, speaker)
        return [self._speech(attribution.words, attribution, speaker, words)]

    def _within(
        self,
        index: int,
        before: tuple[Piece, ...] = (),
        late: tuple[InlineSpeech, ...] = (),
    ) -> list[Speech]:
        line = self.lines[index]
        if line.kind is Kind.HEADING:
            return []
        inline = late or self.lines.inline(index)
        found = []
        for number, speech in enumerate(inline):
            is_last = number == len(inline) - 1
            words = self._inline_words(speech, index, before, is_last=is_last)
            lead = _lead(line, speech.spans[0][0])
            speaker = self._completed(speech.speaker, index, lead)
            found.append(self._speech(speech.attribution, None, speaker, words))
            before = ()
        return found

    def _told_within(self, index: int) -> list[Speech]:
        """As in "Huw Parry says it is open. “It was time.”", all in one paragraph."""
        line = self.lines[index]
        if line.kind is not Kind.PARAGRAPH:
            return []
        found = []
        spans = sentences_in_marks(line.words)
        for span in spans:
            lead = _lead(line, span.before)
            told = reported_speaker(lead)
            if told is None:
                continue
            speaker = self._completed(told.speaker, index, lead)
            pieces = (Piece(line, span.start, span.end),)
            extent = Extent(pieces, "marked-after-telling")
            if span is spans[-1]:
                extent = self.extents.continued(
                    pieces, index + 1, extent.rule, is_open=not span.is_closed
                )
            found.append(self._speech(told.words, told, speaker, extent))
        return found

    def _stripped(self, index: int) -> list[Speech]:
        line = self.lines[index]
        found = find_stripped(line.words) if line.kind is Kind.PARAGRAPH else None
        if found is None:
            return []
        return [self._parted(found, index, "stripped-of-marks", BROKEN_OFF)]

    def _parted(self, found: Stripped, index: int, rule: str, end: float) -> Speech:
        speaker = self._completed(found.speaker, index)
        pieces = tuple(Piece(self.lines[index], *span) for span in found.spans)
        extent = Extent(pieces, rule, end)
        return self._speech(found.attribution, None, speaker, extent)

    def _inline_words(
        self,
        speech: InlineSpeech,
        index: int,
        before: tuple[Piece, ...],
        *,
        is_last: bool,
    ) -> Extent:
        line = self.lines[index]
        pieces = (*before, *(Piece(line, *span) for span in speech.spans))
        rule = "signed-quotation" if speech.is_signed else "marked-within-paragraph"
        if speech.is_signed or not is_last:
            return Extent(pieces, rule)
        return self.extents.continued(
            pieces, index + 1, "marked-within-paragraph", is_open=not speech.is_closed
        )

    def _speech(
        self,
        attribution: str,
        read: Attribution | None,
        speaker: Speaker,
        words: Extent,
    ) -> Speech:
        self.speakers.append(speaker)
        doubts = (*words.doubts, *doubts_of(attribution, read, speaker, words.pieces))
        if self.people.namesakes.leave_open(speaker.name, attribution):
            doubts = (*doubts, NAMESAKE)
        return Speech(
            attribution,
            speaker,
            words.pieces,
            words.is_uncertain or words.end_score < CERTAIN_ENOUGH,
            words.rule,
            words.end_score,
            score_of(words.rule, words.end_score, doubts),
        )

    def _completed(self, speaker: Speaker, index: int, before: str = "") -> Speaker:
        return self.bodies.completed(self._meant(speaker, index, before))

    def _meant(self, speaker: Speaker, index: int, before: str) -> Speaker:
        above = [line.words for line in self.lines.all[max(0, index - 2) : index]]
        earlier = self.speakers[: -SPEAKERS_REMEMBERED - 1 : -1]
        return self.people.meant(speaker, [*above, before], earlier)


def _lead(line: Line, upto: int) -> str:
    """The words before; of an endless line not all, which would be quadratic."""
    return line.words[max(0, upto - LONGEST_LEAD) : upto]


def _is_long_enough(speech: Speech) -> bool:
    """Fewer words are a scare quote or a title, unless they are handed over as a
    sentence or go on in another paragraph."""
    if sum(len(piece.words.split()) for piece in speech.pieces) >= FEWEST_WORDS:
        return True
    if speech.rule == "marked-within-paragraph":
        # Judged with what stands around them.
        return True
    is_told = speech.rule in HANDED_OVER
    return is_told and speech.pieces[-1].words.endswith(ENDS_SENTENCE)
