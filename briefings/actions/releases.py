from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localtime

from briefings.actions.addresses import follow_headline, free_slug
from briefings.actions.editions import (
    keep_words,
    lock_for_writing,
    lock_release,
    record,
)
from briefings.actions.limits import refuse_leading
from briefings.actions.storing import storable, store
from briefings.errors import Conflict, Refused
from briefings.models import (
    Edition,
    Involvement,
    Organisation,
    Release,
    Revision,
    UnsavedText,
    User,
)
from briefings.models.editions import SIGNED_WORDS, TAGS, WORDS
from briefings.models.facts import FACTS
from briefings.models.involvements import PARTS
from briefings.models.releases import SPOKEN, Kind
from briefings.models.visibility import seeing_everything
from briefings.permissions import demand, demand_to_change
from briefings.readiness import UNTITLED
from briefings.workflow import Duty, State

_MARKDOWN = {"body", "notes_to_editors"}


@transaction.atomic
def create_release(
    *, by: User | None, kind: str = Kind.PRESS_RELEASE, **content: Any
) -> Edition:
    """A new release with its first edition in draft. `content` as in `save_draft`."""
    demand(by, Duty.WRITE)
    slug = free_slug(Release, content.get("headline", ""))
    release = store(Release(slug=slug, kind=kind, created_by=by))
    edition = Edition(release=release, number=1, written_by=by)
    edition = _begin(edition, content, by=by)
    record(edition, "create", by=by)
    return edition


@transaction.atomic
def save_draft(
    edition: Edition,
    *,
    by: User | None,
    based_on: int,
    window: str | None = None,
    taken_up: datetime | None = None,
    **content: Any,
) -> Edition:
    """Save words and tags over revision number `based_on`, the last one the editor had
    seen; other words or tags in a later one are somebody else's work and refuse the
    save. Records that were marked meanwhile follow the words, as always.

    `content` holds any of an edition's words and tags by name, the `kind` of the
    release, which stays once it was issued, and the lists
    `lead_organisations` and `supporting_organisations`; what is not named stays. With
    the `window` it was typed in, what was kept of that window is saved now and goes,
    and so does what was kept at the moment `taken_up`, with which it went on."""
    demand(by, Duty.WRITE)
    edition = lock_for_writing(edition, by=by)
    _refuse_to_overwrite(edition, based_on)
    write(edition, content)
    kept = UnsavedText.objects.filter(edition__release=edition.release_id, person=by)
    kept.filter(Q(window=window) | Q(at=taken_up)).delete()
    return keep_words(edition, by=by)


def write(edition: Edition, content: dict[str, Any]) -> None:
    """Into a locked edition. A step of actions: the caller keeps the words."""
    content = dict(content)
    former = edition.headline
    _set_kind(edition.release, content.pop("kind", edition.kind))
    _set_words(edition, content)
    _set_tags(edition, content)
    follow_headline(edition, former)


@transaction.atomic
def begin_correction(release: Release, *, by: User | None) -> Edition:
    """A new edition beside the live one, with the same words, tags and records."""
    demand(by, Duty.WRITE)
    release = lock_release(release)
    demand_to_change(release, by)
    live = release.editions.public(release.now).first()
    if live is None:
        raise Refused("Only a release that is public can be corrected.")
    latest = release.newest_edition
    if latest.state != State.ISSUED:
        raise Refused(f"Edition {latest.number} is already being written.")
    if latest != live:
        raise Refused(f"Edition {latest.number} is scheduled: unschedule it first.")
    edition = begin_next(live, by=by)
    record(edition, "correct", by=by)
    return edition


def begin_next(last: Edition, *, by: User | None, **change: Any) -> Edition:
    """The edition after one of a locked release, as its copy. A step of actions: the
    caller writes down what it is for."""
    words = {
        name: getattr(last, name)
        for name in (*WORDS, *FACTS)
        if not name.startswith("change")
    }
    with seeing_everything():
        tags = {name: list(getattr(last, name).all()) for name in TAGS}
    edition = Edition(release=last.release, number=last.number + 1, written_by=by)
    edition.plain_text = last.plain_text
    return _begin(edition, words | tags | change, by=by, copied_from=last)


