"""Lists under the beginning of a promise: "The department will also:", "It commits
itself to:". Each item ends the sentence that the line above the list begins."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefings.text.blocks import Kind, Paragraph
from briefings.text.claims.cues import Cue, Cues, cue
from briefings.text.letters import small
from briefings.text.sentences import sentences

_WHEN = r"(?:,? (?:by|from|over|within|in|during) [^:.]{1,60},?)?"
_BINDS = (
    r"(?:(?:will|shall|['’]ll)(?: also| now| then| therefore| immediately| \w{2,12}ly)?"
    r"|(?:commit(?:s|ted)?(?: (?:itself|ourselves|themselves|myself))?|pledge[sd]?|"
    r"promise[sd]?|agreed?|agrees|undertakes?|undertaken|plans?|intends?|proposes?|"
    r"vow(?:s|ed)?|decided|determined) (?:also )?to"
    r"|s['’]engage(?:nt)?(?: aussi| également)? à|verpflichtet sich)"
)
# Whoever applies or comes is told what to do.
_NOT_BOUND = (
    r"(?<!\byou )(?<!candidate )(?<!candidates )(?<!applicant )(?<!applicants )"
    r"(?<!participants )(?<!visitors )(?<!attendees )(?<!delegates )(?<!winners )"
)
PROMISED_LIST = Cues(
    cue("promised-list", 2.0, rf"\b{_NOT_BOUND}{_BINDS}{_WHEN}\s?:$", needs=(":",))
)
LONGEST_LEAD = 300


@dataclass(frozen=True)
class Lead:
    """The sentence an item of a list goes on, and where its verb stands."""

    words: str
    cue: Cue
    cue_at: int


def with_leads(
    paragraphs: Iterable[Paragraph],
) -> Iterator[tuple[Paragraph, Lead | None]]:
    lead = None
    for paragraph in paragraphs:
        if paragraph.kind is Kind.LIST:
            yield paragraph, lead
            continue
        lead = _lead(paragraph.words)
        yield paragraph, None


def _lead(words: str) -> Lead | None:
    words = words.rstrip()
    if not words.endswith(":"):
        return None
    start, end = sentences(words)[-1]
    begun = words[max(start, end - LONGEST_LEAD) : end]
    found = PROMISED_LIST.found_in(small(begun))
    return Lead(begun.rstrip(" :"), *found[0]) if found else None
