"""Somebody who speaks without a post and without a full name."""

from briefings.text.names import bare_name, is_name, is_name_or_part_of_one
from briefings.text.speech.lead_ins import without_lead_in
from briefings.text.speech.posts import tidy
from briefings.text.speech.speakers import Speaker, read_speaker

LONGEST_DESCRIPTION = 5


def read_anybody(subject: str) -> Speaker:
    """Where it is certain that somebody speaks, a first name is enough: "Ada, 24,",
    and so is a name with whatever stands before it."""
    speaker = read_speaker(subject)
    if speaker.is_known:
        return speaker
    first, _, _ = without_lead_in(subject.strip(" ,")).partition(",")
    words = first.split()
    if is_name_or_part_of_one(first):
        return Speaker(bare_name(first))
    for length in (3, 2):
        name, before = " ".join(words[-length:]), words[:-length]
        if before and is_name(name) and _tells_what_somebody_is(before):
            return Speaker(bare_name(name), tidy(" ".join(before)))
    return Speaker()


def _tells_what_somebody_is(words: list[str]) -> bool:
    """In small letters, or in capitals: "Former pupil", "ACC"."""
    last = words[-1]
    return len(words) <= LONGEST_DESCRIPTION and (
        last.islower() or (last.isupper() and len(last) > 1)
    )
