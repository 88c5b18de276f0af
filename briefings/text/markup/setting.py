"""The quotes of a rendered release, set alike: each in a figure of its own, in the
marks of its language, however its source printed it. It reads only what ``rendering``
wrote."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from briefings.text.markup.sanitising import as_xml
from briefings.text.quoting import marks_of, outer_marks

_PARAGRAPHS = frozenset(("p", "li", "h2", "h3", "h4", "h5", "h6"))
_OPENING_MARK = re.compile(r'\s*[“„«"]?\s*\Z')
_CLOSING_MARK = re.compile(r'\A\s*[“”»"][.,;]?')
_ANY_MARK = re.compile('[“”„«»"]')


def typeset(body: str, language: str) -> str:
    if 'class="quote"' not in body:
        return body
    page = ET.fromstring(f"<div>{body}</div>")  # noqa: S314 (written by rendering)
    for block in list(page):
        _lift_quote(page, block)
    for figure in page.iter("figure"):
        _mark(figure, language)
    written = [ET.tostring(e, encoding="unicode", method="html") for e in page]
    return as_xml("".join([page.text or "", *written]))


# Quotes that begin or end within a paragraph and go on in others


def _lift_quote(page: ET.Element, block: ET.Element) -> None:
    """Sets a quote that begins in this paragraph. Its first and last paragraph are
    parted where it begins and ends, so that the figure holds its words alone."""
    for span in block.findall("span[@id]"):
        ref = span.attrib["id"].removeprefix("quote-")
        paragraphs = _paragraphs_of(ref, page, block)
        if span.get("class") == "quote" and len(paragraphs) > 1:
            _set(ref, page, paragraphs)
            return


def _paragraphs_of(ref: str, page: ET.Element, first: ET.Element) -> list[ET.Element]:
    """None if mark-up cuts the quote: around its words might be others' then."""
    blocks = list(page)
    found = [first]
    for block in blocks[blocks.index(first) + 1 :]:
        if not _pieces(ref, block):
            break
        found.append(block)
    is_plain = all(b.tag == "p" for b in found) and all(
        len(_pieces(ref, b)) == len(b.findall(f".//span[@data-ref='{ref}']"))
        for b in found[1:]
    )
    return found if is_plain else []


def _pieces(ref: str, block: ET.Element) -> list[ET.Element]:
    return block.findall(f"span[@data-ref='{ref}']")


def _set(ref: str, page: ET.Element, paragraphs: list[ET.Element]) -> None:
    place = list(page).index(paragraphs[0])
    permalink = _permalink_out_of(ref, paragraphs[-1])
    before, after = _before(ref, paragraphs[0]), _after(ref, paragraphs[-1])
    figure = _figure(ref, permalink)
    for paragraph in paragraphs:
        page.remove(paragraph)
        paragraph.tail = None
        figure[0].append(paragraph)
        for piece in paragraph.findall("span"):
            if piece.get("id") == f"quote-{ref}" or piece.get("data-ref") == ref:
                piece.attrib.clear()
    for part in (after, figure, before):
        if part is not None:
            part.tail = "\n"
            page.insert(place, part)


def _figure(ref: str, permalink: ET.Element | None) -> ET.Element:
    figure = ET.Element("figure", {"class": "quote", "id": f"quote-{ref}"})
    quotation = ET.SubElement(figure, "blockquote")
    caption = ET.SubElement(figure, "figcaption")
    if permalink is not None:
        quotation.set("cite", permalink.attrib["href"])
        caption.text = permalink.attrib["aria-label"].partition(" by ")[2] + " "
        caption.append(permalink)
    return figure


def _permalink_out_of(ref: str, last: ET.Element) -> ET.Element | None:
    """Of those behind the quote the first that is no commitment's."""
    children = list(last)
    for child in children[children.index(_pieces(ref, last)[-1]) + 1 :]:
        if child.get("aria-label", "").startswith("Link to this quote"):
            before = children[children.index(child) - 1]
            before.tail = (before.tail or "") + (child.tail or "")
            child.tail = None
            last.remove(child)
            return child
    return None


def _before(ref: str, first: ET.Element) -> ET.Element | None:
    """What leads up to the quote, out of its first paragraph; nothing if that is no
    more than a mark."""
    part = ET.Element("p")
    part.text, first.text = first.text, None
    for child in list(first):
        if child.get("id") == f"quote-{ref}":
            break
        first.remove(child)
        part.append(child)
    _cut_end(part, _OPENING_MARK)
    return part if "".join(part.itertext()).strip() else None


def _after(ref: str, last: ET.Element) -> ET.Element | None:
    """What goes on behind the quote, out of its last paragraph."""
    end = _pieces(ref, last)[-1]
    children = list(last)
    part = ET.Element("p")
    part.text = _CLOSING_MARK.sub("", end.tail or "").lstrip()
    end.tail = None
    for child in children[children.index(end) + 1 :]:
        last.remove(child)
        part.append(child)
    return part if "".join(part.itertext()).strip() else None


def _cut_end(part: ET.Element, pattern: re.Pattern[str]) -> None:
    if len(part):
        part[-1].tail = pattern.sub("", part[-1].tail or "")
    else:
        part.text = pattern.sub("", part.text or "")


# Marks


def _mark(figure: ET.Element, language: str) -> None:
    quotation = figure.find("blockquote")
    if quotation is None:
        return
    paragraphs = list(_own_paragraphs(quotation))
    for paragraph in paragraphs:
        is_last = paragraph is paragraphs[-1]
        _set_marks(paragraph, marks_of(language), is_last=is_last)


def _own_paragraphs(element: ET.Element) -> Iterator[ET.Element]:
    """Not those of a quote within the quote."""
    for child in element:
        within = list(_own_paragraphs(child)) if child.tag != "figure" else []
        if within:
            yield from within
        elif child.tag in _PARAGRAPHS:
            yield child


def _set_marks(paragraph: ET.Element, marks: tuple[str, str], *, is_last: bool) -> None:
    words = "".join(text for _, _, text in _texts(paragraph))
    outer = outer_marks(words)
    if not outer and _is_between_marks(words.strip()):
        return
    _drop(paragraph, outer)
    paragraph.text = marks[0] + (paragraph.text or "").lstrip()
    if is_last:
        _append(paragraph, marks[1])


def _is_between_marks(words: str) -> bool:
    """“So”, she said, “be it”: what stands between is no part of the speech."""
    return bool(_ANY_MARK.match(words) and _ANY_MARK.match(words[-1:]))


def _texts(element: ET.Element) -> Iterator[tuple[ET.Element, str, str]]:
    """The texts of an element in their order, with whose and which they are."""
    yield element, "text", element.text or ""
    for child in element:
        if child.get("class") != "permalink":
            yield from _texts(child)
        yield child, "tail", child.tail or ""


def _drop(paragraph: ET.Element, spans: list[tuple[int, int]]) -> None:
    at = 0
    for element, name, text in list(_texts(paragraph)):
        kept = "".join(
            character
            for place, character in enumerate(text, start=at)
            if not any(start <= place < end for start, end in spans)
        )
        setattr(element, name, kept)
        at += len(text)


def _append(paragraph: ET.Element, mark: str) -> None:
    """Behind the last words, outside of whatever element they are in."""
    inside = [c for c in paragraph if c.get("class") != "permalink"]
    if not inside:
        paragraph.text = (paragraph.text or "").rstrip() + mark
    else:
        inside[-1].tail = (inside[-1].tail or "").rstrip() + mark
