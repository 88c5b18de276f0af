from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from briefings.actions.commitments import mark_commitment, restate_commitment
from briefings.actions.editions import lock_for_writing
from briefings.actions.figures import mark_figure
from briefings.actions.marking import names_words
from briefings.actions.people import add_person, person_called
from briefings.actions.quotes import mark_quote
from briefings.errors import Refused
from briefings.models import Anchored, Edition, Person, Suggestion, User
from briefings.models.suggestions import SuggestionKind, Verdict
from briefings.permissions import demand
from briefings.text.claims.deadlines import find_deadline
from briefings.text.markup.anchors import find_words
from briefings.text.reading import Reading
from briefings.workflow import Duty


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
            row.found = {k: _plain(v) for k, v in asdict(find).items()}
            words = text[find.start : find.end]
            row.words = words
            row.place(find_words(edition.plain_text, words, near=find.start))
            suggestions.append(row)
    return Suggestion.objects.bulk_create(suggestions)


@transaction.atomic
def accept_suggestion(suggestion: Suggestion, *, by: User | None) -> Anchored:
    """Make the proposed record, just as it was proposed."""
    return _take(suggestion, Verdict.ACCEPTED, {}, by=by)


@transaction.atomic
def change_suggestion(
    suggestion: Suggestion, *, by: User | None, **about: Any
) -> Anchored:
    """Make the proposed record otherwise than it was proposed: `about` holds columns of
    the quote, commitment or figure, `start` and `end` for other words, or, for a
    promise made before, the `commitment` that is said again."""
    return _take(suggestion, Verdict.CHANGED, about, by=by)


@transaction.atomic
def reject_suggestion(suggestion: Suggestion, *, by: User | None) -> Suggestion:
    demand(by, Duty.WRITE)
    _, suggestion = _lock(suggestion)
    return _decide(suggestion, Verdict.REJECTED, by=by)


def _take(
    suggestion: Suggestion, verdict: Verdict, about: dict[str, Any], *, by: User | None
) -> Anchored:
    demand(by, Duty.WRITE)
    # Words that the editor selected are those of the text that was read; the proposed
    # ones have followed every change since.
    read = suggestion.edition
    edition, suggestion = _lock(suggestion)
    if not names_words(about):
        read = edition
        about |= {"start": suggestion.start, "end": suggestion.end}
    if about["start"] is None:
        raise Refused("The proposed words are no longer in the text: select others.")
    record = _MAKERS[suggestion.kind](read, suggestion.found, about, by)
    suggestion.ref = record.ref
    _decide(suggestion, verdict, by=by)
    return record


def _lock(suggestion: Suggestion) -> tuple[Edition, Suggestion]:
    edition = lock_for_writing(suggestion.edition)
    suggestion = Suggestion.objects.get(pk=suggestion.pk)
    suggestion.edition = edition
    if suggestion.verdict != Verdict.OPEN:
        raise Refused(
            f"{suggestion.decided_by or 'Somebody'} decided this suggestion already."
        )
    return edition, suggestion


def _decide(suggestion: Suggestion, verdict: Verdict, *, by: User | None) -> Suggestion:
    suggestion.verdict, suggestion.decided_by = verdict, by
    suggestion.decided_at = suggestion.edition.release.now
    suggestion.save()
    return suggestion


def _quote(edition: Edition, found: Any, about: dict[str, Any], by: Any) -> Anchored:
    printed = {
        "attribution": (found["attribution"] or "")[:500],
        "speaker_name": found["speaker"] or "",
        "speaker_role": found["role"] or "",
        "speaker_organisation": found["organisation"] or "",
    }
    if not {"speaker", "speaker_name", "organisation"} & about.keys():
        about |= _known_speaker(found)
    name = about.get("speaker_name", found["speaker"])
    if name and not {"speaker", "organisation"} & about.keys():
        about["speaker"] = person_called(name) or add_person(by=by, name=name)
    about = {**printed, **about}
    return mark_quote(edition, by=by, **about)


def _known_speaker(found: Any) -> dict[str, Any]:
    """Whom the office was found to know, if they are still there."""
    person = Person.objects.filter(pk=found.get("person")).first()
    if person is None:
        return {}
    held = person.appointments.filter(pk=found.get("appointment")).first()
    return {"speaker": person} | ({"appointment": held} if held else {})


def _commitment(
    edition: Edition, found: Any, about: dict[str, Any], by: Any
) -> Anchored:
    if "commitment" in about:
        made = about.pop("commitment")
        return restate_commitment(made, by=by, edition=edition, **about)
    proposed = {
        "kind": found["kind"],
        "amount": found["amount"],
        "currency": found["currency"] or "",
        "amount_qualifier": found.get("amount_qualifier", ""),
        "deadline_words": (found["deadline"] or "")[:200],
        "verifiability": "verifiable" if found["specific"] else "not_verifiable",
        **days_found(found),
    }
    return mark_commitment(edition, by=by, **(proposed | about))


def _figure(edition: Edition, found: Any, about: dict[str, Any], by: Any) -> Anchored:
    proposed = {
        "value": Decimal(found["value"]),
        "unit": found["unit"],
        "modifier": found["modifier"],
        "currency": found["currency"] or "",
        "comparison": found.get("comparison", "")[:200],
        **days_found(found),
    }
    return mark_figure(edition, by=by, **(proposed | about))


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


_MAKERS: dict[str, Callable[[Edition, Any, dict[str, Any], Any], Anchored]] = {
    SuggestionKind.QUOTE: _quote,
    SuggestionKind.COMMITMENT: _commitment,
    SuggestionKind.FIGURE: _figure,
}


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal | date) else value