def _refuse_to_overwrite(edition: Edition, based_on: int) -> None:
    last = edition.revisions.order_by("number").last()
    if last is None or last.number == based_on:
        return
    seen = edition.revisions.filter(number=based_on).first()
    if seen is None or _written(seen) != _written(last):
        raise Conflict(
            f"{last.by or 'A command'} saved this release at "
            f"{localtime(last.at):%H:%M} while you were writing. Your text is not "
            "lost: it is merged with theirs below. Look at it, then save."
        )


def _written(revision: Revision) -> dict[str, Any]:
    names = (*SIGNED_WORDS, *FACTS, *TAGS, "organisations")
    return {name: revision.content.get(name) for name in names}


def _begin(
    edition: Edition,
    content: dict[str, Any],
    *,
    by: User | None,
    copied_from: Edition | None = None,
) -> Edition:
    _set_words(edition, content)
    edition.headline = edition.headline or UNTITLED
    store(edition)
    _set_tags(edition, content)
    if copied_from:
        _copy_records(copied_from, edition)
    return keep_words(edition, by=by)


def _copy_records(source: Edition, target: Edition) -> None:
    """The same quotes, statements, figures and files in another edition: same words,
    same `ref`, a row of its own."""
    records = (source.quotes, source.statements, source.figures)
    rows = (source.involvements, *records, source.files)
    for row in (row for manager in rows for row in manager.all()):
        row.pk, row.edition = None, target
        row._state.adding = True
        row.save()
    for part in target.figures.filter(part_of__edition=source):
        part.part_of = target.figures.get(ref=part.part_of.ref)
        part.save(update_fields=["part_of"])


def _set_kind(release: Release, kind: str) -> None:
    if kind == release.kind:
        return
    if release.first_published_at:
        raise Refused(
            f"Readers know this release as a {release.get_kind_display().lower()}: its "
            "kind cannot be changed any more."
        )
    release.kind = kind
    store(release)


def _set_words(edition: Edition, content: dict[str, Any]) -> None:
    unknown = set(content) - {*WORDS, *FACTS, *TAGS, *PARTS}
    if unknown:
        raise TypeError(f"An edition has no {', '.join(sorted(unknown))}.")
    for name in WORDS:
        if name in content:
            setattr(edition, name, _storable(name, content[name]))
    for name in FACTS:
        if name in content:
            value = content[name]
            is_text = isinstance(value, str)
            setattr(edition, name, storable(value).strip() if is_text else value)
    if edition.kind not in SPOKEN:
        edition.forget_delivery()


def _storable(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return [storable(text).strip() for text in value if storable(text).strip()]
    # Browsers send another line break than files have.
    text = storable(value).replace("\r\n", "\n")
    # White space means something in Markdown, unless there is nothing else.
    return text if name in _MARKDOWN and text.strip() else text.strip()


def _set_tags(edition: Edition, content: dict[str, Any]) -> None:
    refuse_leading(edition.release, to=content.get("related_releases", ()))
    for name in TAGS:
        if name in content:
            getattr(edition, name).set(content[name])
    _refuse_double_parts(content)
    for name, part in PARTS.items():
        if name in content:
            _involve(edition, content[name], part)


def _refuse_double_parts(content: dict[str, Any]) -> None:
    leading, supporting = (content.get(name, ()) for name in PARTS)
    for organisation in leading:
        if organisation in supporting:
            raise Refused(f"{organisation} leads already: it cannot support as well.")


def _involve(edition: Edition, organisations: list[Organisation], part: str) -> None:
    edition.involvements.filter(part=part).delete()
    for position, organisation in enumerate(organisations):
        Involvement.objects.update_or_create(
            edition=edition,
            organisation=organisation,
            defaults={"part": part, "position": position},
        )
