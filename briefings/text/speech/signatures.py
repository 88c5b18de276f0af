"""Names that stand below the words like a signature: "– Ada Penrose, Chair"."""

import re

from briefings.text.names import (
    SMALL_WORDS_IN_ROLES,
    bare_name,
    is_name,
    is_role_noun,
    without_honorific,
    without_stops,
)
from briefings.text.speech.attribution import DAY_BEHIND
from briefings.text.speech.speakers import Speaker, read_speaker

DASH = re.compile(r"\s{0,3}(?:[–—―‒-]{1,2}|~)\s{0,3}")
# Over words that are each signed below.
QUOTES = re.compile(
    r"\W{0,3}(?:quotes?|quote\(s\)|quotations?|citations?|zitate?|dyfyniadau)\W{0,3}",
    re.IGNORECASE,
)
SIGNED_WITHIN = re.compile(r"(?<=[.!?…”\"])\s{1,2}[–—―-][^.!?–—―]{3,160}$")
LONGEST = 30
LONGEST_HEAD = 20
VERBLESS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|said|says|a|est|ont)\b"
)


def heads_quotes(line: str) -> bool:
    return len(line) <= LONGEST_HEAD and QUOTES.fullmatch(line) is not None


def read_signature(line: str, *, needs_dash: bool = False) -> Speaker | None:
    """A name with its post, alone in a line below the words; with a dash before it,
    the name is enough."""
    dash = DASH.match(line)
    words = DAY_BEHIND.sub("", line[dash.end() if dash else 0 :].strip(" ."))
    if (needs_dash and not dash) or not words or len(words.split()) > LONGEST:
        return None
    return _name_and_post(words, name_is_enough=dash is not None)


def signed_within(words: str) -> tuple[str, Speaker, int] | None:
    """The signature with which words end, who that is, and where the words end:
    "We kept our word. – Ada Penrose, Chair"."""
    found = SIGNED_WITHIN.search(words)
    speaker = read_signature(found.group(), needs_dash=True) if found else None
    return (
        (found.group().strip(), speaker, found.start()) if found and speaker else None
    )


def _name_and_post(words: str, *, name_is_enough: bool) -> Speaker | None:
    bare = without_honorific(words)
    first, _, rest = bare.partition(", ")
    if re.search(r"[.!?:]\s", without_stops(words)) or not first:
        return None
    if not (is_name(first) or name_is_enough or _is_name_then_post(words)):
        return None
    if rest and not _describes(rest):
        return None
    speaker = read_speaker(bare)
    if speaker.name and (speaker.role or speaker.organisation):
        return speaker
    if not name_is_enough or VERBLESS.search(words):
        return None
    return speaker if speaker.is_known else None


def _is_name_then_post(words: str) -> bool:
    """As in "Ada Penrose Minister for Energy", which were two lines."""
    if not all(w[0].isupper() or w in SMALL_WORDS_IN_ROLES for w in words.split()):
        return False
    name = read_speaker(words).name
    return name is not None and words.startswith(f"{name} ")


def _describes(words: str) -> bool:
    return not VERBLESS.search(words) or any(map(is_role_noun, words.split()[:3]))


def read_two_lines(name: str, post: str) -> Speaker | None:
    """The name in one line and the post in the next, as Canada sets them."""
    dash = DASH.match(name)
    bare = without_honorific(name[dash.end() if dash else 0 :]).strip(" ,.")
    if not is_name(bare) or len(post) > 160 or post.rstrip().endswith((".", ":", "”")):
        return None
    if not any(is_role_noun(word) for word in post.split()[:8]) or "“" in post:
        return None
    read = read_speaker(f"{bare}, {post.strip(' ,')}")
    return read if read.name == bare_name(bare) and read.role else None
