"""The words that a guest reads, put as the public page's template has them: without the
marks of records, which lead to pages that are not public yet."""

from types import SimpleNamespace
from typing import Any

from briefings.models import Contact, GuestLink, Organisation
from briefings.models.facts import facts_in
from briefings.models.guests import Purpose
from briefings.models.involvements import Part
from briefings.text.markup.markdown import plain_text
from briefings.text.markup.rendering import render, render_markdown


def text_of(link: GuestLink) -> Any:
    """A fact-checker's is what was sent, whatever became of it; all others' is the
    edition as it stands."""
    is_sent = link.purpose == Purpose.FACT_CHECK and link.revision is not None
    content = link.revision.content if is_sent else link.edition.content()  # type: ignore[union-attr]
    shown = render(content["key_points"], content["body"])
    return SimpleNamespace(
        release=link.edition.release,
        headline=content["headline"],
        summary=content["summary"],
        language=content["language"],
        dateline=content["dateline"],
        **facts_in(content),
        key_points_html=shown.key_points,
        body_html=shown.body,
        notes_html=render_markdown(content["notes_to_editors"]),
        passages=passages_of(content),
        organisation_links=_leading(content["organisations"]),
        contact_cards=_contacts(content["contacts"]),
        withdrawal="",
        lifted_at=None,
        change_note=content["change_note"] if link.edition.number > 1 else "",
        is_current=True,
    )


def passages_of(content: dict[str, Any]) -> list[dict[str, Any]]:
    """The paragraphs of the text, with where each stands in it."""
    passages, start = [], 0
    for words in plain_text(content["key_points"], content["body"]).split("\n\n"):
        passages.append({"start": start, "end": start + len(words), "words": words})
        start += len(words) + 2
    return [passage for passage in passages if str(passage["words"]).strip()]


def _leading(organisations: list[list[Any]]) -> list[dict[str, str]]:
    keys = [key for part, key in organisations if part == Part.LEAD]
    rows = Organisation.objects.select_related("merged_into").in_bulk(keys)
    kept = [rows[key].kept for key in keys if key in rows]
    lead = Part.LEAD.value
    return [{"name": row.name, "slug": row.slug, "part": lead} for row in kept]


def _contacts(keys: list[int]) -> list[Contact]:
    rows = Contact.objects.in_bulk(keys)
    return [rows[key] for key in keys if key in rows]
