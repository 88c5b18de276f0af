"""By when: the words that set a time for what is promised, and the days they mean.

A deadline is a point of time ("spring 2027", "the end of March"; see ``time_points``)
behind a word that says how it binds ("by", "from"), or a length of time ("within six
months"), counted from the day of issue. Without the day of issue only what needs none
has days."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from briefings.text.claims.calendar_spans import ONE_DAY, Days, shifted
from briefings.text.claims.deadlines_abroad import SIGNS as SIGNS_ABROAD
from briefings.text.claims.deadlines_abroad import deadlines_abroad
from briefings.text.claims.numbers import ONES
from briefings.text.claims.signs import Signs, found_at
from briefings.text.claims.time_points import DAY, MONTHS, POINT, SEASON, UNIT, days_of
from briefings.text.finds import DeadlineBasis
from briefings.text.letters import has_any, has_digit, small
from briefings.text.starts import found_from

NUMBERS = {word: number for number, word in enumerate(ONES, 1)} | {
    "a": 1,
    "an": 1,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "eighteen": 18,
    "twenty": 20,
    "thirty": 30,
}
NUMBER = rf"\d{{1,3}}|(?-i:an?)|{'|'.join(NUMBERS)}|few|couple of|several"

BY = r"by(?: no later than)?|no later than|not later than|until(?: at least)?|till"
BY += r"|in time for|between now and"
BY += r"|d['’]ici(?: à)?|bis(?: ende)?|erbyn"  # in French, German and Welsh
BEFORE = r"before|ahead of|prior to"
FROM = (
    r"from|starting(?: in| on| from)?|beginning(?: in| on| from)?|as of|with effect "
    r"from|"
    r"effective(?: from)?|commencing(?: in| on)?"
)
AFTER = r"after|following"
IN = (
    r"(?:(?:over|in|during) the course of|"
    r"in|on|during|throughout|within|for|towards|as early as|"
    r"(?:at|over)(?= (?:the|Christmas|Easter)))"
    # "In the 2025 Budget" tells where something is written.
    r"(?! the \d{4} (?-i:[A-Z]))"
)
BOUND = re.compile(
    rf"\b(?:(?P<by>{BY})|(?P<before>{BEFORE})|(?P<from>{FROM})|(?P<after>{AFTER})"
    rf"|(?P<in>{IN})) (?P<point>{POINT})",
    re.IGNORECASE,
)
# "Between 2011 and 2015", "from 1 April to 30 June", "during June and July".
SPANNING = ("between ", "from ", "over ", "in ", "during ", "for ")
SPAN = re.compile(
    rf"\b(?:{'|'.join(SPANNING)})(?P<first>{POINT})"
    rf"(?: ?[–—] ?| (?:and|to|until|through) )(?P<last>{POINT})",
    re.IGNORECASE,
)
BARE = re.compile(
    rf"\b(?:{DAY}|(?:early |late |later |mid-)?(?:this|next) (?:spring|summer|autumn|"
    r"winter|year|month|week|financial year)|later today|tomorrow(?!['’]s)\b"
    rf"|(?:early|late|mid)[ -](?:{SEASON} |(?-i:{MONTHS}) )?"
    r"(?:19|20)\d\d(?![\d/–-]\d))",
    re.IGNORECASE,
)
LASTING_WORDS = "within|inside|in|over|during|for|throughout|after"
LASTING = tuple(word + sign for word in LASTING_WORDS.split("|") for sign in " -")
LENGTH = re.compile(
    r"\b(?:(?P<within>within|inside|in (?:under|less than|no more than))"
    r"|(?P<over>over|during|for|throughout)|(?P<in>in)|(?P<after>after))"
    r"(?: (?:the|a period of|at least|up to|around|about|approximately)(?= )){0,2}"
    r"(?: (?P<next>next|coming|following|first(?! quarter\b))\b)?"
    rf"(?: (?P<number>{NUMBER})\b(?:(?: (?:to|or) |[-–])(?P<most>{NUMBER})\b)?)?"
    rf"(?: (?:(?!first |this |working )[a-z]{{3,12}} )?|-)(?P<unit>{UNIT})\b"
    r"(?! (?:ago|earlier|on year|of age))",
    re.IGNORECASE,
)
# "Opens on 3 March and closes on 30 May" is over at its end.
CLOSES = re.compile(r"\b(?:clos|end|finish)(?:es|s|ing) $", re.IGNORECASE)
# "Before the end of March" lasts as long as March.
WITHIN_THE_END = re.compile(
    r"(?:the )?(?:end|close) of\b|(?:year|month|week)(?:['’]s |-| )end", re.IGNORECASE
)
# As in "over the next three years (2026 to 2029)".
IN_BRACKETS = re.compile(r" \((?P<first>20\d\d)(?: to |[-–])(?P<last>20\d\d)\)")
# Deadlines that name no day.
WITHOUT_A_DAY = re.compile(
    r"\b(?:(?:by|before|during|in|for|until|over|within) (?:the )?(?:(?:end|lifetime|"
    r"life|"
    r"rest|remainder|course) of )?(?:the|this|next) (?:parliament|session|term|mandate|"
    r"spending review(?: period)?|(?:(?:spring|summer|autumn|winter|christmas|easter|"
    r"whitsun|conference) )?recess)"
    r"|(?:early|later) in the (?:spending review period|parliament|session)"
    r"|in (?:the near future|due course)|(?:this|next) parliament|very shortly"
    r"|as soon as possible"
    r"|once (?:the )?[^.,;:\n]{3,60}? (?:receives royal assent|is complete|is passed|"
    r"is approved|is in place|has been \w{4,12}ed)"
    r"|(?:following|after) (?:the )?(?:spending review|consultation|closure of "
    r"[A-Z][^.,;:\n]{3,60}|completion of [^.,;:\n]{3,60}))",
    re.IGNORECASE,
)
# In small letters, where a span, a point that is bound or a length may start, and where
# a bare point may.
STARTS = re.compile(
    r"[abdefinostuwcp](?<!\w.)(?=y |etween |efore |eginning |is |rbyn |o later |"
    r"ot later |ntil |ill |n |['’]ici |head |rior |rom |tarting |s |ith |ffective |"
    r"ommencing |fter |ollowing |uring |hroughout |or |owards |t |ver |ithin |nside |"
    r"n-|fter-|ver-|or-|uring-|ithin-|nside-|hroughout-)"
)
BARE_STARTS = re.compile(
    r"[\dmtwfsjandoel](?<!\w.)(?:(?<=\d)|(?=on|ue|ed|hu|ri|at|un|an|eb|ar|pr|ay|ul|ug|"
    r"ep|ct|ov|ec|arly|ate|id|his |ext |omorrow))"
)
# Most sentences name no time. One of these, or a digit, stands in every point of time
# and in every length.
SIGNS_OF_A_POINT = (
    *(word.lower() for word in MONTHS.split("|")),
    *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    *("day", "week", "fortnight", "month", "quarter", "year", "decade", "half"),
    *("spring", "summer", "autumn", "winter", "christmas", "easter", "tonight"),
    *("tomorrow", "century"),
)
SIGNS_OF_A_BARE_POINT = ("this ", "next ", "later today", "tomorrow")
SIGNS_WITHOUT_A_DAY = (
    *("parliament", "session", "term", "mandate", "spending review", "recess"),
    "course",
    *("near future", "very shortly", "as possible", "once ", "after ", "following "),
)
SIGNS = Signs(
    SIGNS_OF_A_POINT, SIGNS_OF_A_BARE_POINT, SIGNS_WITHOUT_A_DAY, SIGNS_ABROAD
)

OPEN_ENDED = re.compile(r"in due course|as soon as|in the near", re.IGNORECASE)
# A time at which something was done sets no deadline: "in May announced", "was
# published in May", "earlier this year".
DONE_THEN = re.compile(
    r" (?:announced|launched|published|unveiled|hosted|opened|signed|approved|"
    r"revealed)\b"
)
DONE_BEFORE = re.compile(
    r"\b(?:(?:was|were|been) (?:\w+ly )?\w{2,20}(?:ed|en|t|ld)|earlier|since|"
    r"recently,) $"
)
# Nor does the day on which it was said or decided: "announced on 10 March that",
# "agreed at a meeting on Tuesday", "at Cabinet on 4 March, councillors agreed".
SAID = (
    r"(?:said|told|announced|confirmed|agreed|decided|voted|pledged|promised|vowed|"
    r"approved|resolved|ruled|unveiled|revealed|outlined|heard|wrote|published|signed|"
    r"launched|met|spoke|speaking|taken|made|struck|reached)"
)
SAID_BEFORE = re.compile(
    rf"(?<!\bbe )(?<!ly )\b{SAID}(?: (?:at|in|during) (?:[\w’'-]{{1,20}} ){{1,5}}?|"
    rf"(?<=told) (?:[\w’'-]{{1,20}} ){{1,3}}?| )(?:earlier )?(?:on )?$",
    re.IGNORECASE,
)
SAID_AFTER = re.compile(
    rf"(?: \([^()]{{3,20}}\))?,? (?:(?!will\b|shall\b|to\b)[\w’'-]{{1,20}} ){{1,6}}?"
    rf"(?<!be )(?:{SAID})\b(?! ?[,.]| by\b)"
)
DAY_OF_SAYING = re.compile(rf"(?:on|in|this|\w+day)\b|\d|(?-i:{MONTHS})", re.IGNORECASE)
# The date in brackets says which day "today" is.
EXPLAINED_DAY = re.compile(
    r"(?P<day>\b(?:today|yesterday|tonight|tomorrow|(?:on )?(?:last |this )?\w+day))"
    r"(?: \(|, )$",
    re.IGNORECASE,
)


# What is told of a day so short before the issue, and not as to come, was then.
LATELY = timedelta(days=60)
WITH_YEAR = re.compile(r"(?:19|20)\d\d|\bFY", re.IGNORECASE)
DONE = re.compile(
    r"\b(?:was|were|had|last|yesterday|met|held|gave|won|took|made|said|told|"
    r"[a-z]{3,15}ed)\b"
)
TO_COME = re.compile(
    r"\b(?:will|shall|would|to|by|until|till|before|from|next|due)\b|['’]ll\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Deadline:
    """As worded, and the days it means. ``weight`` says how well: "by spring 2027" is
    more of a deadline than "in 2027"."""

    words: str
    start: int
    weight: int
    due_from: date | None = None
    due_by: date | None = None
    basis: DeadlineBasis = ""

    @property
    def is_dated(self) -> bool:
        """Not only "in due course"."""
        return not OPEN_ENDED.match(self.words)


def find_deadline(words: str, issued_on: date | None = None) -> Deadline | None:
    """The best of a sentence: none that was over on the day of issue.

    >>> find_deadline("The lock will open by spring 2027.").due_by
    datetime.date(2027, 5, 31)
    >>> find_deadline("We report within six months.", date(2026, 1, 10)).due_by
    datetime.date(2026, 7, 10)
    """
    best: Deadline | None = None
    for found in _deadlines(words, issued_on):
        is_over = issued_on and found.due_by and found.due_by < issued_on
        if is_over or (best and found.weight <= best.weight):
            continue
        if _tells_of_the_past(words, found) or _was_lately(words, found, issued_on):
            continue
        best = found
    return best


def _tells_of_the_past(words: str, found: Deadline) -> bool:
    before = words[max(0, found.start - 40) : found.start]
    after = DONE_THEN.match(words, found.start + len(found.words))
    will_be = "will have been" in before or "to have been" in before
    is_done = bool(DONE_BEFORE.search(before)) and not will_be
    return bool(after) or is_done or _is_day_of_saying(words, found)


def _was_lately(words: str, found: Deadline, issued_on: date | None) -> bool:
    """ "Approved in July", told in August: not in the July to come."""
    day = found.due_by or found.due_from
    if issued_on is None or day is None or day.year == issued_on.year:
        return False
    if WITH_YEAR.search(found.words) or TO_COME.search(words):
        return False
    if not DONE.search(words):
        return False
    return ONE_DAY <= issued_on - shifted(day, -12, "months") <= LATELY


def _is_day_of_saying(words: str, found: Deadline) -> bool:
    if not DAY_OF_SAYING.match(found.words):
        return False
    before = words[max(0, found.start - 70) : found.start]
    is_explained = before.endswith((" (", ", "))
    explained = EXPLAINED_DAY.search(before) if is_explained else None
    if explained:
        if explained["day"].lower() in ("today", "yesterday"):
            return True
        before = before[: explained.start()]
    if SAID_BEFORE.search(before):
        return True
    after = found.start + len(found.words)
    is_promised = has_any(small(before), (" will ", " shall "))
    return not is_promised and bool(SAID_AFTER.match(words, after, after + 120))


def _deadlines(words: str, issued_on: date | None) -> Iterator[Deadline]:
    lowered = small(words)
    held, has_digits = SIGNS.held_in(lowered), has_digit(words)
    if has_digits or held & 1:
        yield from _at_points(words, lowered, issued_on)
    if held & 4:
        for match in WITHOUT_A_DAY.finditer(words):
            yield Deadline(match.group(), match.start(), 2)
    if has_digits or held & 2:
        yield from _bare(words, lowered, issued_on)
    if held & 8:
        for abroad in deadlines_abroad(lowered, issued_on):
            printed = words[abroad.start : abroad.end]
            days = (abroad.due_from, abroad.due_by, abroad.basis)
            yield Deadline(printed, abroad.start, 3, *days)


def _at_points(words: str, lowered: str, issued_on: date | None) -> Iterator[Deadline]:
    starts = [start.start() for start in STARTS.finditer(lowered)]
    spans = [start for start in starts if lowered.startswith(SPANNING, start)]
    for match in found_at(spans, SPAN, words):
        yield _span(match, issued_on)
    for match in found_at(starts, BOUND, words):
        yield _bound(match, issued_on)
    lengths = [start for start in starts if lowered.startswith(LASTING, start)]
    for match in found_at(lengths, LENGTH, words):
        if match["number"] or match["next"] or match["within"]:
            years = IN_BRACKETS.match(words, match.end())
            length = _length(match, issued_on)
            yield _with_years(length, years) if years else length


def _bare(words: str, lowered: str, issued_on: date | None) -> Iterator[Deadline]:
    for match in found_from(BARE_STARTS, BARE, words, lowered):
        days = days_of(match.group(), issued_on)
        if days:
            yield _between(match, days.first, days.last, days.basis, 1)
        else:
            yield Deadline(match.group(), match.start(), 1)


def _between(
    match: re.Match[str],
    first: date | None,
    last: date | None,
    basis: DeadlineBasis,
    weight: int,
) -> Deadline:
    return Deadline(match.group(), match.start(), weight, first, last, basis)


def _span(match: re.Match[str], issued_on: date | None) -> Deadline:
    last = days_of(match["last"], issued_on)
    # "April" in "between April and June 2027" is the one before that June.
    year_before = shifted(last.last, -12, "months") + ONE_DAY if last else None
    first = days_of(match["first"], year_before or issued_on)
    if not (first and last and first.first <= last.last):
        return Deadline(match.group(), match.start(), 4)
    basis: DeadlineBasis = "stated" if first.basis == last.basis else "estimated"
    basis = "estimated" if last.basis == "estimated" else basis
    return _between(match, first.first, last.last, basis, 4)


def _bound(match: re.Match[str], issued_on: date | None) -> Deadline:
    days = days_of(match["point"], issued_on)
    closes = CLOSES.search(match.string, max(0, match.start() - 10), match.start())
    weight = 3 if closes or match["by"] or match["before"] else 2
    if days is None:
        return Deadline(match.group(), match.start(), weight)
    first, last = (None, days.last) if closes else _ends(match, days)
    return _between(match, first, last, days.basis, weight)


def _ends(match: re.Match[str], days: Days) -> tuple[date | None, date | None]:
    if match["by"]:
        return None, days.by or days.last
    if match["before"]:
        is_within = WITHIN_THE_END.match(match["point"])
        return None, days.last if is_within else days.first - ONE_DAY
    if match["from"]:
        return days.first, None
    if match["after"]:
        return days.last + ONE_DAY, None
    return days.first, days.last


def _length(match: re.Match[str], issued_on: date | None) -> Deadline:
    is_vague = match["number"] is None and match["unit"].lower().endswith("s")
    count = _count("few" if is_vague else match["most"] or match["number"] or "one")
    weight = 3 if match["within"] or match["next"] else 2
    is_first = (match["next"] or "").lower() == "first"
    if is_first and match.string.startswith(" of ", match.end()):
        # Of the scheme, not from the day of issue.
        return Deadline(match.group(), match.start(), 1)
    if issued_on is None or count is None:
        return Deadline(match.group(), match.start(), weight)
    try:
        end = shifted(issued_on, count, match["unit"])
    except (ValueError, OverflowError):
        return Deadline(match.group(), match.start(), weight)
    if match["after"]:
        return _between(match, end, None, "estimated", weight)
    counts_from_now = match["within"] or match["over"] or match["next"]
    first = issued_on if counts_from_now else None
    least = _count(match["number"]) if match["most"] and not counts_from_now else None
    if least is not None and least <= count:
        first = shifted(issued_on, least, match["unit"])
    return _between(match, first, end, "estimated", weight)


def _count(number: str) -> int | None:
    return int(number) if number.isdecimal() else NUMBERS.get(number.lower())


def _with_years(length: Deadline, years: re.Match[str]) -> Deadline:
    first, last = days_of(years["first"]), days_of(years["last"])
    if not (first and last and first.first < last.last):
        return length
    words = length.words + years.group()
    return Deadline(words, length.start, 4, first.first, last.last, "stated")
