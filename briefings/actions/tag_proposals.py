"""Tags for what the reader found named in a text."""

from collections.abc import Iterator

from django.db import transaction

from briefings.actions.editions import keep_words
from briefings.actions.naming import enter_name
from briefings.actions.storing import storable
from briefings.actions.suggestions import decide, lock_undecided
from briefings.models import Edition, Government, TagProposal, User
from briefings.models.suggestions import Verdict
from briefings.models.tag_proposals import Tag
from briefings.permissions import demand
from briefings.text.ministers import is_ministerial
from briefings.text.reading import Reading
from briefings.workflow import Duty

_LONGEST = 200
_THERE = "It was where it was published first"


def propose_tags(edition: Edition, reading: Reading) -> list[TagProposal]:
    """Whom and what the text names. Who is quoted is linked with the quote."""
    rows = [
        TagProposal(
            edition=edition,
            kind=kind,
            name=storable(name),
            rule=rule[:120],
            score=score,
        )
        for kind, name, rule, score in _named(reading)
        if 0 < len(storable(name).strip()) <= _LONGEST
    ]
    once = {(row.kind, row.name): row for row in rows}
    return TagProposal.objects.bulk_create(once.values())


def _named(reading: Reading) -> Iterator[tuple[Tag, str, str, float]]:
    yield from _political(reading)
    quoted = {quote.speaker for quote in reading.quotes}
    for person in reading.people:
        if person.name not in quoted:
            yield Tag.PERSON, person.name, person.rule, person.score
    for tag, mentions in ((Tag.PLACE, reading.places), (Tag.EVENT, reading.events)):
        for mention in mentions:
            yield tag, mention.name, mention.rule, mention.score


def _political(reading: Reading) -> Iterator[tuple[Tag, str, str, float]]:
    """Whether it is written for the government of its day is asked once, beside the
    first minister who speaks in it. Nobody asks an office without governments."""
    ministers = [
        quote for quote in reading.quotes if quote.role and is_ministerial(quote.role)
    ]
    if not Government.objects.exists():
        return
    if reading.political:
        yield Tag.POLITICAL, _THERE, "named-by-the-format", 1.0
        return
    for quote in ministers[:1]:
        name = ", ".join(filter(None, (quote.speaker, quote.role)))
        yield Tag.POLITICAL, name, "minister-speaks", quote.score
    if not ministers and reading.organisation and is_ministerial(reading.organisation):
        yield Tag.POLITICAL, reading.organisation, "minister-issues", 1.0


@transaction.atomic
def take_tag(proposal: TagProposal, *, by: User | None) -> Edition:
    """Tag the edition with the row of this name, entered if nobody knows it yet."""
    demand(by, Duty.WRITE)
    edition, proposal = lock_undecided(proposal, "this", by=by)
    tag = Tag(proposal.kind)
    if tag == Tag.POLITICAL:
        edition.political = True
    else:
        getattr(edition, tag).add(enter_name(tag.model, proposal.name, by=by))
    decide(proposal, Verdict.ACCEPTED, by)
    return keep_words(edition, by=by)


@transaction.atomic
def dismiss_tag(proposal: TagProposal, *, by: User | None) -> None:
    demand(by, Duty.WRITE)
    _, proposal = lock_undecided(proposal, "this", by=by)
    decide(proposal, Verdict.REJECTED, by)
