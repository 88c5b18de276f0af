"""Words in another language than the text around them: `[Croeso]{lang=cy}`, as Pandoc
and others write it. The words stay what they are; only how they are read out, broken
and set changes."""

import re

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from briefings.text.directions import direction

_LANGUAGE = re.compile(r'\{lang=("?)([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\1\}')
_END = "]{lang="
_LAST_END = -2  # a key that is no position, which the cache is for


def foreign_words(state: StateInline, silent: bool) -> bool:
    start, last = state.pos, state.cache.get(_LAST_END)
    if last is None:
        last = state.cache[_LAST_END] = state.src.rfind(_END)
    if state.src[start] != "[" or start > last:
        return False
    end = state.md.helpers.parseLinkLabel(state, start)
    told = _LANGUAGE.match(state.src, end + 1, state.posMax) if end > start else None
    if told is None:
        return False
    if not silent:
        _put_in(state, start + 1, end, told[2])
    state.pos = told.end()
    return True


def _put_in(state: StateInline, start: int, end: int, language: str) -> None:
    around = state.posMax
    opening: Token = state.push("foreign_open", "span", 1)
    opening.attrs = {"lang": language, "dir": direction(language)}
    state.pos, state.posMax = start, end
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    state.posMax = around
    state.push("foreign_close", "span", -1)
