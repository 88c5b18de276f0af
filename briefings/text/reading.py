"""Reading a release: words in, a proposal out. An editor disposes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from briefings.text.blocks import Block, Kind, Paragraph, as_quotation, compose, locate
from briefings.text.claims.commitments import find_commitments
from briefings.text.claims.dollars import Dollars, dollars_of
from briefings.text.claims.figures import find_figures
from briefings.text.dates import find_dates
from briefings.text.finds import (
    ReadCommitment,
    ReadContact,
    ReadDate,
    ReadFigure,
    ReadMention,
    ReadPerson,
    ReadQuote,
    ReadWarning,
    quote_within,
)
from briefings.text.formats.recognition import read_source
from briefings.text.formats.sources import (
    Source,
    Unreadable,
)
from briefings.text.languages import language_of
from briefings.text.markup.markdown import plain_text
from briefings.text.office import Office
from briefings.text.parts.deliveries import read_delivery
from briefings.text.parts.embargo import OFFICE_ZONE, Embargo, in_words
from briefings.text.parts.parting import Parts, part, read_contacts, read_embargoes
from briefings.text.proposal import Reading
from briefings.text.source_facts import (
    headline_of,
    margins_of,
    standfirst_of,
    with_facts,
)
from briefings.text.speech.mentions import find_mentions
from briefings.text.speech.people import find_people, with_speakers
from briefings.text.speech.quotation_marks import marked_sentences
from briefings.text.speech.quotes import Speech, find_quotes
from briefings.text.speech.speech_verbs import TO_COME
from briefings.text.speech.who import People

__all__ = [
    "ReadCommitment",
    "ReadContact",
    "ReadDate",
    "ReadFigure",
    "ReadMention",
    "ReadPerson",
    "ReadQuote",
    "ReadWarning",
    "Reading",
    "Unreadable",
    "read_release",
]

STILL_TO_COME = re.compile(rf"\b{TO_COME}\b")


def read_release(
    source: bytes | str,
    *,
    name: str = "",
    office: Office | None = None,
    on: date | None = None,
    zone: str = OFFICE_ZONE,
) -> Reading:
    """``office`` are the people to know speakers by, on the day the release gives for
    itself or else ``on``; an embargo that leaves its year open is near that day, and
    ``zone`` is that of one which names none."""
    read = read_source(source, name=name)
    titles = (headline_of(read), standfirst_of(read))
    parts = part(read.blocks, *titles, margins=margins_of(read))
    reading = with_facts(_read(parts, read, on, zone), read)
    return reading if office is None else _with_office(reading, office, on)


def _with_office(reading: Reading, office: Office, on: date | None) -> Reading:
    day = reading.issued_on or on
    quotes, doubts = office.resolved(reading.quotes, on=day)
    warnings = (*reading.warnings, *doubts)
    return replace(reading, quotes=tuple(quotes), warnings=warnings)


def _read(parts: Parts, source: Source, on: date | None, zone: str) -> Reading:
    words = [words for block in parts.body for words in block.paragraphs]
    asides = [words for block in parts.asides for words in block.paragraphs]
    besides = _lines_besides(parts)
    people = find_people([*words, *asides, *parts.titles], besides)
    body, quotes, paragraphs = _news(parts, people)
    names = [person.name for person in people.introduced]
    mentions = find_mentions(paragraphs, words[0] if words else "", names)
    issuer = source.organisation or mentions.issuer or parts.masthead
    in_notes = _in_notes(parts)
    lines = [*(p.words for p in (*paragraphs, *in_notes)), *besides, *parts.titles]
    dollars = dollars_of(lines, [issuer or "", parts.dateline, *besides])
    figures = find_figures(paragraphs, dollars)
    known = source.issued_on or source.likely_issued_on
    embargoes = read_embargoes(parts, issued_on=known, on=on, zone=zone)
    moments = [embargo.moment for embargo in embargoes if embargo.moment]
    # Of two embargoes the later: a release that goes out early cannot be called back.
    until = max(moments, default=None)
    issued_on = source.issued_on or parts.issued_on or source.likely_issued_on
    issued_on = issued_on or (until.date() if until else None)
    dates = find_dates(paragraphs, issued_on)
    figures_in_notes = find_figures(in_notes, dollars)
    labels = [block.words for block in parts.labels if block.words]
    delivery = read_delivery(labels, parts.dateline)
    issue: Any = {"issued_on": issued_on, "issuer": issuer}
    return Reading(
        headline=parts.headline.words if parts.headline else "",
        key_points=parts.key_points,
        body=body,
        issued_on=issued_on,
        organisation=issuer,
        dateline=parts.dateline,
        language=language_of(body),
        quotes=tuple(quotes),
        commitments=find_commitments(paragraphs, figures, quotes, **issue),
        commitments_in_notes=find_commitments(in_notes, figures_in_notes, **issue),
        figures=figures,
        figures_in_notes=figures_in_notes,
        figures_in_standfirst=_only_in_standfirst(parts, figures, dollars),
        people=with_speakers(people.introduced, quotes),
        organisations=mentions.organisations,
        places=mentions.places,
        events=mentions.events,
        contacts=tuple(read_contacts(parts.contacts)),
        notes_to_editors=compose(parts.notes),
        boilerplate=compose(parts.boilerplate),
        standfirst=parts.standfirst.words if parts.standfirst else "",
        embargoed_until=until,
        release_kind=parts.release_kind,
        dates=dates.found,
        labels=tuple(labels),
        delivered_on=delivery.on,
        location=delivery.venue,
        given_as=delivery.given_as,
        warnings=(
            *source.warnings,
            *_embargo_warnings(embargoes, zone),
            *parts.doubts,
            *dates.doubts,
            *_doubts(quotes),
            *_namesakes(quotes, people),
            *_said_by_nobody(quotes, paragraphs),
        ),
    )


def _lines_besides(parts: Parts) -> list[str]:
    """Of no news, but they may tell somebody's name in full."""
    blocks = (*parts.labels, *parts.contacts)
    return [parts.masthead, *(words for block in blocks for words in block.paragraphs)]


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


