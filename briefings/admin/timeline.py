"""What happened to a release, in all its editions, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet, Value
from django.urls import reverse

from briefings.models import (
    ChangeNoteCorrection,
    Comment,
    EditorialNote,
    Reply,
    Revision,
    Transition,
    User,
)
from briefings.workflow import DONE

PAGE = 50
SHOWN = {
    "moves": ("Moves", ("move", "note_correction")),
    "saves": ("Saves", ("save",)),
    "notes": ("Notes and comments", ("note", "comment", "reply")),
}
_MOMENTS = {"issue": "Scheduled for ", "backdate": "Entered as issued on "}
# Of one moment the later ones happened because of those before them.
_ROWS: dict[str, Any] = {
    "move": Transition,
    "save": Revision,
    "note": EditorialNote,
    "comment": Comment,
    "reply": Reply,
    "note_correction": ChangeNoteCorrection,
}


@dataclass(frozen=True)
class Entry:
    at: datetime
    kind: str
    what: str
    by: Any
    words: str = ""
    url: str = ""
    edition: int = 1
    quoted: str = ""


class Timeline:
    """A page of it, with the links that narrow it down. Which rows it shows is one
    query over all kinds; each kind is then fetched once."""

    def __init__(self, edition: Any, asked: Any, *, address: str = "") -> None:
        self.edition, self._address = edition, address
        show, by = asked.get("show", ""), asked.get("by", "")
        self.show = show if show in SHOWN else ""
        self.by = int(by) if by.isdecimal() and len(by) < 10 else None
        kinds = SHOWN[self.show][1] if self.show else tuple(_ROWS)
        self.page: Page = Paginator(self._keys(kinds), PAGE).get_page(asked.get("page"))
        self.entries = self._entries(list(self.page))

    @property
    def has_editions(self) -> bool:
        return self.edition.number > 1 or any(e.edition > 1 for e in self.entries)

    @property
    def filters(self) -> list[dict[str, Any]]:
        labels = [("", "Everything"), *((k, label) for k, (label, _) in SHOWN.items())]
        return [
            {"label": label, "is_on": name == self.show, "url": self._url(show=name)}
            for name, label in labels
        ]

    @property
    def people(self) -> list[dict[str, Any]]:
        """Everybody who did anything; the clock is nobody."""
        acted = [self._of_release(kind).order_by().values("by") for kind in _ROWS]
        numbers = [row["by"] for row in acted[0].union(*acted[1:])]
        people = User.objects.filter(pk__in=numbers)
        everybody = [
            {"label": "Anybody", "is_on": not self.by, "url": self._url(by="")}
        ]
        return everybody + [
            {"label": p, "is_on": p.pk == self.by, "url": self._url(by=p.pk)}
            for p in people.order_by("first_name", "username")
        ]

    @property
    def earlier(self) -> str:
        if not self.page.has_next():
            return ""
        return self._url(page=self.page.next_page_number())

    @property
    def later(self) -> str:
        if not self.page.has_previous():
            return ""
        return self._url(page=self.page.previous_page_number())

    def _url(self, **changed: Any) -> str:
        asked = {"show": self.show, "by": self.by or "", **changed}
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{self._address}?{query}#timeline"

    def _keys(self, kinds: Iterable[str]) -> Any:
        found = [self._of(kind) for kind in kinds]
        return found[0].union(*found[1:], all=True).order_by("-at", "-rank", "-pk")

    def _of(self, kind: str) -> QuerySet[Any, Any]:
        rows = self._of_release(kind)
        rows = rows.filter(by=self.by) if self.by else rows
        rank = Value(list(_ROWS).index(kind))
        return rows.order_by().values("pk", "at", rank=rank)

    def _of_release(self, kind: str) -> QuerySet[Any, Any]:
        edition = "comment__edition" if kind == "reply" else "edition"
        asked = {f"{edition}__release": self.edition.release_id}
        rows: QuerySet[Any, Any] = _ROWS[kind].objects.filter(**asked)
        return rows

    def _entries(self, keys: list[dict[str, Any]]) -> list[Entry]:
        kinds = list(_ROWS)
        rows: dict[tuple[int, int], Any] = {}
        for rank, kind in enumerate(kinds):
            wanted = [key["pk"] for key in keys if key["rank"] == rank]
            found = _fetch(kind, wanted) if wanted else {}
            rows |= {(rank, pk): row for pk, row in found.items()}
        return [_told(kinds[key["rank"]], rows[key["rank"], key["pk"]]) for key in keys]


def _fetch(kind: str, wanted: list[int]) -> dict[int, Any]:
    edition = "comment__edition" if kind == "reply" else "edition"
    rows = _ROWS[kind].objects.select_related("by", edition)
    if kind == "move":
        rows = rows.select_related("asked")
    return (rows.defer("content") if kind == "save" else rows).in_bulk(wanted)


def _told(kind: str, row: Any) -> Entry:
    edition = row.comment.edition if kind == "reply" else row.edition
    return Entry(
        row.at, kind=kind, by=row.by, edition=edition.number, **_TOLD[kind](row)
    )


def _moved(made: Transition) -> dict[str, str]:
    """Of an issue at another moment than the one it was made at, the note is that
    moment."""
    done, note = DONE[made.move], made.note
    if note and made.move in _MOMENTS:
        done, note = _MOMENTS[made.move] + note.removeprefix("For "), ""
    if made.asked:
        done = f"{done} to {made.asked}"
    return {"what": done, "words": note}


def _saved(revision: Revision) -> dict[str, str]:
    address = reverse("admin:briefings_edition_compare", args=[revision.edition_id])
    return {
        "what": f"Saved as revision {revision.number}",
        "url": f"{address}?to={revision.pk}",
    }


def _noted(note: EditorialNote) -> dict[str, str]:
    return {"what": "Note", "words": note.words}


def _commented(comment: Comment) -> dict[str, str]:
    return {"what": "Comment", "words": comment.said, "quoted": comment.words}


def _replied(reply: Reply) -> dict[str, str]:
    return {"what": "Reply", "words": reply.said, "quoted": reply.comment.words}


def _note_corrected(correction: ChangeNoteCorrection) -> dict[str, str]:
    return {"what": "Change note corrected", "words": correction.words}


_TOLD: dict[str, Any] = {
    "move": _moved,
    "save": _saved,
    "note": _noted,
    "comment": _commented,
    "reply": _replied,
    "note_correction": _note_corrected,
}
