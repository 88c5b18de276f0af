"""Taking back a step of marking: the records return to what they were before it."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from briefings.actions.commitments import BroughtBack, take_out_statement
from briefings.actions.editions import keep_words, lock_for_writing
from briefings.actions.files import put_files_back
from briefings.actions.marking import fill, take_out
from briefings.actions.quotes import refuse_overlap
from briefings.actions.storing import store
from briefings.errors import Refused
from briefings.models import (
    Anchored,
    AuditEntry,
    CommitmentStatement,
    Edition,
    Figure,
    Quote,
    Suggestion,
    User,
)
from briefings.models.editions import WORDS
from briefings.models.facts import FACTS
from briefings.models.gone import RECORDS, without_gone
from briefings.models.suggestions import Verdict
from briefings.permissions import demand
from briefings.text.abridging import opening
from briefings.text.markup.markdown import plain_text
from briefings.workflow import Duty

_Key = tuple[str, str]


@transaction.atomic
def take_back(edition: Edition, *, by: User | None, revision: int) -> str:
    """Undo what the save `revision` did to quotes, commitments, figures and files: what
    it marked is unmarked, what it took out is back, what it changed is as before. The
    suggestions it decided are open again; other work since then stays. Nobody takes a
    colleague's work back by an undo of their own. Answers with a sentence that names
    what of it was deleted since."""
    demand(by, Duty.WRITE)
    edition = lock_for_writing(edition, by=by)
    step = [with_wholes_by_ref(content) for content in _step(edition, revision, by=by)]
    before, but = _of_the_step(edition, *step)
    after, _ = _of_the_step(edition, *reversed(step))
    was = edition.content()
    proposed_again = put_records_back(edition, before, after)
    put_files_back(edition, before, after)
    if edition.content() == was and not proposed_again:
        raise Refused(f"Nothing is left of that step to take back{but}.")
    keep_words(edition, by=by)
    return f"Taken back{but}."


def put_records_back(
    edition: Edition, before: dict[str, Any], after: dict[str, Any]
) -> int:
    """What differs `after` becomes what it was `before`; what was changed since, by
    whomever, stays. Both tell wholes by their refs. Answers how many suggestions are
    open again. A step of actions: the caller keeps the words."""
    was, became = _records(before), _records(after)
    promises = BroughtBack()

    def whole_first(key: _Key) -> tuple[bool, int]:
        # What came since makes room.
        return key in was, _depth(key, was)

    for key in sorted(_changed(was, became), key=whole_first):
        seen = _as_it_was(before)
        states = (was.get(key), became.get(key))
        _put_back(edition, key, *states, seen=seen, promises=promises)
    promises.link()
    return _reopen(edition, refs={ref for _, ref in became.keys() - was.keys()})


def with_wholes_by_ref(content: dict[str, Any]) -> dict[str, Any]:
    """With each figure as part of the same sum as then, which may be another row by
    now, because it was taken out and came back."""
    figures = content["figures"]
    refs = _refs_of({row["part_of_id"] for row in figures} - {None})
    parts = [row | {"part_of_id": refs.get(row["part_of_id"])} for row in figures]
    return content | {"figures": parts}


def _refs_of(numbers: set[int]) -> dict[int, str]:
    """By number, also of figures that are gone: the audit remembers them."""
    there = dict(Figure.objects.filter(pk__in=numbers).values_list("pk", "ref"))
    gone = [str(number) for number in numbers - there.keys()]
    if gone:
        entries = AuditEntry.objects.filter(subject="figure", number__in=gone)
        told = entries.filter(verb="add").values_list("number", "new__ref")
        there |= {int(number): ref for number, ref in told}
    return there


@transaction.atomic
def reopen_suggestion(suggestion: Suggestion, *, by: User | None) -> Suggestion:
    """Propose again what was rejected."""
    demand(by, Duty.WRITE)
    lock_for_writing(suggestion.edition, by=by)
    suggestion = Suggestion.objects.get(pk=suggestion.pk)
    if suggestion.verdict != Verdict.REJECTED:
        raise Refused("Only a rejected suggestion can be proposed again.")
    return _open(suggestion)


def _step(edition: Edition, number: int, *, by: User | None) -> tuple[Any, Any]:
    """The content before the save and after it."""
    saves = {r.number: r for r in edition.revisions.filter(number__in=_pair(number))}
    if saves.keys() != set(_pair(number)):
        raise Refused("There is no such step to take back.")
    if by and saves[number].by_id != by.pk:
        raise Refused("That step is a colleague’s: only they can take it back.")
    before, after = (saves[n].content for n in _pair(number))
    if any(before.get(name) != after.get(name) for name in (*WORDS, *FACTS)):
        raise Refused("That step changed the text: restore an earlier state instead.")
    return before, after


def _pair(number: int) -> tuple[int, int]:
    return number - 1, number


def _of_the_step(
    edition: Edition, content: dict[str, Any], other: dict[str, Any]
) -> tuple[dict[str, Any], str]:
    """What the content holds otherwise than the other, of what can come back."""
    changed = set(_changed(_records(content), _records(other)))
    step = {
        kind: [row for row in content[kind] if (kind, row["ref"]) in changed]
        for kind in RECORDS
    }
    here = {*edition.figures.values_list("ref", flat=True)}
    figures = here | {row["ref"] for row in step["figures"]}
    return without_gone(content | step, figures=figures)


def _records(content: dict[str, Any]) -> dict[_Key, dict[str, Any]]:
    return {(kind, row["ref"]): row for kind in RECORDS for row in content[kind]}


def _depth(key: _Key, was: dict[_Key, Any]) -> int:
    """Of a part in the sums that it is part of."""
    whole = was.get(key, {}).get("part_of_id")
    return 1 + _depth(("figures", whole), was) if whole else 0


def _changed(was: dict[_Key, Any], became: dict[_Key, Any]) -> Iterator[_Key]:
    keys = sorted(was.keys() | became.keys())
    return (key for key in keys if was.get(key) != became.get(key))


def _as_it_was(content: dict[str, Any]) -> Edition:
    return Edition(plain_text=plain_text(content["key_points"], content["body"]))


def _put_back(
    edition: Edition,
    key: _Key,
    was: dict[str, Any] | None,
    became: dict[str, Any] | None,
    *,
    seen: Edition,
    promises: BroughtBack,
) -> None:
    kind, ref = key
    model = RECORDS[kind]
    record = model._default_manager.filter(edition=edition, ref=ref).first()
    if was is None:
        if record and became and set(_since(record, became)):
            raise Refused(
                f"“{opening(record.words)}” was filled in since: take it out by "
                "itself, if nothing of that is needed."
            )
        _take_out(record)
        return
    newer = set(_since(record, became)) if record and became else set()
    record = record or model(edition=edition, ref=ref)
    record.edition = edition
    if isinstance(record, CommitmentStatement) and "commitment_id" not in newer:
        was = was | {"commitment_id": promises.one(was["commitment"]).pk}
    place = _place(was)
    if was["start"] is not None and (became is None or place != _place(became)):
        fill(record, place, seen=seen)
    for name in record.SIGNED:
        if name not in newer:
            setattr(record, name, _value(record, name, was))
    if isinstance(record, Quote):
        refuse_overlap(record)
    store(record)


def _place(content: dict[str, Any]) -> dict[str, Any]:
    return {"start": content["start"], "end": content["end"]}


def _value(record: Anchored, name: str, content: dict[str, Any]) -> Any:
    """What is not told of was empty, or there was no such column yet."""
    column: Any = record._meta.get_field(name.removesuffix("_id"))
    told = content[name] if name in content else column.get_default()
    if told and column.related_model is Figure:
        wholes = record.edition.figures.filter(ref=told)
        return wholes.values_list("pk", flat=True).first()
    return column.to_python(told)


def _since(record: Anchored, became: dict[str, Any]) -> Iterator[str]:
    """The columns that are no more what the step made them."""
    for name in record.SIGNED:
        if getattr(record, name) != _value(record, name, became):
            yield name


def _take_out(record: Anchored | None) -> None:
    if isinstance(record, CommitmentStatement):
        take_out_statement(record)
    elif record is not None:
        take_out(record)


def _reopen(edition: Edition, *, refs: set[str]) -> int:
    return len([_open(s) for s in edition.suggestions.filter(ref__in=refs)])


def _open(suggestion: Suggestion) -> Suggestion:
    suggestion.verdict, suggestion.ref = Verdict.OPEN, ""
    suggestion.decided_by = suggestion.decided_at = None
    suggestion.save()
    return suggestion


def last_step(edition: Edition, *, of: User | None = None) -> int:
    """The number of the newest save, of this person if one is named."""
    saves = edition.revisions.filter(by=of) if of else edition.revisions.all()
    newest = saves.order_by("-number").values_list("number", flat=True)
    return newest.first() or 0
