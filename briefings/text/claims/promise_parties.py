"""Who binds themselves, and to whom.

``by_whom`` is the subject of the promise as printed, "the Department for Roads" of
"the Department for Roads will repair it". In a quote "we" is the speaker's
organisation, or the speaker; elsewhere the issuer. A thing that is to be done binds
the issuer: "the lock will open"."""

import re

from briefings.text.claims.promise_words import OFFICE, WILL, WILL_NOW
from briefings.text.claims.time_points import POINT, SEASON
from briefings.text.finds import ReadQuote
from briefings.text.letters import has_any
from briefings.text.names import ORGANISATION_NOUNS, ROLE_NOUNS, key, word_set

LONGEST_SUBJECT = 140
VERB = re.compile(
    rf"\s(?:{WILL}\b|(?:is|are|was|were|has|have|had|can|would|made|makes|set|gave|said"
    r"|"
    r"says|told|plans?|proposes?|intends?|pledge[sd]?|commit(?:s|ted)|promise[sd]?|"
    r"vow(?:s|ed)|agree[sd]?|announce[sd]?|approve[sd]?|confirm(?:s|ed)?|allocate[sd]?|"
    r"award(?:s|ed)?|invest(?:s|ed)?|unveil(?:s|ed)?|launche[sd]|sign(?:s|ed)?|decided|"
    r"backed|opened|published) )",
    re.IGNORECASE,
)
ADVERBS = re.compile(
    r"(?:\s(?:also|today|yesterday|now|then|further|already|both|all|jointly|\w{2,12}ly))+$",
    re.IGNORECASE,
)
OPENING = re.compile(
    r"^(?:(?:so|but|and|yet|also|however|meanwhile|instead|today|now|then|therefore|in "
    r"addition|as a result|with this|"
    r"(?:over|in|during|within|for|throughout) the (?:next|coming|first|following) "
    r"(?:[\w–-]+ )?(?:days?|weeks?|months?|years?|decades?)"
    rf"|(?:in|by|from|on|at|until|before|after|during|throughout|for|within) {POINT}"
    r"|(?:(?:earlier|later|early|late) )?(?:this|next) "
    rf"(?:week|month|quarter|year|{SEASON})"
    r"|in (?:its|their|our|the) (?:first|second|third|next|\w{3,8}th) (?:year|month|"
    r"week)"
    # "At Cabinet on 4 March, councillors".
    r"|(?:at|in|on|by|during|following|under|with|through|speaking|thanks to|as part of"
    r") [^,;]{2,60}(?=,)"
    r")\b,?\s){1,3}",
    re.IGNORECASE,
)
# Where a subject begins: after the last of these before its verb.
CLAUSE = re.compile(
    r"(?:[;:–—]| - |, (?:and|but|while|as|so) | that | (?:and|but|while|because|"
    r"whether) "
    r"(?=(?:the|we|our|it|they|he|she|this)\b)|, (?:which|who) "
    r"| (?:said|says|added|confirmed|announced) "
    rf"(?=(?:the|our) (?:[\w’'-]{{1,20}} ){{0,3}}?{OFFICE}\b)"
    r"|, (?=(?:the|we|our|an?|this|these|it|they|he|she|(?-i:[A-Z])\w+)\b)|[\"“‘«])",
    re.IGNORECASE,
)
# What is to be done is done by somebody else than its subject.
PASSIVE = re.compile(
    rf"{WILL_NOW} be (?:\w{{2,12}}ly )?(?:\w{{2,15}}[^e\W]ed|built|put|cut|held|sold|"
    r"sent|paid|made|told|given|taken|shown|set|brought|spent|chosen|frozen|split)\b",
    re.IGNORECASE,
)
# A cue that begins with its subject: "Labour would", "the council will".
OWN_SUBJECT = re.compile(
    rf"(?:{OFFICE}|opposition|labour|greens?)(?: government)?"
    r"(?= (?:will|would|supports)\b)",
    re.IGNORECASE,
)
FIRST_PERSON = word_set("we i our my")
OTHER_PRONOUNS = word_set("it they he she this these that those there which who both")
# What begins with one of these is what is done, and no subject.
AUXILIARIES = word_set(
    "will would shall can could must should may might has have is are"
)
OFFICES = word_set(
    "government administration cabinet department departments ministry ministries "
    "minister "
    "ministers secretary council councils commission company companies firm operator "
    "authority authorities party coalition union state states bank banks university "
    "universities agency agencies regulator lenders builders officials police "
    "parliament "
    "organisation organisations partners airline manufacturer retailer charity trust "
    "councillors trustees directors governors opposition labour greens"
)
PRONOUNS = FIRST_PERSON | OTHER_PRONOUNS
WHO_CAN_PROMISE = OFFICES | ORGANISATION_NOUNS | ROLE_NOUNS
# Of these, an organisation is named; but on their own they are given and opened.
THINGS = word_set(
    "fund funds trains service services works project network centre house bill act "
    "levy "
    "grant scheme programme report registry time day week"
)
LAW = re.compile(
    r"(?:bill|act|rules?|regulations?|legislation|reforms?|proposals?)\b", re.I
)
CAPITALISED = r"[^\W\d_a-z][\w'’&.-]{0,30}"
NAME = rf"(?:the )?{CAPITALISED}(?: (?:(?:of|for|the) )?{CAPITALISED}){{0,4}}"
PACT_WITH = re.compile(
    r"\b(?:agreements?|deals?|contracts?|treat(?:y|ies)|memorand(?:um|a)(?: of [a-z]+)?"
    r"|"
    r"(?<!in )partnerships?|accords?|pacts?|mous?|talks|cooperation|alliances?|"
    r"compacts?)"
    rf"(?: [a-z][\w-]{{1,20}}){{0,4}}? (?:with|between|signed by) "
    rf"(?P<names>(?-i:{NAME})"
    rf"(?:(?:, (?:and )?| and )(?-i:{NAME})){{0,8}}(?![\w]))",
    re.IGNORECASE,
)
# "Work with Saltmouth City Council", "give £5 million to the Harbour Trust"; any other
# name there may be a place.
SHARED_WITH = re.compile(
    r"\b(?:work(?:ing)?|partner(?:ing)?|collaborat(?:e|ing)|team up|join forces)"
    rf"(?: [a-z][\w-]{{1,20}}){{0,3}}? with (?P<names>{NAME}"
    rf"(?:(?:, (?:and )?| and ){NAME}){{0,8}}(?![\w]))",
)
GIVEN_TO = re.compile(
    r"\b(?:giv(?:e|es|ing|en)|pay(?:s|ing)?|paid|award(?:s|ed|ing)?|grant(?:ed|ing)?|"
    r"donat(?:es?|ed|ing)|provid(?:es?|ed|ing)|allocat(?:es?|ed|ing))"
    rf"(?: [\w£€$.,-]{{1,20}}){{1,6}}? to (?P<names>{NAME}"
    rf"(?:(?:, (?:and )?| and ){NAME}){{0,8}}(?![\w]))",
)
SIGNS_OF_A_PACT = (" with ", " between ", " signed by ")
WITH_A_NAME = re.compile(r" with (?:the )?[^\W\d_a-z]")
TO_A_NAME = re.compile(r" to (?:the )?[^\W\d_a-z]")
# What follows a noun and is not its head: "of", "for", "promoted by".
NOUN_ENDS = re.compile(r",| \(|\s(?:of|for|at|in|on|with|by|from|which|who|that)\s")
ARTICLE = re.compile(r"^(?:the|an?)(?:\s|$)", re.IGNORECASE)
BETWEEN_NAMES = re.compile(r", and |, | and ")


