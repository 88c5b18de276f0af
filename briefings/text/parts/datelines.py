"""Place and day, on a line of their own or before the first words: "London, 7
November", "OTTAWA, Ontario, May 3, 2021 —"."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from briefings.text.dates import WrittenDay, written_days, year_near
from briefings.text.names import word_set
from briefings.text.parts.clock_times import find_time
from briefings.text.remembering import remembered

LONGEST_DATELINE = 100
FEWEST_LETTERS_OF_A_PLACE = 4
FIRST_YEAR_OF_LAST_CENTURY = 60
LABELLED = re.compile(
    r"\W{0,3}(?:(?:date(?:line)?|published|issued|released?|release date|posted|"
    r"date of (?:issue|release)|issue date|for release|updated|dyddiad|datum|publié)"
    r"(?: on| le| am)?\b\W{0,3}){1,2}",
    re.IGNORECASE,
)
PLACE_WORD = r"(?:[^\W\d_a-zß-öø-ÿ][\w.'’-]{0,30}|St\.?|’s-\w{2,20})"
PARTICLE = r"(?:on|upon|of|the|de|du|des|la|le|sur|am|an|der|y|and|&|in)"
PLACE = re.compile(
    rf"(?:the |at )?{PLACE_WORD}"
    rf"(?:(?:,? |/|-)(?:{PARTICLE} ){{0,2}}{PLACE_WORD}){{0,6}}"
)
SIGN = re.compile(
    r"[)\]]?,?\s?(?:[/(][^/()\d]{2,30}[/)]\s?)?(?P<sign>--|[–—:/-](?=\s)|—)\s?"
    r"|[)\]]\s(?=[A-Z“\"])|\.\s(?=[^\W\d_a-z])"
)
# The service that sends it: "HARROW, Calif.--(NEWSLINE)--April 14, 1997--".
SERVICE = re.compile(r"(?:--|[–—-])\s?\([A-Z][A-Za-z /]{2,30}\)\s?(?:--|[–—-])\s?$")
PLACE_BETWEEN_DASHES = re.compile(
    rf"\s?[–—-]\s?(?P<place>{PLACE.pattern})\s?(?:[–—]\s?|-\s|--\s)"
)
# Without a day the place is told by its capitals.
PLACE_ALONE = re.compile(
    r"(?P<place>[A-ZÀ-Ý][A-ZÀ-Ý.'’ -]{2,30}[A-ZÀ-Ý])"
    r"(?:, [A-Z][\w.]{1,20}(?: [A-Z][\w.]{1,20})?){0,2}"
    r"(?: [(/][^()/\d]{2,30}[)/])?\s?(?:--|[–—]|-(?=\s))\s?(?=[“\"A-Z])"
)
NO_PLACES = word_set(
    "UPDATE UPDATED CORRECTION CORRECTED NOTE NEWS EXCLUSIVE BREAKING EMBARGOED "
    "EMBARGO NEW ENDS MORE PHOTO PHOTOS VIDEO AUDIO WATCH REMINDER WARNING ALERT "
    "INVITATION STATEMENT SPEECH"
)
TODAY = re.compile(
    r"\b(?:today|aujourd['’]hui|heute|heddiw)\b,? ?[\[(]?(?:on |le |den )?$",
    re.IGNORECASE,
)
SAYS_TODAY = re.compile(r"today|aujourd|heute|heddiw")
# Words of the page, which a dateline is kept without.
LABEL_OF_A_PAGE = re.compile(
    r"\W{0,3}(?:(?:first |last )?(?:published|posted|updated|released|delivered|"
    r"written)|"
    r"(?:release |publication )?date(?: of (?:release|publication))?|dateline)"
    r"(?: on)?\b\W{0,3}(?=\w)",
    re.IGNORECASE,
)
FILED = re.compile(
    r"(?:posted|published|filed|issued) (?:in|under|by) .{1,60}|"
    r"(?:original script|transcript|speak(?:er['’]?s?|ing) notes),? .{1,80}",
    re.IGNORECASE,
)
# Only alone on a line are two digits a year.
SHORT_YEAR = re.compile(r"\s*(\d{1,2}[/.-]\d{1,2}[/.-])(\d\d)\s*")
YEAR_OF_NUMBER = re.compile(r"(?<![\d/])(?P<year>(?:19|20)\d\d)[/-]\d{1,5}(?![\d/-])")


class Dateline(NamedTuple):
    """``words`` are the place and the day; ``end`` is where the news begins."""

    words: str
    end: int
    day: WrittenDay | None


def read_dateline(line: str) -> date | None:
    """The day of a line that holds nothing but a place and a day, or the day."""
    found = whole_dateline(line)
    return found.day.on() if found and found.day else None


@remembered
def whole_dateline(line: str) -> Dateline | None:
    """
    >>> whole_dateline("Saltmouth, 7 November").day.month
    11
    >>> whole_dateline("New lock opens 7 November 2024") is None
    True
    """
    if len(line) > LONGEST_DATELINE or not any(map(str.isdigit, line)):
        return None
    if short := SHORT_YEAR.fullmatch(line):
        century = "20" if int(short[2]) < FIRST_YEAR_OF_LAST_CENTURY else "19"
        full = short[1].replace("-", "/") + century + short[2]
        day = next(written_days(full), None)
        return Dateline(line, len(line), day) if day else None
    day = next(written_days(line), None)
    if day is None or not _is_place(_without_clock(line[: day.start])):
        return None
    # "HARROW--April 14, 1997--Grey Ferries" goes on with the news.
    goes_on = line.startswith("--", day.end)
    after = line[day.end :].strip(" .,:;()[]–—-/|")
    after = FILED.sub("", after)
    clock = find_time(after) if after else None
    if clock and clock.start <= 3:
        after = after[clock.end :].strip(" .,()")
        after = "" if len(after) <= 9 else after
    if after and (goes_on or not PLACE.fullmatch(after)):
        return None
    return Dateline(line, len(line), day)


def _without_clock(words: str) -> str:
    """As in "15:20 08/06/2018"."""
    clock = find_time(words) if words[:1].isdigit() else None
    return words[clock.end :] if clock and clock.start == 0 else words


def without_label(line: str) -> str:
    """
    >>> without_label("Published: 7 November 2024"), without_label("Date, 7 May")
    ('7 November 2024', '7 May')
    """
    label = LABEL_OF_A_PAGE.match(line)
    return line[label.end() :] if label else line


def _is_place(words: str) -> bool:
    words = SERVICE.sub("", words)
    label = LABELLED.match(words)
    place = (words[label.end() :] if label else words).strip(" ,.:;()[]–—-/|")
    place = re.sub(r"(?:^|,? )(?:on|le|den|the|dydd|am|ar)$", "", place).strip(" ,")
    return not place or bool(PLACE.fullmatch(place))


@remembered
def lead_in(words: str) -> Dateline | None:
    """Place and day before the first words of the news.

    >>> lead_in("ALDMERE, May 3, 2021 – The harbour opened.").words
    'ALDMERE, May 3, 2021'
    """
    head = words[: LONGEST_DATELINE + 40]
    day = next(written_days(head), None)
    if day and day.start <= 60 and _is_place(head[: day.start]):
        between = PLACE_BETWEEN_DASHES.match(head, day.end)
        sign = between or SIGN.match(head, day.end)
        if sign and sign.group()[0] == "." and not head[: day.start].strip():
            return None
        if sign and not head[sign.end() : sign.end() + 1].islower():
            shown = head[: sign.end()].rstrip(" –—-:")
            return Dateline(shown, sign.end(), day)
    return _place_alone(head)


def _place_alone(head: str) -> Dateline | None:
    found = PLACE_ALONE.match(head)
    if found is None or set(found["place"].split()) & NO_PLACES:
        return None
    if sum(map(str.isalpha, found["place"])) < FEWEST_LETTERS_OF_A_PLACE:
        return None
    return Dateline(found.group().rstrip(" –—-"), found.end(), None)


def day_of_issue(
    day: WrittenDay | None, labels: Sequence[str], paragraphs: Sequence[str]
) -> date | None:
    """The day of the dateline, or of "today (7 November 2024)". A year it leaves out
    is taken from elsewhere in the text, or left open."""
    day = day or _today(paragraphs[:4])
    if day is None or day.year:
        return day.on() if day else None
    others = [other for line in labels for other in written_days(line)]
    beside = next((on for other in others if (on := other.on())), None)
    if beside:
        return day.on(year_near(day, beside))
    for words in labels:
        if number := YEAR_OF_NUMBER.search(words):
            return day.on(int(number["year"]))
    return day.on(_year_told_by(day, paragraphs))


def _today(paragraphs: Iterable[str]) -> WrittenDay | None:
    for words in paragraphs:
        if not SAYS_TODAY.search(words[:600].lower()):
            continue
        for day in written_days(words[:600]):
            if TODAY.search(words, max(0, day.start - 24), day.start):
                return day
    return None


def _year_told_by(day: WrittenDay, paragraphs: Iterable[str]) -> int | None:
    """Of the same day with its year elsewhere; or, if the day of the week is given,
    the only year of the text in which it falls on that."""
    years: set[int] = set()
    for words in paragraphs:
        for other in written_days(words):
            if other.year and (other.day, other.month) == (day.day, day.month):
                return other.year
            if other.year:
                years.add(other.year)
    if day.weekday is None:
        return None
    fitting = {year for year in years if (on := day.on(year)) and day.fits(on)}
    return fitting.pop() if len(fitting) == 1 else None
