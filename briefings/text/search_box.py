"""What somebody types into the box that searches everything: words, "phrases", -words
to leave out, and names of columns before a colon, as in `speaker:calder after:2024` and
`-topic:railways`."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

LONGEST = 200
# Each name is looked up by itself, and everything found must be of them all.
MOST_NAMES = 4
# What can be asked of a name, and the other words by which people call it.
NAMES = {
    "speaker": "speaker",
    "person": "speaker",
    "by": "speaker",
    "role": "role",
    "organisation": "organisation",
    "organization": "organisation",
    "org": "organisation",
    "topic": "topic",
}
KINDS = {
    "release": "release",
    "releases": "release",
    "quote": "quote",
    "quotes": "quote",
    "commitment": "commitment",
    "commitments": "commitment",
    "promise": "commitment",
    "promises": "commitment",
    "figure": "figure",
    "figures": "figure",
    "person": "person",
    "people": "person",
}
_OPPOSITE = {"before": "after", "after": "before"}
_PART = re.compile(r'(-?)([A-Za-z]+):("([^"]*)"?|\S*)|-?"[^"]*"?|\S+')
_TERM = re.compile(r'(-?)("[^"]*"?|[^\s"]+)')
# Each is looked up by itself; of more they are taken as one.
MOST_TERMS = 12
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True)
class Alternative:
    """Words and phrases that must all be there, and those of which none may."""

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]


def alternatives(words: str) -> list[Alternative]:
    """What is parted by "or". PostgreSQL reads the words of one row so by itself; this
    is for words that stand in several.

    >>> alternatives('night "by rail" -bus or ferry')
    ... # doctest: +NORMALIZE_WHITESPACE
    [Alternative(wanted=('night', '"by rail"'), unwanted=('bus',)),
     Alternative(wanted=('ferry',), unwanted=())]
    """
    found: list[tuple[list[str], list[str]]] = [([], [])]
    for minus, term in _TERM.findall(words):
        if not minus and term.lower() == "or":
            found.append(([], []))
        elif re.search(r"\w", term):
            found[-1][1 if minus else 0].append(term)
    if sum(len(wanted) for wanted, _ in found) > MOST_TERMS:
        together = " or ".join(" ".join(wanted) for wanted, _ in found if wanted)
        found = [([together], [term for _, terms in found for term in terms])]
    unlike = [
        Alternative(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted)))
        for wanted, unwanted in found
    ]
    return [one for one in dict.fromkeys(unlike) if one.wanted or one.unwanted]


@dataclass(frozen=True)
class Asked:
    """`words` go to full text as they are. `after` is the first day that counts, and
    `before` the first that does not."""

    words: str = ""
    named: tuple[tuple[str, str], ...] = ()
    # Names and kinds that are left out.
    not_named: tuple[tuple[str, str], ...] = ()
    not_kinds: tuple[str, ...] = ()
    not_release_kinds: tuple[str, ...] = ()
    before: date | None = None
    after: date | None = None
    kind: str = ""
    release_kind: str = ""
    misread: tuple[str, ...] = ()
    too_many: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for, only something to leave out."""
        looked_for = any(one.wanted for one in alternatives(self.words))
        others = (self.named, self.before, self.after, self.kind, self.release_kind)
        return not looked_for and not any(others)

    @property
    def only_leaves_out(self) -> bool:
        left_out = any(one.unwanted for one in alternatives(self.words))
        others = (self.not_named, self.not_kinds, self.not_release_kinds)
        return self.is_empty and (left_out or any(others))


def read_search(typed: str, release_kinds: tuple[str, ...] = ()) -> Asked:
    """
    >>> read_search('ferry speaker:"Ines Calder" after:2024-05')
    ... # doctest: +NORMALIZE_WHITESPACE
    Asked(words='ferry', named=(('speaker', 'Ines Calder'),), not_named=(),
          not_kinds=(), not_release_kinds=(), before=None,
          after=datetime.date(2024, 5, 1), kind='', release_kind='', misread=(),
          too_many=())
    """
    reader = _Reader(release_kinds)
    plain = re.sub("[“”„«»]", '"', re.sub(r"[\x00-\x1f\x7f]", " ", typed))
    for part in _PART.finditer(plain[:LONGEST]):
        reader.take(part)
    return reader.asked()


class _Reader:
    def __init__(self, release_kinds: tuple[str, ...]) -> None:
        self.release_kinds = release_kinds
        self.words: list[str] = []
        # By the minus before them.
        self.named: dict[str, list[tuple[str, str]]] = {"": [], "-": []}
        self.found: dict[str, date | str] = {}
        self.not_kinds: list[str] = []
        self.not_release_kinds: list[str] = []
        self.misread: list[str] = []
        self.too_many: list[str] = []

    def take(self, part: re.Match[str]) -> None:
        minus, key, value = part[1], (part[2] or "").lower(), part[4] or part[3] or ""
        value = value.strip('"').strip()
        if key in NAMES and value:
            self._take_name(minus, NAMES[key], value)
        elif key in _OPPOSITE and value:
            self._take_day(minus, key, value)
        elif key == "kind" and value:
            self._take_kind(minus, value)
        else:
            # A colon says nothing to full text, and some of it may be a web address.
            self.words.append(part[0])

    def _take_name(self, minus: str, key: str, value: str) -> None:
        if (key, value) in self.named[minus]:
            return
        if sum(map(len, self.named.values())) < MOST_NAMES:
            self.named[minus].append((key, value))
        else:
            self.too_many.append(f"{minus}{key}:{value}")

    def _take_day(self, minus: str, key: str, value: str) -> None:
        day = first_day(value)
        if day:
            # What is not before a day is from that day on.
            self.found[_OPPOSITE[key] if minus else key] = day
        else:
            self.misread.append(f"{minus}{key}:{value}")

    def _take_kind(self, minus: str, value: str) -> None:
        kind = value.lower().replace(" ", "_").replace("-", "_")
        if kind in KINDS and minus:
            self.not_kinds.append(KINDS[kind])
        elif kind in KINDS:
            self.found["kind"] = KINDS[kind]
        elif kind in self.release_kinds and minus:
            self.not_release_kinds.append(kind)
        elif kind in self.release_kinds:
            self.found |= {"kind": "release", "release_kind": kind}
        else:
            self.misread.append(f"{minus}kind:{value}")

    def asked(self) -> Asked:
        return Asked(
            words=" ".join(self.words),
            named=tuple(self.named[""]),
            not_named=tuple(self.named["-"]),
            not_kinds=tuple(self.not_kinds),
            not_release_kinds=tuple(self.not_release_kinds),
            misread=tuple(self.misread),
            too_many=tuple(self.too_many),
            **self.found,  # type: ignore[arg-type]
        )


def first_day(words: str) -> date | None:
    """Of a year, of a month, or the day itself.

    >>> first_day("2024"), first_day("2024-2"), first_day("2024-02-30")
    (datetime.date(2024, 1, 1), datetime.date(2024, 2, 1), None)
    """
    match = _DAY.fullmatch(words) if words.isascii() else None
    if not match:
        return None
    year, month, day = (int(part or 1) for part in match.groups())
    if not (1 < year < 9999 and 1 <= month <= 12):
        return None
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None
