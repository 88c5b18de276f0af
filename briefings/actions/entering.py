"""What a guest does with a link. Each is one transaction that holds the link, so that a
revocation comes wholly before it or wholly after, and leaves a row of what was done."""

import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from briefings.errors import Refused
from briefings.models import (
    AuditEntry,
    AuditKind,
    GuestAccess,
    GuestCode,
    GuestLink,
    GuestSession,
    Journalist,
)
from briefings.models.accounts import digest_of
from briefings.models.guests import Deed
from briefings.models.journalists import terms_version

DIGITS = 8
CODE_LASTS = timedelta(minutes=10)
TRIES = 5
CODES_AN_HOUR = 5
REMEMBERED = timedelta(days=7)
# What the audit of the office tells of as well.
_AUDITED = {
    Deed.READ: (AuditKind.VIEW, "read"),
    Deed.WRONG: (AuditKind.REFUSAL, "gave a wrong code"),
    Deed.REFUSED: (AuditKind.REFUSAL, "found the link shut"),
}


@dataclass(frozen=True)
class Visitor:
    """From where a link is used: the browser's family, not its whole name."""

    address: str | None = None
    agent: str = ""
    key: str = ""  # of the browser's session, as it says


@transaction.atomic
def ask_code(*, by: GuestLink, visitor: Visitor) -> GuestCode:
    """A code to be mailed; a job makes it up."""
    link = _hold_open(by)
    hour = link.codes.filter(asked_at__gt=Now() - timedelta(hours=1))
    if hour.count() >= CODES_AN_HOUR:
        raise Refused(
            _(
                "Too many codes were asked for within an hour. Use the last one, or "
                "try again later."
            )
        )
    note(link, Deed.ASKED, visitor)
    return GuestCode.objects.create(link=link, asked_at=Now())


@transaction.atomic
def make_code(key: int, *, by: None = None) -> tuple[GuestLink, str] | None:
    """Make up the digits, which are kept nowhere; none, for a code that was sent or is
    of no use any more. The caller mails them before the transaction ends."""
    code = GuestCode.objects.select_for_update(no_key=True).get(pk=key)
    link = GuestLink.objects.held().open_to("").filter(pk=code.link_id).first()
    old = GuestCode.objects.filter(pk=code.pk, asked_at__lte=Now() - CODE_LASTS)
    if code.sent_at or link is None or old.exists():
        return None
    digits = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    GuestCode.objects.filter(pk=code.pk).update(
        code_hash=_code_hash(code, digits), sent_at=Now()
    )
    return link, digits


@transaction.atomic
def enter(*, by: GuestLink, digits: str, visitor: Visitor) -> str:
    """The key of a new session; empty, if the code is wrong, used or too old. Whatever
    key the browser came with opens nothing any more."""
    link = _hold_open(by)
    code = link.codes.order_by("asked_at", "id").last()
    if code is None or not _is_right(code, digits):
        _note_wrong(link, visitor)
        return ""
    _end(link, visitor)
    key = secrets.token_urlsafe(32)
    session = {"link": link, "key_hash": digest_of(key), "begun_at": Now()}
    GuestSession.objects.create(**session, expires_at=Now() + REMEMBERED)
    note(link, Deed.ENTERED, visitor)
    return key


def _note_wrong(link: GuestLink, visitor: Visitor) -> None:
    """Whoever goes on guessing fills no table that nobody may empty."""
    minute = Now() - timedelta(minutes=1)
    if link.accesses.filter(deed=Deed.WRONG, at__gt=minute).count() < TRIES:
        note(link, Deed.WRONG, visitor)


@transaction.atomic
def accept_terms(*, by: GuestLink, visitor: Visitor) -> GuestLink:
    journalist = Journalist.objects.filter(guest_links=by)
    # Before the link, as whoever revokes an accreditation does.
    if not journalist.select_for_update(of=("self",), no_key=True):
        raise Shut("There is nothing here.")
    link = hold_entered(by, visitor)
    version = terms_version()
    Journalist.objects.filter(guest_links=link).update(
        terms_version=version, terms_accepted_at=Now()
    )
    note(link, Deed.ACCEPTED, visitor, terms_version=version)
    return link


