"""Whom the words before "said" mean: a name, a post, a body, in any order."""

import re
from dataclasses import dataclass

from briefings.text.names import (
    ORGANISATION_NOUNS,
    POST_NOMINALS,
    PRONOUNS,
    TITLES_THAT_START_A_NAME,
    bare_name,
    is_name,
    is_name_or_part_of_one,
    is_name_word,
    is_role_noun,
    key,
    names_an_organisation,
)
from briefings.text.remembering import remembered
from briefings.text.speech.lead_ins import without_lead_in
from briefings.text.speech.posts import (
    ARTICLE,
    LONGEST_POST,
    named_with_post,
    role_and_organisation,
    tidy,
    where_a_name_starts,
    without_article,
)
from briefings.text.speech.printed_names import out_of_capitals

SPOKESPERSON = re.compile(
    r"(?:(?:an?|the|une?|l[ae]) )?(?P<role>(?:[\w'’-]+ ){0,4}?"
    r"(?:spokes(?:man|woman|person)|source|llefarydd|porte-parole))"
    r"(?: (?:(?:for|of|from)(?: the)?|ar ran(?: yr?)?|"
    r"(?:du|des|de la|de l['’]|de|d['’])) ?(?P<organisation>.{2,80}))?",
    re.IGNORECASE,
)
PARENTHESIS = re.compile(r" ?\((?P<inner>[^()]{1,60})\)")
# The comma of "Huw Parry, Jr." parts nothing.
GENERATION = re.compile(r",(?= (?:Jr|Sr|II|III)\b)")
WELSH_ARTICLE = re.compile(r"^yr? (?=[^\W\d_a-z])")
WHO_IS = re.compile(r"^who is (?:also |currently )?")
# "PC 1432 Huw Parry".
NUMBER_OF_AN_OFFICER = re.compile(r"(?<=PC|DC|PS|DS|SO) \d{1,6}(?= [^\W\d_a-z])")
# At the head of a sentence: "Geneticist Ada Penrose", "Harrow’s Ada Penrose".
CALLED = re.compile(
    r"(?P<role>[^\W\d_a-z][a-z]{2,20}(?:ist|ician|arian|-of-[a-z]{2,9})) "
    r"(?P<name>\S{2,30} \S.{1,60})"
)
WHOSE_MEMBER = re.compile(r"^[^\W\d_a-z][\w-]{1,30}['’]s (?=\S{2,30} \S)")
CALLING = re.compile(
    r"(?:(?:the|an?) )?(?P<role>(?:[a-z][a-z-]{1,20} ){0,2}[a-z][a-z-]{1,20}"
    r"(?:ist|er|or|ian|ant|ent|man|woman)|mum|dad|(?:mum|dad)-of-[a-z]{2,9}|pupil|"
    r"apprentice) "
    r"(?P<name>[^\W\d_a-z]\S{1,30}(?: \S{1,30}){1,3})"
)
WHERE_A_BODY_STANDS = (["for"], ["of"], ["from"], ["at"])
NAME_AND_BODY = re.compile(
    r"(?P<name>.{3,60}?) (?:of|from|at)(?: the)? (?P<body>[^\W\d_a-z].*)"
)
ASIDES = ("a ", "an ", "who ", "which ", "whose ", "where ", "now ", "aged ")


@dataclass(frozen=True)
class Speaker:
    name: str | None = None
    role: str | None = None
    organisation: str | None = None
    pronoun: str | None = None

    @property
    def is_known(self) -> bool:
        return bool(self.name or self.role or self.organisation or self.pronoun)


@remembered
def read_speaker(subject: str) -> Speaker:
    """Who is meant by the words before the verb."""
    text = without_lead_in(subject.strip(" ,–—"))
    text = WELSH_ARTICLE.sub("", text) if text[:1] == "y" else text
    if text.lower() in PRONOUNS:
        return Speaker(pronoun=text.lower())
    if "(" in text:
        text = PARENTHESIS.sub(_post_in_parenthesis, text)
    text = GENERATION.sub("", text)
    text = out_of_capitals(NUMBER_OF_AN_OFFICER.sub("", text))
    spokesperson = SPOKESPERSON.fullmatch(text)
    if spokesperson and not _ends_in_a_name(spokesperson["organisation"]):
        return _spokesperson(spokesperson)
    parts = [part.strip() for part in re.split(r",| [–—-] (?=an? )", text)]
    if "who is" in text:
        parts = [WHO_IS.sub("", part) for part in parts]
    parts = [
        part
        for part in parts
        if part
        and not part.isdigit()
        and key(part).replace(".", "") not in POST_NOMINALS
    ]
    for reading in (
        _name_first,
        _name_last,
        _name_within,
        _name_of_a_calling,
    ):
        speaker = reading(parts)
        if speaker:
            return speaker
    return _without_name(text)


def _post_in_parenthesis(found: re.Match[str]) -> str:
    """As in "Ada Penrose (Mayor of Harrow)"."""
    is_post = any(map(is_role_noun, found["inner"].split()))
    is_after_name = is_name(found.string[: found.start()])
    return f", {found['inner']}" if is_post and is_after_name else ""


def _ends_in_a_name(words: str | None) -> bool:
    """As in "Spokesperson for the Guild, Ada Penrose"."""
    last = (words or "").rpartition(", ")[2]
    return last != (words or "") and (is_name(last) or named_with_post(last) != "")


def _spokesperson(found: re.Match[str]) -> Speaker:
    role = found["role"]
    *before, noun = role.split(" ")
    organisation = found["organisation"] or _whose(before) or None
    return Speaker(role=noun.lower(), organisation=without_article(organisation))


