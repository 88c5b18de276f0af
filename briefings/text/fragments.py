"""Links that scroll to words and mark them: the text directive of the URL Fragment Text
Directives of the W3C's community group. A browser that knows none goes to the place
before it."""

import re
from urllib.parse import quote

# Words short enough to be named as a whole; of longer ones the beginning and the end.
_WHOLE = 60
_ENDS = 5
_WORD = re.compile(r"\S+")


def text_directive(words: str) -> str:
    """For behind the ``#place`` of an address."""
    paragraphs = [" ".join(part.split()) for part in words.split("\n\n")]
    whole = " ".join(paragraphs)
    if len(paragraphs) == 1 and len(whole) <= _WHOLE:
        return f":~:text={_escaped(whole)}"
    # Each end must lie within one block of the page.
    first = _WORD.findall(paragraphs[0])[:_ENDS]
    last = _WORD.findall(paragraphs[-1])[-_ENDS:]
    if len(paragraphs) == 1 and len(_WORD.findall(whole)) < 2 * _ENDS:
        return f":~:text={_escaped(whole)}"
    return f":~:text={_escaped(' '.join(first))},{_escaped(' '.join(last))}"


def _escaped(words: str) -> str:
    # A hyphen tells a prefix from the words, so it is escaped as well.
    return quote(words, safe="").replace("-", "%2D")
