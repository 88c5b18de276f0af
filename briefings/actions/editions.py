"""What every action on an edition does: lock it, make its move, keep its words."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db import models
from django.db.models.functions import Now

from briefings.actions.mails import tell_of_move, tell_of_save
from briefings.actions.storing import storable, store
from briefings.errors import Refused
from briefings.models import (
    Anchored,
    Comment,
    CommitmentStatement,
    Edition,
    FactCheckRemark,
    Quote,
    Release,
    Revision,
    Suggestion,
    Transition,
    User,
    digest_of,
)
from briefings.models.anchored import Placed
from briefings.permissions import demand, demand_to_change
from briefings.text.markup.anchors import (
    Anchor,
    find_again,
    find_only,
    find_put_back,
    follow,
)
from briefings.text.markup.markdown import plain_text
from briefings.text.markup.rendering import Mark, render, render_markdown
from briefings.workflow import MOVES, OPEN_STATES, Move, State

_Row = TypeVar("_Row", bound=models.Model)


def lock_release(release: Release) -> Release:
    """The release as it is now, held until the transaction ends. Every action takes
    this lock first, so no two can wait for each other."""
    locked = Release.objects.select_for_update(no_key=True).get(pk=release.pk)
    # Asked only once the lock is held: waiting for it may have taken long enough for
    # an edition to go live.
    locked.now = Release.objects.values_list(Now(), flat=True).get(pk=release.pk)
    return locked


def lock_edition(edition: Edition) -> Edition:
    release = lock_release(Release(pk=edition.release_id))
    locked = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    locked.release = release
    return locked


def lock_for_writing(edition: Edition, *, by: User | None) -> Edition:
    locked = lock_edition(edition)
    if locked.state == State.DISCARDED:
        raise Refused("This edition was discarded. Bring it back to change its words.")
    if locked.state not in OPEN_STATES:
        raise Refused("This edition is issued. Begin a correction to change its words.")
    demand_to_change(locked.release, by)
    return locked


def demand_move(edition: Edition, name: str, *, by: User | None) -> Move:
    move = MOVES[name]
    demand(by, move.duty)
    if not move.can_start_from(edition.state):
        raise Refused(
            f"“{move.label}” is not possible while the edition is "
            f"{_as_it_is(edition)}. Reload the page to see it as it is."
        )
    return move


def _as_it_is(edition: Edition) -> str:
    if edition.state == State.CHANGES_REQUESTED:
        return "back with its writer, who was asked for changes"
    return State(edition.state).label.lower()


def make_move(
    edition: Edition,
    name: str,
    *,
    by: User | None,
    note: str = "",
    asked: User | None = None,
) -> Transition:
    """Change the state of a locked edition and write down who did it. The caller saves
    nothing else of the state."""
    move = demand_move(edition, name, by=by)
    before, edition.state = edition.state, move.target
    store(edition)
    return record(edition, name, by=by, note=note, before=before, asked=asked)


def record(
    edition: Edition,
    event: str,
    *,
    by: User | None,
    note: str = "",
    before: str | None = None,
    asked: User | None = None,
) -> Transition:
    move = Transition.objects.create(
        edition=edition,
        move=event,
        from_state=edition.state if before is None else before,
        to_state=edition.state,
        by=by,
        note=storable(note).strip(),
        asked=asked,
        digest=edition.digest,
    )
    tell_of_move(move)
    return move


def keep_words(edition: Edition, *, by: User | None) -> Edition:
    """Save a locked edition whose words, tags or records changed: records follow their
    words, pages are rendered, the state is kept as a revision, and an approval of other
    words is void."""
    follow_words(edition)
    # A quote is in the language of the text it stands in.
    edition.quotes.exclude(language=edition.language).update(language=edition.language)
    render_words(edition)
    content = edition.content()
    edition.digest = digest_of(content)
    if edition.state == State.APPROVED and edition.digest != edition.approved_digest:
        _reopen(edition, by=by)
    else:
        store(edition)
    _keep_revision(edition, content, by=by)
    return edition


def _reopen(edition: Edition, *, by: User | None) -> None:
    """Whoever changed what was approved, and by whatever right, it is read again."""
    edition.approved_by, edition.approved_digest, edition.printed = None, "", None
    before, edition.state = edition.state, MOVES["reopen"].target
    store(edition)
    record(edition, "reopen", by=by, note="The words changed.", before=before)


def follow_words(edition: Edition) -> None:
    """Put the records of a locked edition at their words in the text as it now is. A
    step of actions: the caller keeps the words."""
    old_text = edition.plain_text
    edition.plain_text = plain_text(edition.key_points, edition.body)
    if edition.plain_text != old_text:
        _follow_words(edition, old_text)


def records_in(edition: Edition) -> Sequence[Anchored]:
    return [
        *edition.quotes.select_related("organisation"),
        *edition.statements.select_related("commitment"),
        *edition.figures.all(),
    ]


def _follow_words(edition: Edition, old_text: str) -> None:
    rows: list[Placed] = [
        *records_in(edition),
        *edition.suggestions.open(),
        *edition.comments.open().in_the_text(),
        *edition.fact_check_remarks.all(),
    ]
    placed = [row for row in rows if not row.is_lost]
    lost = [row for row in rows if row.is_lost]
    text, moved = edition.plain_text, []
    around = {row: _without(old_text, row) for row in rows if isinstance(row, Comment)}
    found = follow(old_text, text, [row.anchor for row in placed])
    for row, anchor in zip(placed, found, strict=True):
        # A promise that moves is the same promise, but a quote is of whoever is said to
        # say it, and that stands around it.
        if anchor is None and not isinstance(row, Quote):
            moved.append((row, find_only(_without(old_text, row), text, row.words)))
        row.place(anchor)
    _put_back(rows, moved)
    _put_back(rows, [(row, find_again(text, row.anchor)) for row in lost])
    waiting = [row for row in lost if row.is_lost]
    _put_back(rows, [(row, find_only(old_text, text, row.words)) for row in waiting])
    # A comment at the same words elsewhere misleads nobody as a record would there.
    for comment, old in around.items():
        if comment.is_lost:
            comment.place(find_put_back(old, text, comment.anchor))
    for row in rows:
        row.save()


def _without(text: str, row: Placed) -> str:
    """What a text says beside the words of a row."""
    return text if row.is_lost else text[: row.start] + text[row.end :]


def _put_back(
    rows: Sequence[Placed],
    found: Iterable[tuple[Placed, Anchor | None]],
) -> None:
    """Place the rows whose words nobody holds. Two that claim the same words both wait
    for an editor to say whose they are."""
    claims = [(row, anchor) for row, anchor in found if anchor]
    held = [(row, row.anchor) for row in rows if not row.is_lost]
    for row, anchor in claims:
        if not any(
            row is not other and _exclude(row, anchor, other, there)
            for other, there in [*held, *claims]
        ):
            row.place(anchor)


def _exclude(
    row: Placed,
    anchor: Anchor,
    other: Placed,
    there: Anchor,
) -> bool:
    """Whether one of the two is in the other's place: nobody speaks inside of somebody
    else's quote, and words are one figure, one saying of a promise, one proposal."""
    if _kind(row) != _kind(other):
        return False
    if isinstance(row, Quote):
        return not anchor.is_apart_from(there)
    return (anchor.start, anchor.end) == (there.start, there.end)


def _kind(row: Placed) -> tuple[object, ...]:
    if isinstance(row, CommitmentStatement):
        return CommitmentStatement, row.commitment_id
    if isinstance(row, Comment | FactCheckRemark):
        # Any number of people may say something of the same words.
        return type(row), row.pk
    return (Suggestion, row.kind) if isinstance(row, Suggestion) else (type(row),)


def render_words(edition: Edition) -> None:
    marks = marks_in(records_in(edition))
    page = render(edition.key_points, edition.body, marks)
    edition.key_points_html = list(page.key_points)
    edition.body_html = page.body
    edition.notes_html = render_markdown(edition.notes_to_editors)


def marks_in(rows: Iterable[Anchored | Comment | FactCheckRemark]) -> list[Mark]:
    marks = [row.mark() for row in rows if not row.is_lost]
    return sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.ref))


def _keep_revision(
    edition: Edition, content: dict[str, Any], *, by: User | None
) -> None:
    last = edition.revisions.order_by("number").last()
    if last and last.digest == edition.digest:
        return
    revision = Revision.objects.create(
        edition=edition,
        number=last.number + 1 if last else 1,
        content=content,
        digest=edition.digest,
        by=by,
    )
    tell_of_save(revision)
