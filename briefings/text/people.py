"""The people a release names, with the posts it gives them.

A speaker is introduced in full once ("Energy Minister Ada Penrose opened…") and
then goes by surname, by title or by "she"; this finds the introduction."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from briefings.text.finds import ReadPerson
from briefings.text.names import (
    SMALL_WORDS_IN_ROLES,
    TITLES_THAT_START_A_NAME,
    bare_name,
    is_name,
    is_name_word,
    is_role_noun,
    key,
    surname,
)
from briefings.text.speakers import Speaker, read_speaker

WORDS = re.compile(r"[^\s()\"“”]+")
CAPITALISED = r"[^\W\d_a-z][\w'’-]{0,30}"
LATER_NAME = r"(?: [^\W\d_a-z][\w.'’-]{0,30})"
APPOSITION = re.compile(
    rf"(?P<name>{CAPITALISED}{LATER_NAME}{{1,4}}),? "
    r"(?:the |as (?:a |an |the )?)(?P<role>[^,.;:()]{3,100})|"
    rf"(?P<name2>{CAPITALISED}{LATER_NAME}{{1,3}}), "
    r"(?P<role2>[^\W\d_a-z][^,.;:()]{3,80})[,.]"
)
INITIALS = re.compile(r"(?:[^\W\d_a-z]\. ?){2,4}[^\W\d_a-z][\w'’-]{1,30}")
LONGEST_NAME = 5


@dataclass(frozen=True)
class People:
    """The introductions of one release, found by full name, surname or first name."""

    introduced: tuple[ReadPerson, ...]

    def completed(self, speaker: Speaker, before: Speaker | None = None) -> Speaker:
        """The speaker in the first mention's full form; ``before`` is whoever a
        pronoun can mean."""
        if speaker.pronoun:
            return self.completed(before) if before else Speaker()
        if not speaker.name:
            return self._holder(speaker)
        person = self._named(speaker.name)
        if person is None:
            return speaker
        return replace(
            speaker,
            name=max(person.name, speaker.name, key=_fullness),
            role=speaker.role or person.role,
            organisation=speaker.organisation
            or (None if speaker.role else person.organisation),
        )

    def named_last(self, words: str) -> ReadPerson | None:
        """Whose surname stands last in these words."""
        folded = words.casefold()
        places = [
            (folded.rfind(surname(person.name)), person) for person in self.introduced
        ]
        place, person = max(places, key=lambda found: found[0], default=(-1, None))
        return self._named(person.name) if person and place >= 0 else None

    def _named(self, name: str) -> ReadPerson | None:
        whole = [p for p in self.introduced if p.name.lower() == name.lower()]
        same_surname = [p for p in self.introduced if surname(p.name) == surname(name)]
        given = [
            p
            for p in self.introduced
            if " " not in name and p.name.split()[0].lower() == name.lower()
        ]
        for found in (whole, same_surname, given):
            if found:
                # The same person may be introduced twice, once with the post.
                named = [p for p in found if p.name == found[0].name or p.role]
                return next((p for p in named if p.role), named[0])
        return None

    def _holder(self, speaker: Speaker) -> Speaker:
        """As in "The Energy Minister said": the one person with that post."""
        role = (speaker.role or "").lower()
        holders = {p.name: p for p in self.introduced if (p.role or "").lower() == role}
        if role and len(holders) == 1 and not speaker.organisation:
            person = next(iter(holders.values()))
            return Speaker(person.name, speaker.role, person.organisation)
        return speaker


def _fullness(name: str) -> int:
    return len(name.split())


def find_people(paragraphs: Iterable[str]) -> People:
    found: dict[tuple[str, str | None], ReadPerson] = {}
    for words in paragraphs:
        for person in _in_paragraph(words):
            found.setdefault((person.name, person.role), person)
    return People(tuple(found.values()))


def _in_paragraph(paragraph: str) -> list[ReadPerson]:
    return [
        *_role_then_name(paragraph),
        *_name_then_role(paragraph),
        *(
            ReadPerson(bare_name(found.group()), None, None, "initials-and-surname")
            for found in INITIALS.finditer(paragraph)
        ),
    ]


def _role_then_name(paragraph: str) -> list[ReadPerson]:
    tokens = list(WORDS.finditer(paragraph))
    people = []
    free_from = 0
    for index, token in enumerate(tokens):
        if not _names_a_post(token.group()) or index < free_from:
            continue
        name, after = _name_at(tokens, index + 1)
        if not name:
            name, after = _name_after_field(tokens, index + 1)
        if name:
            last = after - len(name.split()) - 1
            role = _role_ending_at(tokens, free_from, index, last)
            free_from = after
            if role and key(role) not in TITLES_THAT_START_A_NAME:
                people.append(_person(name, role, "role-then-name"))
    return people


def _names_a_post(word: str) -> bool:
    return is_role_noun(word) and not word.endswith(("'s", "’s", ".", ";"))


def _name_at(tokens: Sequence[re.Match[str]], start: int) -> tuple[str, int]:
    """The name standing at this token, and the index after it."""
    words: list[str] = []
    for token in tokens[start : start + LONGEST_NAME + 1]:
        word = token.group()
        bare = word.rstrip(",.;:").removesuffix("'s").removesuffix("’s")
        if not is_name_word(bare):
            break
        words.append(bare)
        if bare != word:
            break
    name = " ".join(words)
    if len(words) < 2 or not is_name(name):
        return "", start
    return name, start + len(words)


def _name_after_field(tokens: Sequence[re.Match[str]], start: int) -> tuple[str, int]:
    """As in "Minister for Roads, Ada Penrose": the field, a comma, then the name."""
    if start >= len(tokens) or tokens[start].group() not in ("for", "of"):
        return "", start
    for index in range(start + 1, min(start + 9, len(tokens))):
        word = tokens[index].group()
        if word.endswith(","):
            return _name_at(tokens, index + 1)
        if not (is_name_word(word) or word in SMALL_WORDS_IN_ROLES):
            return "", start
    return "", start


def _role_ending_at(
    tokens: Sequence[re.Match[str]], free_from: int, noun: int, last: int
) -> str:
    first = noun
    while (
        first > free_from
        and noun - first < 7
        and _belongs_to_role(tokens[first - 1].group())
    ):
        first -= 1
    while first < noun and tokens[first].group() in SMALL_WORDS_IN_ROLES:
        first += 1
    words = [token.group() for token in tokens[first : max(last, noun) + 1]]
    return " ".join(words).strip(",")


def _belongs_to_role(word: str) -> bool:
    if word[-1] in ",.;:" or word.endswith(("'s", "’s")):
        return False
    return is_name_word(word) or word in ("and", "&", "for", "of")


def _name_then_role(paragraph: str) -> list[ReadPerson]:
    people = []
    for found in APPOSITION.finditer(paragraph):
        name = found["name"] or found["name2"]
        words = name.split()
        # A sentence may begin right before the name: "Last week, Ada Penrose".
        candidates = [" ".join(words[at:]) for at in range(min(3, len(words)))]
        name = next((n for n in candidates if is_name(n)), "")
        role = _role_in_front(found["role"] or found["role2"])
        if name and role:
            people.append(_person(name, role, "name-then-role"))
    return people


def _role_in_front(words: str) -> str:
    """The post with which an apposition begins, up to the verb that follows it."""
    tokens = words.split()
    noun = next((i for i, token in enumerate(tokens[:8]) if is_role_noun(token)), None)
    if noun is None:
        return ""
    end = noun + 1
    while end < len(tokens) and _continues_role(tokens, end):
        end += 1
    while tokens[end - 1] in SMALL_WORDS_IN_ROLES or tokens[end - 1] == "the":
        end -= 1
    return " ".join(tokens[:end])


def _continues_role(tokens: Sequence[str], at: int) -> bool:
    word = tokens[at]
    return word in SMALL_WORDS_IN_ROLES or word == "the" or is_name_word(word)


def _person(name: str, role: str, rule: str) -> ReadPerson:
    reading = read_speaker(f"{name}, {role}")
    return ReadPerson(bare_name(name), reading.role or role, reading.organisation, rule)
