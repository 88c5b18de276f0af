"""A post parted from the body whose it is, "president of Grey Ferries", and from the
name behind it."""

import re

from briefings.text.names import (
    ORGANISATION_NOUNS,
    PARTICLES,
    SMALL_WORDS_IN_NAMES,
    SMALL_WORDS_IN_ROLES,
    TITLES_THAT_START_A_NAME,
    is_name,
    is_name_or_part_of_one,
    is_name_word,
    is_role_noun,
    key,
    names_an_organisation,
    word_set,
)

AT_AN_ORGANISATION = re.compile(r",? (?:at|from|with)(?: the)? (?=[^\W\d_a-z]|\w+\.)")
OF_AN_ORGANISATION = re.compile(r" (?:of|for)(?: the)? (?=[^\W\d_a-z]|\w+\.)")
POSTS_WITH_A_FIELD = word_set("minister secretary ambassador envoy commissioner")
HEADS_OF_BODIES = word_set("ceo chairman chairwoman chairperson")
# Of a body, and of no field: "chief executive of Grey Ferries".
HEADS = re.compile(
    r"\b(?:ceo|chief executive(?: officer)?|(?:co-)?founder|creator)$", re.IGNORECASE
)
# Whose the post is was said before: "the union's president", "its director".
OF_WHAT_WAS_NAMED = re.compile(
    r"(?:[Tt]he (?P<body>[a-z]{3,20})['’]s|(?:[Ii]ts|[Tt]heir|[Oo]ur|[Hh]is|[Hh]er)) "
    r"(?!(?:Excellency|Majesty|Honou?r|Worship|Grace|Holiness|Eminence|Royal)\b)(?=\w)"
)
LONGEST_BODY = 7
LONGEST_POST = 12
FIELD_BEGUN = re.compile(
    r"\b(?:minister|secretary|commissioner) (?:of|for)\b", re.IGNORECASE
)
POSSESSOR = re.compile(
    r"(?:The |the )?(?P<whose>[^\W\d_a-z][\w&.-]*(?: [^\W\d_a-z][\w&.-]*){0,4})"
    r"['’]s? (?=\w)"
)
ARTICLE = re.compile(
    r"^(?:(?:the|an?|yr?|le|la|les|der|die|das|el) |l['’])", re.IGNORECASE
)


def role_and_organisation(described: list[str]) -> tuple[str | None, str | None]:
    if not described:
        return None, None
    first, rest = _with_whole_field(described[0], described[1:])
    if not any(is_role_noun(word) for word in first.split()):
        role = next((p for p in rest if any(map(is_role_noun, p.split()))), None)
        is_body = any(word[:1].isupper() for word in first.split())
        return role, without_article(first) if is_body else None
    role, organisation = _split_role(first)
    if organisation is None and rest:
        organisation = rest[0] if names_an_organisation(rest[0]) else None
        organisation = organisation or _body_behind(first, rest[-1])
    return role, without_article(organisation)


def _with_whole_field(post: str, rest: list[str]) -> tuple[str, list[str]]:
    """As in "Minister of Families, Children and Rivers", which commas have parted."""
    if not FIELD_BEGUN.search(post):
        return post, rest
    for length, part in enumerate(rest, 1):
        words = part.split()
        if any(map(is_role_noun, words)) or key(words[0]) in ORGANISATION_NOUNS:
            break
        if not all(is_name_word(w) or w in SMALL_WORDS_IN_ROLES for w in words):
            break
        if "and" in words[1:] or "&" in words[1:]:
            return ", ".join([post, *rest[:length]]), rest[length:]
    return post, rest


def _body_behind(post: str, last: str) -> str | None:
    """As in "president, Grey Ferries". A minister has several fields there."""
    words = last.split()
    if any(key(word) in POSTS_WITH_A_FIELD for word in post.split()):
        return None
    if len(words) > LONGEST_BODY or not all(
        is_name_word(word) or word in SMALL_WORDS_IN_NAMES for word in words
    ):
        return None
    is_day = key(words[0]).endswith("day")
    return None if is_day or any(map(is_role_noun, words)) else last