def _in_notes(parts: Parts) -> list[Paragraph]:
    plain = plain_text((), compose(parts.asides))
    return list(_standing(locate(parts.asides, plain)))


def _only_in_standfirst(
    parts: Parts, figures: Iterable[ReadFigure], dollars: Dollars
) -> tuple[ReadFigure, ...]:
    """A standfirst mostly sums up what the news says again."""
    if parts.standfirst is None:
        return ()
    said = {(figure.value, figure.unit) for figure in figures}
    line = Paragraph(Kind.PARAGRAPH, parts.standfirst.words, 0)
    found = find_figures([line], dollars)
    return tuple(f for f in found if (f.value, f.unit) not in said)


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
        score=speech.score,
        end_score=speech.end_score,
    )


def _embargo_warnings(embargoes: Sequence[Embargo], zone: str) -> Iterator[ReadWarning]:
    for embargo in embargoes:
        if embargo.moment:
            until = in_words(embargo.moment, zone=zone)
            yield ReadWarning(f"Embargoed until {until}.", embargo.words)
        yield from embargo.doubts


def _namesakes(quotes: Iterable[ReadQuote], people: People) -> Iterator[ReadWarning]:
    for quote in quotes:
        if people.namesakes.leave_open(quote.speaker, quote.attribution):
            names = " and ".join(people.namesakes.of(quote.speaker))
            sentence = f"Check who said this: {names} have one surname."
            yield ReadWarning(sentence, quote.attribution)


def _said_by_nobody(
    quotes: Sequence[ReadQuote], paragraphs: Iterable[Paragraph]
) -> Iterator[ReadWarning]:
    """What stands between marks like a sentence and became no quote: a speaker in
    words that no rule knows."""
    quotes = sorted(quotes, key=lambda quote: quote.start)
    for paragraph in paragraphs:
        for span in marked_sentences(paragraph.words):
            start, end = paragraph.start + span.start, paragraph.start + span.end
            if quote_within(quotes, start, end) is None:
                words = paragraph.words[span.start : span.end]
                yield ReadWarning("It was not found who said this.", words)


def _doubts(quotes: Iterable[ReadQuote]) -> list[ReadWarning]:
    doubts = []
    for quote in quotes:
        if quote.boundary_uncertain:
            doubts.append(
                ReadWarning(
                    "It is not certain that the quote ends here.", quote.paragraphs[-1]
                )
            )
        if STILL_TO_COME.search(quote.attribution):
            doubts.append(
                ReadWarning(
                    "This is still to be said: check it against what is said.",
                    quote.attribution,
                )
            )
        if not (quote.speaker or quote.role or quote.organisation):
            doubts.append(ReadWarning("Nobody is named for this.", quote.attribution))
    return doubts
