"""What the form of words sends while somebody types."""

from django.urls import reverse

from briefings.admin.deeds import page_of


def ask(client, edition, verb: str, **fields):
    where = reverse(f"admin:briefings_edition_writing_{verb}", args=[edition.pk])
    return client.post(where, fields)


def typed(**fields) -> dict:
    return {f"words-{n}": value for n, value in ({"based_on": 1} | fields).items()}


def taken_up(client, edition):
    """The page with the only text that was kept in its form."""
    asked = {"take-up": edition.unsaved_texts.get().pk}
    return client.get(page_of(edition), asked).context["page"]
