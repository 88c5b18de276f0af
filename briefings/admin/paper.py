"""The words of an edition as readers will see them, on a page of the admin."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.safestring import mark_safe

from briefings.models import Comment, Edition
from briefings.models.comments import Beside
from briefings.text.markup.marking_page import render_line_to_mark, render_to_mark
from briefings.text.markup.rendering import Mark

_ID = re.compile(r'(<[a-z][^<>]*?)\sid="')
# What readers meet before the text.
_ABOVE = (Beside.HEADLINE, Beside.SUMMARY)


def without_ids(html: str) -> str:
    """Its ids become those of the forms around it, so that a click on a marked word
    leads to its record there."""
    return mark_safe(_ID.sub(r'\1 data-id="', html))  # noqa: S308


def in_reading(card: dict[str, Any]) -> tuple[int, int, str]:
    """What cards are sorted by: where readers meet their words, lost ones first."""
    row = card["row"]
    found = found_of(row)
    if found is None:
        return -1, 0, card["id"]
    part = row.part if isinstance(row, Comment) else ""
    parts = [*_ABOVE, "", *(each for each in Beside if each not in _ABOVE)]
    return parts.index(part), found.start, card["id"]


def found_of(row: Any) -> Any:
    if isinstance(row, Comment):
        return row.found
    return None if row.is_lost else row.anchor


def drawn(edition: Edition, cards: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Every part, with what the cards are about marked in it."""
    marked, proposed = {"": list[Mark]()}, list[Mark]()
    for card in cards:
        row, found = card["row"], found_of(card["row"])
        if found is None:
            continue
        ref = card["id"].rpartition("-")[2]
        mark = Mark(card["kind"], ref, found.start, found.end, "")
        if "is_proposed" in card:
            proposed.append(mark)
        else:
            part = row.part if isinstance(row, Comment) else ""
            marked.setdefault(part, []).append(mark)
    page = render_to_mark(edition.key_points, edition.body, marked[""], proposed)
    # Sanitised by the renderer.
    return {
        "key_points": [mark_safe(point) for point in page.key_points],  # noqa: S308
        "body": mark_safe(page.body),  # noqa: S308
        "beside": {
            part.value: _part(part, edition, marked.get(part, [])) for part in Beside
        },
    }


def _part(part: Beside, edition: Edition, marks: Sequence[Mark]) -> str:
    if part is Beside.NOTES:
        html = render_to_mark((), edition.notes_to_editors, marks).body
    else:
        html = render_line_to_mark(part.of(edition), marks)
    return mark_safe(html)  # noqa: S308
