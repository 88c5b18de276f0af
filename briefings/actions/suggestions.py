from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.db import transaction

from briefings.actions.commitments import put_commitment, put_statement
from briefings.actions.editions import keep_words, lock_for_writing
from briefings.actions.figures import put_figure
from briefings.actions.marking import names_words
from briefings.actions.quotes import put_quote, with_speaker
from briefings.errors import Refused
from briefings.models import (
    Anchored,
    Commitment,
    Edition,
    Person,
    RoleAppointment,
    Suggestion,
    TagProposal,
    User,
)
from briefings.models.suggestions import SuggestionKind, Verdict, as_found
from briefings.permissions import demand
from briefings.text.claims.deadlines import find_deadline
from briefings.text.markup.anchors import find_words
from briefings.text.reading import Reading
from briefings.workflow import Duty

Proposal = TypeVar("Proposal", Suggestion, TagProposal)


def suggest(edition: Edition, reading: Reading) -> list[Suggestion]:
    """Lay what the reader found beside the words it was found in."""
    finds = (
        (SuggestionKind.QUOTE, reading.quotes),
        (SuggestionKind.COMMITMENT, reading.commitments),
        (SuggestionKind.FIGURE, reading.figures),
    )
    text = reading.plain_text()
    suggestions = []
    for kind, found in finds:
        for find in found:
            row = Suggestion(edition=edition, kind=kind, rule=find.rule[:120])
            row.found = as_found(find)
            words = text[find.start : find.end]
            row.words = words
            row.place(find_words(edition.plain_text, words, near=find.start))
            suggestions.append(row)
    return Suggestion.objects.bulk_create(suggestions)


@transaction.atomic
def accept_suggestion(suggestion: Suggestion, *, by: User | None) -> Anchored:
    """Make the proposed record, just as it was proposed."""
    return _take_one(suggestion, Verdict.ACCEPTED, {}, by=by)


@transaction.atomic
def accept_suggestions(
    edition: Edition, *, by: User | None
) -> tuple[list[Anchored], list[str]]:
    """Make every record that is proposed and open. Those that cannot be made stay
    proposed; the sentences say why."""
    demand(by, Duty.WRITE)
    edition = lock_for_writing(edition, by=by)
    made, reasons = [], []
    for suggestion in edition.suggestions.open():
        try:
            with transaction.atomic():
                made.append(_take(suggestion, edition, Verdict.ACCEPTED, {}, by=by))
        except Refused as refusal:
            reasons.append(str(refusal))
    if made:
        keep_words(edition, by=by)
    return made, reasons


@transaction.atomic
def change_suggestion(
    suggestion: Suggestion, *, by: User | None, **about: Any
) -> Anchored:
    """Make the proposed record otherwise than it was proposed: `about` holds columns of
    the quote, commitment or figure, `start` and `end` for other words, or, for a
    promise made before, the `commitment` that is said again."""
    return _take_one(suggestion, Verdict.CHANGED, about, by=by)


@transaction.atomic
def reject_suggestion(suggestion: Suggestion, *, by: User | None) -> Suggestion:
    demand(by, Duty.WRITE)
    _, suggestion = lock_undecided(suggestion, "this suggestion", by=by)
    return decide(suggestion, Verdict.REJECTED, by)


def _take_one(
    suggestion: Suggestion, verdict: Verdict, about: dict[str, Any], *, by: User | None
) -> Anchored:
    demand(by, Duty.WRITE)
    read = suggestion.edition
    edition, suggestion = lock_undecided(suggestion, "this suggestion", by=by)
    record = _take(suggestion, read, verdict, about, by=by)
    keep_words(edition, by=by)
    return record


def _take(
    suggestion: Suggestion,
    read: Edition,
    verdict: Verdict,
    about: dict[str, Any],
    *,
    by: User | None,
) -> Anchored:
    """`read` is the edition as whoever selected words had read it; the proposed words
    have followed every change since."""
    edition = suggestion.edition
    if not names_words(about):
        read = edition
        about |= {"start": suggestion.start, "end": suggestion.end}
    if about["start"] is None:
        raise Refused("The proposed words are no longer in the text: select others.")
    put = _PUTTING[suggestion.kind]
    record = put(edition, suggestion.found, about, seen=read, by=by)
    suggestion.ref = record.ref
    decide(suggestion, verdict, by)
    return record


