from django.db import transaction

from briefings.actions.storing import storable, store
from briefings.errors import Refused
from briefings.models import Edition, EditorialNote, User
from briefings.permissions import may_leave_notes


@transaction.atomic
def add_note(edition: Edition, *, by: User | None, words: str) -> EditorialNote:
    """A word to colleagues about an edition. Anybody in the office may leave one, also
    beside an issued edition."""
    if not may_leave_notes(by):
        raise Refused("Your account may not leave notes. Ask an administrator.")
    words = storable(words).strip()
    if not words:
        raise Refused("Write the note first.")
    return store(EditorialNote(edition=edition, words=words, by=by))
