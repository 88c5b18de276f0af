from django.db import transaction

from briefings.actions.storing import storable, store
from briefings.errors import Refused
from briefings.models import Edition, EditorialNote, User


@transaction.atomic
def add_note(edition: Edition, *, by: User | None, words: str) -> EditorialNote:
    """A word to colleagues about an edition. Anybody in the office may leave one, also
    beside an issued edition."""
    if by is not None and not by.has_perm("briefings.add_editorialnote"):
        raise Refused("Your account may not leave notes. Ask an administrator.")
    words = storable(words).strip()
    if not words:
        raise Refused("Write the note first.")
    return store(EditorialNote(edition=edition, words=words, by=by))
