"""Which texts under embargo a page of the desk told of: lists, suggestions while typing
and pages of a promise or a file name releases that wait for their moment, each in a way
of its own. So it is read from the answer itself, and no page can forget to say."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponseBase

from briefings.acting import Acting
from briefings.models import AuditEntry, Commitment, Edition, EditionAsset, Quote
from briefings.models.visibility import hidden_releases, seeing_everything

TOLD = "was told of"
# Somebody at work on a page asks for it again and again.
_AGAIN_AFTER = timedelta(minutes=10)
# Shorter words of a text stand on other pages as well; of longer ones a page may show
# so many.
_FEWEST, _BEGINNING = 8, 39
_MARKS = re.compile(r"<[^<>]*>")
_ATTRIBUTES = re.compile(r'="([^"<>]*)"')


def note_what_was_told(
    request: HttpRequest,
    response: HttpResponseBase,
    acting: Acting,
    waiting: list[Any] | None,
) -> None:
    """A row for each release that the answer named; not for one whose page was opened,
    nor again within minutes for the same person and page. What waits is fetched, unless
    it was. Nothing tells anybody of what is hidden from them, and an answer that
    repeats what was typed tells nothing."""
    with seeing_everything():
        rows = list(what_waits() if waiting is None else waiting)
        text = _text_of(response) if rows else ""
        typed = _typed_in(request) if text else ""
        named = [
            row[0]
            for row in rows
            if any(_tells(text, w) and w not in typed for w in _known(*row))
        ]
        if named:
            told = Edition.objects.filter(pk__in=named).exclude(_told_already(acting))
            told = told.exclude(release__in=hidden_releases(request.user))
            AuditEntry.objects.note_views(
                TOLD, told, release="release_id", label="headline"
            )


def _told_already(acting: Acting) -> Q:
    of_release = AuditEntry.objects.filter(release=OuterRef("release"), kind="view")
    person, _ = acting.who()
    just_now = of_release.filter(
        verb=TOLD, person=person, path=acting.path, at__gt=Now() - _AGAIN_AFTER
    )
    opened = of_release.filter(request=acting.request)
    return Q(Exists(just_now)) | Q(Exists(opened))


def what_waits() -> QuerySet[Any, Any]:
    """Editions that wait for their moment, and what readers do not have yet by which
    one knows them."""
    with seeing_everything():
        published = Edition.objects.published()
        of_this = {"edition": OuterRef("pk")}
        before = published.filter(release=OuterRef("release")).order_by()
        titles = Commitment.objects.filter(statements__edition=OuterRef("pk"))
        titles = titles.exclude(statements__edition__in=published)
        read = Quote.objects.filter(edition__in=published)
        read = read.filter(ref=OuterRef("ref"), words=OuterRef("words"))
        quotes = Quote.objects.filter(~Exists(read), **of_this)
        files = EditionAsset.objects.filter(**of_this)
        files = files.exclude(asset__uses__edition__in=published)
        found = {
            "read_as": before.values("headline"),
            "read_of": before.values("summary"),
            "promises": titles.order_by().values("title"),
            "said": quotes.order_by().values("words"),
            "shown": files.order_by().values("asset__name"),
        }
        rows = Edition.objects.scheduled().annotate(
            **{name: ArraySubquery(words) for name, words in found.items()}
        )
        words = ("headline", "release__slug", "summary", "change_note")
        return rows.order_by().values_list("pk", *words, *found)


def _known(
    _key: int,
    headline: str,
    slug: str,
    summary: str,
    change_note: str,
    read_as: list[str],
    read_of: list[str],
    *records: list[str],
) -> Iterator[str]:
    # An address is made of the headline; readers have that of a correction.
    names = {headline} if read_as else {headline, slug}
    words = {summary, change_note, *(word for record in records for word in record)}
    yield from map(_plain, names - set(read_as))
    plain = map(_plain, words - {*read_as, *read_of})
    yield from (told for told in plain if len(told) >= _FEWEST)


def _tells(text: str, words: str) -> bool:
    """As words of their own, whole or cut short with an ellipsis.

    >>> _tells("a Tax cut, today", "Tax cut"), _tells("a Tax cutter", "Tax cut")
    (True, False)
    >>> bridge = "A bridge to the islands is built by next winter"
    >>> _tells("“A bridge to the islands is built by next…”", bridge)
    True
    """
    beginning = words[:_BEGINNING]
    place = text.find(beginning)
    while place >= 0:
        end = place + len(words)
        shown = text[place:end]
        is_whole = shown == words and not _goes_on(text, end)
        is_cut = "…" in shown and words.startswith(shown.partition("…")[0].rstrip())
        if (is_whole or is_cut) and not _goes_on(text, place - 1):
            return True
        place = text.find(beginning, place + 1)
    return False


def _goes_on(text: str, place: int) -> bool:
    """Whether a letter stands there, or what joins the parts of an address."""
    return 0 <= place < len(text) and (text[place].isalnum() or text[place] in "-_")


def _typed_in(request: HttpRequest) -> str:
    sent = (request.GET, request.POST)
    return _plain(
        "\n".join(v for form in sent for _, some in form.lists() for v in some)
    )


def _text_of(response: Any) -> str:
    """As a reader has it, and as attributes have it."""
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    if response.streaming or kind not in ("text/html", "application/json"):
        return ""
    body = response.content.decode("utf-8", "ignore")
    if kind == "application/json":
        body = "\n".join(_strings(json.loads(body)))
    # A mark may part two words, or stand within one.
    said = [_MARKS.sub(" ", body), _MARKS.sub("", body), *_ATTRIBUTES.findall(body)]
    return _plain(unescape("\n".join(said)))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


def _plain(text: str) -> str:
    return " ".join(text.split())
