"""What a saved state of an edition names and nobody can bring back."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from briefings.models.anchored import Anchored
from briefings.models.commitments import Commitment, CommitmentStatement
from briefings.models.editions import TAGS, Edition
from briefings.models.figures import Figure
from briefings.models.files import Asset
from briefings.models.people import Organisation
from briefings.models.quotes import Quote
from briefings.models.visibility import seeing_everything
from briefings.text.abridging import opening

# Where a column's own name does not say what it points at.
_CALLED = {"said_at": "event", "part_of": "whole", "superseded_by": "successor"}

RECORDS: dict[str, type[Anchored]] = {
    "quotes": Quote,
    "statements": CommitmentStatement,
    "figures": Figure,
}


def without_gone(
    content: dict[str, Any], *, figures: Collection[str]
) -> tuple[dict[str, Any], str]:
    """The content with only the tags, organisations and files that still are, and with
    records that point at nothing else; and how a sentence goes on that says it is back.
    Wholes of figures are told by their refs: `figures` are those that there will be.
    What somebody may not see is not gone."""
    stated = [row["commitment"]["id"] for row in content["statements"]]
    # Of one that only a limited draft states by now there will be another.
    coming_back = {*stated} - {*_left(Commitment, stated)}
    with seeing_everything():
        left = _without_gone_tags(content)
        records = _Records(content, figures, coming_back)
    left |= records.left
    gone = ", ".join(dict.fromkeys([*_told(content, left), *records.told]))
    return left, f", but for what was deleted since: {gone}" if gone else ""


def _without_gone_tags(content: dict[str, Any]) -> dict[str, Any]:
    left = {**content, **{n: _left(_model(n), content[n]) for n in TAGS}}
    standing = _left(Organisation, [key for _, key in content["organisations"]])
    involved = content["organisations"]
    left["organisations"] = [one for one in involved if one[1] in standing]
    if files := content.get("files"):
        digests = Asset.objects.filter(sha256__in=[row["sha256"] for row in files])
        kept = set(digests.values_list("sha256", flat=True))
        left["files"] = [row for row in files if row["sha256"] in kept]
    if not left.get("files"):
        left.pop("files", None)
    return left


class _Records:
    """Each with the rows it points at that still are."""

    def __init__(
        self,
        content: dict[str, Any],
        figures: Collection[str],
        coming_back: Collection[int],
    ) -> None:
        self.told: list[str] = []
        self._figures, self._coming_back = figures, coming_back
        self._standing = _standing(content)
        self._standing[Commitment] |= {*coming_back}
        self.left = {
            kind: [self._row(model, row) for row in content[kind]]
            for kind, model in RECORDS.items()
        }

    def _row(self, model: type[Anchored], row: dict[str, Any]) -> Any:
        promise = row.get("commitment")
        if promise and promise["id"] in self._coming_back:
            row = {**row, "commitment": self._promise(promise)}
        return self._without(model, row, called=opening(row["words"]))

    def _promise(self, promise: dict[str, Any]) -> Any:
        """One that was taken out comes back with its row."""
        named = promise["counterparties"]
        left = [key for key in named if key in self._standing[Organisation]]
        if gone := len(named) - len(left):
            self.told.append(f"{gone} of the counterparties of “{promise['title']}”")
        promise = {**promise, "counterparties": left}
        return self._without(Commitment, promise, called=promise["title"])

    def _without(self, model: Any, row: dict[str, Any], *, called: str) -> Any:
        gone = []
        for name, column in _pointing(model, row):
            if not self._stands(column, row[name]):
                row = {**row, name: None}
                gone.append(f"the {_CALLED.get(column.name, column.verbose_name)}")
        if gone:
            self.told.append(f"{' and '.join(gone)} of “{called}”")
        return row

    def _stands(self, column: Any, key: Any) -> bool:
        if column.related_model is Figure:
            return key in self._figures
        return key in self._standing[column.related_model]


def _standing(content: dict[str, Any]) -> defaultdict[Any, set[int]]:
    """The numbers that still are of those that records point at, by model."""
    named: dict[Any, set[int]] = defaultdict(set)
    for kind, model in RECORDS.items():
        for row in content[kind]:
            _gather(model, row, named)
            if promise := row.get("commitment"):
                _gather(Commitment, promise, named)
                named[Organisation].update(promise["counterparties"])
    left = {model: set(_left(model, list(keys))) for model, keys in named.items()}
    return defaultdict(set, left)


def _gather(model: Any, row: dict[str, Any], named: dict[Any, set[int]]) -> None:
    for name, column in _pointing(model, row):
        if column.related_model is not Figure:
            named[column.related_model].add(row[name])


def _pointing(model: Any, row: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The columns of the row that point at another; what a statement states comes back
    with it."""
    for column in model._meta.fields:
        name = column.attname
        states = column.related_model is Commitment and model is CommitmentStatement
        if column.remote_field and row.get(name) is not None and not states:
            yield name, column


def _told(content: dict[str, Any], left: dict[str, Any]) -> Iterator[str]:
    """By kind and number; files by their names, which the content has.

    >>> was = {"organisations": [["lead", 1]], "topics": [7, 8, 9]}
    >>> names = "people places events contacts related_releases".split()
    >>> was |= {name: [] for name in names} | {"files": [{"name": "b.png"}]}
    >>> ", ".join(_told(was, {**was, "topics": [8], "files": []}))
    '2 topics, the file “b.png”'
    """
    for name in ("organisations", *TAGS):
        meta = (Organisation if name == "organisations" else _model(name))._meta
        if gone := len(content[name]) - len(left[name]):
            kind = meta.verbose_name if gone == 1 else meta.verbose_name_plural
            yield f"{gone} {kind}"
    for row in content.get("files", ()):
        if row not in left.get("files", ()):
            yield f"the file “{row['name']}”"


def _left(model: Any, keys: list[int]) -> list[int]:
    standing = set(model._default_manager.in_bulk(keys)) if keys else set()
    return [key for key in keys if key in standing]


def _model(tag: str) -> Any:
    return Edition._meta.get_field(tag).related_model
