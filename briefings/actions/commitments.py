from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from briefings.actions.addresses import free_slug
from briefings.actions.editions import keep_words, lock_for_writing
from briefings.actions.marking import place_at, unmark
from briefings.actions.storing import store
from briefings.errors import Refused
from briefings.models import (
    Commitment,
    CommitmentStatement,
    CommitmentUpdate,
    Edition,
    Evidence,
    User,
)
from briefings.models.commitments import Novelty, Stage
from briefings.permissions import demand
from briefings.workflow import Duty


@transaction.atomic
def mark_commitment(
    edition: Edition, *, by: User | None, start: int, end: int, **about: Any
) -> CommitmentStatement:
    """Make `[start, end)` of the plain text the first statement of a new commitment.
    `about` holds the commitment's columns; without a title its words are one."""
    demand(by, Duty.WRITE)
    edition = lock_for_writing(edition)
    statement = CommitmentStatement(edition=edition, novelty=Novelty.NEW)
    place_at(statement, edition, start, end)
    statement.commitment = _new_commitment(about, words=statement.words)
    store(statement)
    keep_words(edition, by=by)
    return statement


@transaction.atomic
def restate_commitment(
    commitment: Commitment,
    *,
    by: User | None,
    edition: Edition,
    start: int,
    end: int,
    novelty: str = Novelty.RESTATED,
) -> CommitmentStatement:
    """Say that these words are a commitment made before, said again or revised."""
    demand(by, Duty.WRITE)
    edition = lock_for_writing(edition)
    statement = CommitmentStatement(
        edition=edition, commitment=commitment, novelty=novelty
    )
    place_at(statement, edition, start, end)
    store(statement)
    keep_words(edition, by=by)
    return statement


@transaction.atomic
def change_statement(
    statement: CommitmentStatement, *, by: User | None, **about: Any
) -> CommitmentStatement:
    """Change which words make a statement (`start`, `end`), its `novelty`, or which
    `commitment` it is a statement of."""
    demand(by, Duty.WRITE)
    edition = lock_for_writing(statement.edition)
    statement = CommitmentStatement.objects.get(pk=statement.pk)
    if "start" in about:
        place_at(statement, edition, about.pop("start"), about.pop("end"))
    for name, value in about.items():
        setattr(statement, name, value)
    store(statement)
    keep_words(edition, by=by)
    return statement


@transaction.atomic
def unmark_statement(statement: CommitmentStatement, *, by: User | None) -> Edition:
    """Take the statement out, and its commitment where nothing else states it."""
    edition = unmark(statement, by=by)
    commitment = statement.commitment
    if not any(rows.exists() for rows in _what_points_at(commitment)):
        commitment.delete()
    return edition


@transaction.atomic
def describe_commitment(
    commitment: Commitment, *, by: User | None, **about: Any
) -> Commitment:
    """Change what the office says a commitment consists of; not what became of it."""
    demand(by, Duty.WRITE)
    commitment = Commitment.objects.select_for_update().get(pk=commitment.pk)
    counterparties = about.pop("counterparties", None)
    for name, value in about.items():
        setattr(commitment, name, value)
    store(commitment)
    if counterparties is not None:
        commitment.counterparties.set(counterparties)
    return commitment


@transaction.atomic
def record_update(
    commitment: Commitment,
    *,
    by: User | None,
    stage: str,
    words: str,
    effective_on: date,
    evidence: Iterable[Mapping[str, Any]] = (),
    reason: str = "",
    new_due_by: date | None = None,
) -> CommitmentUpdate:
    """Say what became of a commitment. `evidence` holds the columns of each piece."""
    demand(by, Duty.KEEP_COMMITMENTS)
    Commitment.objects.select_for_update().get(pk=commitment.pk)
    evidence = list(evidence)
    if stage != Stage.ANNOUNCED and not evidence:
        raise Refused("Name the evidence: anything beyond “announced” rests on some.")
    update = CommitmentUpdate(
        commitment=commitment,
        stage=stage,
        words=words,
        effective_on=effective_on,
        reason=reason,
        new_due_by=new_due_by,
        by=by,
    )
    store(update)
    for piece in evidence:
        store(Evidence(update=update, **piece))
    return update


@transaction.atomic
def confirm_update(update: CommitmentUpdate, *, by: User) -> CommitmentUpdate:
    """The second person's signature, without which delivered, dropped and superseded
    commitments and changed deadlines are not said in public."""
    demand(by, Duty.KEEP_COMMITMENTS)
    update = CommitmentUpdate.objects.select_for_update().get(pk=update.pk)
    if update.by == by:
        raise Refused("An update needs a second person: ask a colleague.")
    if update.confirmed_by_id:
        raise Refused("This update is confirmed already.")
    update.confirmed_by = by
    update.save(update_fields=["confirmed_by"])
    return update


def _what_points_at(commitment: Commitment) -> list[QuerySet[Any]]:
    return [
        commitment.statements.all(),
        commitment.updates.all(),
        commitment.parts.all(),
        commitment.supersedes.all(),
    ]


def _new_commitment(about: dict[str, Any], *, words: str) -> Commitment:
    counterparties = about.pop("counterparties", ())
    title = about.pop("title", "") or words
    title = title if len(title) <= 120 else title[:119].rsplit(" ", 1)[0] + "…"
    commitment = Commitment(title=title, slug=free_slug(Commitment, title), **about)
    store(commitment)
    commitment.counterparties.set(counterparties)
    return commitment
