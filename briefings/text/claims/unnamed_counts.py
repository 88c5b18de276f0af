"""Numbers that count and do not say what: "The community numbers at least 6,000.",
"fell by 27,000", "rose to 975", "4.2 per 1,000 births"."""

import re

from briefings.text.claims.not_counted import LOOK_BEHIND
from briefings.text.claims.numbers import modifier_before

COUNTS_UP_TO = re.compile(
    r"\b(?:by|to|from|of|at|than|against|versus|compared with|numbers|numbered|totals?|"
    r"totalled|totalling|reach|reached)\s$",
    re.IGNORECASE,
)
# "Rose to 975", "fell from 4.2 to 3.9".
_CHANGED_BY = (
    r"rose|risen|rises?|rising|f[ae]ll(?:s|en|ing)?|gr[eo]w(?:s|n|ing)?|climb(?:s|ed)?|"
    r"(?:in|de)creas(?:es?|ed|ing)|reduc(?:es?|ed|ing)|cut|drop(?:s|ped)?|declin(?:es?|"
    r"ed)|jump(?:s|ed)?|slip(?:s|ped)?|edged|widen(?:s|ed)?|narrow(?:s|ed)?|doubled|"
    r"trebled|tripled|halved|up|down|improved|surged|plunged|fallen"
)
CHANGED_TO = re.compile(
    rf"\b(?:{_CHANGED_BY})(?: [a-z]{{2,12}}ly| again)?(?: to| by| from)\s$",
    re.IGNORECASE,
)
# "Fell to 41 last year, from 63".
FROM_BEFORE = re.compile(
    rf"\b(?:{_CHANGED_BY}) (?:to|by) \d[\d.,]*(?: [a-z]{{2,9}}){{0,2}},? from\s$",
    re.IGNORECASE,
)
# "4.2 per 1,000 births".
RATE = re.compile(r"\sper\s\d")


def counts_what_is_not_named(words: str, match: re.Match[str]) -> bool:
    before = words[max(0, match.start() - LOOK_BEHIND) : match.start()]
    is_change = CHANGED_TO.search(before) or FROM_BEFORE.search(before)
    if is_change or RATE.match(words, match.end()):
        return True
    if "," not in match["number"] and not match["scale"]:
        return False
    is_bound = modifier_before(before)[0] != "exact"
    return is_bound or COUNTS_UP_TO.search(before) is not None
