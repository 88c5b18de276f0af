"""Whoever changes how somebody else gets in could be the one who does. So the owner is
told at once, and for some hours the account sees no draft that is limited to some and
signs nothing, unless a second administrator confirms whose it is."""

from datetime import datetime
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now

from briefings.errors import Refused
from briefings.letters import Letter
from briefings.models import Invitation, User
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
}
_SUBJECTS = {
    "address": "Your address in the newsroom of {office}",
    "factor": "Your second factor in the newsroom of {office}",
    "on": "Your account in the newsroom of {office}",
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
    what: str, *, to: str, known_as: str, by: User | None, is_held: bool = True
) -> None:
    """Where somebody else has got in, this is the last letter that its owner gets. It
    does not say a new address, which is nobody's business if the old one was."""
    if not (to and settings.MAIL_IS_ON):
        return
    who = by or "An administrator"
    about = {"name": known_as, "office": settings.OFFICE_NAME, "who": who}
    lasts = is_held and settings.HANDED_OVER_HOURS
    held = _HELD.format(hours=told_hours()) if lasts else ""
    words = _ABOUT[what].format(**about) + held + _OTHERWISE
    letter = Letter(_SUBJECTS[what].format(**about), words, to=to)
    transaction.on_commit(partial(letter.send, fail_silently=False), robust=True)
