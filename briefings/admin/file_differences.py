"""What two saved states of an edition show differently of their files."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import capfirst

from briefings.models import EditionAsset


@dataclass(frozen=True)
class FileChange:
    name: str
    verb: str
    columns: list[tuple[str, str, str]] = field(default_factory=list)


def file_changes(old: dict[str, Any], new: dict[str, Any]) -> list[FileChange]:
    """Of the contents that two revisions keep; those from before there were files have
    none."""
    was, became = _by_digest(old), _by_digest(new)
    changes = [
        FileChange(r["name"], "taken out") for d, r in was.items() if d not in became
    ]
    for digest, row in became.items():
        if digest not in was:
            changes.append(FileChange(row["name"], "added"))
        elif columns := list(_columns(was[digest], row)):
            changes.append(FileChange(row["name"], "changed", columns))
    kept = [digest for digest in was if digest in became]
    if kept != [digest for digest in became if digest in was]:
        names = ", ".join(row["name"] for row in became.values())
        changes.append(FileChange(names, "put in another order"))
    return changes


def _by_digest(content: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["sha256"]: row for row in content.get("files", ())}


def _columns(
    old: dict[str, Any], new: dict[str, Any]
) -> Iterator[tuple[str, str, str]]:
    if old["name"] != new["name"]:
        yield "Name", old["name"], new["name"]
    elif old["asset"] != new["asset"]:
        # The same file, that somebody uploaded anew who might not see the first one.
        yield "Number among the files", str(old["asset"]), str(new["asset"])
    for name in EditionAsset.SIGNED:
        if old.get(name) != new[name]:
            column: Any = EditionAsset._meta.get_field(name)
            before, after = (_told(column, row.get(name)) for row in (old, new))
            yield str(capfirst(column.verbose_name)), before, after


def _told(column: Any, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(dict(column.flatchoices).get(value, value) or "")
