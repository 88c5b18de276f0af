"""What every action on an edition does: lock it, make its move, keep its words."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db import models
from django.db.models.functions import Now

from briefings.actions.storing import store
from briefings.errors import Refused
from briefings.models import (
    Anchored,
    Edition,
    Release,
    Revision,
    Suggestion,
    Transition,
    User,
    digest_of,
)
from briefings.permissions import demand
from briefings.text.anchors import find_words, follow
from briefings.text.markdown import plain_text
from briefings.text.rendering import Mark, render, render_markdown
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


def lock_for_writing(edition: Edition) -> Edition:
    locked = lock_edition(edition)
    if locked.state not in OPEN_STATES:
        raise Refused("This edition is issued. Begin a correction to change its words.")
    return locked


def demand_move(edition: Edition, name: str, *, by: User | None) -> Move:
    move = MOVES[name]
    demand(by, move.duty)
    if not move.can_start_from(edition.state):
        raise Refused(
            f"“{move.label}” is not possible while the edition is "
            f"{State(edition.state).label.lower()}. Reload the page to see it as it is."
        )
    return move


def make_move(
    edition: Edition, name: str, *, by: User | None, note: str = ""
) -> Transition:
    """Change the state of a locked edition and write down who did it. The caller saves
    nothing else of the state."""
    move = demand_move(edition, name, by=by)
    before, edition.state = edition.state, move.target
    store(edition)
    return record(edition, name, by=by, note=note, before=before)


def record(
    edition: Edition,
    event: str,
    *,
    by: User | None,
    note: str = "",
    before: str | None = None,
) -> Transition:
    return Transition.objects.create(
        edition=edition,
        move=event,
        from_state=edition.state if before is None else before,
        to_state=edition.state,
        by=by,
        note=note,
        digest=edition.digest,
    )


def keep_words(edition: Edition, *, by: User | None) -> Edition:
    """Save a locked edition whose words, tags or records changed: records follow their
    words, pages are rendered, the state is kept as a revision, and an approval of other
    words is void."""
    old_text = edition.plain_text
    edition.plain_text = plain_text(edition.key_points, edition.body)
    if edition.plain_text != old_text:
        _follow_words(edition, old_text)
    _render(edition)
    content = edition.content()
    edition.digest = digest_of(content)
    if edition.state == State.APPROVED and edition.digest != edition.approved_digest:
        edition.approved_by, edition.approved_digest = None, ""
        make_move(edition, "reopen", by=None, note="The words changed.")
    else:
        store(edition)
    _keep_revision(edition, content, by=by)
    return edition


def records_in(edition: Edition) -> Sequence[Anchored]:
    return [
        *edition.quotes.all(),
        *edition.statements.select_related("commitment"),
        *edition.figures.all(),
    ]


def _follow_words(edition: Edition, old_text: str) -> None:
    rows: list[Anchored | Suggestion] = [
        *records_in(edition),
        *edition.suggestions.open(),
    ]
    placed = [row for row in rows if not row.is_lost]
    lost = [row for row in rows if row.is_lost]
    found = follow(old_text, edition.plain_text, [row.anchor for row in placed])
    for row, anchor in zip(placed, found, strict=True):
        row.place(anchor)
    held = {(type(row), row.start) for row in placed}
    for row in lost:
        anchor = find_words(edition.plain_text, row.words)
        # The same words elsewhere may be another record's.
        if anchor and (type(row), anchor.start) not in held:
            row.place(anchor)
    for row in rows:
        row.save()


def _render(edition: Edition) -> None:
    marks = [row.mark() for row in records_in(edition) if not row.is_lost]
    page = render(edition.key_points, edition.body, _in_order(marks))
    edition.key_points_html = list(page.key_points)
    edition.body_html = page.body
    edition.notes_html = render_markdown(edition.notes_to_editors)


def _in_order(marks: Iterable[Mark]) -> list[Mark]:
    return sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.ref))


def _keep_revision(
    edition: Edition, content: dict[str, Any], *, by: User | None
) -> None:
    last = edition.revisions.order_by("number").last()
    if last and last.digest == edition.digest:
        return
    Revision.objects.create(
        edition=edition,
        number=last.number + 1 if last else 1,
        content=content,
        digest=edition.digest,
        by=by,
    )
