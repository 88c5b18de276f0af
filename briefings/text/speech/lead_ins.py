"""What stands before the speaker of a sentence: "Speaking at the lock, …"."""

import re

from briefings.text.names import (
    PARTICLES,
    is_name,
    is_role_noun,
    key,
    names_an_organisation,
    word_set,
)
from briefings.text.speech.posts import named_with_post

LEAD_INS = word_set(
    "at on in after before during following ahead as while today commenting speaking "
    "welcoming responding announcing launching visiting reacting opening "
    "addressing writing praising hailing highlighting reflecting thanking introducing "
    "congratulating confirming discussing explaining paying marking meeting "
    "unveiling attending summing closing joining endorsing supporting "
    "describing asked pressed questioned"
)
ARTICLES = ("the", "a", "an")
# "Accompanied by Huw Parry, Mayor Ada Penrose": who is named last speaks.
BESIDE = word_set(
    "accompanied alongside assisted backed flanked joined supported together with"
)
# "Following the talks the Harbour Minister".
POST_AT_END = re.compile(
    r"\bthe (?P<post>(?:[^\W\d_a-z][\w'’-]{0,30} ){0,6}"
    r"(?P<noun>[^\W\d_a-z][\w-]{0,30}))$"
)
# "Sentencing him, Judge Ada Penrose".
DOING = re.compile(
    r"[A-Z][a-z]{1,20}ing (?P<what>(?:the|an?|his|her|him|them|their|this)\b)?"
    r"[^,]{2,100}, (?=[^\W\d_])"
)


def without_lead_in(text: str) -> str:
    while True:
        first = key(text.split(" ", 1)[0]) if text else ""
        before, comma, rest = text.partition(",")
        is_lead_in = first in LEAD_INS or _is_doing(text) or _is_beside(before, rest)
        if not is_lead_in:
            return text
        if not comma:
            post = POST_AT_END.search(text)
            if post and is_role_noun(post["noun"]):
                return post["post"]
            return _capitals_at_end(text)
        if name := _name_before_its_post(before, rest.strip()):
            return f"{name},{rest}"
        text = rest.strip()


def _name_before_its_post(lead_in: str, rest: str) -> str:
    """As in "Welcoming the news Cllr Ada Penrose, leader of Quay Council", which has
    no comma where its lead-in ends."""
    parts = [part.strip() for part in rest.split(",")]
    words = parts[0].split()
    is_post = any(map(is_role_noun, words[:3])) and words[0].lower() not in ARTICLES
    if not is_post or any(is_name(part) or named_with_post(part) for part in parts):
        return ""
    name = _capitals_at_end(lead_in)
    return name if name != lead_in and is_name(name) else ""


def _is_beside(before: str, rest: str) -> bool:
    """Whatever somebody does there, or whoever is with them: behind it stands another
    with their post, as in "Sentencing Huw Parry, Judge Ada Penrose"."""
    first, *others = before.split() or [""]
    if not others or not (key(first) in BESIDE or first.endswith("ing")):
        return False
    return named_with_post(rest.partition(",")[0].strip()) != ""


def _is_doing(text: str) -> bool:
    """And not somebody with such a calling, or of such a name: "Boxing promoter"."""
    doing = DOING.match(text)
    if doing is None or doing["what"]:
        return doing is not None
    done = text.partition(",")[0]
    words = done.split()
    return not (
        is_name(done)
        or is_name(" ".join(words[-2:]))
        or names_an_organisation(done)
        or any(map(is_role_noun, words))
    )


def _capitals_at_end(text: str) -> str:
    """As in "Speaking about the bridge Minister Penrose"."""
    words = text.split()
    start = len(words)
    while start and (words[start - 1][:1].isupper() or words[start - 1] in PARTICLES):
        start -= 1
    last = words[start:]
    has_post = any(map(is_role_noun, last)) or is_name(" ".join(last))
    return " ".join(last) if start and has_post else text
