"""The last part of an address: readable, and never given twice."""

from typing import Any, TypeVar

from django.db import connection, models
from django.utils.text import slugify

from briefings.models import FormerAddress, Release, new_ref

_CHOOSING_AN_ADDRESS = 0x51C6  # any number that no other lock uses
LONG_SLUG = 80
_Sluggable = TypeVar("_Sluggable", bound=models.Model)


def free_slug(model: type[_Sluggable], name: str) -> str:
    """An address for a row of this name that no other has, or had. Others who look for
    one wait until this transaction ends, so that no two find the same."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHOOSING_AN_ADDRESS])
    base = _shortened(slugify(name)) or new_ref()
    taken = set(_slugs(model, base))
    if model is Release:
        taken |= set(_slugs(FormerAddress, base))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (base, *numbered) if slug not in taken)


def _shortened(slug: str) -> str:
    """The whole words that fit into an address people can still read."""
    if len(slug) <= LONG_SLUG:
        return slug
    return slug[: LONG_SLUG + 1].rpartition("-")[0] or slug[:LONG_SLUG]


def _slugs(model: type[models.Model], base: str) -> Any:
    rows = model._default_manager.filter(slug__startswith=base)
    return rows.values_list("slug", flat=True)
