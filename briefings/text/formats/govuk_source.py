"""News articles and speeches as GOV.UK's Content API gives them.

https://docs.publishing.service.gov.uk/content-schemas/news_article.html and
https://docs.publishing.service.gov.uk/content-schemas/speech.html"""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from briefings.text.finds import ReadPerson
from briefings.text.formats.encodings import without_controls
from briefings.text.formats.inline_markdown import safe_address
from briefings.text.formats.sources import (
    PastEdition,
    ReadAttachment,
    ReadImage,
    Source,
    Unreadable,
    Withdrawal,
)
from briefings.text.formats.web_page import Fragment, blocks_of_fragment
from briefings.text.names import bare_name
from briefings.text.parts.deliveries import read_delivery

SITE = "https://www.gov.uk"  # what addresses without a host belong to
JSON_OBJECT = re.compile(r'\s{0,99}\{\s{0,99}"')
# Keys that stand inside "details".
DETAILS = frozenset({"body", "change_history", "first_public_at", "delivered_on"})
# As the record names them.
_KINDS = {
    "press_release": "press_release",
    "news_story": "news_story",
    "speech": "speech",
    "authored_article": "speech",
    "written_statement": "statement",
    "oral_statement": "statement",
}
_GIVEN_AS = {
    "authored_article": "article",
    "written_statement": "written_statement",
    "oral_statement": "oral_statement",
}
OFFICE_HOURS = ZoneInfo("Europe/London")


def is_json(text: str) -> bool:
    start, end = text.lstrip()[:1], text.rstrip()[-1:]
    if start + end == "[]":
        return _parsed(text) is not None
    return bool(JSON_OBJECT.match(text)) or (
        start + end == "{}" and _parsed(text) is not None
    )


def read_content_item(text: str, what: str) -> Source:
    item = _parsed(text)
    if isinstance(item, dict) and "details" not in item and DETAILS & item.keys():
        raise Unreadable(
            f"{what} is JSON of GOV.UK’s Content API without the key “details” around "
            "it: save the whole content item, with its “title”, and try again."
        )
    if not isinstance(item, dict) or not isinstance(item.get("details"), dict):
        raise Unreadable(
            f"{what} is JSON, but no news article or speech of GOV.UK’s Content API: "
            "copy the words from the page and try again."
        )
    details = item["details"]
    body = _body(details, what)
    issued_on = _day(item.get("first_published_at") or item.get("public_updated_at"))
    delivered_on = _day(details.get("delivered_on"))
    organisations = _titles(item, "primary_publishing_organisation", "organisations")
    return Source(
        "govuk",
        body.blocks,
        headline=_words(item.get("title")),
        standfirst=_words(item.get("description")),
        issued_on=issued_on,
        language=_words(item.get("locale")),
        organisation=organisations[0] if organisations else "",
        organisations=organisations,
        people=tuple(_people(item, delivered_on or issued_on)),
        places=_titles(item, "world_locations"),
        events=_titles(item, "topical_events"),
        delivered_on=delivered_on,
        location=_words(details.get("location")),
        given_as=_given_as(item),
        release_kind=_KINDS.get(_words(item.get("document_type")), ""),
        political=details.get("political") is True,
        change_history=tuple(_change_history(details)),
        withdrawn=_withdrawal(item.get("withdrawn_notice"), what),
        attachments=tuple(_attachments(details)),
        images=(*_images(details), *body.images),
        warnings=body.warnings,
    )


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _body(details: dict[str, Any], what: str) -> Fragment:
    """HTML, or a list of the same words in several types."""
    body = details.get("body")
    if isinstance(body, list):
        types = {_words(part.get("content_type")): part for part in _items(body)}
        body = types.get("text/html", {}).get("content")
    html = without_controls(body) if isinstance(body, str) else ""
    return blocks_of_fragment(html, what, base=SITE)


