import re
from datetime import UTC, datetime

from django.db import connection
from django.db.models.functions import Now
from django.db.models.sql import Query

from briefings.models import Edition

_RFC_3339 = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", re.ASCII | re.I
)
HOW_TO_GIVE_ONE = "Give a moment with its time zone, such as 2026-05-03T12:00:00Z."


def clock() -> datetime:
    """PostgreSQL's time. Read once a request, so that every part of an answer is of
    the same moment, also when a release goes live in the middle of it."""
    sql, params = Query(Edition).get_compiler(connection=connection).compile(Now())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql}", params)
        now: datetime = cursor.fetchone()[0]
    return now


def parse_moment(text: str) -> datetime:
    # In an address an unescaped "+" arrives as a space.
    text = text.strip().replace(" ", "+")
    if not _RFC_3339.fullmatch(text):
        raise ValueError(HOW_TO_GIVE_ONE)
    try:
        return datetime.fromisoformat(text.upper()).astimezone(UTC)
    except (OverflowError, ValueError) as error:
        raise ValueError(HOW_TO_GIVE_ONE) from error
