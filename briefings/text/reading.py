"""Reading a release: words in, a proposal out. An editor disposes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from briefings.text.blocks import Block, Kind, Paragraph, as_quotation, compose, locate
from briefings.text.commitments import find_commitments
from briefings.text.figures import ends_of_ranges, find_figures
from briefings.text.finds import (
    ReadCommitment,
    ReadContact,
    ReadFigure,
    ReadPerson,
    ReadQuote,
    ReadWarning,
    as_json,
)
from briefings.text.languages import language_of
from briefings.text.markdown import plain_text
from briefings.text.markdown_source import blocks_of_markdown
from briefings.text.mentions import find_mentions
from briefings.text.parts import EMBARGO, Parts, part, read_contacts
from briefings.text.people import People, find_people
from briefings.text.plain_source import blocks_of_plain_text
from briefings.text.quotes import Speech, find_quotes
from briefings.text.sources import Unreadable, decode, is_markdown

__all__ = [
    "ReadCommitment",
    "ReadContact",
    "ReadFigure",
    "ReadPerson",
    "ReadQuote",
    "ReadWarning",
    "Reading",
    "Unreadable",
    "read_release",
]


@dataclass(frozen=True)
class Reading:
    """A release as proposed to an editor. ``start`` and ``end`` of its finds are
    code points into ``plain_text()``; finds in the notes to editors are kept apart,
    because theirs are code points into the plain text of the notes."""

    headline: str
    key_points: tuple[str, ...]
    body: str
    issued_on: date | None = None
    organisation: str = ""
    dateline: str = ""
    language: str = "en"
    quotes: tuple[ReadQuote, ...] = ()
    commitments: tuple[ReadCommitment, ...] = ()
    figures: tuple[ReadFigure, ...] = ()
    people: tuple[ReadPerson, ...] = ()
    organisations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    contacts: tuple[ReadContact, ...] = ()
    notes_to_editors: str = ""
    figures_in_notes: tuple[ReadFigure, ...] = ()
    commitments_in_notes: tuple[ReadCommitment, ...] = ()
    labels: tuple[str, ...] = ()
    warnings: tuple[ReadWarning, ...] = ()

    def plain_text(self) -> str:
        return plain_text(self.key_points, self.body)

    def as_json(self) -> dict[str, Any]:
        """The contract other programs read: keys may be added, none renamed. Finds
        in the notes come last; their start and end are null. A range is listed by
        both its ends, for readers that know of one value a figure."""
        json: dict[str, Any] = as_json(self)
        for name in ("figures", "figures_in_notes"):
            json[name] = [as_json(end) for end in ends_of_ranges(getattr(self, name))]
        for finds in ("figures", "commitments"):
            in_notes = json.pop(f"{finds}_in_notes")
            json[finds] += [find | {"start": None, "end": None} for find in in_notes]
        return json


def read_release(source: bytes | str, *, name: str = "") -> Reading:
    text, warnings = decode(source, name=name)
    markdown = is_markdown(text, name=name)
    blocks = blocks_of_markdown(text) if markdown else blocks_of_plain_text(text)
    return _read(part(blocks), warnings)


def _read(parts: Parts, warnings: Sequence[ReadWarning]) -> Reading:
    words = [words for block in parts.body for words in block.paragraphs]
    asides = [words for block in parts.notes for words in block.paragraphs]
    people = find_people([*words, *asides])
    mentions = find_mentions(words, [person.name for person in people.introduced])
    body, quotes, paragraphs = _news(parts, people)
    figures = find_figures(paragraphs)
    notes, in_notes = _notes(parts)
    figures_in_notes = find_figures(in_notes)
    issue: Any = {"issued_on": parts.issued_on, "issuer": mentions.issuer}
    return Reading(
        headline=parts.headline.words if parts.headline else "",
        key_points=parts.key_points,
        body=body,
        issued_on=parts.issued_on,
        organisation=mentions.issuer,
        dateline=parts.dateline,
        language=language_of(body),
        quotes=tuple(quotes),
        commitments=find_commitments(paragraphs, figures, quotes, **issue),
        commitments_in_notes=find_commitments(in_notes, figures_in_notes, **issue),
        figures=figures,
        figures_in_notes=figures_in_notes,
        people=people.introduced,
        organisations=mentions.organisations,
        places=mentions.places,
        events=mentions.events,
        contacts=tuple(read_contacts(parts.contacts)),
        notes_to_editors=notes,
        labels=tuple(block.words for block in parts.labels),
        warnings=(*warnings, *_doubts(parts, quotes)),
    )


def _news(parts: Parts, people: People) -> tuple[str, list[ReadQuote], list[Paragraph]]:
    """The body with its block quotations, who is quoted in it, and where each
    paragraph stands in the plain text of key points and body."""
    speeches = find_quotes(parts.body, people)
    blocks = _with_block_quotations(parts.body, speeches)
    body = compose(blocks)
    plain = plain_text(parts.key_points, body)
    located = locate(blocks, plain, after=_length(parts.key_points))
    quotes = [quote for speech in speeches if (quote := _quote(speech, located))]
    return body, quotes, [*_located_points(parts.key_points), *_standing(located)]


def _notes(parts: Parts) -> tuple[str, list[Paragraph]]:
    notes = compose(parts.notes)
    return notes, list(_standing(locate(parts.notes, plain_text((), notes))))


def _length(key_points: Sequence[str]) -> int:
    return len(plain_text(key_points, ""))


def _located_points(key_points: Sequence[str]) -> Iterator[Paragraph]:
    start = 0
    for point in key_points:
        words = plain_text((point,), "")
        yield Paragraph(Kind.LIST, words, start)
        start += len(words) + 2


def _standing(
    located: Iterable[Iterable[Paragraph | None]],
) -> Iterator[Paragraph]:
    for paragraphs in located:
        yield from filter(None, paragraphs)


def _with_block_quotations(
    blocks: Sequence[Block], speeches: Iterable[Speech]
) -> list[Block]:
    quoted = {
        piece.line.block
        for speech in speeches
        if speech.stands_alone
        for piece in speech.pieces
    }
    return [
        as_quotation(block)
        if index in quoted and block.kind is Kind.PARAGRAPH
        else block
        for index, block in enumerate(blocks)
    ]


def _quote(
    speech: Speech, located: Sequence[Sequence[Paragraph | None]]
) -> ReadQuote | None:
    first, last = speech.pieces[0], speech.pieces[-1]
    opening = located[first.line.block][first.line.paragraph]
    closing = located[last.line.block][last.line.paragraph]
    if opening is None or closing is None:
        return None
    return ReadQuote(
        attribution=speech.attribution,
        speaker=speech.speaker.name,
        role=speech.speaker.role,
        organisation=speech.speaker.organisation,
        paragraphs=tuple(piece.words for piece in speech.pieces),
        start=opening.start + first.start,
        end=closing.start + last.end,
        boundary_uncertain=speech.boundary_uncertain,
        rule=speech.rule,
    )


def _doubts(parts: Parts, quotes: Iterable[ReadQuote]) -> list[ReadWarning]:
    doubts = [
        ReadWarning("This line asks to hold the release back: set a time.", block.words)
        for block in parts.labels
        if EMBARGO.match(block.words)
    ]
    for quote in quotes:
        if quote.boundary_uncertain:
            doubts.append(
                ReadWarning(
                    "It is not certain that the quote ends here.", quote.paragraphs[-1]
                )
            )
        if not (quote.speaker or quote.role or quote.organisation):
            doubts.append(ReadWarning("Nobody is named for this.", quote.attribution))
    return doubts
