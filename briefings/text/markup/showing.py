"""A rendered release taken apart, so that a page can set its quotes and list its
sections. It reads only what ``rendering`` wrote."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape

_FIGURE = re.compile(
    r'<figure class="quote"(?: (?:id="quote-|data-ref=")(?P<ref>[^"]*)")?>'
    r"|<figcaption>(?P<caption>.*?)</figcaption>",
    re.DOTALL,
)
_HEADING = re.compile(r'<h2 id="(?P<id>[^"]*)">(?P<words>.*?)</h2>', re.DOTALL)
_LEVEL = re.compile(r"<(?P<slash>/?)h(?P<level>[2-6])(?=[ >])")
_FIRST_PARAGRAPH = re.compile(r"\s*<p>(?P<words>.*?)</p>\s*", re.DOTALL)
_LINK = re.compile(r'<a href="(https?://[^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_SCHEME = re.compile(r"\A(https?://)?(www\.)?")
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


def levelled(html: str, top: int = 2) -> str:
    """The same with headings that begin at this level and leave none out on the way
    down, whichever their writer, or a file that was imported, began with."""
    above: list[int] = []

    def rewritten(found: re.Match[str]) -> str:
        level = int(found["level"])
        if not found["slash"]:
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
        return f"<{found['slash']}h{min(top + len(above) - 1, 6)}"

    return _LEVEL.sub(rewritten, html)


def parted_from_headline(body: str, headline: str) -> tuple[str, str]:
    """The headline as the text has it, with its marks, and what is left of the text: a
    release that came without a headline was given its first paragraph as one."""
    first = _FIRST_PARAGRAPH.match(body)
    if first and _read(first["words"]) == " ".join(headline.split()):
        return first["words"], body[first.end() :]
    return escape(headline, quote=False), body


def _read(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html)).split())


def told_apart(html: str) -> str:
    """Links whose words are their address have a class that says so: on paper it need
    not follow them."""
    return _LINK.sub(_with_class, html)


def _with_class(link: re.Match[str]) -> str:
    address, said = (_SCHEME.sub("", _read(link[n])).rstrip("/") for n in (1, 2))
    if said != address:
        return link[0]
    return link[0].replace("<a ", '<a class="address" ', 1)


def with_sources(body: str) -> str:
    """The same with each figure leading to where its source is told, further down on
    the page; on its own a figure leads to itself."""
    return body.replace('href="#figure-', 'href="#source-')