def by_whom(
    words: str, cue_at: int, quote: ReadQuote | None, issuer: str | None
) -> str | None:
    """``cue_at`` is where the words of the promise's cue start.

    >>> by_whom("The Department for Roads will repair it.", 25, None, None)
    'The Department for Roads'
    >>> by_whom("The lock will be repaired.", 9, None, "Valmere Rivers")
    'Valmere Rivers'
    """
    subject = "" if LAW.match(words, cue_at) else _subject(words, cue_at)
    first = key(subject.split()[0]) if subject else ""
    if _is_office(subject):
        return subject
    if quote and (first in FIRST_PERSON or first not in OTHER_PRONOUNS):
        return quote.organisation or quote.speaker or issuer
    return issuer or None


def _subject(words: str, cue_at: int) -> str:
    """What stands between the last clause's start and its verb."""
    own = OWN_SUBJECT.match(words, cue_at)
    cue_at = own.end() if own else cue_at
    start = max(0, cue_at - LONGEST_SUBJECT)
    for clause in CLAUSE.finditer(words, start, cue_at):
        start = clause.end()
    subject = words[start:cue_at].rstrip()
    verb = VERB.search(f"{subject} ")
    if verb is None and PASSIVE.match(words, cue_at):
        return ""
    subject = ADVERBS.sub("", subject[: verb.start()] if verb else subject)
    return OPENING.sub("", subject.strip(" ,"))


def _is_office(subject: str) -> bool:
    """A body, a post or a person, in at most twelve words: "the Department for Roads",
    "Roads Secretary Ilse Marrack"; not "the new road"."""
    words = ARTICLE.sub("", subject).split()
    if words and words[0].lower() in AUXILIARIES:
        return False
    if not 1 <= len(words) <= 12 or key(words[0]) in PRONOUNS:
        return False
    own = NOUN_ENDS.split(subject)[0].split()
    if not own or key(own[-1]) in THINGS:
        return False
    if key(own[-1]) in WHO_CAN_PROMISE:
        return True
    is_named = all(word[0].isupper() for word in own)
    return is_named and (len(own) > 1 or own[0].isupper())


def counterparties(words: str, own: str | None = None) -> tuple[str, ...]:
    """
    >>> counterparties("New agreements with Orland, North Mere and Sarn were signed.")
    ('Orland', 'North Mere', 'Sarn')
    """
    names: list[str] = []
    if has_any(words.lower(), SIGNS_OF_A_PACT):
        for found in PACT_WITH.finditer(words):
            names += BETWEEN_NAMES.split(found["names"])
    bodies: list[str] = []
    if WITH_A_NAME.search(words):
        bodies += [found["names"] for found in SHARED_WITH.finditer(words)]
    if TO_A_NAME.search(words):
        bodies += [found["names"] for found in GIVEN_TO.finditer(words)]
    for several in bodies:
        names += filter(_is_body, BETWEEN_NAMES.split(several))
    return tuple(dict.fromkeys(_bare(name) for name in names if not _same(name, own)))


def _is_body(name: str) -> bool:
    return any(key(word) in WHO_CAN_PROMISE for word in _bare(name).split())


def _bare(name: str) -> str:
    name = name.removeprefix("the ").removeprefix("The ").strip(".")
    return name.removesuffix("'s").removesuffix("’s")


def _same(name: str, own: str | None) -> bool:
    return bool(own) and _bare(name).lower() == _bare(own or "").lower()
