"""What the filters of lists offer: only what some public release would match."""

from typing import Any

from django.db.models import F, Model, QuerySet
from django.db.models.functions import ExtractYear

from briefings.models import Edition, Organisation, Role, Topic
from briefings.views.formats import language_name

Options = list[tuple[Any, str]]


def years() -> Options:
    found = _different(ExtractYear("release__first_published_at"))
    return [(year, str(year)) for year in reversed(found)]


def languages() -> Options:
    return [(code, language_name(code)) for code in _different(F("language"))]


def topics() -> Options:
    return _links_to(Topic.objects, "topics")


def organisations() -> Options:
    return _links_to(Organisation.objects, "organisations")


def serving() -> Options:
    """The organisations whose roles somebody held whom readers know."""
    roles = Role.objects.public().filter(organisation__isnull=False).order_by()
    bodies = Organisation.objects.filter(pk__in=roles.values("organisation"))
    return links(Organisation.objects.public().kept_of(bodies))


def links(rows: QuerySet[Model]) -> Options:
    return list(rows.values_list("slug", "name"))


def _different(value: Any) -> list[Any]:
    values = Edition.objects.public().annotate(value=value).order_by("value")
    return list(values.values_list("value", flat=True).distinct())


def _links_to(rows: Any, tags: str) -> Options:
    return links(rows.public().kept_of(rows.filter(pk__in=_named(tags))))


def _named(tags: str) -> QuerySet[Any]:
    named = Edition.objects.public().filter(**{f"{tags}__isnull": False})
    return named.values(tags)
