"""What editors group under a title, and in which order. It is the collection's own:
nothing here touches an edition."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from briefings.actions.addresses import free_slug
from briefings.actions.marking import Was, get_or_refuse
from briefings.actions.storing import store
from briefings.actions.subjects import change_entry
from briefings.errors import Refused
from briefings.models import Collection, CollectionEntry, Release, User
from briefings.models.addressed import Addressed, releases_addressed
from briefings.models.ordering import last_position, position_at
from briefings.models.visibility import seeing_everything
from briefings.permissions import demand
from briefings.text.markup.rendering import render_markdown
from briefings.workflow import Duty

# More than somebody looks through before they press the button.
MOST_LINES = 500
_TAKEN_OUT = "A colleague took this collection away meanwhile."


@dataclass(frozen=True)
class Line:
    """One line of addresses that were pasted, and which release it means. `fault` says
    why it means none, `note` that nothing need be done about it."""

    number: int
    typed: str
    release: Release | None = None
    fault: str = ""
    note: str = ""


@transaction.atomic
def add_collection(*, by: User | None, title: str, **about: Any) -> Collection:
    demand(by, Duty.WRITE)
    slug = free_slug(Collection, title)
    shown = render_markdown(about.get("body", ""))
    return store(Collection(title=title, slug=slug, body_html=shown, **about))


@transaction.atomic
def change_collection(
    row: Collection, *, by: User | None, was: Was = None, **about: Any
) -> Collection:
    row = change_entry(row, by=by, was=was, **about)
    row.body_html = render_markdown(row.body)
    return store(row)


@transaction.atomic
def remove_collection(row: Collection, *, by: User | None) -> None:
    """Take out what readers do not have. What is hidden in it from whoever acts goes
    with it: to be refused because of that would tell that it is there."""
    row = _locked(row, by)
    if Collection.objects.public().filter(pk=row.pk).exists():
        raise Refused(
            "Readers have this collection. Take its public releases out first, and let "
            "it be shown with public releases only."
        )
    with seeing_everything():
        row.entries.all().delete()
    row.delete()


@transaction.atomic
def open_collection(row: Collection, *, by: User | None) -> Collection:
    """Let readers have its page, title and links before a release in it is public."""
    row = _locked(row, by)
    if row.opened_at is None:
        row.opened_at = Now()
        store(row)
        row.refresh_from_db()
    return row


@transaction.atomic
def close_collection(row: Collection, *, by: User | None) -> Collection:
    """Readers have it only while a release in it is public."""
    row = _locked(row, by)
    row.opened_at = None
    return store(row)


@transaction.atomic
def collect_releases(
    row: Collection, releases: Iterable[Release], *, by: User | None
) -> list[CollectionEntry]:
    """At the end, in the order given. What is in it already stays where it is."""
    row = _locked(row, by)
    wanted = {release.pk: release for release in releases}
    there = row.entries.filter(release__in=wanted).values_list("release", flat=True)
    for key in there:
        del wanted[key]
    return _append(row, [CollectionEntry(release=one) for one in wanted.values()])


@transaction.atomic
def collect_pasted(
    row: Collection, text: str, *, by: User | None
) -> list[CollectionEntry]:
    """The releases at some addresses, one a line; all of them or none."""
    lines = read_addresses(row, text)
    faults = sum(bool(line.fault) for line in lines)
    if faults:
        raise Refused(
            f"Nothing is added: {faults} of {len(lines)} lines name no release that "
            "can be added. See each of them below."
        )
    named = [line.release for line in lines if line.release and not line.note]
    return collect_releases(row, named, by=by)


@transaction.atomic
def add_heading(row: Collection, *, by: User | None, words: str) -> CollectionEntry:
    return _append(_locked(row, by), [CollectionEntry(words=words)])[0]


@transaction.atomic
def add_link(
    row: Collection, *, by: User | None, words: str, url: str
) -> CollectionEntry:
    """To a page elsewhere. Readers have it as soon as they have the collection."""
    row = _locked(row, by)
    if not url:
        raise Refused("Give an address that begins with https://.")
    return _append(row, [CollectionEntry(words=words, url=url)])[0]


@transaction.atomic
def reword_entry(
    entry: CollectionEntry, *, by: User | None, words: str, url: str = ""
) -> CollectionEntry:
    """A heading stays a heading, and a link a link."""
    entry = _lock_entry(entry, by)
    if entry.release_id:
        raise Refused("A release is shown under its headline.")
    if bool(url) != bool(entry.url):
        raise Refused("Give an address that begins with https://.")
    entry.words, entry.url = words, url
    return store(entry)


@transaction.atomic
def move_collected(
    entry: CollectionEntry, *, by: User | None, place: int
) -> CollectionEntry:
    """To a place, counted from 1 among the entries that whoever acts may see. No other
    row changes, so that none tells of what is hidden between them."""
    entry = _lock_entry(entry, by)
    rows = CollectionEntry.objects.filter(collection=entry.collection)
    entry.position = position_at(place, entry, rows)
    return store(entry)


@transaction.atomic
def take_out_entry(entry: CollectionEntry, *, by: User | None) -> None:
    _lock_entry(entry, by).delete()


def read_addresses(row: Collection, text: str) -> list[Line]:
    """What each line means to whoever looks: a release that is hidden from them has no
    address. A fixed number of queries, however many there are."""
    meant = releases_addressed(text.splitlines())
    if not meant:
        raise Refused("Paste the addresses of releases, one a line.")
    if len(meant) > MOST_LINES:
        raise Refused(f"Paste at most {MOST_LINES} addresses at once.")
    known = Release.objects.without_discarded()
    found = known.in_bulk([one.release for one in meant if one.release])
    there: set[int | None] = {*row.entries.values_list("release", flat=True)}
    lines: list[Line] = []
    for number, one in enumerate(meant, 1):
        release = found.get(one.release or 0)
        said = _said_of(one, release, there)
        lines.append(Line(number, one.line, release, *said))
        there.add(one.release)
    return lines


def _said_of(
    one: Addressed, release: Release | None, there: set[int | None]
) -> tuple[str, str]:
    if release is None:
        return one.why or "This release was discarded.", ""
    if release.removed_at:
        return "This release was removed.", ""
    return "", "It is in the collection already." if release.pk in there else ""


def _append(row: Collection, entries: list[CollectionEntry]) -> list[CollectionEntry]:
    last = last_position(CollectionEntry.objects.filter(collection=row))
    for step, entry in enumerate(entries, 1):
        entry.collection, entry.position = row, last + step
        store(entry)
    return entries


def _locked(row: Collection, by: User | None) -> Collection:
    demand(by, Duty.WRITE)
    locked = Collection.objects.select_for_update().filter(pk=row.pk).first()
    if locked is None:
        raise Refused(_TAKEN_OUT)
    return locked


def _lock_entry(entry: CollectionEntry, by: User | None) -> CollectionEntry:
    """As it is now, with its collection held."""
    held = _locked(entry.collection, by)
    entry = get_or_refuse(entry)
    entry.collection = held
    return entry
