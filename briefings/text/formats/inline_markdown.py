"""The words of one paragraph as Markdown: bold, italics and links round words that
are escaped where Markdown could take them for mark-up."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from urllib.parse import quote, urljoin

from briefings.text.formats.plain_source import escaped_inside, escaped_start
from briefings.text.markup.dialect import SCHEMES

SPACES = re.compile(r"\s+")
SCHEME = re.compile(r"([a-z][a-z0-9+.-]{0,20}):", re.IGNORECASE)
ENTITY = re.compile(r"&(?=#?\w{1,40};)")
HELD_IN_ADDRESSES = "/:?#@!$&'()*+,;=%~-._"
LONGEST_ADDRESS = 2_000


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look; no words are the end of a line."""

    words: str
    mark: str = ""  # "**" or "*" around it
    address: str = ""


@dataclass
class Inline:
    """Collects the runs of one paragraph."""

    runs: list[Run] = field(default_factory=list)
    strong: int = 0
    emphasised: int = 0
    address: str = ""

    def say(self, words: str) -> None:
        if not words:
            return
        mark = "**" if self.strong > 0 else "*" if self.emphasised > 0 else ""
        self.runs.append(Run(words, mark, self.address))

    def break_line(self) -> None:
        self.runs.append(Run(""))

    def taken(self) -> list[list[str]]:
        """The lines of every paragraph collected; an empty line parts two."""
        paragraphs: list[list[str]] = [[]]
        for is_break, same in groupby(self.runs, key=lambda run: not run.words):
            runs = list(same)
            line = "" if is_break else rendered(runs)
            if line:
                paragraphs[-1].append(line)
            elif not (is_break and len(runs) == 1 and paragraphs[-1]):
                paragraphs.append([])
        self.runs = []
        return [lines for lines in paragraphs if lines]


def joined(inline: Inline) -> str:
    """Everything collected as one line, which no line break ends."""
    runs = [run if run.words else Run(" ") for run in inline.runs]
    inline.runs = []
    return rendered(runs)


def rendered(runs: Sequence[Run]) -> str:
    return escaped_start("".join(_marked(list(_merged(_spaced(runs))))))


def safe_address(href: str, base: str) -> str:
    """Where a link leads, written so that Markdown cannot misread it; "" where it may
    not lead. A place on the page it was taken from is no place of ours, nor is one on
    its site: where that site is not known, there is no way to it."""
    href = SPACES.sub("", href) if "://" in href[:12] else href.strip()
    if not href or href.startswith("#") or len(href) > LONGEST_ADDRESS:
        return ""
    try:
        href = urljoin(base, href) if base else href
        scheme = SCHEME.match(href)
        leads_away = href.startswith("//") or (scheme and scheme[1].lower() in SCHEMES)
        if not leads_away:
            return ""
        return ENTITY.sub("&amp;", quote(href, safe=HELD_IN_ADDRESSES))
    except ValueError:
        return ""


def _spaced(runs: Sequence[Run]) -> Iterator[Run]:
    """White space as a page shows it: one space, and none at the ends."""
    ends_in_space = True
    last = len(runs) - 1
    while last >= 0 and not runs[last].words.strip():
        last -= 1
    for index, run in enumerate(runs[: last + 1]):
        words = SPACES.sub(_one_space, run.words)
        words = words.lstrip(" ") if ends_in_space else words
        words = words.rstrip() if index == last else words
        if words:
            ends_in_space = words.endswith(" ")
            yield Run(words, run.mark, run.address)


def _one_space(found: re.Match[str]) -> str:
    """Hard spaces stay: "£75 million" is better not broken."""
    return "\u00a0" if found.group() == "\u00a0" else " "


def _merged(runs: Iterator[Run]) -> Iterator[Run]:
    """Runs of one kind become one; spaces at the ends of marked ones go outside."""
    kinds = groupby(runs, key=lambda run: (run.address, run.mark * (not run.address)))
    for (address, mark), same in kinds:
        words = "".join(run.words for run in same)
        inner = words.strip()
        if not (mark or address) or not inner:
            yield Run(words)
            continue
        before, _, after = words.partition(inner)
        if before:
            yield Run(before)
        yield Run(inner, mark, address)
        if after:
            yield Run(after)


def _marked(runs: Sequence[Run]) -> Iterator[str]:
    """Mark-up only where Markdown will see it as such, else the words alone."""
    before = ""
    for index, run in enumerate(runs):
        words = escaped_inside(run.words)
        following = runs[index + 1] if index + 1 < len(runs) else Run("")
        if run.address:
            bare = "(" not in run.address and ")" not in run.address
            words = f"[{words}]({run.address if bare else f'<{run.address}>'})"
        elif following.address and words.endswith("!"):
            # Before a link it would make a picture of it.
            words = f"{words[:-1]}\\!"
        elif run.mark and _can_be_marked(run.words, before, following.words[:1]):
            words = f"{run.mark}{words}{run.mark}"
        yield words
        before = words[-1:]


def _can_be_marked(words: str, before: str, after: str) -> bool:
    opens = not _is_punctuation(words[0]) or not before or _parts(before)
    closes = not _is_punctuation(words[-1]) or not after or _parts(after)
    return opens and closes and before != "*"


def _parts(character: str) -> bool:
    return character.isspace() or _is_punctuation(character)


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
