from django.db import transaction

from briefings.actions.editions import lock_edition
from briefings.actions.storing import refuse_echo, storable, store
from briefings.errors import Refused
from briefings.models import ChangeNoteCorrection, Edition, EditorialNote, User
from briefings.permissions import demand, demand_notes, demand_to_change
from briefings.workflow import Duty, State


@transaction.atomic
def add_note(edition: Edition, *, by: User | None, words: str) -> EditorialNote:
    """A word to colleagues about an edition. Anybody in the office may leave one, also
    beside an issued edition."""
    demand_notes(by)
    words = storable(words).strip()
    if not words:
        raise Refused("Write the note first.")
    edition = lock_edition(edition)
    refuse_echo(edition.notes.all(), by=by, words=words)
    return store(EditorialNote(edition=edition, words=words, by=by))


@transaction.atomic
def correct_change_note(
    edition: Edition, *, by: User | None, words: str
) -> ChangeNoteCorrection:
    """Tell readers what was wrong with a change note. The note itself stays, and this
    is shown under it."""
    demand(by, Duty.ISSUE)
    edition = lock_edition(edition)
    demand_to_change(edition.release, by)
    if edition.state != State.ISSUED or edition.live_from > edition.release.now:
        raise Refused("This edition is not public yet: change its note itself.")
    if not edition.change_note.strip():
        raise Refused("This edition has no change note to correct.")
    words = storable(words).strip()
    if not words:
        raise Refused("Write what readers should know about the change note.")
    refuse_echo(edition.note_corrections.all(), by=by, words=words)
    return store(ChangeNoteCorrection(edition=edition, words=words, by=by))
