"""The Markdown of a press office: CommonMark with tables, strikethrough and words in
another language, changed wherever the standard would lose words or take prose for
something else."""

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, fence, reference
from markdown_it.rules_block import list_block as list_rule
from markdown_it.rules_block import table as table_rule
from markdown_it.rules_block.table import escapedSplit, getLine
from markdown_it.rules_inline import StateInline, image, link
from markdown_it.token import Token

from briefings.text.markup.foreign import foreign_words

BlockRule = Callable[[StateBlock, int, int, bool], bool]
InlineRule = Callable[[StateInline, bool], bool]

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_TILDES_ROUND_WORDS = re.compile(r"~{3,}[^~]+~")
_DEFINED_ADDRESS = re.compile(r"\]:[\s>]*(<|/|#|\?|\.|\w[\w+.-]*:|\S+/)")

_LAST_BRACKET = -1  # a key that is no position, which the cache is for
_MAX_NESTING = 20  # higher makes hostile brackets slow: 20,000 of them take 5 s at 100
_DEEPEST = _MAX_NESTING - 2  # a list takes two levels


class PressMarkdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        scheme = _SCHEME.match(url)
        return scheme is None or scheme[1].lower() in SCHEMES


def _bounded(rule: BlockRule) -> BlockRule:
    """Beyond its limit of nesting the library drops the words: here they stay text."""

    def bounded(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        return state.level < _DEEPEST and rule(state, line, end, silent)

    return bounded


def _fence(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """`~~~ Ends ~~~` is an ornament of pasted text; as a fence it would turn the rest
    of the release into code."""
    if _TILDES_ROUND_WORDS.match(getLine(state, line)):
        return False
    return fence(state, line, end, silent)


def _reference(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """`[Note]: Embargoed` is prose, although the standard defines a link by it and
    shows nothing."""
    known = len(state.env.get("references", ()))
    if not reference(state, line, end, silent):
        return False
    written = state.src[state.bMarks[line] : state.eMarks[state.line - 1]]
    if _DEFINED_ADDRESS.search(written):
        return True
    if len(state.env["references"]) > known:
        state.env["references"].popitem()
    state.line = line
    return False


def _table(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """A row with more cells than the header keeps them, all in its last cell."""
    already = len(state.tokens)
    if not table_rule(state, line, end, silent):
        return False
    row = range(0)
    cells: list[Token] = []
    for token in state.tokens[already:]:
        if token.type == "tr_open":
            row, cells = range(*(token.map or (0, 0))), []
        elif token.type == "inline":
            cells.append(token)
        elif token.type == "tr_close" and row:
            extra = _cells(getLine(state, row[0]))[len(cells) :]
            cells[-1].content = " ".join(filter(None, [cells[-1].content, *extra]))
    return True


def _ended(rule: InlineRule) -> InlineRule:
    """After the last `]` nothing is a link. The library looks for it from each of a
    million open brackets, twenty times over."""

    def ended(state: StateInline, silent: bool) -> bool:
        last = state.cache.get(_LAST_BRACKET)
        if last is None:
            last = state.cache[_LAST_BRACKET] = state.src.rfind("]")
        return state.pos < last and rule(state, silent)

    return ended


def _cells(line: str) -> list[str]:
    cells = escapedSplit(line.strip())
    if cells and cells[0] == "":
        cells.pop(0)
    return [cell.strip() for cell in cells]


def press_markdown() -> PressMarkdown:
    md = PressMarkdown("commonmark", {"html": False, "maxNesting": _MAX_NESTING})
    md.enable(["table", "strikethrough"])
    # Paragraphs indented by four spaces or a tab come from word processors; in a
    # release they are never code, which is fenced.
    md.disable("code")
    interrupting = ["paragraph", "reference", "blockquote", "list"]
    rules = md.block.ruler
    rules.at("table", _table, {"alt": interrupting[:2]})
    rules.at("fence", _fence, {"alt": interrupting})
    rules.at("blockquote", _bounded(blockquote), {"alt": interrupting})
    rules.at("list", _bounded(list_rule), {"alt": interrupting[:3]})
    rules.at("reference", _reference, {"alt": []})
    md.inline.ruler.before("link", "foreign_words", foreign_words)
    md.inline.ruler.at("link", _ended(link))
    md.inline.ruler.at("image", _ended(image))
    return md
