from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from briefings.actions.addresses import free_slug
from briefings.actions.editions import keep_words, lock_edition, lock_for_writing
from briefings.actions.marking import (
    Was,
    fill,
    lock_record,
    refuse_circle,
    refuse_overwriting,
    set_columns,
    take_out,
)
from briefings.actions.storing import refusing, store
from briefings.errors import Refused
from briefings.models import (
    Commitment,
    CommitmentRevision,
    CommitmentStatement,
    CommitmentUpdate,
    Edition,
    Evidence,
    User,
)
from briefings.models.commitment_updates import Stage
from briefings.models.commitments import Novelty
from briefings.models.visibility import seeing_everything
from briefings.permissions import demand, demand_known, duty_to_describe
from briefings.workflow import OPEN_STATES, Duty

_LINKING = 0x51C7  # any number that no other lock uses
_LINKS = ("part_of", "superseded_by")
_COLUMNS = (
    "title",
    "responsible_organisation",
    "responsible_role",
    "success_criteria",
    "verifiability",
    *Commitment.PROMISED,
    *_LINKS,
)


_OUT_OF_SIGHT = (
    "This promise cannot be changed just now. Make a new one of these words, or ask an "
    "administrator."
)


@transaction.atomic
def mark_commitment(
    edition: Edition, *, by: User | None, start: int, end: int, **about: Any
) -> CommitmentStatement:
    """Make `[start, end)` of the plain text the first statement of a new commitment.
    `about` holds the commitment's columns; without a title its words are one."""
    demand(by, Duty.WRITE)
    locked = lock_for_writing(edition, by=by)
    about |= {"start": start, "end": end}
    statement = put_commitment(locked, about, seen=edition)
    keep_words(locked, by=by)
    return statement


def put_commitment(
    locked: Edition, about: dict[str, Any], *, seen: Edition
) -> CommitmentStatement:
    """A step of actions: the caller keeps the words."""
    statement = CommitmentStatement(edition=locked, novelty=Novelty.NEW)
    place = {name: about.pop(name) for name in ("start", "end")}
    fill(statement, place, seen=seen)
    statement.commitment = _new_commitment(about, words=statement.words)
    return store(statement)


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
    locked = lock_for_writing(edition, by=by)
    about = {"novelty": novelty, "start": start, "end": end}
    statement = put_statement(locked, commitment, about, seen=edition)
    keep_words(locked, by=by)
    return statement


def put_statement(
    locked: Edition, commitment: Commitment, about: dict[str, Any], *, seen: Edition
) -> CommitmentStatement:
    """A step of actions: the caller keeps the words."""
    statement = CommitmentStatement(edition=locked, novelty=Novelty.RESTATED)
    [commitment] = _lock(commitment)
    fill(statement, about | {"commitment": commitment}, seen=seen)
    return store(statement)


@transaction.atomic
def change_statement(
    statement: CommitmentStatement,
    *,
    by: User | None,
    was: Was = None,
    **about: Any,
) -> CommitmentStatement:
    """Change which words make a statement (`start`, `end`), its `novelty`, or which
    `commitment` it is a statement of."""
    demand(by, Duty.WRITE)
    seen, statement = statement.edition, lock_record(statement, by=by)
    if "commitment" in about:
        [about["commitment"]] = _lock(about["commitment"])
    fill(statement, about, seen=seen, was=was)
    store(statement)
    keep_words(statement.edition, by=by)
    return statement


@transaction.atomic
def unmark_statement(statement: CommitmentStatement, *, by: User | None) -> Edition:
    """Take the statement out, and its commitment where nothing else states it."""
    demand(by, Duty.WRITE)
    statement = lock_record(statement, by=by)
    take_out_statement(statement)
    return keep_words(statement.edition, by=by)


def take_out_statement(statement: CommitmentStatement) -> None:
    """A step of actions: the caller keeps the words."""
    [commitment] = _lock(statement.commitment)
    take_out(statement)
    with seeing_everything():
        is_needed = any(rows.exists() for rows in _what_points_at(commitment))
    if not is_needed:
        commitment.delete()


class BroughtBack:
    """Commitments that come back together. A step of actions: the caller keeps the
    words."""

    def __init__(self) -> None:
        self._made: dict[int, tuple[Commitment, dict[str, Any]]] = {}

    def one(self, content: dict[str, Any]) -> Commitment:
        """The commitment as it is, or, if it was taken out, as its `content` has it.
        One that only a limited draft states by now is that draft's: whoever may not see
        it gets another."""
        number = content["id"]
        if number in self._made:
            return self._made[number][0]
        if standing := Commitment.objects.filter(pk=number).first():
            return standing
        links = {f"{name}_id": None for name in _LINKS}
        columns = {name: content[name] for name in content if name != "counterparties"}
        commitment = Commitment(**columns | links)
        with seeing_everything():
            if Commitment.objects.filter(pk=number).exists():
                commitment.pk = None
        commitment.slug = free_slug(Commitment, commitment.title)
        store(commitment)
        commitment.counterparties.set(content["counterparties"])
        self._made[number] = commitment, content
        return commitment

    def link(self) -> None:
        """Once all are there: they may be parts of each other."""
        for commitment, content in self._made.values():
            if not any(content[f"{name}_id"] for name in _LINKS):
                continue
            for name in _LINKS:
                linked = content[f"{name}_id"]
                made = self._made.get(linked)
                setattr(commitment, f"{name}_id", made[0].pk if made else linked)
            store(commitment)


