from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from briefings.actions.editions import keep_words, lock_for_writing
from briefings.actions.marking import Was, fill, lock_record, unmark
from briefings.actions.people import enter_person
from briefings.actions.storing import store
from briefings.errors import Refused
from briefings.models import Edition, Quote, RoleAppointment, User
from briefings.permissions import demand
from briefings.text.speech.printed_names import names_in
from briefings.workflow import Duty

_LONGEST_NAME = 200


@transaction.atomic
def mark_quote(
    edition: Edition, *, by: User | None, start: int, end: int, **about: Any
) -> Quote:
    """Make `[start, end)` of the plain text a quote. `about` holds its other columns;
    the role held that day is filled in where the speaker held just one."""
    demand(by, Duty.WRITE)
    locked = lock_for_writing(edition, by=by)
    about = with_speaker(about, by=by) | {"start": start, "end": end}
    quote = put_quote(locked, about, seen=edition)
    keep_words(locked, by=by)
    return quote


def with_speaker(about: dict[str, Any], *, by: User | None) -> dict[str, Any]:
    """Who is printed as the speaker, and chosen by nobody, is found by the name or
    entered. Of two who spoke together an editor chooses one."""
    name = about.get("speaker_name")
    if not name or {"speaker", "organisation"} & about.keys():
        return about
    return about | ({"speaker": enter_person(name, by=by)} if _is_name(name) else {})


def _is_name(printed: str) -> bool:
    return len(names_in(printed)) == 1 and len(printed) <= _LONGEST_NAME


def put_quote(locked: Edition, about: dict[str, Any], *, seen: Edition) -> Quote:
    """A step of actions: the caller keeps the words."""
    quote = Quote(edition=locked, language=locked.language)
    _fill(quote, about, seen=seen)
    return quote


@transaction.atomic
def change_quote(
    quote: Quote,
    *,
    by: User | None,
    was: Was = None,
    **about: Any,
) -> Quote:
    """Change what is said of a quote, or with `start` and `end` which words it is."""
    demand(by, Duty.WRITE)
    seen, quote = quote.edition, lock_record(quote, by=by)
    _fill(quote, about, seen=seen, was=was)
    keep_words(quote.edition, by=by)
    return quote


@transaction.atomic
def unmark_quote(quote: Quote, *, by: User | None) -> Edition:
    """Take the record out; its words stay in the text."""
    return unmark(quote, by=by)


def _fill(
    quote: Quote,
    about: dict[str, Any],
    *,
    seen: Edition,
    was: Was = None,
) -> None:
    fill(quote, about, seen=seen, was=was)
    if "speaker" in about and quote.speaker:
        quote.speaker = quote.speaker.kept
    if _tells_who_spoke(quote, about):
        quote.appointment = _role_held(quote)
    _refuse_another_persons_role(quote)
    refuse_overlap(quote)
    store(quote)


def _refuse_another_persons_role(quote: Quote) -> None:
    held: Any = quote.appointment
    if quote.names_anothers_post:
        raise Refused(f"{held.role} was {held.person}’s post, not {quote.speaker}’s.")


def _tells_who_spoke(quote: Quote, about: dict[str, Any]) -> bool:
    """A change to anything else leaves the role: it is the one of that day, and not to
    be looked up again years later."""
    told = {"speaker", "speaker_role", "said_on"} & about.keys()
    return "appointment" not in about and bool(told)


def _day(quote: Quote) -> date:
    release = quote.edition.release
    return quote.said_on or timezone.localdate(
        release.first_published_at or release.now
    )


def _role_held(quote: Quote) -> RoleAppointment | None:
    """The role the speaker held on that day: the one that is printed, or the only one
    where none is. One that another release has still to announce is nobody's yet."""
    held = RoleAppointment.objects.on(_day(quote)).known_to(quote.edition.release)
    rows = quote.speaker.rows() if quote.speaker else ()
    held = held.filter(person__in=rows).select_related("role__merged_into")
    title = quote.speaker_role.casefold()
    # Somebody entered twice may hold a role twice.
    called = {a.role.kept.pk: a for a in held if not title or title in _titles(a)}
    return called.popitem()[1] if len(called) == 1 else None


def _titles(appointment: RoleAppointment) -> set[str]:
    rows = (appointment.role, appointment.role.kept)
    titles = {title for row in rows for title in (row.title, *row.other_titles)}
    return {title.casefold() for title in titles}


def refuse_overlap(quote: Quote) -> None:
    if quote.start is None or quote.end is None:
        return
    others = quote.edition.quotes.exclude(pk=quote.pk)
    if others.filter(Q(start__lt=quote.end) & Q(end__gt=quote.start)).exists():
        raise Refused("These words are part of another quote. Change that one instead.")
