"""Whoever changes how somebody else gets in could be the one who does. So the owner is
told at once, and for some hours the account sees no draft that is limited to some and
signs nothing, unless a second administrator confirms whose it is."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now

from briefings.actions.mails import write_letter
from briefings.errors import Refused
from briefings.models import Invitation, Mail, User
from briefings.models.accounts import handed_over_for, told_hours
from briefings.permissions import demand_known

_ABOUT = {
    "address": """\
Letters for the account {name} in the newsroom of {office} go to another address from
now on, a link to choose a new password among them. {who} changed it.
""",
    "factor": """\
The second factor of the account {name} in the newsroom of {office} was taken away, so
that its owner can add a new one. {who} did it.
""",
    "on": """\
The account {name} in the newsroom of {office} was switched on again. {who} did it.
""",
    "confirmed": """\
{who} confirmed that the account {name} in the newsroom of {office} is still its
owner’s. It approves, and is counted by every limit, as before.
""",
}
_SUBJECTS = {
    "address": "Your address in the newsroom of {office}",
    "factor": "Your second factor in the newsroom of {office}",
    "on": "Your account in the newsroom of {office}",
    "confirmed": "Your account in the newsroom of {office} is confirmed",
}
_HELD = """
For {hours} the account approves nothing and sees no draft that is limited to some,
unless another administrator confirms whose it is.
"""
_OTHERWISE = """
If that is right, there is nothing to do. If it is not, tell an administrator at once:
somebody else could sign in as you.
"""


@transaction.atomic
def hand_over(account: User, *, by: User | None) -> None:
    """What was limited until now is not shown to that account before its limit is set
    again, or another administrator confirms whose it is. A step of actions, which hold
    the account."""
    account.handed_over_at = User.objects.values_list(Now(), flat=True)[0]
    hands = _hands(by, account.handed_over_at) if by else set()
    account.handed_over_by = sorted({*account.handed_over_by, *hands})
    account.save(update_fields=["handed_over_at", "handed_over_by"])


def _hands(by: User, at: datetime) -> set[int]:
    """Whose doing it could be: of whoever does it, of those through whose hands that
    account went, and of whoever let it in a moment ago."""
    hands = {by.pk, *by.handed_over_by}
    if by.date_joined > at - handed_over_for():
        invited = Invitation.objects.filter(account=by, invited_by__isnull=False)
        hands |= set(invited.values_list("invited_by", flat=True))
    return hands


def demand_to_confirm(account: User, by: User | None) -> None:
    """It takes two: neither who handed it over, nor who came just before or since, or
    is not known themselves, and never the account itself."""
    if account.handed_over_at is None:
        raise Refused("Nobody else changed how this account is entered.")
    if by is None:
        return
    if by == account:
        raise Refused("Nobody confirms their own account: ask an administrator.")
    if by.pk in account.handed_over_by:
        raise Refused(
            "You changed how this account is entered yourself: another administrator "
            "confirms whose it is."
        )
    if by.date_joined > account.handed_over_at - handed_over_for():
        raise Refused(
            "Your account is too new: an administrator who was here long before that "
            "change confirms whose it is."
        )
    demand_known(by)


def tell_owner(
    account: User,
    what: str,
    *,
    to: str,
    known_as: str,
    by: User | None,
    is_held: bool = True,
) -> None:
    """Where somebody else has got in, this is the last letter that its owner gets. It
    does not say a new address, which is nobody's business if the old one was."""
    about = {"name": known_as, "office": settings.OFFICE_NAME}
    about["who"] = str(by or "An administrator")
    lasts = is_held and settings.HANDED_OVER_HOURS
    held = _HELD.format(hours=told_hours()) if lasts else ""
    write_letter(
        account,
        act=what,
        to=to,
        subject=_SUBJECTS[what].format(**about),
        words=_ABOUT[what].format(**about) + held + _OTHERWISE,
        by=by,
    )


@transaction.atomic
def tell_of_confirmation(account: User, *, by: User | None) -> None:
    """Wherever its owner was told of what is confirmed now, and where letters go."""
    letters = Mail.objects.letters().filter(recipient=account)
    last = letters.filter(act__startswith="confirmed ").order_by("pk").last()
    since = letters.filter(pk__gt=last.pk) if last else letters
    for to in sorted({account.email, *since.values_list("to", flat=True)}):
        name = account.username
        tell_owner(account, "confirmed", to=to, known_as=name, by=by, is_held=False)
