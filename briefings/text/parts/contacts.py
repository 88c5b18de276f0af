"""Whom to call about a release: names, desks, numbers and addresses, from the lines
that are set aside for them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from briefings.text.blocks import Block
from briefings.text.finds import ReadContact
from briefings.text.letters import has_digit
from briefings.text.names import is_name, key, word_set
from briefings.text.parts.postal import (
    POSTAL,
    address_between_commas,
    are_address,
)
from briefings.text.parts.sections import CONTACTS
from briefings.text.parts.telephones import find_telephones
from briefings.text.remembering import remembered

EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
WEB = re.compile(r"(?:https?://|www\.)[^\s,;<>()\"“”]{3,200}[^\s,;<>()\"“”.:]")
# How a line about contacts begins; it must also say where they are reached.
OPENING = re.compile(
    r"\W{0,3}(?:(?:media|press|public|news ?desk|out[ -]of[ -]hours|telephone|tel|"
    r"phone|mobile|cell|fax|e-?mail|contacts?|duty (?:press )?officer|switchboard|"
    r"enquiries|inquiries|interviews?|issued by|released by|spokes(?:person|man|woman)|"
    r"web(?:site)?|after hours|to (?:arrange|request|book) (?:an )?interviews?|"
    r"journalists|please (?:contact|call)|name|address|"
    r"for (?:all |any )?(?:more|further|additional|media|press|interviews?|images|"
    r"general|enquiries|inquiries|queries|general|details|information)"
    r"|to find out more|ffôn|e-?bost|courriel|téléphone|telefon|ymholiadau|cysylltwch|"
    r"kontakt|pressekontakt|personnes?-ressources?)\b|[✆☎✉])",
    re.IGNORECASE,
)
LONGEST_LINE = 300
LONGEST_DETAIL = 140
MOST_WORDS_BESIDE_DETAILS = 6
DETAIL_LABEL = re.compile(
    r"(?<![^\W\d_])(?:tel(?:ephone|éphone|efon)?|phone|mob(?:ile)?|cell|fax|e-?mails?|mail|"
    r"web(?:site)?|ffôn|e-?bost|courriel|direct|office|day|night|24 ?hrs?|hours?|on|or|"
    r"at|and|by|via|url|twitter|[tmefpw])(?![^\W\d_])",
    re.IGNORECASE,
)
DESK = re.compile(
    r"(?<![^\W\d_])(?P<desk>(?:(?:press|media|public|general|trade|broadcast|regional|"
    r"weekend|night|customer)(?: (?:and|&) \w{1,15})? (?:enquir(?:y|ies)|inquiries|"
    r"office|contacts?|line|desk|quer(?:y|ies))|out[ -]of[ -](?:office[ -])?hours"
    r"(?: (?:contact|enquiries|number))?|after hours|news ?desk|"
    r"duty (?:press )?officer|switchboard))\W{0,3}(?=\s?\+?\(?\d|tel)",
    re.IGNORECASE,
)
# In the name of a desk, never in that of a person.
DESK_WORDS = word_set(
    "media press news newsroom newsdesk communications communication relations affairs "
    "sector branch division team desk enquiries inquiries publicity public hours "
    "marketing information editors notes contact contacts released issued further more"
)
LEAD = re.compile(
    r"\W{0,3}(?:(?:(?:for|please|to)\b[^:.]{0,90}?(?:contact|call|e-?mail|speak to|"
    r"get in touch with)|(?:[\w/&-]{1,20} ){0,3}(?:contacts?|enquiries|inquiries|"
    r"(?:presse)?kontakt|presse|ansprechpartner(?:in)?|personne-ressource|cyswllt|"
    r"name|officer|office(?! of))|issued by|released by|name|"
    # "For interviews: Ada Penrose", "In Harrow: Ada Penrose", "Media Relations: …".
    r"(?:for|in) [^:.\d]{1,60}(?=:)|"
    r"(?:[\w/&-]{1,20} ){0,3}(?:relations|communications?|affairs|desk|team|publicity|"
    r"press|media)(?=:))\b\W{1,4}){1,2}",
    re.IGNORECASE,
)
FOR_INFORMATION = re.compile(
    r"(?:for|to|please|if) (?!media|press|public|general)", re.IGNORECASE
)
GENERIC = word_set("contact contacts released issued name")
MOST_WORDS_OF_A_NAME = 4
NAME_ENDS = re.compile(
    r"[,;:|/(\n\t]|\s[–—-]+\s|\s{2,}|(?<=\w)\s(?:on|at|by|via|or|tel|phone|e-?mail|ext|"
    r"mob|mobile)\b|(?<!\w)\+?\(?\d|[\w.+'-]{1,64}@",
    re.IGNORECASE,
)


# Between two people on one line: "Oda Lin on 01632 960001 or Bram Tolliver on …".
JOINED = re.compile(r"^\)?\s{0,3}(?:[,;/|]\s{0,3})?(?:(?:and|or|&)\s{1,3})?")
ANOTHER = re.compile(
    rf"{JOINED.pattern.removeprefix('^')}(?P<name>[^\W\d_][^\d@,;/|()]{{2,60}}?)"
    r"(?:\s(?:on|at|by|via|tel|mob(?:ile)?|phone)\b|[,:;–—-]|\s(?=[+(\d]|\S{1,64}@))",
    re.IGNORECASE,
)


def has_details(line: str) -> bool:
    """Does it say where somebody is reached?"""
    return ("@" in line and bool(EMAIL.search(line))) or bool(find_telephones(line))


@remembered
def is_contact_line(line: str) -> bool:
    """As in "Press office: 020 7946 0018", and nothing but a number or an address."""
    if len(line) >= LONGEST_LINE or not has_details(line):
        return False
    return bool(OPENING.match(line)) or is_mostly_details(line)


def introduces_contact(line: str) -> bool:
    """As in "Contact: Ada Penhallow", with the number in a line below."""
    return len(line) <= 80 and bool(OPENING.match(line)) and names_somebody(line)


def is_mostly_details(line: str) -> bool:
    if len(line) > LONGEST_DETAIL or not has_details(line):
        return False
    beside = without_details(line)
    if any(sign in beside for sign in ".!?”"):
        return False
    return len(DETAIL_LABEL.sub(" ", beside).split()) <= MOST_WORDS_BESIDE_DETAILS


def without_details(line: str) -> str:
    for telephone in reversed(find_telephones(line)):
        line = f"{line[: telephone.start]} {line[telephone.end :]}"
    if address := address_between_commas(line):
        line = line.replace(address, " ")
    line = WEB.sub(" ", EMAIL.sub(" ", line) if "@" in line else line)
    return re.sub(r"[\s:,;|/()<>–—-]+", " ", line).strip()


def _is_postal(line: str) -> bool:
    return has_digit(line) and POSTAL.search(line) is not None


def is_where_to_write(line: str) -> bool:
    """A postal or a web address."""
    return len(line) <= LONGEST_DETAIL and bool(
        _is_postal(line) or WEB.fullmatch(line.strip())
    )


def names_somebody(line: str) -> bool:
    """A short line with a person's name and perhaps their post."""
    return len(line) <= 80 and bool(_person(line))


