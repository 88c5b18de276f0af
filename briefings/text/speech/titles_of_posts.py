"""The ways to call whoever holds a post."""

import re
from collections.abc import Iterator

from briefings.text.names import is_role_noun, word_set

# With one of these it is another post: the Prime Minister is not "the Minister".
QUALIFIERS = word_set(
    "prime deputy vice first assistant associate former shadow acting under junior "
    "premier première vize stellvertretende"
)
AND = re.compile(r" (?:and|et|und|&) |, ")
FIELD = re.compile(r" (?:(?:for|of|de|des|du|für|dros)\b|d['’]) ?")


def titles_of(role: str) -> Iterator[str]:
    """The ways to call the holder: "Minister for Roads and Ports, Deputy Premier" is
    "the Minister for Roads and Ports", "the Minister" and "the Deputy Premier"."""
    lowered = role.lower()
    seen = dict.fromkeys([lowered, *AND.split(lowered)])
    for title in list(seen):
        head, *fields = FIELD.split(title)
        words = head.split()
        seen[head] = None
        if fields and " " not in (field := fields[-1].removeprefix("the ")):
            seen[f"{field} {head}"] = None
        if words and not QUALIFIERS.intersection(words[:-1]):
            seen[words[-1]] = None
            # "Gweinidog Addysg", "ministre déléguée": the noun stands first.
            if is_role_noun(words[0]) and not is_role_noun(words[-1]):
                seen[words[0]] = None
            compound = re.search(r"(?:minister|meister)(?:in)?$", words[-1])
            if compound:
                seen[compound.group()] = None
    yield from filter(None, seen)


def head_of(role: str) -> str:
    return FIELD.split(role.lower(), maxsplit=1)[0]