@transaction.atomic
def describe_commitment(
    commitment: Commitment,
    *,
    by: User | None,
    was: Was = None,
    **about: Any,
) -> Commitment:
    """Change what the office says a commitment consists of; not what became of it. An
    approval of words that state it is void, as if the words had changed. `was` holds
    the columns as whoever changes them had read them."""
    stating = _lock_editions_in_hand(commitment)
    commitment = _lock_to_link(commitment, about)
    demand(by, duty_to_describe(commitment))
    _refuse_while_scheduled(commitment)
    before = commitment.content()
    counterparties = about.pop("counterparties", None)
    refuse_overwriting(commitment, about, was or {})
    set_columns(commitment, about, _COLUMNS)
    for name in about.keys() & set(_LINKS):
        refuse_circle(commitment, name)
    store(commitment)
    if counterparties is not None:
        with refusing(commitment):
            commitment.counterparties.set(counterparties)
    # Read back, because 75 and "75" are the same sum.
    commitment.refresh_from_db()
    _keep_former(commitment, before, by=by)
    for edition in stating:
        keep_words(edition, by=by)
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
    [commitment] = _lock(commitment)
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
    demand_known(by)
    update = CommitmentUpdate.objects.select_for_update().get(pk=update.pk)
    if update.by == by:
        raise Refused("An update needs a second person: ask a colleague.")
    if update.confirmed_by_id:
        raise Refused("This update is confirmed already.")
    update.confirmed_by = by
    update.save(update_fields=["confirmed_by"])
    return update


def _lock_editions_in_hand(commitment: Commitment) -> list[Edition]:
    """The editions that state the commitment and are not issued yet. Releases are
    locked before commitments, by everybody in the same order."""
    stated = Edition.objects.filter(
        state__in=OPEN_STATES, statements__commitment=commitment
    )
    seen = set(stated.values_list("pk", flat=True))
    with seeing_everything():
        if set(stated.all().values_list("pk", flat=True)) != seen:
            raise Refused(_OUT_OF_SIGHT)
    return [lock_edition(e) for e in stated.distinct().order_by("release_id")]


def _refuse_while_scheduled(commitment: Commitment) -> None:
    """What goes out by the clock is what was approved."""
    scheduled = Edition.objects.scheduled().filter(statements__commitment=commitment)
    edition = scheduled.first()
    with seeing_everything():
        if edition is None and scheduled.all().exists():
            raise Refused(_OUT_OF_SIGHT)
    if edition:
        raise Refused(
            f"“{edition.headline}” is scheduled with this promise as it was approved: "
            "unschedule it first, or wait until it is public."
        )


def _keep_former(
    commitment: Commitment, before: dict[str, Any], *, by: User | None
) -> None:
    """What readers were told until now. Of one that is in a draft alone the revisions
    of the draft tell."""
    if commitment.is_issued and commitment.content() != before:
        number = commitment.revisions.count() + 1
        CommitmentRevision.objects.create(
            commitment=commitment, number=number, content=before, by=by
        )


def _lock(*commitments: Commitment) -> list[Commitment]:
    """The commitments as they are now, held until the transaction ends: nobody takes
    one out from under those who just named it. Everybody locks them in the same order,
    and after the release."""
    keys = [commitment.pk for commitment in commitments]
    rows = (
        Commitment.objects.select_for_update(no_key=True).order_by("pk").in_bulk(keys)
    )
    if len(rows) < len(set(keys)):
        raise Refused("A colleague took this commitment out.")
    return [rows[key] for key in keys]


def _lock_to_link(commitment: Commitment, about: Mapping[str, Any]) -> Commitment:
    """Links are made one at a time in the whole office: only then does nobody close a
    circle that another is drawing."""
    linked = _linked(about)
    if linked:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LINKING])
    return _lock(commitment, *linked)[0]


def _linked(about: Mapping[str, Any]) -> list[Commitment]:
    return [about[name] for name in _LINKS if about.get(name)]


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
    commitment = Commitment(title=title, slug=free_slug(Commitment, title))
    _lock(*_linked(about))
    set_columns(commitment, about, _COLUMNS)
    store(commitment)
    commitment.counterparties.set(counterparties)
    return commitment
