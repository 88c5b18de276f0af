"""The words of an edition as readers will see them, on a page of the admin."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.safestring import mark_safe

from briefings.actions.editions import marks_in
from briefings.admin.fact_checks import remarks_in
from briefings.models import Comment, Edition
from briefings.models.comments import Beside
from briefings.text.markup.marking_page import render_line_to_mark, render_to_mark
from briefings.text.markup.rendering import Mark, Rendering, render, render_line

_ID = re.compile(r'(<[a-z][^<>]*?)\sid="')
# What readers meet before the text.
_ABOVE = (Beside.HEADLINE, Beside.SUMMARY)


def without_ids(html: str) -> str:
    """Its ids become those of the forms around it, so that a click on a marked word
    leads to its record there."""
    return mark_safe(_ID.sub(r'\1 data-id="', html))  # noqa: S308


def to_read(edition: Any) -> dict[str, Any]:
    """With what the open comments and the fact-checkers are about, each leading to what
    they say."""
    page = Rendering(tuple(edition.key_points_html), edition.body_html)
    open_ones = [row for row in edition.comments.all() if not row.resolved_at]
    talked_of = [*open_ones, *remarks_in(edition)]
    if any(not row.is_lost for row in talked_of):
        records = (edition.quotes, edition.statements, edition.figures)
        marks = marks_in(row for rows in records for row in rows.all())
        page = render(edition.key_points, edition.body, [*marks, *marks_in(talked_of)])
    return {
        "key_points": [without_ids(point) for point in page.key_points],
        "body": without_ids(page.body),
        **{part.value: _part_to_read(part, edition, open_ones) for part in Beside},
    }


def _part_to_read(part: Beside, edition: Any, comments: Iterable[Comment]) -> str:
    about = [row for row in comments if row.part == part and row.found]
    marks = [row.mark() for row in about]
    if part is not Beside.NOTES:
        return without_ids(render_line(part.of(edition), marks))
    if not marks:
        return without_ids(edition.notes_html)
    return without_ids(render((), edition.notes_to_editors, marks).body)


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