def lock_undecided(
    proposal: Proposal, called: str, *, by: User | None
) -> tuple[Edition, Proposal]:
    edition = lock_for_writing(proposal.edition, by=by)
    proposal = type(proposal).objects.get(pk=proposal.pk)
    proposal.edition = edition
    if proposal.verdict != Verdict.OPEN:
        raise Refused(f"{proposal.decided_by or 'Somebody'} decided {called} already.")
    return edition, proposal


def decide(proposal: Proposal, verdict: Verdict, by: User | None) -> Proposal:
    """A step of actions, of a locked edition."""
    proposal.verdict, proposal.decided_by = verdict, by
    proposal.decided_at = proposal.edition.release.now
    proposal.save()
    return proposal


def _put_quote(
    edition: Edition, found: Any, about: dict[str, Any], *, seen: Edition, by: Any
) -> Anchored:
    printed = {
        "attribution": (found["attribution"] or "")[:500],
        "speaker_name": found["speaker"] or "",
        "speaker_role": found["role"] or "",
        "speaker_organisation": found["organisation"] or "",
    }
    if not {"speaker", "speaker_name", "organisation"} & about.keys():
        about |= _known_speaker(found)
    return put_quote(edition, with_speaker(printed | about, by=by), seen=seen)


def _known_speaker(found: Any) -> dict[str, Any]:
    """Whom the office was found to know, if they are still there."""
    person = Person.objects.filter(pk=found.get("person")).first()
    if person is None:
        return {}
    person = person.kept
    posts = RoleAppointment.objects.filter(person__in=person.rows())
    held = posts.filter(pk=found.get("appointment")).first()
    return {"speaker": person} | ({"appointment": held} if held else {})


def _put_commitment(
    edition: Edition, found: Any, about: dict[str, Any], *, seen: Edition, by: Any
) -> Anchored:
    if "commitment" in about:
        return put_statement(edition, about.pop("commitment"), about, seen=seen)
    proposed = {
        "kind": found["kind"],
        "amount": found["amount"],
        "currency": found["currency"] or "",
        "amount_qualifier": found.get("amount_qualifier", ""),
        "deadline_words": (found["deadline"] or "")[:200],
        **days_found(found),
    }
    statement = put_commitment(edition, proposed | about, seen=seen)
    for wording in found.get("also", ()):
        _put_wording(edition, statement.commitment, wording)
    return statement


def _put_wording(edition: Edition, commitment: Commitment, wording: Any) -> None:
    """The same promise in other words of the release, if they still stand there."""
    anchor = find_words(edition.plain_text, wording["words"], near=wording["start"])
    if anchor:
        place = {"start": anchor.start, "end": anchor.end}
        put_statement(edition, commitment, place, seen=edition)


def _put_figure(
    edition: Edition, found: Any, about: dict[str, Any], *, seen: Edition, by: Any
) -> Anchored:
    proposed = {
        "value": Decimal(found["value"]),
        "unit": found["unit"],
        "modifier": found["modifier"],
        "currency": found["currency"] or "",
        "comparison": found.get("comparison", "")[:200],
        **days_found(found),
    }
    return put_figure(edition, proposed | about, seen=seen)


def days_found(found: Any) -> dict[str, Any]:
    """The columns for the days of a deadline, or of the period of a figure. A record
    keeps no beginning without an end."""
    if found.get("due_by"):
        first = found["due_from"]
        return {
            "due_from": date.fromisoformat(first) if first else None,
            "due_by": date.fromisoformat(found["due_by"]),
            "deadline_basis": found["deadline_basis"],
        }
    period = find_deadline(found.get("period") or "")
    if period and period.due_from and period.due_by:
        return {"period_from": period.due_from, "period_to": period.due_by}
    return {}


_PUTTING: dict[str, Callable[..., Anchored]] = {
    SuggestionKind.QUOTE: _put_quote,
    SuggestionKind.COMMITMENT: _put_commitment,
    SuggestionKind.FIGURE: _put_figure,
}
