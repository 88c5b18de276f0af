"""A release of the sample takes the way of every other: written, marked, submitted,
approved by somebody else, issued."""

from typing import Any

from django.utils import timezone

from briefings.actions.commitments import (
    describe_commitment,
    mark_commitment,
    restate_commitment,
)
from briefings.actions.figures import change_figure, mark_figure
from briefings.actions.imports import import_release
from briefings.actions.issue import backdate_edition, issue_edition
from briefings.actions.notices import withdraw_release
from briefings.actions.quotes import mark_quote
from briefings.actions.releases import begin_correction, create_release, save_draft
from briefings.actions.review import (
    approve_edition,
    request_changes,
    submit_edition,
)
from briefings.actions.suggestions import (
    accept_suggestion,
    change_suggestion,
    reject_suggestion,
)
from briefings.management.sample.accounts import Desks
from briefings.management.sample.cast import Cast
from briefings.management.sample.files import put_in
from briefings.management.sample.texts import Text
from briefings.models import Edition, Suggestion
from briefings.models.suggestions import SuggestionKind

# Files imported under such a name show that the sample is loaded.
IMPORTED_FROM = "valmere/"
_WORDS = {
    *("kind", "headline", "summary", "key_points", "body", "notes_to_editors"),
    *("language", "dateline", "political"),
    *("delivered_on", "venue", "given_as"),
}
_TAGS = {
    "lead": ("lead_organisations", "organisations"),
    "supporting": ("supporting_organisations", "organisations"),
    "topics": ("topics", "topics"),
    "places": ("places", "places"),
    "events": ("events", "events"),
    "people": ("people", "people"),
    "contacts": ("contacts", "contacts"),
    "related": ("related_releases", "releases"),
}


