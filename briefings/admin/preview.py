"""The text of a release as readers will see it: the public page's own template and
style sheet, so that the two cannot look different."""

from copy import copy
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from briefings.actions.writing import render_unsaved
from briefings.admin.unsaved import lines
from briefings.admin.words import content_of
from briefings.models import Contact, Edition, Organisation
from briefings.models.editions import WORDS, Change
from briefings.models.facts import facts_in
from briefings.models.involvements import Part
from briefings.text.markup.rendering import render_markdown
from briefings.typed import numbers


def preview_of(edition: Edition, typed: dict[str, Any]) -> str:
    """A whole document of what was typed, none of which need be saved. What the clock
    decides is as if it went live now."""
    shown: Any = copy(edition)
    shown.release = copy(edition.release)
    for name in WORDS:
        setattr(shown, name, typed.get(name, getattr(edition, name)))
    for name, value in facts_in(edition.facts() | typed).items():
        setattr(shown, name, value)
    _render(shown, typed)
    first = shown.release.first_published_at or edition.live_from or timezone.now()
    shown.release.first_published_at = first
    is_told = edition.number > 1 and shown.change == Change.MAJOR
    told = {"note": shown.change_note, "at": timezone.now(), "corrections": []}
    shown.is_current, shown.withdrawal, shown.lifted_at = True, "", None
    shown.organisation_links = _organisations(typed)
    shown.contact_cards = _contacts(typed)
    context = {"edition": shown, "update": told if is_told else None}
    return render_to_string("release_preview.html", context, using="public")


def preview_of_saved(edition: Edition) -> str:
    saved = content_of(edition)
    saved["key_points"] = "\n".join(saved["key_points"])
    rows = {n: [str(r.pk) for r in v] for n, v in saved.items() if isinstance(v, list)}
    return preview_of(edition, saved | rows)


def _render(shown: Any, typed: dict[str, Any]) -> None:
    points = lines(typed.get("key_points", ""))
    page = render_unsaved(shown, key_points=points, body=typed.get("body", ""))
    shown.key_points_html, shown.body_html = page.key_points, page.body
    shown.notes_html = render_markdown(typed.get("notes_to_editors", ""))


def _organisations(typed: dict[str, Any]) -> list[dict[str, str]]:
    return [
        {"name": row.name, "slug": row.slug, "part": part.value}
        for part in (Part.LEAD, Part.SUPPORTING)
        for row in _chosen(Organisation, typed, f"{part.value}_organisations")
    ]


def _contacts(typed: dict[str, Any]) -> list[dict[str, str]]:
    columns = ("name", "telephone", "email", "hours")
    rows = _chosen(Contact, typed, "contacts")
    return [{name: getattr(row, name) for name in columns} for row in rows]


def _chosen(model: Any, typed: dict[str, Any], name: str) -> list[Any]:
    rows = model.objects.in_bulk(numbers(typed.get(name, [])))
    return sorted(rows.values(), key=lambda row: str(row))
