"""What readers are told of a text that was written for a government that has ended."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext
from markupsafe import Markup

from briefings.models.governments import ended
from briefings.models.spans import midnight


def published_under(row: Any) -> str:
    """Of a row that was asked for `with_government`; nothing of any other."""
    name = ended(getattr(row, "government", None))
    return _told() % {"name": name} if name else ""


def published_under_in_page(row: Any) -> Markup:
    name = ended(getattr(row, "government", None))
    if not name:
        return Markup()
    said = Markup(_told())  # noqa: S704 (our own words)
    return said % {"name": Markup("<bdi>{}</bdi>").format(name)}


def changed_at(row: Any, otherwise: datetime) -> datetime:
    """When readers were told so, if that is later: feeds know by it what is stale."""
    if not ended(getattr(row, "government", None)):
        return otherwise
    return max(otherwise, midnight(date.fromisoformat(row.government["ended_on"])))


def _told() -> str:
    return gettext("Published under the %(name)s")
