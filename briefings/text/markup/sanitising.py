"""The last word on HTML that leaves this package, whatever made it."""

import nh3

from briefings.text.markup.dialect import SCHEMES

_IDENTIFIED = ("h2", "h3", "h4", "h5", "h6", "figure", "mark", "span")
_ALIGNMENTS = {"align-center", "align-right"}

_cleaner = nh3.Cleaner(
    tags={
        *("p", "blockquote", "figure", "figcaption", "pre", "ul", "ol", "li", "hr"),
        *("h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
        *("a", "mark", "span", "em", "strong", "s", "code", "br"),
    },
    attributes={
        **{tag: {"id", "data-ref"} for tag in _IDENTIFIED},
        "span": {"id", "data-ref", "data-start", "lang", "dir"},
        "a": {"href", "title", "rel", "aria-label"},
        "blockquote": {"cite"},
        "ol": {"start"},
        "th": {"scope"},
    },
    allowed_classes={
        "a": {"permalink"},
        "figure": {"quote"},
        "mark": {"quote", "commitment", "figure", "comment", "proposed"},
        "span": {"quote"},
        "td": _ALIGNMENTS,
        "th": _ALIGNMENTS,
    },
    url_schemes=set(SCHEMES),
    link_rel=None,
)

# Feeds and other readers of XML know neither unclosed elements nor this entity.
_AS_XML = (("<br>", "<br />"), ("<hr>", "<hr />"), ("&nbsp;", "\u00a0"))


def sanitised(html: str) -> str:
    """Safe HTML that is well-formed XML too, because no literal `<` or `&` is left in
    words or attributes for the replacements to hit."""
    return as_xml(_cleaner.clean(html))


def as_xml(html: str) -> str:
    for written, meant in _AS_XML:
        html = html.replace(written, meant)
    return html
