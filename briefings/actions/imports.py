from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from briefings.actions.releases import create_release
from briefings.actions.storing import storable
from briefings.actions.suggestions import suggest
from briefings.errors import Refused
from briefings.models import (
    Contact,
    Edition,
    ImportedFile,
    Organisation,
    Person,
    User,
)
from briefings.text.reading import Reading, Unreadable, read_release


@transaction.atomic
def import_release(source: bytes, *, name: str, by: User | None) -> Edition:
    """A draft with suggestions from the bytes of a file. The same bytes a second time
    are refused with the address of what they became."""
    digest = sha256(source).hexdigest()
    _refuse_twice(digest)
    try:
        reading = read_release(
            source,
            name=name,
            office=Person.objects.as_office(),
            on=timezone.localdate(),
        )
    except Unreadable as error:
        raise Refused(str(error)) from error
    edition = create_release(by=by, **_content(reading))
    try:
        with transaction.atomic():
            ImportedFile.objects.create(
                name=storable(name)[:255],
                sha256=digest,
                release=edition.release,
                warnings=[warning.message for warning in reading.warnings],
                by=by,
            )
    except IntegrityError:
        # Somebody else imported the same file in this very moment.
        _refuse_twice(digest)
        raise
    suggest(edition, reading)
    return edition


def _refuse_twice(digest: str) -> None:
    earlier = ImportedFile.objects.filter(sha256=digest).first()
    if earlier:
        address = earlier.release.get_absolute_url()
        raise Refused(f"This file was imported before, as {address}")


def _content(reading: Reading) -> dict[str, Any]:
    content: dict[str, Any] = {
        "headline": _headline(reading),
        "key_points": list(reading.key_points),
        "body": reading.body,
        "notes_to_editors": reading.notes_to_editors,
        "language": reading.language,
        "dateline": reading.dateline[:120],
    }
    known = Organisation.objects.filter(name__iexact=reading.organisation or "").first()
    if known:
        content["lead_organisations"] = [known]
    names = [contact.name for contact in reading.contacts if contact.name]
    content["contacts"] = list(Contact.objects.filter(name__in=names))
    return content


def _headline(reading: Reading) -> str:
    """A text without a headline still needs a name until an editor gives it one."""
    candidates = (reading.headline, *reading.key_points, reading.plain_text())
    first = next((c for c in candidates if c and c.strip()), "Untitled")
    line = first.strip().splitlines()[0]
    return line if len(line) <= 255 else line[:254].rsplit(" ", 1)[0] + "…"
