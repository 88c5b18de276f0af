"""A rendered release taken apart, so that a page can set its quotes and list its
sections. It reads only what ``rendering`` wrote."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_FIGURE = re.compile(
    r'<figure class="quote"(?: (?:id="quote-|data-ref=")(?P<ref>[^"]*)")?>'
    r"|<figcaption>(?P<caption>.*?)</figcaption>",
    re.DOTALL,
)
_HEADING = re.compile(r'<h2 id="(?P<id>[^"]*)">(?P<words>.*?)</h2>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Part:
    """HTML as it is; or, with the ref of its quote, the caption of a figure."""

    html: str
    ref: str = ""


def parts_of(body: str) -> Iterator[Part]:
    """Captions belong to the figure that was opened last: a quote may hold another."""
    open_figures: list[str] = []
    written = 0
    for found in _FIGURE.finditer(body):
        if found["caption"] is None:
            open_figures.append(found["ref"] or "")
            continue
        start, end = found.span("caption")
        yield Part(body[written:start])
        yield Part(found["caption"], open_figures.pop() if open_figures else "")
        written = end
    yield Part(body[written:])


@dataclass(frozen=True)
class Heading:
    id: str
    words: str


def headings_in(body: str) -> list[Heading]:
    """The sections of a text, as a table of contents names them."""
    return [
        Heading(unescape(found["id"]), unescape(_TAG.sub("", found["words"])))
        for found in _HEADING.finditer(body)
    ]


def with_sources(body: str) -> str:
    """The same with each figure leading to where its source is told, further down on
    the page; on its own a figure leads to itself."""
    return body.replace('href="#figure-', 'href="#source-')
