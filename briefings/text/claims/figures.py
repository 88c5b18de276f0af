"""The numbers a release claims: sums, percentages, shares, counts and measures.

Not figures: dates, times, ages, telephone numbers, file sizes, numbers in names, and
small numbers in words. How sure a rule is of what it finds is its score."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from briefings.text.blocks import Paragraph
from briefings.text.claims.cents import CENTS, UNIT_OF_CENTS, of_their_currency
from briefings.text.claims.compared import of_what_they_are_compared_with
from briefings.text.claims.currencies import AFTER, BEFORE, SYMBOLS, currency_of
from briefings.text.claims.dollars import UNSAID, Dollars, with_dollars
from briefings.text.claims.figure_context import (
    Sentence,
    per_what,
)
from briefings.text.claims.not_counted import LOOK_BEHIND, counts_something, is_year
from briefings.text.claims.numbers import (
    DIGITS,
    LONG_SCALE,
    SHORT_SCALE,
    WORD_NUMBER,
    modifier_after,
    modifier_before,
    value_of,
)
from briefings.text.claims.numbers_abroad import undotted
from briefings.text.claims.shares import LETTERS as SIGNS_OF_SHARES
from briefings.text.claims.shares import shares_in
from briefings.text.claims.signs import Signs
from briefings.text.claims.tables import told_by
from briefings.text.claims.units import (
    IN_MILLIONS,
    MEASURE,
    MEASURED,
    is_plural,
    unit_after,
)
from briefings.text.claims.unnamed_counts import counts_what_is_not_named
from briefings.text.finds import ReadFigure
from briefings.text.letters import has_digit, small
from briefings.text.sentences import sentences
from briefings.text.starts import found_from

PER_CENT = (
    r"\s?%|[\s-](?:per ?cent|percentage[\s-]points?|prozent(?:punkte)?|pour[\s-]cent)\b"
    r"|\sy cant\b|\s?pp\b|pc\b"
)
# A hyphen may part it from the sum that ends a range: "£1bn-£2bn".
_SCALED = (
    rf"(?:[\s-]?(?:{LONG_SCALE})\b|\s?(?:{SHORT_SCALE})(?:(?![\w-])|(?=-[£€$]?\d)))"
)
# What parts the ends of a range. "Gave £5 to 10 families" and "5% and 10 boats" are
# none: where the first number says what it is, so must the second.
_PARTED = (
    rf"(?:\s?[-–—]\s?|(?(symbol)\s(?:to|and|à|et)\s(?=(?:{BEFORE})|\d[\d.]{{0,5}}{_SCALED})"
    rf"|(?:(?<=\d)\s(?:to|and|à|et)\s|\s(?:to|and|à|et)\s(?=\d[\d.]{{0,5}}(?:{PER_CENT})))))"
)
_SUFFIX = (
    # "A £75m-a-year fund" is of millions, "a 75m-long quay" is of metres.
    rf"(?:[\s-]?(?P<scale>{LONG_SCALE})\b"
    rf"|\s?(?P<short>{SHORT_SCALE})(?(symbol)(?!\w)|(?![\w-])))?"
    rf"(?:(?P<percent>{PER_CENT})|\s?(?:de\s)?(?P<currency>{AFTER})"
    rf"|(?P<pence>p\b|\spence\b)|(?P<cents>{CENTS})|(?P<measure>{MEASURE}))?"
)
# A hyphen that begins a word is a minus where a percentage follows.
_MINUS = rf"(?=\d{{1,3}}(?:[.,]\d{{1,3}})?(?:{PER_CENT}))"
_START = (
    rf"(?:(?<![\w.,/@£€$+‐‑-])|(?<=[\s(](?-i:c)\.)|(?:(?<=[\s(]-)|(?<=^-)){_MINUS})"
)
# What a number or the sign of a currency may begin with.
_FIRST = rf"[\dA-Z{''.join(s for s in SYMBOLS if len(s) == 1)}]"
# A digit, or the sign or code of a currency before one.
STARTS = re.compile(
    rf"{_FIRST}(?:(?<![\w.,/@£€$+‐‑-].)|(?<=[\s(]c\..)|(?<=[\s(]-\d)|(?<=^-\d))(?:(?<=\d)|(?=[A-Za-z]{{0,2}}[$.]?\s?\d))"
)
NUMBER = re.compile(
    rf"(?-i:(?={_FIRST})){_START}(?:(?!\d)(?P<symbol>{BEFORE})\s?)?"
    rf"(?:(?P<low>{DIGITS})(?P<low_scale>{_SCALED})?(?:{PER_CENT}|p(?=\s?[-–—]))?"
    rf"(?P<parted>{_PARTED})"
    rf"(?:{BEFORE})?)?(?P<number>{DIGITS}){_SUFFIX}",
    re.IGNORECASE,
)
NUMBER_IN_WORDS = re.compile(
    rf"\b{_START}(?P<symbol>(?!))?(?P<low>(?!))?(?P<low_scale>(?!))?(?P<parted>(?!))?"
    rf"(?P<number>(?:{WORD_NUMBER})\b){_SUFFIX}",
    re.IGNORECASE,
)
# In small letters.
STARTS_IN_WORDS = re.compile(
    r"[aefhnost](?<!\w.)(?=\s(?:quarter|hundred|thousand|dozen|[mbt]r?illion)|alf\sa\b|ne\b|"
    r"wo\b|hree|our|ive|ix|even|ight|ine|en\b|leven|welve|wenty|hirt|ift|ort)"
)
# Without one of these, a number in words is too small to be a figure.
LARGE_WORDS = (
    *("eleven", "twelve"),
    *("teen", "twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet"),
    *(
        "hundred",
        "thousand",
        "dozen",
        "illion",
        "lakh",
        "crore",
        "cent",
        "%",
        "pound",
        "euro",
    ),
    *("dollar", "franc", "kron", "tonne", "mile", "metre", "square", "cubic"),
)
# Without one of these, or a digit, there is no figure at all.
SIGNS = Signs(LARGE_WORDS, SIGNS_OF_SHARES)
CELL = re.compile(DIGITS)
# "Rose from £10 to £20" names two figures, "tickets from £10 to £20" a range.
CHANGED = re.compile(
    r"\b(?:r[io]s|f[ae]ll|increas|grow|grew|cut|up|down|reduc|drop|declin|decreas|mov|"
    r"go|went|gone|chang|climb|jump|rais|lower|slip|doubl|trebl|tripl|expand|shr[aiu]nk|"
    r"improv|extend|revis|amend|edg|swing|swung|turn)\w{0,4}\b[^.;]{0,25}from $"
)
# "Fell by £24m to £110m" names what it fell by, and what to; "would fall by £5m to
# £10m" is a range.
CHANGED_BY = re.compile(
    r"(?<!be )\b(?:rose|fell|grew|dropped|(?:reduc|increas|declin|decreas)ed) by $"
)
# In French only what "passes" does so from one figure to another.
PASSED = re.compile(r"\bpass\w{1,7} de $")
# "A plan over ten years" takes ten years; "for over ten years" is longer.
LASTING = re.compile(r"\b(?:years?|months?|weeks?|days?|hours?|decades?)\b")
LONGER = re.compile(
    r"\b(?:for|of|after|is|was|are|were|be|been|takes?|took|taken|lasts?|lasted|has|"
    r"have|had|spent|spans?|with|than|wait(?:ed|ing)?)\s$",
    re.IGNORECASE,
)
BELOW_NOUGHT = re.compile(r"\bminus\s$|(?:^|(?<=[\s(]))[-−]$", re.IGNORECASE)
SCORES = {
    "sum": 0.98,
    "cents": 0.95,
    "per-cent": 0.98,
    "measure": 0.9,
    "share": 0.9,
    "count": 0.95,
    "count-unclear": 0.75,
    "count-of-nothing-named": 0.6,
    "table-cell": 0.85,
}


@dataclass(frozen=True)
class Claim:
    """A number as printed, and where its words start and end in the paragraph."""

    start: int
    end: int
    value: Decimal
    low: Decimal | None = None


def find_figures(
    paragraphs: Iterable[Paragraph], dollars: Dollars = UNSAID
) -> tuple[ReadFigure, ...]:
    """``dollars`` are those that a bare sign means."""
    found = [figure for paragraph in paragraphs for figure in _figures(paragraph)]
    return tuple(of_their_currency(list(with_dollars(found, dollars))))


def ends_of_ranges(figures: Iterable[ReadFigure]) -> Iterator[ReadFigure]:
    """Every figure, and before one that is a range its lower end as a figure too."""
    for figure in figures:
        if figure.low is not None:
            yield replace(figure, value=figure.low, low=None)
        yield figure


def _figures(paragraph: Paragraph) -> list[ReadFigure]:
    lowered = small(paragraph.words)
    held, has_digits = _signs_in(paragraph, lowered), has_digit(paragraph.words)
    shares = list(_shares(paragraph)) if has_digits or held & 2 else []
    # The 25 of "1 in 25" is counted with its share.
    taken = {at for share in shares for at in range(share.start, share.end)}
    numbers = _in_digits(paragraph) if has_digits else []
    numbers += _in_words(paragraph, lowered) if held & 1 else []
    found = [*shares, *(f for f in numbers if f.end - 1 not in taken)]
    found.sort(key=lambda figure: figure.start)
    found = list(of_what_they_are_compared_with(found, paragraph))
    if not found and (paragraph.heading or paragraph.label):
        found = list(_cell(paragraph))
    return _with_context(paragraph, found, lowered) if found else []


def _signs_in(paragraph: Paragraph, lowered: str) -> int:
    """By sentence, for what else is looked for in each of them."""
    held = 0
    for start, end in sentences(paragraph.words):
        held |= SIGNS.held_in(lowered[start:end])
    return held


def _shares(paragraph: Paragraph) -> Iterator[ReadFigure]:
    for start, end, value in shares_in(paragraph.words):
        yield _figure(paragraph, Claim(start, end, value), "share", rule="share")


def _in_digits(paragraph: Paragraph) -> list[ReadFigure]:
    return list(_numbers(paragraph, found_from(STARTS, NUMBER, paragraph.words)))


def _in_words(paragraph: Paragraph, lowered: str) -> list[ReadFigure]:
    words = paragraph.words
    found = found_from(STARTS_IN_WORDS, NUMBER_IN_WORDS, words, lowered)
    return list(_numbers(paragraph, found))


def _numbers(
    paragraph: Paragraph, found: Iterable[re.Match[str]]
) -> Iterator[ReadFigure]:
    for match in found:
        unit, rule, currency = _told_with(match)
        if not rule:
            yield from _counted(paragraph, match)
            continue
        for claim in _claims(paragraph.words, match):
            claim = _in_pounds(claim) if match["pence"] else claim
            yield _figure(paragraph, claim, unit, rule=rule, currency=currency)


def _told_with(match: re.Match[str]) -> tuple[str, str, str | None]:
    """Unit, rule and currency, where the number itself is told with them."""
    sign = match["symbol"] or match["currency"]
    if sign or match["pence"]:
        currency = currency_of(sign) if sign else "GBP"
        return currency, "sum", currency
    if match["cents"]:
        return UNIT_OF_CENTS, "cents", None
    return ("%", "per-cent", None) if match["percent"] else ("", "", None)


def _in_pounds(claim: Claim) -> Claim:
    low = None if claim.low is None else claim.low / 100
    return replace(claim, value=claim.value / 100, low=low)


def _counted(paragraph: Paragraph, match: re.Match[str]) -> Iterator[ReadFigure]:
    words = paragraph.words
    unit, rule = _unit(words, match)
    if unit and (rule == "measure" or counts_something(words, match)):
        for claim in _claims(words, match, is_metres=unit in ("m", "M")):
            yield _figure(paragraph, claim, unit, rule=rule)


def _unit(words: str, match: re.Match[str]) -> tuple[str, str]:
    if match["measure"]:
        return match["measure"].strip(" -"), "measure"
    _, behind = modifier_after(words, match.end())
    counted = unit_after(words, match.end() + len(behind))
    if match["short"] in ("m", "M") and counted not in IN_MILLIONS:
        return match["short"], "measure"
    if is_plural(counted):
        return counted, "count"
    if counted:
        is_figure = counted in MEASURED or _counts_more_than_one(match)
        return counted if is_figure else "", "count-unclear"
    unit = "number" if counts_what_is_not_named(words, match) else ""
    return unit, "count-of-nothing-named"


def _counts_more_than_one(match: re.Match[str]) -> bool:
    """A one before no plural is a footnote, a version or part of a name."""
    value = value_of(match["number"], match["scale"])
    return value is not None and value > 1


def _claims(
    words: str, match: re.Match[str], *, is_metres: bool = False
) -> Iterator[Claim]:
    """One number, a range, or two numbers that share what they count, as in "5 and
    10 per cent" or "from 8 to 9 per cent"."""
    scale = None if is_metres else match["scale"] or match["short"]
    value = value_of(undotted(match["number"], words), scale)
    if value is None:
        return
    low = None
    if match["low"] and not is_year(match["low"]):
        own = (match["low_scale"] or "").strip(" -")
        low = value_of(match["low"], None if is_metres else own)
        shares = not own and (_is_range(words, match) or _is_bare(match))
        scaled = value_of(match["low"], scale) if shares else None
        # "£5 to £10 million" shares its millions, "£5,000 to £1 million" does not.
        low = scaled if scaled is not None and scaled <= value else low
    if low is None:
        start = match.start("number") if match["low"] else match.start()
        yield Claim(start, match.end(), value)
    elif low < value and _is_range(words, match):
        yield Claim(match.start(), match.end(), value, low)
    else:
        yield Claim(match.start(), match.start("parted"), low)
        yield Claim(match.end("parted"), match.end(), value)