class Telling:
    """Tells one release after another to the newsroom."""

    def __init__(self, cast: Cast, desks: Desks) -> None:
        self.cast, self.desks = cast, desks

    def tell(self, text: Text) -> None:
        writer = self.desks.writer
        self.cast.enlist(text.written.get("subjects", {}), by=writer)
        edition = self._write(text)
        release = self.cast.releases[text.key] = edition.release
        for about in text.each("departures"):
            self.cast.end(about, by=writer)
        for about in text.each("appointments"):
            self.cast.appoint(about, by=writer, announced_in=release)
        self._mark(edition, text)
        for about in text.each("files"):
            put_in(edition, about, by=writer)
        self._send(edition, text)
        for correction in text.each("corrections"):
            self._correct(edition, correction)
        if "withdrawn" in text.written:
            why = text.written["withdrawn"]
            withdraw_release(release, by=self.desks.publisher, explanation=why)

    def _write(self, text: Text) -> Edition:
        writer = self.desks.writer
        content = {n: v for n, v in text.written.items() if n in _WORDS}
        for name, (column, kind) in _TAGS.items():
            rows = getattr(self.cast, kind)
            if name in text.written:
                content[column] = [rows[key] for key in text.written[name]]
        if text.pasted is None:
            return create_release(by=writer, **content)
        name = f"{IMPORTED_FROM}{text.key}.txt"
        edition = import_release(text.pasted, name=name, by=writer)
        return save_draft(edition, by=writer, based_on=1, **content)

    def _mark(self, edition: Edition, text: Text) -> None:
        for about in text.each("quotes"):
            self._quote(edition, about, text)
        for about in text.each("commitments"):
            self._commit(edition, about)
        for about in text.each("restatements"):
            columns = self.cast.linked(about)
            commitment = columns.pop("commitment")
            columns |= _span(edition, columns.pop("words"))
            restate_commitment(
                commitment, by=self.desks.writer, edition=edition, **columns
            )
        for about in text.each("figures"):
            self._count(edition, about)
        if "accept" in text.written:
            for suggestion in edition.suggestions.open():
                self._decide(suggestion, text)

    def _quote(self, edition: Edition, about: dict[str, Any], text: Text) -> None:
        columns = self.cast.linked(about)
        place = _span(edition, columns.pop("words"))
        if "spokesperson_of" in columns:
            body = self.cast.organisations[columns.pop("spokesperson_of")]
            columns |= {"organisation": body, "speaker_organisation": body.name}
        else:
            columns["speaker_name"] = columns["speaker"].name
        if text.at:
            columns["said_on"] = timezone.localdate(text.at)
        columns["attribution"] = _line_before(edition, place["start"])
        mark_quote(edition, by=self.desks.writer, **place, **columns)

    def _commit(self, edition: Edition, about: dict[str, Any]) -> None:
        writer, commitments = self.desks.writer, self.cast.commitments
        columns = self.cast.linked(about)
        key, place = columns.pop("key"), _span(edition, columns.pop("words"))
        columns.setdefault("verifiability", "verifiable")
        replaced = columns.pop("supersedes", None)
        if "part_of" in columns:
            columns["part_of"] = commitments[columns["part_of"]]
        statement = mark_commitment(edition, by=writer, **place, **columns)
        commitments[key] = statement.commitment
        if replaced:
            keeper = self.desks.records_officer
            describe_commitment(
                commitments[replaced], by=keeper, superseded_by=commitments[key]
            )

    def _count(self, edition: Edition, about: dict[str, Any]) -> None:
        key, words = about.pop("key", None), about.pop("words")
        if "part_of" in about:
            about["part_of"] = self.cast.figures[about["part_of"]]
        figure = mark_figure(
            edition, by=self.desks.writer, **_span(edition, words), **about
        )
        if key:
            self.cast.figures[key] = figure

    def _decide(self, suggestion: Suggestion, text: Text) -> None:
        writer = self.desks.writer
        if suggestion.kind not in text.written["accept"]:
            reject_suggestion(suggestion, by=writer)
        elif suggestion.kind == SuggestionKind.QUOTE and text.at:
            day = timezone.localdate(text.at)
            change_suggestion(suggestion, by=writer, said_on=day)
        else:
            accept_suggestion(suggestion, by=writer)

    def _send(self, edition: Edition, text: Text) -> None:
        """As far on its way as the text says."""
        edition = submit_edition(edition, by=self.desks.writer)
        stays = text.written.get("stays")
        if stays == "changes_requested":
            reason = text.written["reason"]
            request_changes(edition, by=self.desks.approver, reason=reason)
        elif not stays:
            self._issue(edition, text.at)

    def _issue(self, edition: Edition, at: Any) -> None:
        edition = approve_edition(_fresh(edition), by=self.desks.approver)
        publisher = self.desks.publisher
        if at > edition.release.now:
            issue_edition(edition, by=publisher, at=at)
        else:
            backdate_edition(edition, by=publisher, at=at)

    def _correct(self, edition: Edition, about: dict[str, Any]) -> None:
        writer = self.desks.writer
        edition = begin_correction(edition.release, by=writer)
        body = edition.body
        for old, new in about["replace"]:
            body = body.replace(old, new)
        edition = save_draft(
            edition,
            by=writer,
            based_on=1,
            body=body,
            change=about["change"],
            change_note=about["change_note"],
        )
        for change in about.get("figures", ()):
            figure = edition.figures.get(words=change["was"])
            told = {"value": change["value"], **_span(edition, change["words"])}
            change_figure(figure, by=writer, **told)
        self._issue(submit_edition(edition, by=writer), about["at"])


def _fresh(edition: Edition) -> Edition:
    return Edition.objects.get(pk=edition.pk)


def _span(edition: Edition, words: str) -> dict[str, int]:
    """Where words stand in the text; `first … last` are all from first to last."""
    first, _, last = words.partition(" … ")
    start = edition.plain_text.index(first)
    end = edition.plain_text.index(last, start) + len(last or first)
    return {"start": start, "end": end if last else start + len(first)}


def _line_before(edition: Edition, start: int) -> str:
    """The line that hands over to a quote, where the text has one."""
    line = edition.plain_text[:start].rstrip("\n").rpartition("\n")[2]
    return line if line.endswith(":") else ""
