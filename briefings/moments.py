"""Moments as the desk and its e-mails tell them: in the zone of the office, which is
named, so that nobody issues an hour early."""

from datetime import datetime

from django.utils import timezone


def in_words(at: datetime) -> str:
    """
    >>> from datetime import UTC
    >>> in_words(datetime(2024, 11, 8, 0, 1, tzinfo=UTC))
    'Friday 8 November 2024, 00:01 GMT'
    """
    return f"{timezone.localtime(at):%A} {in_short(at)}"


def in_short(at: datetime) -> str:
    return f"{timezone.localtime(at):%-d %B %Y, %H:%M %Z}"