def _is_bare(match: re.Match[str]) -> bool:
    """The second number of "£5 and 10 million" has no sign of its own."""
    return match.end("parted") == match.start("number")


def _is_range(words: str, match: re.Match[str]) -> bool:
    before = words[max(0, match.start() - 40) : match.start()].lower()
    match match["parted"].strip():
        case "and" | "et":
            return before.endswith(("between ", "entre "))
        case "à":
            return not PASSED.search(before)
        case "to":
            is_change = before.endswith("from ") and CHANGED.search(before)
            return not (is_change or (match["symbol"] and CHANGED_BY.search(before)))
    return True


def _cell(paragraph: Paragraph) -> Iterator[ReadFigure]:
    """A bare number in a table: what stands over it or beside it says what it is."""
    match = CELL.fullmatch(paragraph.words.strip())
    money, unit = told_by((paragraph.heading, paragraph.label, paragraph.corner))
    if match is None or is_year(match.group()) or not (money or unit):
        return
    currency, scale = money or (None, None)
    value = value_of(match.group(), scale)
    if value is not None:
        claim = Claim(0, len(paragraph.words), value)
        yield _figure(
            paragraph, claim, currency or unit, rule="table-cell", currency=currency
        )


def _figure(
    paragraph: Paragraph,
    claim: Claim,
    unit: str,
    *,
    rule: str,
    currency: str | None = None,
) -> ReadFigure:
    words = paragraph.words
    before = words[max(0, claim.start - LOOK_BEHIND) : claim.start]
    may_be_below = not currency and before.rstrip()[-1:] in ("-", "−", "s", "S")
    below_nought = BELOW_NOUGHT.search(before) if may_be_below else None
    if below_nought:
        start = claim.start - len(below_nought.group())
        claim = replace(claim, start=start, value=-claim.value)
        before = before[: below_nought.start()]
    modifier, ahead = modifier_before(before)
    if ahead.strip().lower() == "over" and LASTING.match(unit):
        is_longer = LONGER.search(before[: len(before) - len(ahead)])
        modifier, ahead = (modifier, ahead) if is_longer else ("exact", "")
    after, behind = modifier_after(words, claim.end)
    start, end = claim.start - len(ahead), claim.end + len(behind)
    return ReadFigure(
        words=words[start:end],
        value=claim.value,
        low=claim.low,
        unit=unit,
        is_money=currency is not None,
        modifier=after or modifier,
        currency=currency,
        start=paragraph.start + start,
        end=paragraph.start + end,
        rule=rule,
        score=SCORES[rule],
    )


def _with_context(
    paragraph: Paragraph, figures: Sequence[ReadFigure], lowered: str
) -> list[ReadFigure]:
    """``figures`` with per what, for which time and compared with what."""
    spans = sentences(paragraph.words)
    ends = [end for _, end in spans]
    of = [bisect_left(ends, f.end - paragraph.start) for f in figures]
    told = {at: Sentence(paragraph.words, lowered, *spans[at]) for at in set(of)}
    complete = []
    for index, figure in enumerate(figures):
        sentence = told[of[index]]
        first = figures[bisect_left(of, of[index])].start - paragraph.start
        is_last = index + 1 == len(figures) or of[index + 1] != of[index]
        following = (
            sentence.end if is_last else figures[index + 1].start - paragraph.start
        )
        place = (figure.start - paragraph.start, figure.end - paragraph.start)
        per = per_what(paragraph.words, place[1])
        period = sentence.period(place, first, following)
        comparison = sentence.comparison(place, following)
        if per or period or comparison:
            figure = replace(figure, per=per, period=period, comparison=comparison)
        complete.append(figure)
    return complete
