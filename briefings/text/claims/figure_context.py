"""What stands beside a figure and belongs to it: per what it is counted, for which
time, and what it is compared with, as the words of the text.

Periods and comparisons are found once in a sentence; a figure takes the first of each
after it, or the one that stands before every figure of the sentence."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from briefings.text.claims.signs import Signs, found_at
from briefings.text.claims.time_points import MONTHS, SEASON, YEAR
from briefings.text.letters import small
from briefings.text.word_lists import any_of

SPAN = "(?:year|month|week|day|night|hour|minute|quarter|decade|season)"
# "a year", "per household", "each": after the figure and at most four words that say
# what it counts.
PER = re.compile(
    r"(?:\s(?!in\b|within\b)[^\W\d][\w'’-]{0,30}){0,4}?\s?"
    rf"(?P<per>\b(?:an?|each|every)\s{SPAN}\b(?!\s(?:earlier|ago|before|later|old|"
    r"on)\b)"
    rf"|/\s?(?:{SPAN}|head|person|tonne)\b"
    r"|\bper\s\d[\d,]{0,12}(?<=\d)(?:\s(?!people\b)[\w’'-]{1,29}[^s\W]\s[a-z]{2,30}"
    r"[^s\W]s\b|\s(?!in\b|on\b|at\b|to\b|and\b|for\b|from\b|by\b|last\b)"
    r"[\w’'-]{2,30})?"
    r"|\bper\s(?!cent\b|\d)(?:[\w’'-]{2,30}\sper\s)?[\w’'-]{2,30}"
    r"|\ban?\s(?:head|piece|tonne|person|household|pupil|family|litre|kilo|mile)\b"
    rf"(?:\s(?:an?|per|each|every)\s{SPAN}\b)?"
    r"|\b(?-i:annually|yearly|monthly|weekly|daily|nightly|apiece)\b(?!\s(?-i:[A-Z]))"
    r"|\beach\b(?!\sof\b|\s[a-z]))",
    re.IGNORECASE,
)

_COUNT = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|few|"
    r"couple\sof)"
)
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?\s)?"
_WHEN = (
    r"(?:(?:the\s)?(?:early|late|mid|end\sof|start\sof)[\s-])?"
    rf"(?:{_DAY}(?:{MONTHS.lower()})(?:\s{YEAR})?|(?:{SEASON})\s(?:of\s)?{YEAR}"
    rf"|q[1-4]\s{YEAR}|{YEAR})"
)
_PERIODS = (
    rf"between\s{_WHEN}\sand\s{_WHEN}",
    rf"from\s{_WHEN}\s(?:to|until)\s{_WHEN}",
    rf"(?:since|in|during|throughout|for)\s{_WHEN}(?:\sto\s{_WHEN}\b)?",
    rf"(?:in|for|during|over)\sthe\s(?:{_COUNT}\s)?(?:{SPAN}s?|period)\s"
    rf"(?:to|ending|up\sto|of)\s{_WHEN}",
    r"(?:in|over|during|for|within)\sthe\s(?:last|past|previous|next|coming|first|"
    r"final)"
    rf"\s(?:{_COUNT}\s)?(?:\w{{3,12}}\s)?{SPAN}s?",
    r"(?:in|for|during)\sthe\s(?:first|second|third|fourth|last)\s(?:half|quarter)"
    rf"(?:\sof\s(?:the\syear|{YEAR}|(?:this|last|next)\syear))?",
    rf"over\s(?:a\s)?(?:{_COUNT}|several)[\s-]{SPAN}s?(?:\speriod)?",
    r"(?:so\sfar\s|earlier\s|later\s)?(?:this|last|next)\s(?:financial\s|academic\s)?"
    rf"(?:year|month|week|quarter|{SEASON})",
    rf"(?:in|for)\sthe\s(?:financial|academic)\syear\s{YEAR}",
    r"(?:in|over)\sthe\ssame\speriod",
)
PERIOD = re.compile(rf"\b(?:{'|'.join(_PERIODS)})\b(?![\d/-])")

# To the end of the clause; a comma or a dot between digits ends none.
_REST = r"[^.,;:()\n]{1,80}(?:[.,]\d[^.,;:()\n]{0,60}){0,2}"
CHANGES = (
    *("increase", "rise", "growth", "fall", "drop", "decrease", "reduction", "decline"),
    *("cut", "jump", "uplift", "improvement", "surge"),
)
_CHANGE = (
    rf"(?:an?|the)\s(?:[\w-]{{2,20}}\s){{0,2}}{any_of(CHANGES)}\sof\s"
    r"(?:[a-z][\w-]{2,12}\s){0,3}"
)
_COMPARISONS = (
    rf"{_CHANGE}[^;:()\n]{{1,40}}?\s(?:on|from|compared|over|since|against|"
    rf"versus)\s{_REST}",
    rf"(?:when\s)?compared\s(?:with|to)\s{_REST}",
    rf"in\scomparison\s(?:with|to)\s{_REST}",
    rf"(?:up|down)\s(?:by\s[^,;:()\n]{{1,20}}?\s)?(?:from|on)\s{_REST}",
    rf"(?:as\sagainst|versus)\s{_REST}",
    r"(?:higher|lower|more|less|fewer|greater|better|faster|larger|smaller)\sthan\s"
    rf"(?!an?\b|half\b|[£€$]?\d){_REST}",
    r"(?:on|over|than|from)\s(?:the\s)?(?:same|previous|corresponding|equivalent|prior)"
    rf"\s(?:period|time|point|month|quarter|year|day)(?:\s(?:in|of|last)\s{_REST})?",
    r"(?:on|over|than)\s(?:the\syear\sbefore|last\syear|a\syear\s(?:ago|earlier|"
    r"before))",
    r"year[\s-]on[\s-]year",
)
# Where they may start, in small letters.
PERIOD_STARTS = re.compile(
    r"[bfsidtowelna](?<!\w.)(?=etween\s|rom\s|ince\s|n\s|uring\s|hroughout\s|or\s|"
    r"ver\s|ithin\s|o\sfar\s|arlier\s|ater\s|his\s|ast\s|ext\s)"
)
COMPARISON_STARTS = re.compile(
    r"[atwciudvhlmfgbsoy](?<!\w.)(?=n?\s|he\s|hen\s|ompared\s|n\s|p\s|own\s|s\s|"
    r"ersus\s|igher\s|ower\s|ore\s|ess\s|ewer\s|reater\s|etter\s|aster\s|arger\s|"
    r"maller\s|ver\s|han\s|rom\s|ear[\s-])"
)
CHANGE = re.compile(_CHANGE)
COMPARISON = re.compile(rf"\b(?:{'|'.join(_COMPARISONS)})")
# One of these is in every comparison.
SIGNS = Signs(
    (
        *CHANGES,
        *("compar", "up", "down", "against", "versus", "than", "same", "previous"),
        *("corresponding", "equivalent", "prior", "before", "last", "ago", "earlier"),
        "year",
    )
)
FARTHEST_COMPARISON = 60


@dataclass(frozen=True)
class Words:
    """Words of a sentence that may belong to one of its figures."""

    words: str
    start: int
    end: int


class Sentence:
    """One in which a figure stands."""

    def __init__(self, words: str, lowered: str, start: int, end: int) -> None:
        self._words, self._lowered = words, lowered
        self.start, self.end = start, end
        self.periods = self._found(PERIOD_STARTS, PERIOD)
        self.comparisons: tuple[Words, ...] = ()
        if SIGNS.held_in(lowered[start:end]):
            self.comparisons = self._found(COMPARISON_STARTS, COMPARISON)

    def _found(
        self, starts: re.Pattern[str], pattern: re.Pattern[str]
    ) -> tuple[Words, ...]:
        found = starts.finditer(self._lowered, self.start, self.end)
        places = [start.start() for start in found]
        return tuple(
            Words(self._words[m.start() : m.end()].rstrip(), m.start(), m.end())
            for m in found_at(places, pattern, self._lowered, self.end)
        )

    def period(self, figure: tuple[int, int], first: int, following: int) -> str:
        """The first between this figure and the following one; otherwise the last
        one ahead of the sentence's first figure."""
        if not self.periods:
            return ""
        index = _index(self.periods, figure[1])
        compared = self._compared(figure[0])
        for period in self.periods[index : index + 1]:
            within = self._comparison_at(period.start)
            if period.start < following and within in (None, compared):
                return period.words
        if compared:
            # It has a time of its own, or none.
            return ""
        index = _index(self.periods, first)
        ahead = self.periods[index - 1] if index else None
        return ahead.words if ahead and ahead.end <= first else ""

    def _comparison_at(self, position: int) -> Words | None:
        index = _index(self.comparisons, position + 1)
        before = self.comparisons[index - 1] if index else None
        return before if before and before.end > position else None

    def _compared(self, position: int) -> Words | None:
        """The comparison with a number there. The 19% of "an increase of 19% on 2023"
        is a change, and not what something is compared with."""
        found = self._comparison_at(position)
        is_change = found and position <= found.start + self._opening(found)
        return None if is_change else found

    def comparison(self, figure: tuple[int, int], following: int) -> str:
        """The first after this figure, unless another figure stands before it."""
        start, end = figure
        index = _index(self.comparisons, end)
        before = self.comparisons[index - 1] if index else None
        if before and before.end > start and CHANGE.match(small(before.words)):
            opening = self._opening(before)
            return before.words if start <= before.start + opening else ""
        for after in self.comparisons[index : index + 1]:
            if after.start < min(following, end + FARTHEST_COMPARISON + 1):
                return after.words
        return ""

    @staticmethod
    def _opening(comparison: Words) -> int:
        """How far "an increase of" reaches: the number after it is the change."""
        found = CHANGE.match(small(comparison.words))
        return found.end() if found else 0


def _index(found: tuple[Words, ...], position: int) -> int:
    """How many start before the position."""
    return bisect_left(found, position, key=lambda words: words.start)


def per_what(words: str, position: int) -> str:
    """
    >>> per_what("£40 a week", 3), per_what("£452 per household every year", 4)
    ('a week', 'per household')
    >>> per_what("12 boats moved", 2)
    ''
    """
    found = PER.match(words, position)
    return found["per"].lstrip("/ ") if found else ""
