"""Lines that say what the paper is, and are no news: "Press release 2012/34", "FOR
IMMEDIATE RELEASE", "- ENDS -", "more follows"."""

import re

from briefings.text.dates import WrittenDay, read_day, written_days
from briefings.text.parts.embargo import (
    embargo_within,
    is_embargo,
    may_hold_back,
)
from briefings.text.remembering import remembered

LONGEST_LABEL = 240
LONGEST_WITHOUT_EMBARGO = 130
# As the record names them; the first that fits, so the narrower stands first.
KINDS = {
    "media_advisory": (
        r"(?:media|press|news) (?:advisory|invitation|invite|alert|call|conference|"
        r"briefing|opportunity|facility|availability)|advisory|operational note|"
        r"(?:photo(?:graph)?|filming|interview)[ -]?(?:opportunity|call|op)s?|"
        r"photocall|"
        r"notice to (?:the )?(?:media|editors|news ?desks)|diary (?:note|notice|date)|"
        r"invitation (?:to|for) (?:the )?(?:media|press)|calling notice|"
        r"avis aux médias|invitation (?:presse|aux médias)|presseeinladung|"
        r"(?:medien|presse)termin|gwahoddiad i['’]r (?:wasg|cyfryngau)"
    ),
    "speech": (
        r"(?:speech |full |edited )?transcript|speech|speaking notes|"
        r"check against delivery|"
        r"(?:delivered version|as delivered|as prepared for delivery)|"
        r"authored article|discours|rede|araith"
    ),
    "statement": (
        r"(?:press|media|joint|official|ministerial|written|oral|public|written "
        r"ministerial|joint press)? ?statement"
        r"(?: (?:to|for)(?: the)? (?:press|media))?|"
        r"reactive (?:line|statement)|déclaration(?: commune)?|erklärung|"
        r"datganiad ysgrifenedig|presseerklärung"
    ),
    "news_story": r"news story|news item|news article|feature story|stori newyddion",
    "press_release": (
        r"(?:joint |local |national )?(?:press|news|media) ?release|"
        r"(?:press|news|media) (?:notice|bulletin)|"
        r"communiqué(?: de presse)?|(?:gemeinsame )?(?:presse|medien)mitteilung|"
        r"presseinformation|pressemeldung|datganiad i['’]r (?:wasg|cyfryngau)|"
        r"nota de prensa|comunicado(?: de prensa)?|preasráiteas"
    ),
}
KIND = re.compile(
    "|".join(rf"(?P<{kind}>{words})" for kind, words in KINDS.items()), re.IGNORECASE
)
NUMBER = (
    r"(?:(?:(?:ref(?:erence)?|release|number|no|nr|pn|ip|file|id)\b|n°)\W{0,3}){0,3}#?"
    r"(?:[A-Z]{1,5}[ /.-]?)?\d{1,6}(?:[ /.–-][A-Z\d]{1,6}){0,3}"
)
PHRASE = (
    r"(?:for|pour|zur|i['’]w) (?:immediate |sofortigen |ryddhau )?"
    r"(?:release|publication|use|distribution|press|(?:the )?media|diffusion|"
    r"veröffentlichung|(?:ar )?unwaith)(?: immédiate| immediately)?|"
    r"for (?:immediate|general) (?:release|publication|use|attention)|"
    r"for immediate attention|para (?:su )?publicación inmediata|immediate release|"
    r"immediate|headline|"
    r"(?:(?:full |edited )?transcript of the \w+|original script|draft text|"
    r"speak(?:ing|er['’]?s?) notes)\b[\w ,’']{0,80}\bdeliver(?:ed|y)(?: version)?|"
    r"(?:to|attention|attn)\s?: (?:all |the )?(?:media|press|news|editors|journalists)"
    r"[\w ,]{0,40}|"
    r"not for (?:immediate )?(?:publication|release|broadcast)\b.{0,120}|"
    r"news|press|page \d{1,3}(?: ?(?:of|/) ?\d{1,3})?|\d{1,3}/\d{1,3}|"
    r"\W{0,3}more\W{0,3}|\W{0,3}more follows\W{0,3}|m/?f|"
    r"(?-i:SOURCE) [A-Z][\w&.' -]{1,60}"
)
# Alone, a line "News" is a label only as a word of the page, which headings may be.
SEGMENT = re.compile(
    rf"(?:{KIND.pattern})(?:\W{{1,4}}{NUMBER})?|{PHRASE}|"
    rf"(?:(?:ref(?:erence)?|release|press release|news release|number|no|nr|pn|file)"
    rf"\b|n°)\W{{0,3}}{NUMBER}|ip/\d\d/\d{{1,5}}",
    re.IGNORECASE,
)
SEPARATOR = re.compile(r"\s*[|•·;:]\s*|\s+[–—/-]{1,3}\s+|\s*[–—]\s*|\s{3,}|\t")
# Long lines are labels only if they begin with one: "Press release – embargoed…".
BEGINS_LIKE_A_LABEL = re.compile(
    rf"\W{{0,9}}(?:{KIND.pattern}|not for\b|for\b)", re.IGNORECASE
)
TRIMMED = " .:*_[]()–—-~=/\\<>!"
END_MARKS = r"[-–—*#~\s./\[\]()<>]{0,12}"
ENDS = re.compile(
    rf"{END_MARKS}(?:ends?|the end|diwedd|fin|ende|xxx|-?30-?|críoch)"
    rf"(?: of (?:press |news |media )?release)?{END_MARKS}",
    re.IGNORECASE,
)
STAMP = re.compile(
    r"\W{0,3}(?:last |page )?(?:updated|modified|reviewed|changed)(?: last)?(?: on)?"
    r"\W{1,3}",
    re.IGNORECASE,
)
HANDED_OVER = re.compile(
    r"\s?[:–—-]\s|\s(?:by|from|of|on|following|at|to)\b", re.IGNORECASE
)
# As the forms of offices call it.
HEADLINE = re.compile(
    r"(?:(?:press |news |media )?release )?(?:headline|title|heading|titre|titel|"
    r"überschrift|pennawd|teitl|titular|título)\s?:(?=\s+\S)",
    re.IGNORECASE,
)
REMARKS = re.compile(
    r"(?:(?:opening|closing|welcome) )?(?:remarks|address|keynote)(?: address| speech)?"
    r"(?: by| at| of|:)\b",
    re.IGNORECASE,
)
# "The Prime Minister’s speech to the harbour masters".
SPEECH_OF = re.compile(
    r"(?:[\w’'-]{1,20} ){0,6}?[\w-]{1,20}['’]s? (?:\w{1,12} ){0,2}speech"
    r"(?: (?:to|at|on|in)\b|:)",
    re.IGNORECASE,
)
# "30" and its like are an end only between dashes.
BARE_NUMBER = re.compile(r"\s*30\s*")
END_SIGNS = re.compile(r"\s*(?:#(?:\s?#){2,}|\*(?:\s?\*){2,}|•(?:\s?•){2,})\s*")


