"""What happens to a draft before it is saved."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from briefings.actions.editions import marks_in, records_in
from briefings.actions.storing import storable
from briefings.errors import Refused
from briefings.models import Edition, UnsavedText, User
from briefings.permissions import demand
from briefings.text.markup.anchors import follow
from briefings.text.markup.markdown import plain_text
from briefings.text.markup.rendering import Rendering, render
from briefings.workflow import Duty

# Several times the longest release there is: nobody's page fills the disk.
_MOST_CHARACTERS = 1_000_000


@transaction.atomic
def be_present(edition: Edition, *, by: User, is_writing: bool = False) -> None:
    """Tell colleagues that somebody has the page open. Whoever was gone for a while
    came anew."""
    demand(by, Duty.WRITE)
    edition.presences.exclude(pk__in=edition.presences.here()).delete()
    now = {"seen_at": Now(), "is_writing": is_writing}
    edition.presences.update_or_create(
        person=by, defaults=now, create_defaults=now | {"came_at": Now()}
    )


@transaction.atomic
def leave(edition: Edition, *, by: User) -> None:
    """Close the page. Another window of the same person tells of itself soon."""
    edition.presences.filter(person=by).delete()


@transaction.atomic
def keep_unsaved_text(
    edition: Edition,
    *,
    by: User,
    based_on: int,
    content: dict[str, Any],
    window: str = "",
    moved_from: str | None = None,
    taken_up: datetime | None = None,
) -> UnsavedText:
    """Keep what somebody typed and has not saved, in the place of what was kept of the
    same window before, or of the one that it is `moved_from`, and of what was kept at
    the moment `taken_up`, which it goes on with; also when a colleague issued the
    edition meanwhile: the next one can go on with it. The edition is not locked:
    nothing of the record changes."""
    demand(by, Duty.WRITE)
    if len(str(content)) > _MOST_CHARACTERS:
        raise Refused("This text is too long to be kept. Save it in parts.")
    of_this: dict[str, Any] = {"edition__release": edition.release_id, "person": by}
    if moved_from is not None:
        UnsavedText.objects.filter(window=storable(moved_from), **of_this).delete()
    if taken_up is not None:
        UnsavedText.objects.filter(at=taken_up, **of_this).delete()
    kept, _ = UnsavedText.objects.update_or_create(
        **of_this,
        window=storable(window),
        defaults={
            "edition": edition,
            "content": _storable(content),
            "based_on": based_on,
            "at": Now(),
        },
    )
    kept.refresh_from_db()
    return kept


@transaction.atomic
def discard_unsaved_text(kept: UnsavedText, *, by: User) -> None:
    if kept.person_id != by.pk:
        raise Refused("Only whoever typed this can discard it.")
    UnsavedText.objects.filter(pk=kept.pk).delete()


def render_unsaved(edition: Edition, *, key_points: list[str], body: str) -> Rendering:
    """The page as a save would make it, with the records whose words still stand.
    Nothing is kept."""
    rows = [row for row in records_in(edition) if not row.is_lost]
    text = plain_text(key_points, body)
    found = follow(edition.plain_text, text, [row.anchor for row in rows])
    for row, anchor in zip(rows, found, strict=True):
        row.place(anchor)
    return render(key_points, body, marks_in(rows))


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {name: _storable(one) for name, one in value.items()}
    return [_storable(one) for one in value] if isinstance(value, list) else value
