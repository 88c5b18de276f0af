"""What happened to a release, in all its editions, newest first."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from briefings import typed
from briefings.admin.happenings import (
    ROWS,
    as_rows,
    edition_of,
    everything,
    named_in,
    rows_of,
    told_of,
)
from briefings.models import User

PAGE = 50
LAST_PAGE = 99_999
SHOWN = {
    "moves": ("Moves", ("move", "note_correction")),
    "saves": ("Saves and suggestions", ("save", "decided")),
    "notes": ("Notes and comments", ("note", "comment", "reply", "resolved")),
    "guests": ("People outside", ("let_in", "shut_out", "answer")),
}


class Timeline:
    """A page of it, with the links that narrow it down."""

    def __init__(self, edition: Any, asked: Any, *, address: str = "") -> None:
        self.edition, self._address = edition, address
        show, by = asked.get("show", ""), asked.get("by", "")
        self.show = show if show in SHOWN else ""
        self.by = typed.number(by)
        kinds = SHOWN[self.show][1] if self.show else tuple(ROWS)
        page = typed.number(asked.get("page", "")) or 1
        self.number = min(page, LAST_PAGE)
        rows = rows_of(kinds, self._narrow)[(self.number - 1) * PAGE :][: PAGE + 1]
        found = as_rows(rows)
        self._has_earlier = len(found) > PAGE
        self._people = self._of_whom(named_in(found[:PAGE]))
        self.entries = told_of(found[:PAGE], self._people)

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
        everybody = [
            {"label": "Anybody", "is_on": not self.by, "url": self._url(by="")}
        ]
        return everybody + [
            {"label": p, "is_on": p.pk == self.by, "url": self._url(by=p.pk)}
            for p in self._people.values()
            if p.has_acted
        ]

    def _of_whom(self, named: set[int]) -> dict[int, Any]:
        """By number: whoever did anything, and who else is named in what is shown."""
        acts = [
            self._of_release(everything(kind), edition_of(kind)).values("acted_by")
            for kind in ROWS
        ]
        acted = Q(pk__in=acts[0].union(*acts[1:]))
        everybody = User.objects.annotate(
            has_acted=ExpressionWrapper(acted, output_field=BooleanField())
        )
        people = everybody.filter(Q(has_acted=True) | Q(pk__in=named))
        return {p.pk: p for p in people.order_by("first_name", "username")}

    @property
    def earlier(self) -> str:
        return self._url(page=self.number + 1) if self._has_earlier else ""

    @property
    def later(self) -> str:
        return self._url(page=self.number - 1) if self.number > 1 else ""

    def _url(self, **changed: Any) -> str:
        asked = {"show": self.show, "by": self.by or "", **changed}
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{self._address}?{query}#timeline"

    def _narrow(self, rows: QuerySet[Any], edition: str) -> QuerySet[Any]:
        rows = self._of_release(rows, edition)
        return rows.filter(acted_by=self.by) if self.by else rows

    def _of_release(self, rows: QuerySet[Any], edition: str) -> QuerySet[Any]:
        return rows.filter(**{f"{edition}__release": self.edition.release_id})