def read_contacts(blocks: Iterable[Block]) -> list[ReadContact]:
    """Each word of the blocks is in the words of exactly one contact."""
    lines = [
        piece
        for block in blocks
        for words in block.paragraphs
        for line in words.split("\n")
        for piece in _pieces(line)
        if piece
    ]
    return [_contact(group) for group in _groups(lines)]


def _pieces(line: str) -> list[str]:
    """As in "Press enquiries: 020 7946 0018 Out of hours: 020 7946 0019"."""
    starts = [found.start() for found in DESK.finditer(line)][1:]
    cuts = sorted({0, *starts, *_starts_of_others(line), len(line)})
    return [line[a:b].strip() for a, b in pairwise(cuts)]


def _starts_of_others(line: str) -> Iterator[int]:
    """Where, after a number or an address, somebody else is named who has one too."""
    ends = [telephone.end for telephone in find_telephones(line)]
    ends += [found.end() for found in EMAIL.finditer(line)] if "@" in line else []
    for end in sorted(ends)[:-1]:
        found = ANOTHER.match(line, end)
        if found and _is_person(found["name"].strip()):
            yield end


def _groups(lines: Sequence[str]) -> list[list[str]]:
    """A new contact begins with a heading, a desk or, once somebody can be reached,
    with whatever is no further detail of them."""
    groups: list[list[str]] = []
    reached, only_heads = False, True
    for line, is_address in zip(lines, are_address(lines), strict=True):
        if is_address and groups:
            groups[-1].append(line)
            reached, only_heads = True, False
            continue
        detail = has_details(line) or is_where_to_write(line)
        bare = detail and not _label_of(line) and not _person(line)
        # "Spokesperson" below a name is that person's post.
        is_post = not reached and bool(groups) and names_somebody(groups[-1][-1])
        heads = bool(CONTACTS.fullmatch(line)) and not is_post
        if not groups or (heads and not only_heads) or (reached and not bare):
            groups.append([])
            reached, only_heads = False, True
        groups[-1].append(line)
        only_heads = only_heads and heads
        reached = reached or detail
    return groups


