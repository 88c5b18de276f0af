"""Names as an edition prints them. It keeps those that its approver signed for, because
an organisation may be called otherwise, and a telephone ring elsewhere, ever after."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Func, JSONField, OuterRef, TextField, Value
from django.db.models.functions import Cast

# What an edition prints, by kinds; each maps numbers of rows to names, that of the
# contacts to all that journalists need to call them.
KINDS = ("organisations", "people", "roles", "topics", "places", "events", "contacts")
OF_A_CONTACT = ("name", "telephone", "email", "hours")


@dataclass(frozen=True)
class Printed:
    """A row under its printed name, at the address that it has today."""

    slug: str
    name: str

    def __str__(self) -> str:
        return self.name


def as_printed(edition: Any, kind: str, row: Any) -> Printed | None:
    """Nothing is printed of what does not exist. A row that the edition did not print,
    such as the body that a contact moved to since, has the name of today."""
    if row is None:
        return None
    printed = edition.printed or {}
    name = printed.get(kind, {}).get(str(row.pk))
    return Printed(row.kept.slug, name or str(row.kept))


def printed_once(edition: Any, kind: str, rows: Iterable[Any]) -> list[Any]:
    """Rows in their order. Two that are kept as one are one."""
    named = {row.kept.pk: as_printed(edition, kind, row) for row in reversed([*rows])}
    return list(reversed(named.values()))


def printed_contacts(edition: Any, contacts: Iterable[Any]) -> list[Any]:
    cards = []
    for contact in contacts:
        card = copy(contact)
        vars(card).update((edition.printed or {})["contacts"][str(contact.pk)])
        card.body = as_printed(edition, "organisations", contact.organisation)
        cards.append(card)
    return cards


def printed_name(kind: str, key: str = "pk", edition: str = "") -> Func:
    """The name in the edition of the query around, of the row with that number. The
    path leads from there to the edition."""
    return _named_in(OuterRef(f"{edition}printed"), kind, key)


def printed_name_of(kind: str, key: str, edition: str) -> Func:
    """The same where the edition is reached by a path from the row asked about."""
    return _named_in(F(f"{edition}printed"), kind, key)


def printed_card(key: str = "pk") -> Func:
    path = OuterRef("printed"), Value("contacts"), Cast(key, TextField())
    return Func(*path, function="jsonb_extract_path", output_field=JSONField())


def _named_in(printed: F, kind: str, key: str) -> Func:
    path = printed, Value(kind), Cast(key, TextField())
    return Func(*path, function="jsonb_extract_path_text", output_field=TextField())
