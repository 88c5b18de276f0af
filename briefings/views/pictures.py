"""The images and attachments of an edition, as its page shows them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from briefings.media.kinds import JPEG, KINDS, SHOWN
from briefings.media.licences import DEEDS
from briefings.models import Edition, EditionAsset, Rendition
from briefings.models.files import (
    SHOWN_ROLES,
    FileRole,
    Licence,
    address_of,
    file_name,
    rendition_name,
)

_PRINTED = ("role", "alternative_text", "caption", "credit")
_OF_THE_FILE = (
    *("name", "sha256", "media_type", "size", "width", "height"),
    *("licence", "licence_terms", "not_for_use_after"),
)
_OF_A_RENDITION = ("media_type", "width", "height", "sha256")
# What a page shows where the browser has no choice.
_MIDDLE = 960


@dataclass(frozen=True)
class Attachment:
    """A file to be fetched; an image too, as it was made."""

    title: str
    url: str
    kind: str
    size: int
    caption: str
    credit: str
    licence: str
    licence_terms: str
    not_for_use_after: date | None


@dataclass(frozen=True)
class Picture(Attachment):
    alternative_text: str
    is_lead: bool
    # For each format that a browser may know: its type, and addresses by width.
    sources: tuple[tuple[str, str], ...]
    src: str
    width: int
    height: int


def file_rows() -> ArraySubquery:
    """With the editions that are asked for, so that a page takes no query more."""
    uses = EditionAsset.objects.filter(edition=OuterRef("pk"))
    made = Rendition.objects.filter(asset=OuterRef("asset")).order_by("width")
    renditions = ArraySubquery(
        made.values(json=JSONObject(**{name: name for name in _OF_A_RENDITION}))
    )
    columns: dict[str, Any] = {name: name for name in _PRINTED}
    columns |= {name: f"asset__{name}" for name in _OF_THE_FILE}
    rows = uses.order_by("position", "id")
    return ArraySubquery(rows.values(json=JSONObject(**columns, renditions=renditions)))


def files_in(edition: Edition) -> dict[str, Any]:
    """Of an edition that was asked for with its `file_rows`."""
    rows: list[dict[str, Any]] = edition.file_rows  # type: ignore[attr-defined]
    # An image that is not made ready yet has nothing to be shown.
    shown = [r for r in rows if r["role"] in SHOWN_ROLES and r["renditions"]]
    pictures = [_picture(row) for row in shown]
    attached = [row for row in rows if row["role"] == FileRole.ATTACHMENT]
    return {
        "lead": next((p for p in pictures if p.is_lead), None),
        "pictures": [p for p in pictures if not p.is_lead],
        "attachments": [Attachment(**_about(row)) for row in attached],
    }


def addresses_in(edition: Any) -> list[tuple[str, str]]:
    """Where each file of the edition is as it was uploaded, and of which type it is."""
    return [(_own_address(row), row["media_type"]) for row in edition.file_rows]


def licence_of(edition: Any) -> str:
    """The address of the one licence under which all files of the edition are."""
    licences = {row["licence"] for row in edition.file_rows}
    return DEEDS.get(licences.pop(), "") if len(licences) == 1 else ""


def _own_address(row: dict[str, Any]) -> str:
    return address_of(row["sha256"], file_name(row["name"], KINDS[row["media_type"]]))


def _about(row: dict[str, Any]) -> dict[str, Any]:
    kind = KINDS[row["media_type"]]
    until = row["not_for_use_after"]
    return {
        "title": row["caption"] or row["name"],
        "url": _own_address(row),
        "kind": kind.named,
        "size": row["size"],
        "caption": row["caption"],
        "credit": row["credit"],
        "licence": Licence(row["licence"]).label if row["licence"] else "",
        "licence_terms": row["licence_terms"],
        "not_for_use_after": date.fromisoformat(until) if until else None,
    }


def _picture(row: dict[str, Any]) -> Picture:
    made = row["renditions"]
    plain = [one for one in made if one["media_type"] == JPEG.media_type] or made
    middle = next((one for one in plain if one["width"] >= _MIDDLE), plain[-1])
    return Picture(
        **_about(row),
        alternative_text=row["alternative_text"],
        is_lead=row["role"] == FileRole.LEAD,
        sources=tuple(
            (kind.media_type, _by_width(row, kind.media_type)) for kind in SHOWN
        ),
        src=_address(row, middle),
        width=middle["width"],
        height=middle["height"],
    )


def _by_width(row: dict[str, Any], media_type: str) -> str:
    made = [one for one in row["renditions"] if one["media_type"] == media_type]
    return ", ".join(f"{_address(row, one)} {one['width']}w" for one in made)


def _address(row: dict[str, Any], one: dict[str, Any]) -> str:
    kind = KINDS[one["media_type"]]
    return address_of(one["sha256"], rendition_name(row["name"], kind, one["width"]))
