"""What a format knows of a release, set over what its prose lets one guess."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefings.text.blocks import Block, Kind
from briefings.text.finds import ReadMention, ReadPerson
from briefings.text.formats.plain_source import escaped
from briefings.text.formats.sources import Source
from briefings.text.names import bare_name
from briefings.text.proposal import Reading


def headline_of(source: Source) -> Block | None:
    words = source.headline
    return Block(Kind.HEADING, f"# {escaped(words)}", (words,), 1) if words else None


def standfirst_of(source: Source) -> Block | None:
    words = source.standfirst
    return Block(Kind.PARAGRAPH, escaped(words), (words,)) if words else None


def margins_of(source: Source) -> tuple[list[Block], list[Block]]:
    """The lines over and under every page of a document."""
    heads, feet = (
        [Block(Kind.PARAGRAPH, escaped(line), (line,)) for line in lines]
        for lines in (source.page_heads, source.page_feet)
    )
    return heads, feet


def with_facts(reading: Reading, source: Source) -> Reading:
    likely = source.likely_headline
    used = likely if likely and not reading.headline else ""
    unused = [likely] if likely and not used else []
    return replace(
        reading,
        source_format=source.format,
        headline=reading.headline or used,
        language=source.language or reading.language,
        organisations=_together(source.organisations, reading.organisations),
        people=tuple(_people(source.people, reading.people)),
        places=_together(source.places, reading.places),
        events=_together(source.events, reading.events),
        contacts=(*reading.contacts, *source.contacts),
        labels=(*source.labels, *unused, *reading.labels),
        delivered_on=source.delivered_on or reading.delivered_on,
        location=source.location or reading.location,
        given_as=source.given_as or reading.given_as,
        release_kind=source.release_kind or reading.release_kind,
        political=source.political,
        change_history=source.change_history,
        withdrawn=source.withdrawn,
        attachments=source.attachments,
        images=source.images,
    )


def _together(
    known: Iterable[str], guessed: Iterable[ReadMention]
) -> tuple[ReadMention, ...]:
    """What the format names is certain, wherever the prose names it."""
    found = {mention.name: mention for mention in guessed}
    certain = []
    for name in dict.fromkeys(known):
        same = found.pop(name, None)
        start, end = (same.start, same.end) if same else (None, None)
        certain.append(ReadMention(name, start, end, "named-by-the-format"))
    return (*certain, *found.values())


def _people(
    known: Iterable[ReadPerson], guessed: Iterable[ReadPerson]
) -> Iterator[ReadPerson]:
    """The prose may add the post of somebody whom the format only names."""
    unmatched = {bare_name(person.name): person for person in guessed}
    for person in known:
        same = unmatched.pop(bare_name(person.name), None)
        yield replace(
            person,
            role=person.role or (same.role if same else None),
            organisation=person.organisation or (same.organisation if same else None),
        )
    yield from unmatched.values()
