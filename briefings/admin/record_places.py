"""Which marks stand elsewhere than an edit of the text left them."""

from functools import cached_property
from typing import Any

from briefings.text.markup.anchors import anchor_at, find_all, follow
from briefings.text.markup.markdown import plain_text

_AROUND = 40
_NOWHERE = "not in the text"

_Record = dict[str, Any]


class Places:
    """Of the records in two saved states of an edition, which are known by kind and
    ref."""

    def __init__(
        self,
        old: dict[str, Any],
        new: dict[str, Any],
        records: dict[tuple[str, str], _Record],
    ) -> None:
        self._contents, self._records = (old, new), records

    def moved(self, kind: str, old: _Record, new: _Record) -> tuple[str, str] | None:
        """Where a record stood and where it stands, in some words around each place;
        None, where its words, or what became of them, tell that already."""
        if _span(old) == _span(new) and self._is_same_text:
            return None
        if self._is_where_it_was_left(kind, old, new):
            return None
        before, after = self._texts
        return _around(before, old), _around(after, new)

    def _is_where_it_was_left(self, kind: str, old: _Record, new: _Record) -> bool:
        left = self._left[kind, old["ref"]]
        if old["start"] is None or new["start"] is None:
            return bool(old["start"] == new["start"])
        if old["words"] == new["words"]:
            return left == _span(new)
        # Of a mark that was made longer or shorter, the words say so.
        return left is None or (left[0] < new["end"] and new["start"] < left[1])

    @cached_property
    def _texts(self) -> tuple[str, str]:
        old, new = (plain_text(c["key_points"], c["body"]) for c in self._contents)
        return old, new

    @cached_property
    def _is_same_text(self) -> bool:
        old, new = ((c["key_points"], c["body"]) for c in self._contents)
        return old == new

    @cached_property
    def _left(self) -> dict[tuple[str, str], tuple[int, int] | None]:
        """All at once, because one record does not take the place of another."""
        old, new = self._texts
        placed = {k: r for k, r in self._records.items() if r["start"] is not None}
        anchors = [anchor_at(old, *_span(record)) for record in placed.values()]
        found = zip(placed, follow(old, new, anchors), strict=True)
        left = {key: (to.start, to.end) if to else None for key, to in found}
        return dict.fromkeys(self._records) | left


def _span(record: _Record) -> Any:
    return record["start"], record["end"]


def _around(text: str, record: _Record) -> str:
    if record["start"] is None:
        return _NOWHERE
    start, end = _span(record)
    before = text[max(0, start - _AROUND) : start]
    after = text[end : end + _AROUND]
    if start > _AROUND:
        before = "…" + "".join(before.split(None, 1)[-1:])
    if end + _AROUND < len(text):
        after = "".join(after.rsplit(None, 1)[:1]) + "…"
    words = " ".join(f"{before}{record['words']}{after}".split())
    return f"{words}{_which(text, start, record['words'])}"


def _which(text: str, start: int, words: str) -> str:
    """What stands around the words may be the same in two places."""
    starts = [place for place, _ in find_all(text, words)]
    if len(starts) < 2 or start not in starts:
        return ""
    return f" (place {starts.index(start) + 1} of {len(starts)})"
