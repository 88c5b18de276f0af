"""How often somebody may ask for what is dear, or may be guessed at."""

import math
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from briefings.errors import TooMany
from briefings.models import Allowance

# What one household or office is given whole, so that nobody has more than one of it.
_NETWORK = 64


def spend(limited: str, *, by: str) -> None:
    """Use up one of what RATE_LIMITS allows, or be refused. Whose limit it is, an
    address, an account, a code, is kept as a digest that tells it to nobody."""
    rate = settings.RATE_LIMITS[limited]
    if rate is not None:
        _use_up(limited, whole(by), *rate)


@transaction.atomic(durable=True)
def _use_up(limited: str, whose: str, times: int, within: timedelta) -> None:
    """A transaction of its own, because a caller's that is rolled back would forget the
    attempt that it was about to refuse."""
    key = salted_hmac("briefings.rate_limits", whose, algorithm="sha256").hexdigest()
    wait = Allowance.objects.spend(limited, key, times=times, within=within)
    if wait:
        raise TooMany(_sentence(wait), retry_after=math.ceil(wait.total_seconds()))


def whole(by: str) -> str:
    """The network that an address is one of, where whoever has one has them all.

    >>> whole("2001:db8:1:2:3::4")
    '2001:db8:1:2::'
    """
    try:
        address = ip_address(by)
    except ValueError:
        return by
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    network = ip_network((address, _NETWORK), strict=False)
    return str(network.network_address)


def _sentence(wait: timedelta) -> str:
    seconds = math.ceil(wait.total_seconds())
    if seconds < 90:
        return ngettext(
            "That was too often: wait %(number)s second and try again.",
            "That was too often: wait %(number)s seconds and try again.",
            seconds,
        ) % {"number": seconds}
    minutes = math.ceil(seconds / 60)
    return _("That was too often: wait %(number)s minutes and try again.") % {
        "number": minutes
    }