@remembered
def is_label(line: str) -> bool:
    """As in "Press release", "Ends": says what the paper is, and is no news.

    >>> is_label("NEWS RELEASE 24/118 | FOR IMMEDIATE RELEASE | 7 November 2024")
    True
    >>> is_label("Statement by the harbour master on the lock")
    False
    """
    if not line or len(line) > LONGEST_LABEL:
        return False
    if len(line) > LONGEST_WITHOUT_EMBARGO and not BEGINS_LIKE_A_LABEL.match(line):
        return _holds_back(line)
    if ends_the_news(line) or _holds_back(line) or _is_stamp(line):
        return True
    return _all_segments_are_labels(line)


def _holds_back(line: str) -> bool:
    return may_hold_back(line) and (is_embargo(line) or _ends_with_embargo(line))


def _ends_with_embargo(line: str) -> bool:
    """As in "Check against delivery. Embargoed until 10am on 8 November"; a headline
    that has its embargo behind a dash is none the less a headline."""
    before = line.removesuffix(embargo_within(line)).rstrip()
    return len(before) < len(line.rstrip()) and before[-1:] in ".!"


def ends_the_news(line: str) -> bool:
    return len(line) < 40 and bool(
        ENDS.fullmatch(line) and not BARE_NUMBER.fullmatch(line)
    )