def _people(item: dict[str, Any], day: date | None) -> Iterator[ReadPerson]:
    people, roles = _linked(item, "people"), _titles(item, "roles")
    for person in _linked(item, "speaker"):
        if _words(person.get("title")) not in _titles(item, "people"):
            people.append(person)
    for person in people:
        role = _role(person, day)
        if role is None and len(people) == len(roles) == 1:
            role = roles[0]
        if name := bare_name(_words(person.get("title"))):
            yield ReadPerson(name, role, None, rule="govuk-person")
    if name := _words(item["details"].get("speaker_without_profile")):
        yield ReadPerson(name, None, None, rule="govuk-speaker")


def _given_as(item: dict[str, Any]) -> str:
    kind = _words(item.get("document_type"))
    told = _words(item["details"].get("speech_type_explanation"))
    return _GIVEN_AS.get(kind, "") or read_delivery([told]).given_as


def _role(person: dict[str, Any], day: date | None) -> str | None:
    """What the person was on the day, or is now where no day is given."""
    for appointment in _linked(person, "role_appointments"):
        details = appointment.get("details")
        titles = _titles(appointment, "role")
        if titles and isinstance(details, dict) and _was_held(details, day):
            return titles[0]
    return None


def _was_held(details: dict[str, Any], day: date | None) -> bool:
    if day is None:
        return details.get("current") is True
    begun, ended = _day(details.get("started_on")), _day(details.get("ended_on"))
    return begun is not None and begun <= day and (ended is None or day < ended)


def _change_history(details: dict[str, Any]) -> Iterator[PastEdition]:
    for change in _items(details.get("change_history")):
        yield PastEdition(
            _words(change.get("note")), _moment(change.get("public_timestamp"))
        )


def _withdrawal(notice: Any, what: str) -> Withdrawal | None:
    if not isinstance(notice, dict) or not notice:
        return None
    said = blocks_of_fragment(_words(notice.get("explanation")), what, base=SITE)
    return Withdrawal(
        "\n\n".join(words for block in said.blocks for words in block.paragraphs),
        _moment(notice.get("withdrawn_at")),
    )


def _attachments(details: dict[str, Any]) -> Iterator[ReadAttachment]:
    for attachment in _items(details.get("attachments")):
        yield ReadAttachment(
            _words(attachment.get("title")) or _words(attachment.get("filename")),
            _address(attachment.get("url")),
            _words(attachment.get("content_type")),
        )


def _images(details: dict[str, Any]) -> Iterator[ReadImage]:
    for image in _items([details.get("image"), *_items(details.get("images"))]):
        sources = image.get("sources")
        largest = next(iter(sources.values()), "") if isinstance(sources, dict) else ""
        yield ReadImage(
            _address(image.get("high_resolution_url") or image.get("url") or largest),
            _words(image.get("alt_text")),
            _words(image.get("caption")),
            _words(image.get("credit")),
        )


def _linked(item: dict[str, Any], name: str) -> list[dict[str, Any]]:
    links = item.get("links")
    return _items(links.get(name)) if isinstance(links, dict) else []


def _titles(item: dict[str, Any], *names: str) -> tuple[str, ...]:
    titles = (
        _words(link.get("title")) for name in names for link in _linked(item, name)
    )
    return tuple(dict.fromkeys(filter(None, titles)))


def _items(given: Any) -> list[dict[str, Any]]:
    return (
        [one for one in given if isinstance(one, dict)]
        if isinstance(given, list)
        else []
    )


def _words(given: Any) -> str:
    return " ".join(without_controls(given).split()) if isinstance(given, str) else ""


def _address(given: Any) -> str:
    return safe_address(_words(given), SITE)


def _moment(given: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(given) if isinstance(given, str) else None
    except ValueError:
        return None
    # Most are moments; a day alone is its beginning in the office.
    return (
        moment.replace(tzinfo=OFFICE_HOURS) if moment and not moment.tzinfo else moment
    )


def _day(given: Any) -> date | None:
    moment = _moment(given)
    try:
        return moment.astimezone(OFFICE_HOURS).date() if moment else None
    except (OverflowError, ValueError):
        return None
