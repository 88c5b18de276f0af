"""Marked paragraphs that stand together, and to which attribution they belong."""

from dataclasses import dataclass, replace
from typing import Literal

from briefings.text.blocks import Kind
from briefings.text.speech.attribution import has_day_behind
from briefings.text.speech.inline_quotes import InlineSpeech
from briefings.text.speech.lines import Lines, Piece, whole
from briefings.text.speech.quotation_marks import closes_what_was_opened_before
from briefings.text.speech.signatures import heads_quotes
from briefings.text.speech.speakers import Speaker

# So that a text that is nothing but marks is read in linear time.
MOST_PARAGRAPHS = 60
MOST_UNMARKED = 8


@dataclass(frozen=True)
class Run:
    """Marked paragraphs without a speaker of their own. ``ending`` tells what comes
    at ``stop``: a paragraph that names its speaker, a signature, or neither."""

    pieces: tuple[Piece, ...]
    closed: tuple[bool, ...]
    stop: int
    ending: Literal["attributed", "signed", ""] = ""
    signature: Speaker | None = None
    signature_lines: int = 0
    # The words at ``stop`` where they have no opening mark of their own.
    late: tuple[InlineSpeech, ...] = ()

    @property
    def is_closed(self) -> bool:
        return bool(self.closed) and self.closed[-1]

    @property
    def mark(self) -> str:
        return self.pieces[-1].line.words.lstrip()[:1]

    def upto(self, count: int) -> "Run":
        stop = self.stop - len(self.pieces) + count
        return Run(self.pieces[:count], self.closed[:count], stop)


def marked_run(lines: Lines, start: int, *, goes_on: bool = False) -> Run:
    """``goes_on``: somebody's words stand before it."""
    pieces: list[Piece] = []
    closed: list[bool] = []
    index = start
    while index < len(lines) and len(pieces) < MOST_PARAGRAPHS:
        piece = lines.marked(index) if lines.opens_with_mark(index) else None
        is_in_run = pieces or goes_on
        found = lines.inline_in_run(index) if is_in_run else lines.inline(index)
        if piece is None or found:
            break
        pieces.append(piece)
        closed.append(lines.is_closed(index))
        index += 1
        if not piece.is_whole:
            break
    run = Run(tuple(pieces), tuple(closed), index)
    return _with_ending(run, lines) if pieces else run


def _with_ending(run: Run, lines: Lines) -> Run:
    if lines.opens_with_mark(run.stop):
        inline = lines.inline_in_run(run.stop)
        if inline and not inline[0].is_named_before:
            return replace(run, ending="attributed", late=inline)
        return run
    if not run.is_closed:
        late = lines.inline_closing(run.stop, run.mark)
        if late:
            return replace(run, ending="attributed", late=late)
        return run
    signature = lines.signature(run.stop)
    if signature is None:
        return run
    return Run(run.pieces, run.closed, run.stop, "signed", *signature)


def block_run(lines: Lines, start: int) -> Run:
    """A block quotation up to its signature, which stands in the block or below it."""
    stop = start
    while (line := lines.get(stop)) and line.kind is Kind.QUOTATION:
        if stop > start and lines.signature(stop):
            break
        stop += 1
    pieces = tuple(whole(lines[index]) for index in range(start, stop))
    run = Run(pieces, (True,) * len(pieces), stop)
    signature = lines.signature(stop)
    if signature is None:
        return run
    run = Run(pieces, run.closed, stop, "signed", *signature)
    after = lines.get(stop + run.signature_lines)
    is_between = after is not None and after.kind is Kind.QUOTATION
    return replace(run, ending="") if is_between and not lines.has_dash(stop) else run


def run_under_quotes(lines: Lines, start: int) -> Run | None:
    """Unmarked words under a heading "Quotes", or under the signature of others
    there, up to a signature of their own."""
    above = lines.get(start - 1)
    if above is None or not (heads_quotes(above.words) or has_day_behind(above.words)):
        return None
    pieces: list[Piece] = []
    for index in range(start, start + MOST_UNMARKED + 1):
        line = lines.get(index)
        signature = lines.signature(index) if pieces else None
        if signature:
            closed = (True,) * len(pieces)
            return Run(tuple(pieces), closed, index, "signed", *signature)
        if line is None or line.kind is not Kind.PARAGRAPH:
            return None
        pieces.append(whole(line))
    return None


def run_of_speaker(lines: Lines, start: int, *, is_open: bool) -> Run:
    """The part of the run at ``start`` that belongs to whoever spoke before it.
    ``is_open``: the speech has not been closed yet."""
    run = marked_run(lines, start, goes_on=True)
    if not is_open and run.pieces and _is_told_by_another(run.pieces[0]):
        return run.upto(0)
    if run.ending == "attributed":
        return _before_the_next(run, is_open=is_open)
    if run.ending == "signed" and _signs_the_run(lines, run):
        return run.upto(_up_to_first_close(run) if is_open else 0)
    return run


def _is_told_by_another(piece: Piece) -> bool:
    """ "“We are glad,” was what Ada Penrose had to say": whoever it was, it is not who
    spoke before."""
    return not piece.is_whole and piece.words.endswith(",")


def _before_the_next(run: Run, *, is_open: bool) -> Run:
    """A paragraph left open goes on in the one that names its speaker."""
    last_closed = max((i for i, c in enumerate(run.closed) if c), default=-1)
    if last_closed < 0:
        return run.upto(len(run.pieces) if is_open else 0)
    return run.upto(last_closed + 1)


def _up_to_first_close(run: Run) -> int:
    return next((i + 1 for i, c in enumerate(run.closed) if c), len(run.pieces))


def _signs_the_run(lines: Lines, run: Run) -> bool:
    """A name without a dash may as well hand over to marked words below it."""
    after = run.stop + run.signature_lines
    return lines.has_dash(run.stop) or not lines.opens_with_mark(after)


def unmarked_until_close(lines: Lines, start: int) -> list[Piece]:
    """Paragraphs of a speech that was opened once, at its beginning, and is closed
    once, at its end."""
    pieces: list[Piece] = []
    for index in range(start, min(start + MOST_UNMARKED, len(lines))):
        line = lines[index]
        if line.kind is not Kind.PARAGRAPH or lines.attribution(index):
            return []
        if closes_what_was_opened_before(line.words):
            end = line.words.rstrip(" .").rstrip('”»"').rstrip()
            return [*pieces, Piece(line, 0, len(end))]
        if lines.inline(index) or lines.opens_with_mark(index):
            return []
        pieces.append(whole(line))
    return []
