"""What a saved state of an edition names and nobody can bring back."""

from collections.abc import Iterator
from typing import Any

from briefings.models.editions import TAGS, Edition
from briefings.models.files import Asset
from briefings.models.people import Organisation
from briefings.models.visibility import seeing_everything


def without_gone(content: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """The content with only the tags, organisations and files that still are; and how a
    sentence goes on that says it is back. What somebody may not see is not gone."""
    with seeing_everything():
        left = {**content, **{n: _left(_model(n), content[n]) for n in TAGS}}
        standing = _left(Organisation, [key for _, key in content["organisations"]])
        involved = content["organisations"]
        left["organisations"] = [one for one in involved if one[1] in standing]
        if files := content.get("files"):
            digests = Asset.objects.filter(sha256__in=[row["sha256"] for row in files])
            kept = set(digests.values_list("sha256", flat=True))
            left["files"] = [row for row in files if row["sha256"] in kept]
    gone = ", ".join(_told(content, left))
    if not left.get("files"):
        left.pop("files", None)
    return left, f", but for what was deleted since: {gone}" if gone else ""


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
        if row not in left["files"]:
            yield f"the file “{row['name']}”"


def _left(model: Any, keys: list[int]) -> list[int]:
    standing = set(model._default_manager.in_bulk(keys)) if keys else set()
    return [key for key in keys if key in standing]


def _model(tag: str) -> Any:
    return Edition._meta.get_field(tag).related_model