def _contact(lines: Sequence[str]) -> ReadContact:
    words = "\n".join(lines)
    telephones = [t.words for line in lines for t in find_telephones(line)]
    emails = [found for line in lines for found in EMAIL.findall(line)]
    in_address = are_address(lines)
    # "Harbour House" names nobody.
    named = [line for line, out in zip(lines, in_address, strict=True) if not out]
    person = next((name for line in named if (name := _person(line))), "")
    desk = next((name for line in named if (name := _desk(line))), "")
    desk = desk or next((name for line in named if (name := _label_of(line))), "")
    reached = bool(telephones or emails)
    rule, score = (
        ("contact-person", 0.95)
        if person and reached
        else ("contact-desk", 0.85)
        if desk and reached
        else ("contact-details", 0.6)
        if reached
        else ("contact-words", 0.3)
    )
    return ReadContact(
        name=person or desk,
        telephone=", ".join(dict.fromkeys(telephones)),
        email=", ".join(dict.fromkeys(email.lower() for email in emails)),
        words=words,
        address=", ".join(_addresses(lines, in_address)),
        rule=rule,
        score=score,
    )


def _addresses(lines: Sequence[str], in_address: Sequence[bool]) -> list[str]:
    found: list[str] = []
    for line, is_address in zip(lines, in_address, strict=True):
        if is_address or (_is_postal(line) and not has_details(line)):
            words = re.sub(r"^\W*address\W+", "", line, flags=re.IGNORECASE)
            found.append(words.strip(" ,"))
        else:
            found += filter(None, [address_between_commas(line)])
            found += WEB.findall(line)
    return found


@remembered
def _person(line: str) -> str:
    """The name a line begins with, after words such as "For interviews, contact"."""
    line = line if line[:1].isupper() else JOINED.sub("", line, count=1)
    lead = LEAD.match(line)
    rest = line[lead.end() :] if lead else ""
    names = [*_up_to_a_sign(rest), " ".join(rest.split()[:2]), *_up_to_a_sign(line)]
    return next((name for name in names if name and _is_person(name)), "")


def _up_to_a_sign(line: str) -> tuple[str]:
    end = NAME_ENDS.search(line)
    return ((line[: end.start()] if end else line).strip(" ."),)


def _is_person(name: str) -> bool:
    if any(map(str.isdigit, name)):
        return False
    return is_name(name) and not any(key(word) in DESK_WORDS for word in name.split())


def _desk(line: str) -> str:
    """As in "Media Relations", on a line of its own under "Contacts"."""
    words = line.split()
    named = len(words) <= MOST_WORDS_BESIDE_DETAILS and not has_details(line)
    generic = not words or key(words[0]) in GENERIC
    desk = any(key(word) in DESK_WORDS for word in words)
    return line.strip(" :,–—-.") if named and desk and not generic else ""


def _label_of(line: str) -> str:
    """A desk: the few words before the number, or a line of its own."""
    if CONTACTS.fullmatch(line):
        return line.strip(" :,–—-.")
    found = NAME_ENDS.search(line)
    if found is None or not has_details(line):
        return ""
    label = line[: found.start()].strip(" :,–—-.")
    if key(label) in GENERIC:
        lead = LEAD.match(line)
        rest = _up_to_a_sign(line[lead.end() :])[0] if lead else ""
        return rest if 0 < len(rest.split()) <= MOST_WORDS_OF_A_NAME else ""
    if len(label.split()) > MOST_WORDS_BESIDE_DETAILS or FOR_INFORMATION.match(label):
        return ""
    return "" if DETAIL_LABEL.fullmatch(label) else label