def _whose(words: list[str]) -> str:
    """The Prime Minister, for "the Prime Minister’s official spokesperson"."""
    for at, word in enumerate(words):
        if word.endswith(("'s", "’s", "s'", "s’")):
            bare = word[:-1] if word[-1] in "'’" else word[:-2]
            return " ".join([*words[:at], bare])
    return " ".join(words)


def _name_first(parts: list[str]) -> Speaker | None:
    if not parts:
        return None
    placed = NAME_AND_BODY.match(parts[0])
    name, of_what = (placed["name"], placed["body"]) if placed else (parts[0], "")
    if not is_name(name):
        return None
    called = CALLED.fullmatch(name)
    if called and is_name(called["name"]):
        return Speaker(bare_name(called["name"]), called["role"], None)
    name = WHOSE_MEMBER.sub("", name) if " " in name else name
    described = [part for part in parts[1:] if not _is_aside(part)]
    described = [part for part in described if not _is_home(part)]
    if of_what and described:
        return Speaker(bare_name(name), tidy(described[0]), without_article(of_what))
    role, organisation = role_and_organisation(described)
    return Speaker(bare_name(name), role, organisation or without_article(of_what))


def _is_aside(part: str) -> bool:
    """As in "…, a leading safety charity," or "…, whose son was born there,"."""
    return part.startswith(ASIDES)


def _is_home(part: str) -> bool:
    """As in "Ada Penrose, 43, from Harrow", but not "…, from the Valmere Fund"."""
    preposition, _, place = part.partition(" ")
    return (
        preposition == "from"
        and place[:1].isupper()
        and not names_an_organisation(place)
    )


def _name_last(parts: list[str]) -> Speaker | None:
    if len(parts) < 2:
        return None
    name = parts[-1] if is_name(parts[-1]) else ""
    before = ", ".join(parts[:-1])
    # "Investigating officer, Constable Ada Penrose" has both posts.
    if not name and any(map(is_role_noun, before.split())):
        name = named_with_post(parts[-1])
        before = f"{before}, {parts[-1].removesuffix(name).rstrip()}"
    if not name:
        return None
    role, organisation = role_and_organisation([before])
    return Speaker(bare_name(name), role, organisation)


def _name_within(parts: list[str]) -> Speaker | None:
    """As in "Energy Minister Ada Penrose" or "Ada Penrose Minister for Energy"."""
    words = _without_post_nominals(parts[0].split() if parts else [])
    placed = _name_before_its_place(words)
    if placed:
        return placed
    start = where_a_name_starts(words)
    if start:
        name = bare_name(" ".join(words[start:]))
        role, organisation = role_and_organisation([_post_of(words[:start])])
        if len(parts) > 1 and organisation is None:
            _, organisation = role_and_organisation(parts[1:])
        return Speaker(name, role, organisation)
    for length in (3, 2):
        if len(words) > length and is_name(" ".join(words[:length])):
            rest = " ".join([" ".join(words[length:]), *parts[1:]])
            if any(map(is_role_noun, words[length : length + 2])):
                role, organisation = role_and_organisation([rest])
                return Speaker(bare_name(" ".join(words[:length])), role, organisation)
    return None


def _without_post_nominals(words: list[str]) -> list[str]:
    """As in "Deputy Mayor Oda Lin MP"."""
    while (
        len(words) > 2
        and words[-1].isupper()
        and key(words[-1]).replace(".", "") in POST_NOMINALS
    ):
        words = words[:-1]
    return words


def _post_of(words: list[str]) -> str:
    """Without the title of the name: "Minister for Roads Senator Ada Penrose"."""
    last = len(words) - 1
    belongs_to_name = key(words[last]) in TITLES_THAT_START_A_NAME | {"senator"}
    if belongs_to_name and any(map(is_role_noun, words[:last])):
        words = words[:last]
    return " ".join(words)


def _name_of_a_calling(parts: list[str]) -> Speaker | None:
    """As in "river geneticist Ada Penrose", whatever the calling."""
    found = CALLING.fullmatch(parts[0]) if parts else None
    if not found or not is_name(found["name"]):
        return None
    return Speaker(bare_name(found["name"]), found["role"])


def _name_before_its_place(words: list[str]) -> Speaker | None:
    """As in "U.S. Attorney Ada Penrose for the Northern District"."""
    for start in range(1, min(len(words), LONGEST_POST)):
        if not _ends_a_post(words[:start]):
            continue
        for length in (4, 3, 2):
            end = start + length
            name = " ".join(words[start:end])
            if words[end : end + 1] in WHERE_A_BODY_STANDS and is_name(name):
                post = " ".join([*words[:start], *words[end:]])
                role, organisation = role_and_organisation([post])
                return Speaker(bare_name(name), role, organisation)
    return None


def _ends_a_post(words: list[str]) -> bool:
    in_charge = [word.lower() for word in words[-2:]] == ["in", "charge"]
    words = words[:-2] if in_charge else words
    return bool(words) and is_role_noun(words[-1])


def _without_name(text: str) -> Speaker:
    words = text.split()
    if not words or len(words) > 14:
        return Speaker()
    if is_name_or_part_of_one(text):
        return Speaker(name=bare_name(text))
    if is_role_noun(words[-1]) or any(is_role_noun(word) for word in words[:4]):
        role, organisation = role_and_organisation([text])
        if ARTICLE.match(text) or words[0][:1].isupper():
            return Speaker(role=role, organisation=organisation)
    capitals = [word for word in words if is_name_word(word)]
    is_body = key(words[-1]) in ORGANISATION_NOUNS or names_an_organisation(text)
    if words[0][:1].isupper() and len(capitals) >= 2 and is_body:
        return Speaker(organisation=without_article(text))
    return Speaker()
