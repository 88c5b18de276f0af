"""Letting people outside read what is not public, and shutting them out again."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Lower, Now
from django.utils import timezone

from briefings.actions.accreditation import lock_journalist
from briefings.actions.editions import lock_edition
from briefings.actions.storing import store
from briefings.errors import Refused
from briefings.models import EarlySightNote, Edition, GuestLink, Journalist, User
from briefings.models.guests import Purpose
from briefings.models.printing import what_is_printed
from briefings.models.spans import midnight
from briefings.permissions import demand, demand_to_let_in, duty_to_let_in
from briefings.workflow import Duty

EARLY_SIGHT_FOR = timedelta(days=60)  # it mostly ends before, by the lift
MOST_DAYS = 90
MOST_OPENINGS = 1000


@transaction.atomic
def give_early_sight(
    edition: Edition, *, by: User | None, journalists: Iterable[Journalist]
) -> list[GuestLink]:
    """Personal links, which open while the edition is scheduled."""
    demand(by, Duty.ACCREDIT)
    chosen = sorted(journalists, key=lambda one: one.pk)
    if not chosen:
        raise Refused("Choose somebody first.")
    locked = _lock_secret(edition)
    return [_give(locked, lock_journalist(one), by=by) for one in chosen]


def _give(edition: Edition, journalist: Journalist, *, by: User | None) -> GuestLink:
    accredited = Journalist.objects.accredited().filter(pk=journalist.pk)
    if not accredited.exists():
        raise Refused(
            f"{journalist.name} is not accredited any more: nobody was given anything."
        )
    _refuse_second(edition, journalist)
    return _make(
        edition,
        by=by,
        lasts=EARLY_SIGHT_FOR,
        purpose=Purpose.EARLY_SIGHT,
        journalist=journalist,
        name=journalist.name,
        outlet=journalist.outlet,
        email=journalist.email,
    )


def _refuse_second(edition: Edition, journalist: Journalist) -> None:
    held = edition.guest_links.filter(journalist=journalist, revoked_at=None)
    if held.filter(expires_at__gt=Now()).exists():
        raise Refused(f"{journalist.name} has early sight of it already.")
    # One that ran out makes room.
    held.update(revoked_at=Now())


@transaction.atomic
def give_preview(
    edition: Edition,
    *,
    by: User | None,
    name: str,
    email: str,
    days: int = 7,
    openings: int | None = None,
) -> GuestLink:
    """A link to the draft as it stands each time that it is opened, in so many
    browsers: as the office has it, unless it is said; 0 is any number."""
    locked = _lock_secret(edition)
    demand_to_let_in(locked, by)
    if not 1 <= days <= MOST_DAYS:
        raise Refused(f"A preview lasts from 1 to {MOST_DAYS} days.")
    if openings is None:
        openings = settings.PREVIEW_OPENINGS
    if not 0 <= openings <= MOST_OPENINGS:
        raise Refused(f"A preview opens in at most {MOST_OPENINGS} browsers.")
    return _make(
        locked,
        by=by,
        lasts=timedelta(days=days),
        purpose=Purpose.PREVIEW,
        most_openings=openings or None,
        name=name,
        email=email,
    )


@transaction.atomic
def ask_fact_check(
    edition: Edition,
    *,
    by: User | None,
    name: str,
    email: str,
    due_on: date,
    question: str = "",
) -> GuestLink:
    """Send the text as it is saved now, until the end of the day that it is due."""
    locked = _lock_secret(edition)
    demand_to_let_in(locked, by)
    today = timezone.localdate(locked.release.now)
    if not today <= due_on <= today + timedelta(days=MOST_DAYS):
        raise Refused(f"Give a day from today on, within {MOST_DAYS} days.")
    return _make(
        locked,
        by=by,
        lasts=_end_of(due_on) - locked.release.now,
        purpose=Purpose.FACT_CHECK,
        revision=locked.revisions.latest("number"),
        printed=what_is_printed(locked),
        due_on=due_on,
        question=question.strip(),
        name=name,
        email=email,
    )


@transaction.atomic
def revoke_link(link: GuestLink, *, by: User | None) -> GuestLink:
    demand(by, duty_to_let_in(link))
    locked = _lock_link(link)
    if locked.revoked_at:
        raise Refused(f"The link of {locked.name} is revoked already.")
    GuestLink.objects.filter(pk=locked.pk).update(revoked_at=Now(), revoked_by=by)
    locked.refresh_from_db()
    return locked


@transaction.atomic
def revoke_early_sight(edition: Edition, *, by: User | None) -> int:
    """Of everybody, at once; of how many."""
    demand(by, Duty.ACCREDIT)
    links = edition.guest_links.filter(purpose=Purpose.EARLY_SIGHT, revoked_at=None)
    number = links.update(revoked_at=Now(), revoked_by=by)
    if not number:
        raise Refused("Nobody has early sight of it.")
    return number


@transaction.atomic
def mail_link_again(link: GuestLink, *, by: User | None) -> GuestLink:
    demand(by, duty_to_let_in(link))
    locked = _lock_link(link)
    held = GuestLink.objects.held().open_to("")
    if not held.filter(pk=locked.pk).exists():
        raise Refused("This link leads nowhere any more: give a new one.")
    GuestLink.objects.filter(pk=locked.pk).update(
        mailed_at=None, mail_due_at=Now(), mail_tries=0
    )
    locked.refresh_from_db()
    return locked


@transaction.atomic
def renew_link(link: GuestLink, *, by: User | None) -> GuestLink:
    """A new one to the same, for as long again. The old one ends, and what was done
    with it is still told."""
    demand(by, duty_to_let_in(link))
    edition = _lock_secret(link.edition)
    journalist = lock_journalist(link.journalist) if link.journalist else None
    old = _lock_link(link)
    if old.revoked_at:
        raise Refused(f"The link of {old.name} is revoked: give them a new one.")
    GuestLink.objects.filter(pk=old.pk).update(revoked_at=Now(), revoked_by=by)
    if journalist:
        return _give(edition, journalist, by=by)
    demand_to_let_in(edition, by)
    about: dict[str, Any] = {"lasts": old.expires_at - old.made_at}
    if old.due_on:
        days = old.due_on - timezone.localdate(old.made_at)
        due_on = timezone.localdate(edition.release.now) + days
        about = {"lasts": _end_of(due_on) - edition.release.now, "due_on": due_on}
    return _make(
        edition,
        by=by,
        purpose=old.purpose,
        revision=old.revision,
        printed=old.printed,
        most_openings=old.most_openings,
        question=old.question,
        name=old.name,
        email=old.email,
        **about,
    )


@transaction.atomic
def publish_early_sight(edition: Edition, *, by: User | None) -> EarlySightNote:
    """Tell readers who read a public edition before them: kinds, outlets and roles,
    no names."""
    demand(by, Duty.ACCREDIT)
    locked = lock_edition(edition)
    if not Edition.objects.published().filter(pk=locked.pk).exists():
        raise Refused("Readers are told once the release is public.")
    if EarlySightNote.objects.filter(edition=locked).exists():
        raise Refused("Readers are told already.")
    return store(EarlySightNote(edition=locked, by=by, words=early_sight_of(locked)))


def early_sight_of(edition: Edition) -> str:
    """Of each kind: the press by outlet and role, others by their number. A link that
    was given anew has the same reader."""
    read = edition.guest_links.read()
    told = [_told_of_press(read), _told_of_others(read)]
    if not any(told):
        raise Refused("Nobody read it before its time.")
    return " ".join(sentence for sentence in told if sentence)


def _told_of_press(read: QuerySet[GuestLink]) -> str:
    press = read.filter(purpose=Purpose.EARLY_SIGHT)
    columns = press.order_by("pk").values_list(
        Lower("email"), "outlet", "journalist__role"
    )
    # Whoever moved to another outlet meanwhile is told of where they read it last.
    last = {email: (outlet, role) for email, outlet, role in columns}
    people = sorted(last.values())
    outlets = {outlet for outlet, _ in people}
    told = "; ".join(
        f"{outlet} ({role})" if role else outlet for outlet, role in people
    )
    if not people:
        return ""
    return (
        f"{_counted(len(people), 'journalist')} of {_counted(len(outlets), 'outlet')} "
        f"read this under embargo: {told}."
    )


def _told_of_others(read: QuerySet[GuestLink]) -> str:
    told = []
    for purpose, one, more in (
        (Purpose.FACT_CHECK, "fact-checker", ""),
        (Purpose.PREVIEW, "reader", " of a preview"),
    ):
        emails = read.filter(purpose=purpose).values_list(Lower("email"))
        if number := emails.order_by().distinct().count():
            told.append(_counted(number, one) + more)
    return f"Read before it was public by {' and '.join(told)}." if told else ""


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _lock_secret(edition: Edition) -> Edition:
    if not settings.MAIL_IS_ON:
        raise Refused("This newsroom sends no e-mail, so nobody would get a link.")
    locked = lock_edition(edition)
    is_over = Edition.objects.published().filter(pk=locked.pk).exists()
    if is_over or locked.release.removed_at:
        raise Refused("This edition is public, or was: send its public address.")
    return locked


def _make(
    edition: Edition, *, by: User | None, lasts: timedelta, **about: Any
) -> GuestLink:
    now: datetime = edition.release.now
    about["name"], about["email"] = about["name"].strip(), about["email"].strip()
    if not about["name"] or not about["email"]:
        raise Refused("Give a name and an e-mail address.")
    link = GuestLink(
        edition=edition, made_by=by, made_at=now, expires_at=now + lasts, **about
    )
    link.mail_due_at = now
    return store(link)


def _lock_link(link: GuestLink) -> GuestLink:
    return GuestLink.objects.select_for_update(no_key=True).get(pk=link.pk)


def _end_of(day: date) -> datetime:
    return midnight(day + timedelta(days=1))
