"""How somebody gets an account: an administrator invites them."""

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.text import slugify

from briefings.actions.accounts import account_for_address
from briefings.actions.storing import store
from briefings.errors import Refused
from briefings.letters import Letter
from briefings.models import Invitation, User
from briefings.models.accounts import digest_of
from briefings.permissions import demand, demand_to_give, may_give
from briefings.workflow import Duty

# One sentence for every reason, so that nobody learns which links there were.
CLOSED = "This link does not open an account, or does no longer."
_LETTER = """\
Hello {name},

{inviter} has made room for you in the newsroom of {office}. Open this page to choose
how you sign in:

{link}

The link works once, until {until:%-d %B %Y}. If you expected nothing of the kind, leave
it alone: without it nothing happens.
"""


@dataclass(frozen=True)
class Invited:
    """The link is known only now: no database keeps it."""

    invitation: Invitation
    link: str


@transaction.atomic
def invite(
    *,
    by: User | None,
    first_name: str,
    last_name: str,
    email: str,
    roles: Iterable[Group],
) -> Invited:
    roles = list(roles)
    demand_to_give(roles, by)
    if not roles:
        raise Refused("Choose at least one role: without any, nothing can be done.")
    if re.search(r"[\x00-\x1f\x7f]", first_name + last_name):
        raise Refused("A name is one line of letters.")
    if account_for_address(email):
        raise Refused("Somebody with this e-mail address has an account already.")
    _revoke_expired(email)
    secret = secrets.token_urlsafe(32)
    invitation = Invitation(
        first_name=first_name.strip(),
        last_name=last_name.strip(),
        email=email.strip(),
        invited_by=by,
        secret_digest=digest_of(secret),
        expires_at=_expiry(),
    )
    store(invitation)
    invitation.roles.set(roles)
    return _send(invitation, secret, by)


@transaction.atomic
def invite_again(invitation: Invitation, *, by: User | None) -> Invited:
    """A new link, for a new while; the one before opens nothing any more."""
    demand(by, Duty.KEEP_ACCOUNTS)
    invitation = _unanswered(invitation)
    # The link is shown to whoever asks for it.
    demand_to_give(invitation.roles.all(), by)
    secret = secrets.token_urlsafe(32)
    invitation.invited_by = by
    invitation.secret_digest = digest_of(secret)
    invitation.expires_at = _expiry()
    store(invitation)
    return _send(invitation, secret, by)


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: User | None) -> Invitation:
    demand(by, Duty.KEEP_ACCOUNTS)
    invitation = _unanswered(invitation)
    invitation.revoked_at, invitation.revoked_by = Now(), by
    return store(invitation)


@transaction.atomic
def accept_invitation(secret: str, *, password: str | None) -> User:
    """Open the account. Without a password it is entered with a passkey only. Of two
    who use one link at once, one is too late."""
    links = Invitation.objects.select_for_update(no_key=True)
    # Held first, so that it is looked at as it then is.
    links.filter(secret_digest=digest_of(secret)).first()
    invitation = invitation_for(secret)
    if account_for_address(invitation.email):
        raise Refused(CLOSED)
    account = User(
        username=_free_username(invitation),
        first_name=invitation.first_name,
        last_name=invitation.last_name,
        email=invitation.email,
        is_staff=True,
    )
    account.set_password(password)
    store(account)
    account.groups.set(invitation.roles.all())
    invitation.accepted_at, invitation.account = Now(), account
    store(invitation)
    return account


def invitation_for(secret: str) -> Invitation:
    """The one that this link opens. Somebody who could not give such roles any more
    has invited nobody."""
    links = Invitation.objects.open().filter(secret_digest=digest_of(secret))
    found: Invitation | None = links.select_related("invited_by").first()
    if found is None or not may_give(found.roles.all(), found.invited_by):
        raise Refused(CLOSED)
    return found


def _unanswered(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.unanswered().select_for_update(of=("self",), no_key=True)
    row: Invitation | None = rows.filter(pk=invitation.pk).first()
    if row is None:
        raise Refused("This invitation was accepted or revoked already.")
    return row


def _revoke_expired(email: str) -> None:
    old = Invitation.objects.unanswered().filter(email__iexact=email.strip())
    old.filter(expires_at__lte=Now()).update(revoked_at=Now())


def _expiry() -> Any:
    return Now() + timedelta(days=settings.INVITATION_DAYS)


def _free_username(invitation: Invitation) -> str:
    wish = slugify(f"{invitation.first_name} {invitation.last_name}").replace("-", ".")
    wish = wish[:100] or "editor"
    taken = set(User.objects.filter(username__istartswith=wish).values_list("username"))
    name, n = wish, 2
    while (name,) in taken:
        name, n = f"{wish}{n}", n + 1
    return name


def _send(invitation: Invitation, secret: str, by: User | None) -> Invited:
    """Once it is certain. A letter that cannot be sent undoes nothing: the link is
    shown to whoever invites, too."""
    invitation.refresh_from_db()
    link = settings.SITE_URL + reverse("invitation", args=[secret])
    letter = Letter(
        f"Your account in the newsroom of {settings.OFFICE_NAME}",
        _LETTER.format(
            name=invitation,
            inviter=by or "An administrator",
            office=settings.OFFICE_NAME,
            link=link,
            until=invitation.expires_at,
        ),
        to=invitation.email,
    )
    if settings.MAIL_IS_ON:
        transaction.on_commit(partial(letter.send, fail_silently=False), robust=True)
    return Invited(invitation, link)
