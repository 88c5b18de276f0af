"""What the page of a draft asks while somebody writes. The scripts ask; the page works
without them."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from briefings.actions.writing import (
    be_present,
    leave,
)
from briefings.admin.preview import preview_of
from briefings.admin.records import row_to_show
from briefings.admin.unsaved import (
    as_typed,
    changes,
    keep_typed,
    measured_by_field,
)
from briefings.admin.words import content_of
from briefings.errors import Refused
from briefings.models import Edition, User
from briefings.permissions import demand
from briefings.text.blocks import compose
from briefings.text.formats.sources import Unreadable
from briefings.text.formats.web_page import blocks_of_fragment
from briefings.workflow import OPEN_STATES, Duty, State

_Answer = dict[str, Any]
_TEMPLATES = "admin/briefings/edition"
_ISSUED_MEANWHILE = (
    "This edition is issued meanwhile: your text cannot be saved here, and is offered "
    "to you in the next one."
)
_DISCARDED = (
    "This edition is discarded meanwhile: your text cannot be saved, unless somebody "
    "brings it back."
)


def others_here(edition: Edition, person: User) -> list[Any]:
    here = edition.presences.here().exclude(person=person)
    return list(here.select_related("person"))


def _keep(edition: Edition, by: User, data: Any) -> _Answer:
    kept = keep_typed(edition, by, data)
    said = f"Kept {timezone.localtime(kept.at):%H:%M}"
    if edition.state in OPEN_STATES:
        return {"said": said}
    discarded = edition.state == State.DISCARDED
    return {"said": f"{said}. {_DISCARDED if discarded else _ISSUED_MEANWHILE}"}


def _be_here(edition: Edition, by: User, data: Any) -> _Answer:
    be_present(edition, by=by, is_writing=data.get("writing") == "yes")
    context = {"others": others_here(edition, by)}
    return {"here": render_to_string(f"{_TEMPLATES}/_others.html", context)}


def _leave(edition: Edition, by: User, data: Any) -> _Answer:
    leave(edition, by=by)
    return {}


def _look(edition: Edition, by: User, data: Any) -> _Answer:
    """The page as it would be, what it is like to read, and what changed."""
    demand(by, Duty.WRITE)
    typed = as_typed(data)
    measured = measured_by_field(lambda name: typed.get(name, ""))
    changed = {"changes": changes(content_of(edition), typed)}
    return {
        "paper": preview_of(edition, typed),
        "changes": render_to_string(f"{_TEMPLATES}/_unsaved_changes.html", changed),
        "advice": {
            name: render_to_string(f"{_TEMPLATES}/_advice.html", {"measured": one})
            for name, one in measured.items()
        },
    }


def _paste(edition: Edition, by: User, data: Any) -> _Answer:
    demand(by, Duty.WRITE)
    read = blocks_of_fragment(data.get("html", ""), "What you pasted")
    return {"markdown": compose(read.blocks)}


_VERBS: dict[str, Callable[[Edition, User, Any], _Answer]] = {
    "keep": _keep,
    "here": _be_here,
    "leave": _leave,
    "look": _look,
    "paste": _paste,
}


def _shown(partial: str, context: dict[str, Any]) -> str:
    return render_to_string(f"{_TEMPLATES}/{partial}.html", context)


def urls_of(page: admin.ModelAdmin) -> list[Any]:
    def view_for(verb: str) -> Any:
        @require_POST
        def view(request: HttpRequest, key: str) -> HttpResponse:
            return _answer(request, row_to_show(page, request, key), _VERBS[verb])

        return page.admin_site.admin_view(view)

    return [
        path(
            f"<key>/writing/{verb}/",
            view_for(verb),
            name=f"briefings_edition_writing_{verb}",
        )
        for verb in _VERBS
    ]


def _answer(request: HttpRequest, edition: Edition, verb: Any) -> JsonResponse:
    try:
        return JsonResponse(verb(edition, request.user, request.POST))
    except (Refused, Unreadable) as refusal:
        return JsonResponse({"refused": str(refusal)}, status=403)
