"""A saved web page, or a fragment of one."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from briefings.text.blocks import Block, Kind
from briefings.text.finds import ReadWarning
from briefings.text.formats.html_article import find_article
from briefings.text.formats.html_events import Opening, Piece, pieces_of
from briefings.text.formats.html_source import markdown_of
from briefings.text.formats.markdown_source import blocks_of_markdown
from briefings.text.formats.page_facts import day_of, page_facts
from briefings.text.formats.sources import ReadImage, Source
from briefings.text.markup.markdown import plain_text
from briefings.text.parts.datelines import whole_dateline
from briefings.text.parts.labels import is_label

PAGE = re.compile(
    r"\s{0,99}(?:<\?xml\b[^>]{0,200}>\s{0,99})?(?:<!--[^>]{0,300}-->\s{0,99}){0,9}"
    r"<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE,
)
FRAGMENT = re.compile(
    r"\s{0,99}<(?:(?:!--|meta|title|main|article|section|div|header|p|h[1-6]|ul|ol|li|"
    r"dl|table|blockquote|br|pre|figure|center)[\s>/-]|(?P<inline>[a-z]{1,9})[\s>])",
    re.IGNORECASE,
)
CLOSED_BLOCK = re.compile(
    r"</(?:p|div|li|ul|ol|h[1-6]|table|blockquote|body|html)\s{0,9}>", re.IGNORECASE
)
FEWEST_CLOSED_BLOCKS = 2
DECLARED_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{2,40})", re.IGNORECASE
)
DECLARED_XML_ENCODING = re.compile(
    rb"\s{0,99}<\?xml[^>]{0,100}encoding=[\"']([\w.:-]{2,40})"
)
WHERE_IT_IS_DECLARED = 4_096
BLOCKS_ON_TOP = 6
BOLD = re.compile(r"(\*\*|__)(?=\S)[^*_\n]{8,250}(?<=[\w”’)])\1\s*")


class Fragment(NamedTuple):
    blocks: tuple[Block, ...]
    images: tuple[ReadImage, ...]
    warnings: tuple[ReadWarning, ...]


def is_html(text: str, *, name: str = "") -> bool:
    """Markdown may have tags in it, and prose may name one."""
    if PAGE.match(text):
        return True
    if name.lower().endswith((".md", ".markdown")):
        return False
    closed = sum(1 for _ in islice(CLOSED_BLOCK.finditer(text), FEWEST_CLOSED_BLOCKS))
    begins = FRAGMENT.match(text)
    if begins or name.lower().endswith((".html", ".htm", ".xhtml")):
        return closed > 0 or "</" in text or bool(begins and not begins["inline"])
    return closed == FEWEST_CLOSED_BLOCKS and text.lstrip()[:1] not in "#->*"


def declared_charset(source: bytes) -> str:
    head = source[:WHERE_IT_IS_DECLARED]
    found = DECLARED_CHARSET.search(head) or DECLARED_XML_ENCODING.match(head)
    return found[1].decode("ascii", "replace") if found else ""


def read_web_page(text: str, what: str) -> Source:
    pieces = pieces_of(text, what)
    facts = page_facts(pieces)
    article = find_article(pieces, whole_page=True)
    read = markdown_of(article.pieces, base=facts.address, with_headline=True)
    blocks = list(_with_first_line_apart(blocks_of_markdown(read.markdown)))
    headline, dropped = plain_text((), f"# {read.headline}"), article.dropped
    if not headline and not _opens_with_heading(blocks):
        headline = facts.short_title
        dropped = tuple(_less_title(dropped, facts.title, headline))
    return Source(
        "html",
        tuple(blocks),
        headline=headline,
        issued_on=facts.issued_on,
        likely_issued_on=day_of(facts.first_time),
        language=facts.language,
        images=read.images,
        warnings=warn_of_dropped(dropped),
    )


def blocks_of_fragment(html: str, what: str, *, base: str = "") -> Fragment:
    """What is all release: the body as a publishing system keeps it, a document."""
    article = find_article(pieces_of(html, what), whole_page=False)
    read = markdown_of(article.pieces, base=base)
    return Fragment(
        tuple(blocks_of_markdown(read.markdown)),
        read.images,
        warn_of_dropped(article.dropped),
    )


def blocks_of_mail(html: str, what: str) -> Fragment:
    """Programs for e-mail write an `<html>` around a release too; a saved page that was
    put into one has an article in it, or what leads around the site."""
    pieces = pieces_of(html, what)
    facts = page_facts(pieces)
    of_a_site = "og:url" in facts.meta or any(map(_is_of_a_site, pieces))
    if not (PAGE.match(html) and of_a_site):
        return blocks_of_fragment(html, what)
    article = find_article(pieces, whole_page=True)
    read = markdown_of(article.pieces, base=facts.address)
    blocks = tuple(blocks_of_markdown(read.markdown))
    return Fragment(blocks, read.images, warn_of_dropped(article.dropped))


def _is_of_a_site(piece: Piece) -> bool:
    return isinstance(piece, Opening) and (
        piece.tag in ("main", "article", "nav")
        or piece.get("role").lower() in ("main", "article", "navigation")
    )


def warn_of_dropped(words: Sequence[str]) -> tuple[ReadWarning, ...]:
    if not words:
        return ()
    return (
        ReadWarning(
            "These words around the release were left out, as they seem to belong to "
            "the page.",
            " | ".join(words),
        ),
    )


def _opens_with_heading(blocks: Sequence[Block]) -> bool:
    """Or with a line in bold, as pages had before there were styles."""
    return any(
        block.kind is Kind.HEADING or _stands_for_a_heading(block)
        for block in blocks[:BLOCKS_ON_TOP]
    )


def _stands_for_a_heading(block: Block) -> bool:
    return (
        block.kind is Kind.PARAGRAPH
        and BOLD.fullmatch(block.markdown) is not None
        and not (is_label(block.words) or whole_dateline(block.words))
    )


def _with_first_line_apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """As in `<B>New lock opens</B><BR>7 November 1997<P>`."""
    for block in blocks[:BLOCKS_ON_TOP]:
        first, broken, rest = block.markdown.partition("\\\n")
        if block.kind is Kind.PARAGRAPH and broken and BOLD.fullmatch(first):
            yield from (*blocks_of_markdown(first), *blocks_of_markdown(rest))
        else:
            yield block
    yield from blocks[BLOCKS_ON_TOP:]


def _less_title(dropped: Sequence[str], title: str, used: str) -> Iterator[str]:
    """The title of the page is used once, and what is not used of it is dropped."""
    is_left = True
    for words in dropped:
        if is_left and title and words == title:
            is_left = False
            words = " ".join(words.replace(used, " ", 1).split())
        if words:
            yield words
