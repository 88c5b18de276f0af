"""The paragraphs of a release as quotes are looked for in them, each read once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from briefings.text.blocks import Block, Kind
from briefings.text.speech.attribution import Attribution, read_attribution_line
from briefings.text.speech.inline_quotes import InlineSpeech, find_inline
from briefings.text.speech.quotation_marks import (
    bounds_of_speech,
    first_span,
    is_wholly_marked,
    opens_with_mark,
)
from briefings.text.speech.signatures import DASH, read_signature, read_two_lines
from briefings.text.speech.speakers import Speaker


class Line(NamedTuple):
    """A paragraph of a block, numbered by block and by paragraph within it."""

    kind: Kind
    words: str
    block: int
    paragraph: int
    number: int
    stands_alone: bool = True


@dataclass(frozen=True)
class Piece:
    """Code points of the words of one paragraph that belong to the speech."""

    line: Line
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.line.words[self.start : self.end]

    @property
    def is_whole(self) -> bool:
        return self.start <= 3 and self.end >= len(self.line.words) - 4


def whole(line: Line) -> Piece:
    return Piece(line, *bounds_of_speech(line.words))


class Lines:
    def __init__(self, blocks: Sequence[Block]) -> None:
        self.all = [
            Line(kind, words, block, paragraph, index, stands_alone=alone)
            for index, (kind, words, block, paragraph, alone) in enumerate(
                (block.kind, words, b, p, len(block.paragraphs) == 1)
                for b, block in enumerate(blocks)
                for p, words in enumerate(block.paragraphs)
            )
        ]
        self._inline: dict[int, tuple[InlineSpeech, ...]] = {}
        self._inline_in_run: dict[int, tuple[InlineSpeech, ...]] = {}
        self._attributions: dict[int, Attribution | None] = {}

    def __len__(self) -> int:
        return len(self.all)

    def __getitem__(self, index: int) -> Line:
        return self.all[index]

    def after(self, line: Line) -> int | None:
        following = line.number + 1
        return following if following < len(self.all) else None

    def get(self, index: int) -> Line | None:
        return self.all[index] if 0 <= index < len(self.all) else None

    def inline(self, index: int) -> tuple[InlineSpeech, ...]:
        if index not in self._inline:
            self._inline[index] = tuple(find_inline(self.all[index].words))
        return self._inline[index]

    def inline_in_run(self, index: int) -> tuple[InlineSpeech, ...]:
        """What ends marked paragraphs may be short: "“…” ¶ “It did,” she said"."""
        if index not in self._inline_in_run:
            found = tuple(find_inline(self.all[index].words, fewest=1))
            self._inline_in_run[index] = self.inline(index) or found
        return self._inline_in_run[index]

    def inline_closing(self, index: int, mark: str) -> tuple[InlineSpeech, ...]:
        """As if the mark that was opened in a paragraph above stood here again."""
        line = self.get(index)
        if line is None or line.kind is not Kind.PARAGRAPH:
            return ()
        found = tuple(find_inline(f"{mark}{line.words}"))
        if not found or found[0].is_named_before or found[0].spans[0][0] != 1:
            return ()
        return tuple(
            replace(speech, spans=tuple((a - 1, b - 1) for a, b in speech.spans))
            for speech in found
        )

    def attribution(self, index: int) -> Attribution | None:
        if index not in self._attributions:
            found = read_attribution_line(self.all[index].words)
            self._attributions[index] = found
        return self._attributions[index]

    def opens_with_mark(self, index: int) -> bool:
        line = self.get(index)
        return line is not None and opens_with_mark(line.words)

    def marked(self, index: int) -> Piece | None:
        """The marked words with which the line begins, up to their closing mark."""
        line = self.all[index]
        if line.kind not in (Kind.PARAGRAPH, Kind.QUOTATION):
            return None
        span = first_span(line.words)
        if span is None:
            return None
        if is_wholly_marked(line.words):
            is_single = span.mark in "'‘" and not span.is_closed
            return Piece(line, span.start, span.end) if is_single else whole(line)
        return Piece(line, span.start, span.end) if span.is_closed else None

    def is_closed(self, index: int) -> bool:
        span = first_span(self.all[index].words)
        return span is not None and span.is_closed

    def signature(self, index: int) -> tuple[Speaker, int] | None:
        """Whose name stands in this line, or in this one and the next, below the
        words, and how many lines that takes."""
        line, following = self.get(index), self.get(index + 1)
        if line is None or len(line.words) > 250:
            return None
        if not line.stands_alone and line.kind is not Kind.QUOTATION:
            return None
        has_dash = line.kind is Kind.LIST
        words = f"– {line.words}" if has_dash else line.words
        name, broken, post = words.partition("\n")
        if broken and (speaker := read_two_lines(name, post)):
            return speaker, 1
        if following and following.stands_alone:
            speaker = read_two_lines(words, following.words)
            if speaker:
                return speaker, 2
        speaker = read_signature(words)
        return (speaker, 1) if speaker else None

    def has_dash(self, index: int) -> bool:
        line = self.all[index]
        return line.kind is Kind.LIST or DASH.match(line.words) is not None
