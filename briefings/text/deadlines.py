"""By when: the words that set a time for what is promised."""

import re

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|"
    "December"
)
SEASON = "spring|summer|autumn|winter"
YEAR = r"(?:19|20)\d\d(?:[-/]\d\d(?:\d\d)?)?"
NUMBER = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a|an)"
DAY = (
    r"(?:[A-Z][a-z]+day,? )?\d{1,2}(?:st|nd|rd|th)?(?: of)? "
    rf"(?:{MONTHS})(?:,? {YEAR})?"
)
POINT = (
    rf"(?:{DAY}|(?:early |late |mid-?|the end of |the start of |the beginning of )?"
    rf"(?:(?:{MONTHS}|{SEASON})(?:,? (?:of )?{YEAR})?|{YEAR}))"
)
UNIT = r"(?:day|week|month|year|quarter)s?"
DEADLINE = re.compile(
    rf"\b(?:(?:by|before|in|from|on|until|till|during|no later than|at|between) {POINT}"
    rf"(?: (?:and|to) {POINT})?"
    rf"|(?:within|over|in|after|for) (?:the )?(?:next |coming |following |first )?"
    rf"{NUMBER} (?:[a-z]+ )?{UNIT}"
    r"|(?:over|during|in|within|for) the (?:next|coming|following) "
    rf"(?:few |couple of )?(?:{UNIT}|parliament)"
    rf"|(?:early |late |later |from |by |in |before |until )?(?:next|this) "
    rf"(?:week|month|year|{SEASON}|parliament|decade)"
    r"|later (?:today|this (?:week|month|year))|very shortly|from (?:today|tomorrow)"
    rf"|(?:by|before|at|until) the end of (?:the |this |next )?[a-z]+|{DAY})",
    re.IGNORECASE,
)


def find_deadline(words: str) -> str | None:
    """
    >>> find_deadline("The lock will open by spring 2027.")
    'by spring 2027'
    >>> find_deadline("We will report within six months.")
    'within six months'
    """
    found = DEADLINE.search(words)
    return found.group() if found else None
