"""What people outside answer, each for themselves, of the text that they were sent."""

from types import SimpleNamespace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from briefings.actions.editions import lock_edition
from briefings.actions.entering import Shut, Visitor, hold_entered, note
from briefings.actions.marking import words_at
from briefings.actions.storing import refuse_echo, storable, store
from briefings.errors import Conflict, Refused
from briefings.models import FactCheckAnswer, FactCheckRemark, GuestLink
from briefings.models.fact_checks import Verdict
from briefings.models.guests import Deed, Purpose
from briefings.text.markup.anchors import anchor_at
from briefings.text.markup.markdown import plain_text


@transaction.atomic
def answer_fact_check(
    *, by: GuestLink, visitor: Visitor, verdict: str, said: str = ""
) -> FactCheckAnswer:
    """Of the whole text. Another answer takes the place of the one before, which stays
    in the record."""
    link = _hold(by, visitor)
    said = _worded(verdict, said)
    refuse_echo(link.answers.all(), verdict=verdict, said=said)
    note(link, Deed.ANSWERED, visitor)
    return store(FactCheckAnswer(link=link, verdict=verdict, said=said))


@transaction.atomic
def remark_on_words(
    *,
    by: GuestLink,
    visitor: Visitor,
    passage: int,
    words: str = "",
    verdict: str,
    said: str = "",
) -> FactCheckRemark:
    """Of a passage that begins at `passage` in what was sent, or of some words in it.
    The remark is put where these stand in the text as it is now, if they still do."""
    # The edition first, as everybody who changes it does.
    edition = lock_edition(by.edition)
    link = _hold(by, visitor)
    said, sent = _worded(verdict, said), sent_text(link)
    start, end = _place_of(sent, passage, storable(words).strip())
    remark = FactCheckRemark(
        link=link,
        edition=edition,
        passage=passage,
        read=sent[start:end],
        verdict=verdict,
        said=said,
    )
    mine = link.remarks.filter(passage=passage)
    refuse_echo(mine, verdict=verdict, said=said, read=remark.read)
    _put(remark, sent, start, end, now=edition.plain_text)
    note(link, Deed.ANSWERED, visitor)
    return store(remark)


def sent_text(link: GuestLink) -> str:
    revision: Any = link.revision
    return plain_text(revision.content["key_points"], revision.content["body"])


def _put(remark: FactCheckRemark, sent: str, start: int, end: int, *, now: str) -> None:
    remark.place(anchor_at(sent, start, end))
    seen: Any = SimpleNamespace(plain_text=sent)
    try:
        remark.place(words_at(seen, start, end, now=now))
    except Conflict:
        # They were changed since they were sent: it is told of, and stays readable.
        remark.place(None)


def _place_of(sent: str, passage: int, words: str) -> tuple[int, int]:
    if not (passage == 0 or sent[max(passage - 2, 0) : passage] == "\n\n"):
        raise Refused(_("There is no such passage: reload the page."))
    whole = sent[passage:].partition("\n\n")[0]
    if not whole.strip():
        raise Refused(_("There is no such passage: reload the page."))
    found = whole.find(words) if words else 0
    if found < 0:
        raise Refused(_("These words are not in the passage: copy them from the text."))
    start = passage + found
    return start, start + len(words or whole)


def _hold(by: GuestLink, visitor: Visitor) -> GuestLink:
    link = hold_entered(by, visitor)
    if link.purpose != Purpose.FACT_CHECK:
        raise Shut("There is nothing here.")
    return link


def _worded(verdict: str, said: str) -> str:
    said = storable(said).replace("\r\n", "\n").strip()[:5000]
    if verdict not in Verdict.values:
        raise Refused(_("Choose “correct” or “change this”."))
    if verdict == Verdict.CHANGE and not said:
        raise Refused(_("Say what should be changed."))
    return said
