from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from briefings.actions.naming import known_by
from briefings.actions.record import add_note
from briefings.actions.releases import create_release
from briefings.actions.storing import storable, store
from briefings.actions.suggestions import suggest
from briefings.actions.tag_proposals import propose_tags
from briefings.errors import Refused
from briefings.models import (
    Contact,
    Edition,
    ImportedFile,
    Organisation,
    Person,
    User,
)
from briefings.models.releases import Kind
from briefings.permissions import demand
from briefings.readiness import UNTITLED
from briefings.text.formats.plain_source import escaped
from briefings.text.reading import (
    ReadContact,
    Reading,
    ReadWarning,
    Unreadable,
    read_release,
)
from briefings.text.speech.attribution import introduces_speech
from briefings.workflow import Duty, State


class ImportedBefore(Refused):
    """`edition` is what the file became; each way in has its own address for it."""

    def __init__(self, edition: Edition) -> None:
        sentence = f"This file was imported before, as “{edition.headline}”."
        if edition.state == State.DISCARDED:
            sentence += " That was discarded: bring it back."
        super().__init__(sentence)
        self.edition = edition


@transaction.atomic
def import_release(source: bytes, *, name: str, by: User | None) -> Edition:
    """A draft with suggestions from the bytes of a file. The same bytes a second time
    are refused with the address of what they became."""
    demand(by, Duty.WRITE)
    digest = sha256(source).hexdigest()
    _refuse_twice(digest)
    try:
        reading = read_release(
            source,
            name=name,
            office=Person.objects.as_office(),
            on=timezone.localdate(),
            zone=settings.TIME_ZONE,
        )
    except Unreadable as error:
        raise Refused(str(error)) from error
    kind = reading.release_kind or Kind.PRESS_RELEASE
    edition = create_release(by=by, kind=kind, **_content(reading))
    # Whoever creates a release waits for an address: of two who import one file at the
    # same moment, the second sees what the first did.
    _refuse_twice(digest)
    ImportedFile.objects.create(
        name=storable(name)[:255],
        sha256=digest,
        release=edition.release,
        source=source,
        warnings=[_storable(warning) for warning in reading.warnings],
        embargoed_until=reading.embargoed_until,
        by=by,
    )
    if reading.embargoed_until:
        edition.embargoed_until = reading.embargoed_until
        store(edition)
    suggest(edition, reading)
    propose_tags(edition, reading)
    if past := _past(reading):
        add_note(edition, by=by, words=storable(past))
    return edition


def _refuse_twice(digest: str) -> None:
    files = ImportedFile.objects.without_source()
    earlier = files.filter(sha256=digest).first()
    if earlier:
        raise ImportedBefore(earlier.release.newest_edition)


def _past(reading: Reading) -> str:
    """What became of the release where it was published first: for the editor to
    know, since no edition of ours can be made up afterwards."""
    lines = [
        f"Changed where it was published first{_on(change.at)}: {change.note}"
        for change in reading.change_history
    ]
    if reading.withdrawn:
        when = _on(reading.withdrawn.at)
        lines.append(f"Withdrawn there{when}: {reading.withdrawn.explanation}")
    return "\n".join(lines)


def _on(at: datetime | None) -> str:
    return f" on {at:%-d %B %Y}" if at else ""


def _storable(warning: ReadWarning) -> dict[str, str]:
    return {"message": storable(warning.message), "words": storable(warning.words)}


def _content(reading: Reading) -> dict[str, Any]:
    known = {contact: _known(contact) for contact in reading.contacts}
    strange = [contact.words for contact, row in known.items() if row is None]
    notes = [reading.asides(), "\n\n".join(["## Contacts", *map(escaped, strange)])]
    content: dict[str, Any] = {
        "headline": _headline(reading),
        "summary": reading.standfirst,
        "key_points": list(reading.key_points),
        "body": reading.body,
        # Whom the office does not know yet is called all the same.
        "notes_to_editors": "\n\n".join(filter(None, notes if strange else notes[:1])),
        "language": reading.language,
        "dateline": reading.dateline[:120],
        **_delivery(reading),
        "contacts": list(dict.fromkeys(row for row in known.values() if row)),
    }
    issuers = known_by(Organisation, reading.organisation)
    if reading.organisation and len(issuers[:2]) == 1:
        content["lead_organisations"] = list(issuers)
    return content


def _delivery(reading: Reading) -> dict[str, Any]:
    """When and where it was given, if it is a speech or a statement."""
    return {
        "delivered_on": reading.delivered_on,
        "venue": reading.location[:200],
        "given_as": reading.given_as,
    }


def _known(contact: ReadContact) -> Contact | None:
    """The contact of this name in the office's register. Every ministry has a “Press
    office”: of several it is the one with the same number or address."""
    if not contact.name:
        return None
    named = list(Contact.objects.filter(name__iexact=contact.name))
    for row in named:
        reached = {row.email.casefold(), _digits(row.telephone)} - {""}
        if reached & {contact.email.casefold(), _digits(contact.telephone)}:
            return row
    return named[0] if len(named) == 1 and not contact.email else None


def _digits(telephone: str) -> str:
    return "".join(filter(str.isdigit, telephone))


def _headline(reading: Reading) -> str:
    """A text without a headline still needs a name until an editor gives it one."""
    candidates = (
        reading.headline,
        *reading.key_points,
        *reading.plain_text().splitlines(),
    )
    # "Ada Penhallow, Minister for Locks, said:" names a speaker and no release.
    named = (c.strip() for c in candidates if not introduces_speech(c))
    line = next(filter(None, named), UNTITLED).splitlines()[0]
    return line if len(line) <= 255 else line[:254].rsplit(" ", 1)[0] + "…"
