"""Who looks at words that are not public, as far as the address of a page tells."""

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from briefings import typed
from briefings.models import AuditEntry, AuditKind, Export, Release
from briefings.models.visibility import seeing_everything

# By what follows the model's name in the name of an address. A page that is not here is
# opened, as it is.
_VERBS = {
    "mark_up": "opened the mark-up",
    "compare": "compared states",
    "preview": "previewed",
    "writing_look": "previewed",
    "removal": "opened the removal",
    "changelist": "looked through the list",
    "calendar": "looked through the calendar",
}
# They answer without a word of what is kept.
_WORDLESS = {"writing_keep", "writing_here", "writing_leave", "writing_paste"}
_LISTS = {"changelist", "calendar"}
_DESK = "looked through the desk"
OF_LISTS = {*(_VERBS[page] for page in _LISTS), _DESK}
# Earlier states of published words are not public either.
_ALWAYS = {"compare"}
_LISTED = {"release", "edition", "commitment", "auditentry", "user"}
_NAMES = ("headline", "title", "name", "slug")


def looked_at(
    request: HttpRequest, and_fetch: models.QuerySet[Any, Any]
) -> list[Any] | None:
    """What is to be fetched with the row that tells of it, if there is one."""
    match = request.resolver_match
    if match and match.view_name == "admin:index":
        # Headlines, notes and reasons of what is in hand.
        AuditEntry.objects.note(AuditKind.VIEW, _DESK, subject="edition", label="")
    if match and match.url_name == "export-file":
        exported = Export.objects.filter(pk=match.kwargs["pk"])
        AuditEntry.objects.note_views(
            "downloaded", exported, release="", label="subject"
        )
    model, page, key = _asked(request)
    if model is None or page in _WORDLESS:
        return None
    if page in _LISTS:
        _looked_through(request, model, page)
    elif key and _has_words(model):
        rows = _unpublished(model, page).filter(pk=key)
        verb = _VERBS.get(page, "opened")
        # It was shown, so this person may see it; asked for each table again, that is
        # a query that PostgreSQL plans for longer than it runs.
        with seeing_everything():
            return AuditEntry.objects.note_views(
                verb,
                rows,
                release=way_to_release(model),
                label=_name_of(model),
                and_fetch=and_fetch,
            )
    return None


def subject_of(request: HttpRequest) -> tuple[type[models.Model] | None, str]:
    model, _, key = _asked(request)
    return model, key


def release_of(model: type[models.Model], key: str) -> int | None:
    way = way_to_release(model)
    if not way:
        return None
    found: int | None = (
        model._default_manager.filter(pk=key).values_list(way, flat=True).first()
    )
    return found


def way_to_release(model: type[models.Model]) -> str:
    """From a row to the number of its release; nothing where there is no one."""
    if model is Release:
        return "id"
    columns = {field.name for field in model._meta.fields}
    ways = {
        "release": "release_id",
        "edition": "edition__release_id",
        "comment": "comment__edition__release_id",
    }
    return next((way for name, way in ways.items() if name in columns), "")


def _asked(request: HttpRequest) -> tuple[type[models.Model] | None, str, str]:
    """Of which model a page is, which of its pages, and the number of which row."""
    match = request.resolver_match
    app, _, rest = ((match and match.url_name) or "").partition("_")
    name, _, page = rest.partition("_")
    known = apps.all_models.get(app, {})
    if not match or name not in known:
        return None, "", ""
    key = str(match.kwargs.get("object_id") or match.kwargs.get("key") or "")
    return known[name], page, key if typed.number(key) is not None else ""


def _looked_through(request: HttpRequest, model: type[models.Model], page: str) -> None:
    name = str(model._meta.model_name)
    if name in _LISTED or way_to_release(model):
        asked = request.META.get("QUERY_STRING", "")
        AuditEntry.objects.note(AuditKind.VIEW, _VERBS[page], subject=name, label=asked)


def _has_words(model: type[models.Model]) -> bool:
    return hasattr(model._default_manager, "published") or bool(way_to_release(model))


def _unpublished(model: type[models.Model], page: str) -> models.QuerySet[Any]:
    """What the public may not see; of notes and the like, all."""
    rows: Any = model._default_manager.all()
    if page in _ALWAYS or not hasattr(rows, "published"):
        return rows
    return rows.filter(~Exists(rows.published().filter(pk=OuterRef("pk"))))


def _name_of(model: type[models.Model]) -> str:
    columns = {field.name for field in model._meta.fields}
    if "edition" in columns:
        return "edition__headline"
    return next((name for name in _NAMES if name in columns), "pk")