def _split_role(text: str) -> tuple[str, str | None]:
    named = OF_WHAT_WAS_NAMED.match(text)
    # Of the country's or the city's it would be lost, as no body is named so.
    if named and (named["body"] is None or named["body"] in ORGANISATION_NOUNS):
        return tidy(text[named.end() :]), named["body"]
    for parting in (AT_AN_ORGANISATION, OF_AN_ORGANISATION):
        found = parting.search(text)
        if found and _stands_for_a_body(found, text):
            return tidy(text[: found.start()]), text[found.end() :]
    whose = POSSESSOR.match(text)
    is_body = whose and key(text[whose.end() :].split(" ")[0]) in ORGANISATION_NOUNS
    if (
        whose
        and not is_body
        and any(is_role_noun(word) for word in text[whose.end() :].split())
    ):
        owner = whose["whose"]
        return tidy(text[whose.end() :]), None if key(owner) == "government" else owner
    return _split_body_before_title(text)


def _stands_for_a_body(found: re.Match[str], text: str) -> bool:
    """A minister's or an ambassador's "for Roads" belongs to the post."""
    if key(text[: found.start()].rpartition(" ")[2]) in POSTS_WITH_A_FIELD:
        return False
    preposition = found.group().split()[0]
    return (
        preposition in ("at", "from", "with")
        or names_an_organisation(text[found.end() :])
        or (preposition == "of" and _is_head_of_one(found, text))
    )


def _is_head_of_one(found: re.Match[str], text: str) -> bool:
    """Not as in "founder of Grey Ferries and professor of bridges"."""
    is_head = HEADS.search(text[: found.start()]) is not None
    return is_head and not any(map(is_role_noun, text[found.end() :].split()))


def _split_body_before_title(text: str) -> tuple[str, str | None]:
    """As in "Shelter Chief Executive", "Ford of Valmere chairman"."""
    words = tidy(text).split()
    for index, word in enumerate(words):
        title = " ".join(map(key, words[index : index + 2]))
        if not index or is_role_noun(words[0]) or key(words[index - 1]) == "and":
            continue
        if key(word) in HEADS_OF_BODIES or title == "chief executive":
            return tidy(" ".join(words[index:])), " ".join(words[:index])
    return tidy(text), None


def tidy(role: str) -> str:
    return ARTICLE.sub("", role.strip(" ,"), count=1)


def without_article(text: str | None) -> str | None:
    if not text:
        return None
    bare = re.sub(r"^(?:of|from|at) ", "", text.strip(" ,"))
    return ARTICLE.sub("", bare, count=1) or None


def named_with_post(words: str) -> str:
    """The name in "Mayor Ada Penrose"."""
    parts = words.split()
    start = where_a_name_starts(parts) if len(parts) <= LONGEST_POST else 0
    return " ".join(parts[start:]) if start else ""


def is_family_name(words: list[str]) -> bool:
    """As in "President van der Lin". A post may have a field "de la" or "von"."""
    if words[:1] not in (["van"], ["bin"], ["ap"]) and words[:2] != ["von", "der"]:
        return False
    while words and words[0] in PARTICLES:
        words = words[1:]
    return is_name_or_part_of_one(" ".join(words))


def where_a_name_starts(words: list[str]) -> int:
    """The index after the role in "Minister for Energy Ada Penrose"; 0 for none."""
    for index, word in enumerate(words):
        if (
            index
            and key(word) in TITLES_THAT_START_A_NAME
            and is_name(" ".join(words[index:]))
        ):
            return index
    roles = [index for index, word in enumerate(words) if is_role_noun(word)]
    if not roles:
        return 0
    after = roles[-1] + 1
    if [word.lower() for word in words[after : after + 2]] == ["in", "charge"]:
        after += 2
    if is_name_or_part_of_one(" ".join(words[after:])) or is_family_name(words[after:]):
        return after
    # The post runs on after its noun: "Secretary of State for Roads Ada Penrose".
    if len(words) - after >= 4 and is_name(" ".join(words[-2:])):
        return len(words) - 2
    return 0
