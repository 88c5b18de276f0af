import re
from collections.abc import Callable
from datetime import timedelta

from django.core.exceptions import ImproperlyConfigured

Rate = tuple[int, timedelta] | None
_PERIODS = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
}
_USUAL = {
    "api": "600/minute",
    "search": "60/minute",
    "guests": "20/minute",
    "desk": "300/minute",
}


def rate(words: str) -> Rate:
    """What is allowed, as in 60/minute; 0 is no limit.

    >>> rate("60/minute")
    (60, datetime.timedelta(seconds=60))
    >>> rate("0") is None
    True
    """
    if words == "0":
        return None
    match = re.fullmatch(r"([1-9][0-9]{0,5})/(second|minute|hour|day)", words)
    if not match:
        raise ImproperlyConfigured(
            f"{words!r} is not a rate: write it as 60/minute (or second, hour, day), "
            "or 0 for no limit."
        )
    return int(match[1]), _PERIODS[match[2]]


def rates(read: Callable[[str, str], str]) -> dict[str, Rate]:
    """Each by its variable, as in RATE_OF_SEARCH."""
    return {
        name: rate(read(f"RATE_OF_{name.upper()}", usual))
        for name, usual in _USUAL.items()
    }