def _is_stamp(line: str) -> bool:
    """As in "Last updated on 7 November 2024"."""
    found = STAMP.match(line)
    return bool(found and read_day(line[found.end() :]))


def _all_segments_are_labels(line: str) -> bool:
    first = line.strip(TRIMMED)
    known, may_be_embargo = False, may_hold_back(line)
    # Whatever is parted from more that follows, it begins with a label.
    if first[:1].isalnum() and not (may_be_embargo or SEGMENT.match(first)):
        return False
    if SEGMENT.fullmatch(first):
        return True
    for words in (words.strip(TRIMMED) for words in SEPARATOR.split(first)):
        if may_be_embargo and is_embargo(words):
            # What follows is its moment, however it is parted.
            return known
        if SEGMENT.fullmatch(words) or _is_label_with_a_day(words):
            known = True
        elif words and not (known and (read_day(words) or _is_subject(words))):
            return False
    return known


def _is_label_with_a_day(words: str) -> bool:
    """As in "Press release 7 November 2024"."""
    kind = KIND.match(words)
    return bool(kind and read_day(words[kind.end() :].strip(" ,")))


def day_beside_a_kind(line: str) -> WrittenDay | None:
    """As in "News: 2 November 2021" and "Press release 7 November 2024".

    >>> day_beside_a_kind("Embargoed until 2 November 2021") is None
    True
    """
    day = None if may_hold_back(line) else next(written_days(line), None)
    if day is None or not day.year:
        return None
    kind = line[: day.start].strip(f"{TRIMMED},|•·")
    return day if SEGMENT.fullmatch(kind) else None


def _is_subject(words: str) -> bool:
    """As in "Media release – Health"."""
    return len(words.split()) == 1 and words[:1].isupper()


def interrupts(line: str) -> bool:
    """A label even in the middle of the news, where "Statement" heads a section."""
    return is_label(line) and (
        kind_of(line) in ("", "press_release") or "transcript" in line.lower()
    )


def kind_of(line: str) -> str:
    """Which kind of release a label names, "" for none. "Press release: photo
    opportunity" is the narrower of its two."""
    parts = (line.strip(TRIMMED), *SEPARATOR.split(line))
    found = [KIND.match(words.strip(TRIMMED)) for words in parts]
    kinds = [kind.lastgroup or "" for kind in found if kind]
    return next((k for k in kinds if k != "press_release"), kinds[0] if kinds else "")


def issuer_before_kind(line: str) -> str:
    """
    >>> issuer_before_kind("Harbour Trust – Press release")
    'Harbour Trust'
    >>> issuer_before_kind("Harbour Trust – a statement"), issuer_before_kind("A – B")
    ('', '')
    """
    named, *kind = [words.strip(TRIMMED) for words in SEPARATOR.split(line)]
    is_masthead = len(kind) == 1 and KIND.fullmatch(kind[0]) is not None
    return named if is_masthead else ""


def headline_label(words: str) -> str:
    """
    >>> headline_label("Headline: Lock opens")
    'Headline:'
    >>> headline_label("Title race: Harrow wins")
    ''
    """
    found = HEADLINE.match(words)
    return found.group() if found else ""


def kind_of_headline(headline: str) -> str:
    """As in "Statement by the harbour master" and "Speech: what rivers need"."""
    found = KIND.match(headline)
    if found and HANDED_OVER.match(headline, found.end()):
        return found.lastgroup or ""
    is_speech = REMARKS.match(headline) or SPEECH_OF.match(headline)
    return "speech" if is_speech else ""
