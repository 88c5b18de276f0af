"""Forms as a page shows them, filled in as somebody would, with fields beside them that
no page shows."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models
from lxml import html
from psycopg.sql import SQL, Identifier, Literal

from briefings.models import AuditEntry

# Whatever is put in stands out wherever it is found.
WORD, NUMBER, DAY = "mallory", 777_777, "2077-07-07"
_FOUND = f"{WORD}|{NUMBER}|{DAY}"
_TYPED = {
    "email": "wren@office.example",
    "date": "2091-03-20",
    "time": "10:00",
    "number": "3",
    "url": "https://wren.example/1",
    "checkbox": None,
    "hidden": None,
    "file": None,
    "submit": None,
    "password": "a quite long one, of Wren’s",
}


@dataclass(frozen=True)
class Form:
    address: str
    fields: tuple[tuple[str, str], ...]
    # Also what was left empty.
    shown: frozenset[str] = frozenset()

    @property
    def kind(self) -> tuple[str, ...]:
        """The same for the forms of two rows of a list."""
        told = dict(self.fields)
        names = (told.get("do", ""), *sorted(told))
        return tuple(re.sub(r"\d+", "N", f"{name}") for name in names)

    @property
    def prefix(self) -> str:
        """A form of the desk calls its fields after itself."""
        return dict(self.fields).get("do", "")

    def forged(self) -> dict[str, Any]:
        sent: dict[str, Any] = {}
        for name, value in self.fields:
            sent.setdefault(name, []).append(value)
        prefixes = ["", f"{self.prefix}-"] if self.prefix else [""]
        shown = {_stem(name) for name in (*sent, *self.shown)}
        extra = {f"{p}{n}": v for p in prefixes for n, v in hidden().items()}
        return sent | {n: v for n, v in extra.items() if _stem(n) not in shown}


def _stem(name: str) -> str:
    return re.sub(r"_[01]$", "", name)


def forms_in(page: bytes, address: str) -> Iterator[Form]:
    if b"<form" not in page:
        return
    for form in html.fromstring(page).iter("form"):
        if (form.get("method") or "get").lower() == "post":
            yield from _filled_in(form, address)


def _filled_in(form: Any, address: str) -> Iterator[Form]:
    fields = [(name, value) for name, value in form.form_values()]
    fields = [(n, v) for n, v in fields if v or _is_hidden(form, n)]
    given = {name for name, _ in fields}
    for element in form.iter("input", "textarea", "select"):
        name = element.get("name")
        if name and name not in given:
            typed = _typed_into(element)
            fields += [(name, typed)] if typed else []
            given |= {name} if typed else set()
    named = [b for b in form.iter("button") if b.get("name")]
    place = form.get("action") or address
    place = place.partition("#")[0] or address
    shown = frozenset(e.get("name") for e in form.iter() if e.get("name"))
    for button in named:
        pressed = (button.get("name"), button.get("value") or "")
        yield Form(place, (*fields, pressed), shown)
    if not named:
        yield Form(place, tuple(fields), shown)


def _is_hidden(form: Any, name: str) -> bool:
    return bool(form.xpath(f".//input[@type='hidden' and @name='{name}']"))


def _typed_into(element: Any) -> str | None:
    if element.tag == "select":
        values = [o.get("value") for o in element.iter("option") if o.get("value")]
        return values[0] if values else None
    if element.get("type") == "radio":
        return element.get("value")
    return _TYPED.get(element.get("type") or "text", "Some words")


def hidden() -> dict[str, str]:
    """Every column of every model, with a value that would be seen."""
    told: dict[str, str] = {}
    for model in _models():
        for field in [*model._meta.concrete_fields, *model._meta.many_to_many]:
            for name, value in _forged(field):
                told.setdefault(name, value)
    return told


def _forged(field: Any) -> Iterator[tuple[str, str]]:
    if field.many_to_many:
        yield field.name, "1"
    elif field.remote_field:
        yield field.name, str(NUMBER)
        yield field.attname, str(NUMBER)
    elif isinstance(field, models.BooleanField):
        yield field.name, "on"
    elif field.choices:
        yield field.name, str(field.flatchoices[-1][0])
    elif isinstance(field, models.DateTimeField) or "during" in field.name:
        yield field.name, f"{DAY}T07:07:00Z"
        yield from ((f"{field.name}_0", DAY), (f"{field.name}_1", "07:07"))
    elif isinstance(field, models.DateField):
        yield field.name, DAY
    elif isinstance(field, models.IntegerField | models.DecimalField):
        yield field.name, str(NUMBER)
    else:
        yield field.name, WORD


def _models() -> list[Any]:
    ours = list(apps.get_app_config("briefings").get_models())
    return ours + list(apps.get_app_config("auth").get_models())


def traces() -> Counter[str]:
    """How often what is put in stands in each table."""
    tables = [m._meta.db_table for m in apps.get_models() if m is not AuditEntry]
    one = SQL("SELECT {name}, count(*) FROM {table} t WHERE t::text ~ {found}")
    counted = SQL(" UNION ALL ").join(
        one.format(name=Literal(t), table=Identifier(t), found=Literal(_FOUND))
        for t in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(counted)
        return Counter(dict(cursor.fetchall()))


def standing() -> dict[str, Any]:
    """How many rows there are, and in which states: what is switched on, what has a
    moment or a person, what is chosen of few."""
    told = {}
    for model in _models():
        told_apart = [f for f in model._meta.concrete_fields if _tells(f)]
        names = [f.attname for f in told_apart]
        rows = model._base_manager.values_list(*names) if names else []
        if model is AuditEntry:  # each page that was looked at
            continue
        told[model.__name__] = Counter(
            tuple(_state(f, v) for f, v in zip(told_apart, row, strict=True))
            for row in rows
        )
    return told


def _tells(field: Any) -> bool:
    return bool(field.choices) or field.null or isinstance(field, models.BooleanField)


def _state(field: Any, value: Any) -> Any:
    is_one_of_few = field.choices or isinstance(field, models.BooleanField)
    return value if is_one_of_few else value is None