@transaction.atomic
def note_reading(*, by: GuestLink, visitor: Visitor) -> GuestLink:
    """The caller draws the page before the transaction ends."""
    link = hold_entered(by, visitor)
    is_due = link.is_scheduled  # type: ignore[attr-defined]
    lift = link.edition.live_from if is_due else None
    note(link, Deed.READ, visitor, embargoed_until=lift)
    return link


@transaction.atomic
def leave(*, by: GuestLink, visitor: Visitor) -> None:
    link = hold_entered(by, visitor)
    _end(link, visitor)
    note(link, Deed.LEFT, visitor)


@transaction.atomic
def note_refusal(*, by: GuestLink, visitor: Visitor) -> None:
    """That somebody came with a link that leads nowhere any more, once a minute."""
    just_now = GuestAccess.objects.filter(link=by, at__gt=Now() - timedelta(minutes=1))
    if not just_now.filter(deed=Deed.REFUSED).exists():
        note(by, Deed.REFUSED, visitor)


def note(link: GuestLink, deed: Deed, visitor: Visitor, **about: Any) -> None:
    told = {"address": visitor.address, "agent": visitor.agent}
    GuestAccess.objects.create(link=link, deed=deed, **told, **about)
    if deed in _AUDITED:
        kind, verb = _AUDITED[deed]
        AuditEntry.objects.note(
            kind,
            verb,
            subject="guestlink",
            number=str(link.pk),
            label=f"{link.get_purpose_display()}: {link.holder}",
            release_id=link.edition.release_id,
        )


class Shut(Refused):
    """The link leads nowhere, or the browser was not let in: nothing is told of why."""


def hold_entered(link: GuestLink, visitor: Visitor) -> GuestLink:
    """The link, held, for a browser that was let in."""
    return _hold(link, key=visitor.key)


def _hold(link: GuestLink, *, key: str | None = None) -> GuestLink:
    links = GuestLink.objects.held().filter(pk=link.pk)
    if key is not None:
        links = links.entered_with(key)
    # The conditions are asked again once the row is free.
    held = links.select_for_update(of=("self",), no_key=True)
    found = held.select_related("edition__release", "journalist", "revision").first()
    if found is None:
        raise Shut("There is nothing here.")
    return found


def _hold_open(link: GuestLink) -> GuestLink:
    """The link, held, for one browser more: who else came is counted only now, when
    nobody else can."""
    held = _hold(link)
    if not GuestLink.objects.open_to("").filter(pk=held.pk).exists():
        raise Shut("There is nothing here.")
    return held


def _is_right(code: GuestCode, digits: str) -> bool:
    """Counts the try before it looks, however many are made at once."""
    good = GuestCode.objects.filter(
        pk=code.pk,
        used_at=None,
        tries__lt=TRIES,
        sent_at__gt=Now() - CODE_LASTS,
    )
    counted = good.update(tries=F("tries") + 1)
    given = _code_hash(code, re.sub(r"\s", "", digits))
    if not counted or not constant_time_compare(given, code.code_hash):
        return False
    return bool(
        GuestCode.objects.filter(pk=code.pk, used_at=None).update(used_at=Now())
    )


def _end(link: GuestLink, visitor: Visitor) -> None:
    link.sessions.filter(key_hash=digest_of(visitor.key), ended_at=None).update(
        ended_at=Now()
    )


def _code_hash(code: GuestCode, digits: str) -> str:
    """With the server's key: a table that was stolen does not give the digits away."""
    value = f"{code.pk}:{digits}"
    return salted_hmac("briefings.guests.code", value, algorithm="sha256").hexdigest()
