"""Looking at a release again on a day: asked of oneself or of a colleague. Each act
leaves a note, so that the timeline tells of it."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from briefings.actions.editions import lock_edition
from briefings.actions.storing import refuse_echo, storable, store
from briefings.errors import Refused
from briefings.models import Edition, EditorialNote, Reminder, User
from briefings.permissions import demand_notes, may_look_inside, who_may_see
from briefings.workflow import State

MOST_YEARS = 10


@transaction.atomic
def set_reminder(
    edition: Edition, *, by: User | None, person: User, on: date, words: str
) -> Reminder:
    """Have `person` told on the day `on`, by their desk and by e-mail, that they are to
    look at `words`. Raises `Refused` where the day is not to come, and for somebody who
    may not see the release."""
    demand_notes(by)
    words = storable(words).strip()
    if not words:
        raise Refused("Write what to look at.")
    edition = lock_edition(edition)
    if edition.state == State.DISCARDED or edition.release.removed_at:
        raise Refused("It is discarded or removed: there is nothing to look at again.")
    _demand_a_day_to_come(on, today=timezone.localdate(edition.release.now))
    if not (may_look_inside(person) and who_may_see(edition, [person])):
        raise Refused(f"{person} may not see this release: choose somebody who may.")
    refuse_echo(edition.reminders.all(), by=by, person=person, on=on, words=words)
    reminder = store(
        Reminder(edition=edition, person=person, on=on, words=words, by=by)
    )
    _note(reminder, f"{person} is to look at it again on {_day(on)}: {words}", by=by)
    return reminder


@transaction.atomic
def settle_reminder(
    reminder: Reminder,
    *,
    by: User | None,
    words: str = "",
    again_on: date | None = None,
) -> Reminder | None:
    """It is done, with what was found in `words`; and the next one, if there is to be
    one. Anybody of the office may say so."""
    demand_notes(by)
    edition = lock_edition(reminder.edition)
    reminder = Reminder.objects.select_related("person", "settled_by").get(
        pk=reminder.pk
    )
    if reminder.settled_at:
        who = reminder.settled_by or "A command"
        raise Refused(f"{who} settled this reminder already.")
    reminder.settled_at, reminder.settled_by = edition.release.now, by
    store(reminder)
    found = storable(words).strip() or "done"
    _note(reminder, f"The reminder of {_day(reminder.on)} is settled: {found}", by=by)
    if again_on is None:
        return None
    return set_reminder(
        edition, by=by, person=reminder.person, on=again_on, words=reminder.words
    )


def _demand_a_day_to_come(on: date, *, today: date) -> None:
    last = today.replace(day=1, year=today.year + MOST_YEARS)
    if not today < on <= last:
        raise Refused(f"Choose a day from tomorrow on, within {MOST_YEARS} years.")


def _note(reminder: Reminder, words: str, *, by: User | None) -> None:
    store(EditorialNote(edition=reminder.edition, words=words, by=by))


def _day(on: date) -> str:
    return f"{on:%-d %B %Y}"
