"""Pressing the buttons of the admin's pages as a browser would."""

from django.urls import reverse

from briefings.admin.deeds import page_of
from briefings.models import Edition


def press(client, row, deed: str, **fields):
    """POST a deed's form; the page that comes of it, redirects followed."""
    data = {f"{deed}-{name}": value for name, value in fields.items()}
    return client.post(page_of(row), {"do": deed, **data}, follow=True)


def said(response) -> str:
    """What the page says at its top."""
    return " ".join(str(message) for message in response.context["messages"])


def words_form(client, edition: Edition, **changed) -> dict:
    """The fields of the form of words as a browser shows them, some typed over."""
    deed = client.get(page_of(edition)).context["page"].words
    shown = {name: deed[name].value() for name in deed.fields}
    rows = {
        n: [getattr(r, "pk", r) for r in v] for n, v in shown.items() if _are_rows(v)
    }
    return {n: "" if v is None else v for n, v in (shown | rows | changed).items()}


def import_page() -> str:
    return reverse("admin:briefings_release_import")


def _are_rows(value) -> bool:
    return isinstance(value, list)
