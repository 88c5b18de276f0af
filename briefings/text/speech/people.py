"""The people a release names, with the posts it gives them.

A speaker is introduced in full once ("Energy Minister Ada Penrose opened…") and
then goes by surname, by title or by "she"; this finds the introduction."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from briefings.text.finds import ReadPerson, ReadQuote
from briefings.text.names import (
    ABBREVIATED,
    ADDRESSES,
    ADJECTIVES_OF_POSTS,
    BEFORE_POSTS,
    PARTICLES,
    RANKS,
    SMALL_WORDS_IN_ROLES,
    TITLES,
    TITLES_THAT_START_A_NAME,
    bare_name,
    is_name,
    is_name_word,
    is_role_noun,
    key,
    may_name_a_post,
    surname,
)
from briefings.text.speech.fields_of_posts import (
    UNSUPPORTED,
    field_then_name,
    speaks,
)
from briefings.text.speech.mentioned import mentioned_people, people_with_their_age
from briefings.text.speech.printed_names import names_in
from briefings.text.speech.speakers import read_speaker
from briefings.text.speech.speech_verbs import LEANING, WELSH_VERB
from briefings.text.speech.who import People, genders_in
from briefings.text.starts import CAPITAL, found_from

# Two capitals, or one and a particle, which all names have.
MAY_NAME_SOMEBODY = re.compile(
    rf"{CAPITAL}(?=[\w.'’-]{{0,40}}[)\"”]?\s{{1,3}}[(\"“]?"
    rf"(?:[^\W\d_a-z]|(?:{'|'.join(sorted(PARTICLES))})\s))"
)
SHORT_PARENTHESIS = re.compile(r" ?\([A-Z&]{1,8}\)")
WORDS = re.compile(r"[^\s()\"“”]+")
CAPITALISED = r"(?:[^\W\d_a-z]\.|[^\W\d_a-z][\w'’-]{0,30})"
LATER_NAME = r"(?: [^\W\d_a-z][\w.'’-]{0,30})"
APPOSITION = re.compile(
    rf"(?<![\w'’-])(?:(?P<name>{CAPITALISED}{LATER_NAME}{{1,4}}),? "
    r"(?:the |as (?:a |an |the )?)(?P<role>[^,.;:()]{3,100})|"
    rf"(?P<name2>{CAPITALISED}{LATER_NAME}{{1,3}}), "
    r"(?P<role2>[^\W\d_a-z][^,.;:()]{3,80})(?:[,.]|$)|"
    rf"(?P<name3>{CAPITALISED}{LATER_NAME}{{1,3}}), (?:an? )?"
    r"(?P<role3>[^\W\d_A-Z][^,.;:()]{3,80})(?:[,.]|$))"
)
# Two words in capitals, or a capital and its full stop before one.
STARTS = re.compile(rf"{CAPITAL}(?<![\w'’-].)(?=(?:\.|[\w'’-]{{0,30}}) [^\W\d_a-z])")
# The full stop first, because that is found at once.
STOP_OF_AN_INITIAL = re.compile(r"\.(?<=[^\W\d_a-z]\.)")
INITIALS = re.compile(r"(?:[^\W\d_a-z]\. ?){2,4}[^\W\d_a-z][\w'’-]{1,30}")
INITIAL = re.compile(r"(?:[^\W\d_a-z]\.){1,4}")
BEFORE_NAMES = ADDRESSES | RANKS | {"assistant"}
WHOSE = re.compile(
    r"^(?:who is (?:also )?(?:the |an? )?|"
    r"(?:its|his|her|their|our)(?: (?:new|first|next))? )"
)
LONGEST_NAME = 5
LONGEST_LINE_OF_A_NAME = 300
LONGEST_POST_LINE = 12
WELSH_LEAD = re.compile(rf"{WELSH_VERB}{LEANING}")
WORTH = {"role-then-name": 0.9, "name-then-role": 0.85}
ELIDED = re.compile(r"[ld]['’]\w")
OF_A_FIELD = frozenset(
    ("for", "of", "de", "des", "du", "d", "für", "dros", "y", "yr", "e", "para")
)
BETWEEN_POST_AND_NAME = OF_A_FIELD | BEFORE_NAMES | PARTICLES


def find_people(paragraphs: Iterable[str], besides: Iterable[str] = ()) -> People:
    """Those in ``besides``, such as contacts, are nobody's introduction, but tell a
    name in full."""
    paragraphs = tuple(paragraphs)
    found: dict[tuple[str, str | None], ReadPerson] = {}
    genders: dict[str, str] = {}
    perhaps: list[ReadPerson] = []
    mentioned: list[ReadPerson] = []
    line_above = ""
    for words in paragraphs:
        perhaps += _name_above_post(line_above, words)
        line_above = words
        mentioned += people_with_their_age(words)
        if not MAY_NAME_SOMEBODY.search(words):
            continue
        for person in _in_paragraph(words):
            found.setdefault((person.name, person.role), person)
        perhaps += field_then_name(words)
        mentioned += mentioned_people(words)
        genders.update(genders_in(words))
    for person in perhaps:
        # "Minister for Ports Ada Penrose" is parted where "Ms Penrose" says so.
        last = surname(person.name)
        is_told = last in genders or speaks(last, paragraphs)
        if person.score > UNSUPPORTED or is_told:
            found.setdefault((person.name, person.role), person)
    besides = tuple(besides)
    for above, words in pairwise(("", *besides)):
        mentioned += mentioned_people(words)
        mentioned += _name_above_post(above, words)
    everything = (*paragraphs, *besides)
    return People(tuple(found.values()), genders, everything, mentioned)


def with_speakers(
    introduced: Iterable[ReadPerson], quotes: Iterable[ReadQuote]
) -> tuple[ReadPerson, ...]:
    """And everybody who is quoted by name, though nothing else introduced them."""
    people = list(introduced)
    names = {person.name.lower() for person in people}
    for quote in quotes:
        together = names_in(quote.speaker) if quote.speaker else []
        for name in together:
            if name.lower() not in names:
                # Of two nobody can tell whose post it is.
                is_alone = len(together) == 1
                about = (quote.role, quote.organisation) if is_alone else (None, None)
                people.append(ReadPerson(name, *about, "speaker", quote.score))
                names.add(name.lower())
    return tuple(people)


def _name_above_post(above: str, line: str) -> list[ReadPerson]:
    """As in "Hon Ada Penrose" on one line and "Minister of Roads" on the next."""
    if len(above) > LONGEST_LINE_OF_A_NAME or not line[-1:].isalpha():
        return []
    name = bare_name(above) if len(above.split()) <= LONGEST_NAME + 2 else ""
    words = line.split()
    if not name or not is_name(name) or len(words) > LONGEST_POST_LINE:
        return []
    if (
        is_name(line)
        or not any(map(is_role_noun, words[:5]))
        or not all(word[0].isupper() or word in SMALL_WORDS_IN_ROLES for word in words)
    ):
        return []
    return [_person(name, line, "name-then-role")]


def _in_paragraph(paragraph: str) -> list[ReadPerson]:
    found = list(_initials_and_surname(paragraph))
    if may_name_a_post(paragraph):
        found = [*_role_then_name(paragraph), *_name_then_role(paragraph), *found]
    return found


def _initials_and_surname(paragraph: str) -> Iterator[ReadPerson]:
    if STOP_OF_AN_INITIAL.search(paragraph):
        names = (bare_name(found.group()) for found in INITIALS.finditer(paragraph))
        for name in filter(is_name, names):
            # "U.S. Senators" are nobody.
            if not is_role_noun(name.removesuffix("s").rpartition(" ")[2]):
                yield ReadPerson(name, None, None, "initials-and-surname", 0.5)


def _role_then_name(paragraph: str) -> list[ReadPerson]:
    if "(" in paragraph:
        paragraph = SHORT_PARENTHESIS.sub("", paragraph)
    words = WORDS.findall(paragraph)
    posts = [
        index
        for index, (word, after) in enumerate(pairwise(words))
        if is_role_noun(word) and _may_begin_a_name(after)
    ]
    if not posts:
        return []
    tokens = list(WORDS.finditer(paragraph))
    people = []
    free_from = 0
    for index in posts:
        if not _names_a_post(words[index]) or index < free_from:
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


def _may_begin_a_name(word: str) -> bool:
    """Or the field of a post, or an address such as "the Hon."."""
    return (
        not word[0].islower()
        or key(word) in BETWEEN_POST_AND_NAME
        or word in ADJECTIVES_OF_POSTS
        or ELIDED.match(word) is not None
    )


def _names_a_post(word: str) -> bool:
    if word.endswith(".") and not ABBREVIATED.fullmatch(word):
        return False
    return is_role_noun(word) and not word.endswith(("'s", "’s", ";"))


def _name_at(tokens: Sequence[re.Match[str]], start: int) -> tuple[str, int]:
    """The name standing at this token, and the index after it."""
    words: list[str] = []
    start = _after_address(tokens, start)
    for token in tokens[start : start + LONGEST_NAME + 1]:
        word = token.group()
        bare = word.rstrip(",.;:").removesuffix("'s").removesuffix("’s")
        if not is_name_word(bare) or _is_bracketed(token):
            break
        goes_on = is_stopped(word)
        words.append(word if goes_on else bare)
        if bare != word and not goes_on:
            break
    name = " ".join(words)
    is_cut_off = words and INITIAL.fullmatch(words[-1])
    if len(words) < 2 or is_cut_off or not is_name(name):
        return "", start
    return name, start + len(words)


def is_stopped(word: str) -> bool:
    """With a full stop that ends no name: "Mr.", "L.", "L.H."."""
    return INITIAL.fullmatch(word) is not None or (
        word.endswith(".") and key(word) in TITLES
    )


def _is_bracketed(token: re.Match[str]) -> bool:
    return token.string[token.start() - 1 : token.start()] == "("


def _after_address(tokens: Sequence[re.Match[str]], start: int) -> int:
    """Past "the Hon." or "Associate Professor", but not past a "the" alone."""
    at = start
    while at < min(start + 4, len(tokens)) and key(tokens[at].group()) in BEFORE_NAMES:
        at += 1
    return at if at > start and key(tokens[at - 1].group()) != "the" else start


def _name_after_field(tokens: Sequence[re.Match[str]], start: int) -> tuple[str, int]:
    """As in "Minister for Roads, Ada Penrose": the field, a comma, then the name."""
    while start < len(tokens) - 1 and tokens[start].group() in ADJECTIVES_OF_POSTS:
        start += 1
    if start >= len(tokens):
        return "", start
    word = tokens[start].group()
    is_led = tokens[start - 1].group() in ADJECTIVES_OF_POSTS
    name, after = _name_at(tokens, start) if is_led else ("", start)
    if name:
        return name, after
    # The field may be one word with its article: "ministre de l’Énergie".
    if (
        not is_led
        and word not in OF_A_FIELD
        and not word.startswith(("d’", "d'", "de "))
    ):
        return "", start
    first = start if is_led or "’" in word or "'" in word else start + 1
    for index in range(first, min(start + 9, len(tokens))):
        word = tokens[index].group()
        if word.endswith(","):
            return _name_at(tokens, index + 1)
        if not (
            is_name_word(word) or word in SMALL_WORDS_IN_ROLES or ELIDED.match(word)
        ):
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
    # "Dr. Calder and Rear Admiral Lin": the first is another person.
    if first and key(tokens[first - 1].group()) in TITLES_THAT_START_A_NAME:
        ands = [at for at in range(first, noun) if tokens[at].group() == "and"]
        first = ands[-1] if ands else first
    while first < noun and _stands_before_role(tokens[first].group()):
        first += 1
    words = [token.group() for token in tokens[first : max(last, noun) + 1]]
    # "Minister for Roads, the Hon. Ada Penrose": the post ends with its comma.
    commas = [at for at, word in enumerate(words) if word.endswith(",")]
    words = words[: commas[0] + 1] if commas and first + commas[0] > noun else words
    # "Head of Aviation Professor Graham Hunt": the title belongs to the name.
    if key(words[-1]) in TITLES and any(map(is_role_noun, words[:-1])):
        words.pop()
    return _as_printed(tokens[first : first + len(words)])


def _stands_before_role(word: str) -> bool:
    """As "Meddai’r" in "Meddai’r Gweinidog, Ada Penrose"."""
    return word in SMALL_WORDS_IN_ROLES or WELSH_LEAD.fullmatch(word) is not None


def _as_printed(tokens: Sequence[re.Match[str]]) -> str:
    """With the brackets that part none of the words: "Dean (Research)"."""
    start, end = tokens[0].start(), tokens[-1].end()
    words = tokens[0].string[start:end]
    return words.strip(",") + ")" * (words.count("(") - words.count(")"))


def _belongs_to_role(word: str) -> bool:
    if word[-1] in ",.;:" or word.endswith(("'s", "’s")):
        return False
    if word in ("The", "A", "An"):
        return False
    is_within = word in ("and", "&", "for", "of") or word in BEFORE_POSTS
    return is_within or is_name_word(word)


def _name_then_role(paragraph: str) -> list[ReadPerson]:
    people = []
    for found in found_from(STARTS, APPOSITION, paragraph):
        name = found["name"] or found["name2"] or found["name3"]
        words = name.split()
        # A sentence may begin right before the name: "Last week, Ada Penrose".
        candidates = [" ".join(words[at:]) for at in range(min(3, len(words)))]
        name = next((n for n in candidates if is_name(n)), "")
        role = _role_in_front(found["role"] or found["role2"] or found["role3"])
        if found["role3"] and not _begins_with_post(role):
            continue
        if name and role:
            people.append(_person(name, role, "name-then-role"))
    return people


def _begins_with_post(role: str) -> bool:
    """In small letters a post is two or three words: "assistant bridge engineer"."""
    return any(map(is_role_noun, role.split()[:3]))


def _role_in_front(words: str) -> str:
    """The post with which an apposition begins, up to the verb that follows it."""
    tokens = WHOSE.sub("", words).split()
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
    return (
        word in SMALL_WORDS_IN_ROLES
        or word in ADJECTIVES_OF_POSTS
        or word == "the"
        or is_name_word(word)
        or is_role_noun(word)
    )


def _person(name: str, role: str, rule: str) -> ReadPerson:
    reading = read_speaker(f"{name}, {role}")
    return ReadPerson(
        bare_name(name),
        reading.role or role,
        reading.organisation,
        rule,
        WORTH[rule],
    )
