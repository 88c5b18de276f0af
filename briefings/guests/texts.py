"""The words that a guest reads, put as the public page's template has them: without the
marks of records, which lead to pages that are not public yet."""

from copy import copy
from types import SimpleNamespace
from typing import Any

from briefings.models import GuestLink
from briefings.models.facts import facts_in
from briefings.models.guests import Purpose
from briefings.models.printing import what_is_printed
from briefings.text.markup.markdown import plain_text
from briefings.text.markup.rendering import render, render_markdown


def text_of(link: GuestLink) -> Any:
    """A fact-checker's is what was sent, to the names in it, whatever became of it; all
    others' is the edition as it stands."""
    is_sent = link.purpose == Purpose.FACT_CHECK and link.revision is not None
    content = link.revision.content if is_sent else link.edition.content()  # type: ignore[union-attr]
    printed = _sent_names(link) if is_sent else _names(link)
    shown = render(content["key_points"], content["body"])
    release = copy(link.edition.release)
    release.kind = content["kind"]
    return SimpleNamespace(
        release=release,
        headline=content["headline"],
        summary=content["summary"],
        language=content["language"],
        dateline=content["dateline"],
        **facts_in(content),
        key_points_html=shown.key_points,
        body_html=shown.body,
        notes_html=render_markdown(content["notes_to_editors"]),
        passages=passages_of(content),
        organisation_links=_organisations(content, printed),
        contact_cards=_printed("contacts", content["contacts"], printed),
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


def _names(link: GuestLink) -> dict[str, Any]:
    """As readers will have them, once an approver signed for them."""
    return link.edition.printed or what_is_printed(link.edition)


def _sent_names(link: GuestLink) -> dict[str, Any]:
    """Of a link from before they were kept with it, as they are now."""
    return link.printed or _names(link)


def _organisations(
    content: dict[str, Any], printed: dict[str, Any]
) -> list[dict[str, str]]:
    """Guests are given no address of theirs; what was entered twice has one name."""
    return [
        {"name": name, "slug": name, "part": part}
        for part, key in content["organisations"]
        for name in _printed("organisations", [key], printed)
    ]


def _printed(kind: str, keys: list[int], printed: dict[str, Any]) -> list[Any]:
    named = printed[kind]
    return [named[str(key)] for key in keys if str(key) in named]
