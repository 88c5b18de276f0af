"""Two who are given the same words: "said Ada Penrose, chair of the Quay Trust, and Huw
Parry, Mayor of Quay"."""

import re
from collections.abc import Iterable, Iterator

from briefings.text.names import SMALL_WORDS_IN_ROLES
from briefings.text.speech.printed_names import names_in
from briefings.text.speech.speakers import Speaker, read_speaker

AND = re.compile(r",? (?P<and>and|&|et|und) ")
ENDS_OF_A_NAME = (",", " of ", " from ", " at ")
MOST_TRIED = 4


def read_speakers(subject: str) -> Speaker:
    """Of one, or of two, whose names and posts then stand in one order."""
    if AND.search(subject):
        for before, word, behind, has_comma in _parted(subject):
            two = read_speaker(before), read_speaker(behind)
            if all(map(_is_named_in_full, two)) and _names_one(behind, two[1]):
                posts = [
                    _post(one, words)
                    for one, words in zip(two, (before, behind), strict=True)
                ]
                if all(posts) or has_comma or not any(posts):
                    return joined(two, posts, by=word)
    return read_speaker(subject)


def joined(
    speakers: Iterable[Speaker], posts: Iterable[str | None], *, by: str = "and"
) -> Speaker:
    """As one. Posts are told of all, or of none: else nobody knew whose they are."""
    names, each = [speaker.name or "" for speaker in speakers], list(posts)
    each_role = dict.fromkeys(filter(None, each)) if all(each) else ()
    return Speaker(f" {by} ".join(names), f" {by} ".join(each_role) or None)


def _post(speaker: Speaker, words: str) -> str | None:
    """With the body, as it is printed: "chair of the Quay Trust"."""
    role, body = speaker.role, speaker.organisation
    if not role or not body:
        return role
    start, end = words.find(role), words.find(body) + len(body)
    return words[start:end] if 0 <= start < end - len(body) else role


def _parted(subject: str) -> Iterator[tuple[str, str, str, bool]]:
    for _, found in zip(range(MOST_TRIED), AND.finditer(subject), strict=False):
        before, behind = subject[: found.start()], subject[found.end() :]
        word = found["and"].replace("&", "and")
        yield before, word, behind, found.group().startswith(",")


def _is_named_in_full(speaker: Speaker) -> bool:
    name = speaker.name or ""
    return " " in name and len(names_in(name)) == 1


def _names_one(words: str, speaker: Speaker) -> bool:
    """Not as in "the Ada Penrose Chair of Law", "director of the Port of St Huw"."""
    before, _, behind = words.partition(speaker.name or "")
    above = before.lower().split()[-1:]
    is_over = not behind or behind.startswith(ENDS_OF_A_NAME)
    return is_over and SMALL_WORDS_IN_ROLES.isdisjoint(above)
