"""A number in an address or a form that belongs to something else is answered, to the
byte, as a number of nothing at all."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import reverse

from briefings.actions.comments import add_comment
from briefings.actions.guests import give_preview
from briefings.actions.imports import import_release
from briefings.actions.lists import request_export, save_filter
from briefings.actions.releases import begin_correction
from briefings.actions.reminders import set_reminder
from briefings.actions.writing import keep_unsaved_text
from briefings.admin.deeds import page_of
from briefings.models import (
    Comment,
    Edition,
    Export,
    GuestLink,
    Reminder,
    Revision,
    SavedFilter,
    Suggestion,
    UnsavedText,
    User,
)
from briefings.permissions import WRITER
from tests.attaching import show
from tests.drawing import picture
from tests.leaks.test_limited import as_told
from tests.making import (
    THURSDAY,
    make_edition,
    make_issued_edition,
    make_member,
    save,
    span,
)
from tests.models.raw_sql import run

pytestmark = pytest.mark.django_db

NOTHING = 987_654
OF_OTHERS = (
    *(Comment, Export, GuestLink, Reminder, Revision),
    *(SavedFilter, Suggestion, UnsavedText),
)
TEXT = b"""Fares to fall

The ministry will cut fares to Skerrow by 20% by 1 April 2092.
"""


@dataclass(frozen=True)
class Theirs:
    """What belongs to another draft, or to a colleague, beside a draft of one's own."""

    me: User
    mine: Edition
    other: Edition
    colleague: User


@pytest.fixture
def theirs(writer, clock) -> Theirs:
    colleague = make_member(WRITER, "Cole")
    mine = make_edition(written_by=writer)
    save(mine, summary="A ferry.")
    begin_numbers_at(500_000)
    other = import_release(TEXT, name="theirs.txt", by=colleague)
    save(other, summary="A quay.")
    add_comment(other, by=colleague, said="Sure?", **span(other, "ministry"))
    day = THURSDAY.date()
    set_reminder(other, by=colleague, person=colleague, on=day, words="Look.")
    give_preview(other, by=colleague, name="Jo", email="jo@example.com")
    content = {"headline": "Theirs, typed"}
    for edition in (mine, other):
        kept = {"by": colleague, "window": "w", "based_on": 1, "content": content}
        keep_unsaved_text(edition, **kept)
    query = {"by": colleague, "subject": "release", "query": "state=draft"}
    save_filter(name="Drafts", **query)
    request_export(**query)
    return Theirs(writer, mine, other, colleague)


def begin_numbers_at(number: int) -> None:
    """So that theirs stand nowhere on a page by chance."""
    for model in OF_OTHERS:
        table = model._meta.db_table
        ids = f"pg_get_serial_sequence('{table}', 'id')"
        run(f"SELECT setval({ids}, greatest(nextval({ids}), {number}))")


def view(edition: Edition, name: str) -> str:
    views = {"": page_of(edition), "filters": "/admin/filters/"}
    return views.get(name) or reverse(
        f"admin:briefings_edition_{name}", args=[edition.pk]
    )


def key_of(model: Any, **about: Any) -> int:
    return int(model.objects.filter(**about).latest("pk").pk)


Asked = Callable[[Theirs], tuple[str, int]]
# Where a number stands in an address, and one that is another's.
IN_ADDRESSES: dict[str, Asked] = {
    "a saved state to compare from": lambda t: (
        f"{view(t.mine, 'compare')}?from=N",
        t.other.revisions.latest("number").pk,
    ),
    "a saved state to compare with": lambda t: (
        f"{view(t.mine, 'compare')}?from={t.mine.revisions.first().pk}&to=N",
        t.other.revisions.latest("number").pk,
    ),
    "a text that a colleague typed": lambda t: (
        f"{page_of(t.mine)}?take-up=N",
        key_of(UnsavedText, edition=t.mine),
    ),
    "a proposal to reopen": lambda t: (
        f"{view(t.mine, 'mark_up')}?reopen=N",
        key_of(Suggestion),
    ),
    "an export": lambda t: ("/admin/exports/N/", key_of(Export)),
    "the state of an export": lambda t: (
        "/admin/exports/N/progress/",
        key_of(Export),
    ),
    "the file of an export": lambda t: ("/admin/exports/N/file/", key_of(Export)),
}
# The page of a draft and the form on it, which names a row of such a kind.
IN_FORMS: dict[str, Any] = {
    "compare restore": Revision,
    "guests revoke": GuestLink,
    "guests again": GuestLink,
    "guests renew": GuestLink,
    "reminders settle": Reminder,
    " resolve": Comment,
    " reply": Comment,
    "mark_up accept": Suggestion,
    "mark_up reject": Suggestion,
    " discard-unsaved": UnsavedText,
    "filters delete": SavedFilter,
}
GONE = "A colleague changed this page."


def everything() -> list[Any]:
    models = (SavedFilter, UnsavedText, GuestLink, Reminder, Suggestion, Export)
    rows = [list(model.objects.order_by("pk").values()) for model in models]
    return [*rows, list(Edition.objects.order_by("pk").values("pk", "digest"))]


@pytest.mark.parametrize("what", IN_ADDRESSES)
def test_in_an_address_it_is_a_number_of_nothing(client, theirs, what):
    client.force_login(theirs.me)
    where, key = IN_ADDRESSES[what](theirs)

    asked = answered(client.get(where.replace("N", str(key))), key)

    assert asked == answered(client.get(where.replace("N", str(NOTHING))), NOTHING)


def send(client, edition: Edition, what: str, key: int) -> Any:
    name, _, deed = what.partition(" ")
    do = f"{deed}-{key}"
    # With whatever such a form must have.
    sent = {"do": do, f"{do}-said": "Yes.", f"{do}-over": 2}
    return client.post(view(edition, name), sent, follow=True)


@pytest.mark.parametrize("what", IN_FORMS)
def test_in_a_form_it_is_a_number_of_nothing(client, theirs, what):
    client.force_login(theirs.me)
    key, before = theirs_of(theirs, IN_FORMS[what]), everything()

    asked = answered(send(client, theirs.mine, what, key), key)

    assert asked == answered(send(client, theirs.mine, what, NOTHING), NOTHING)
    assert GONE in asked[2].decode()
    assert everything() == before


@pytest.mark.parametrize("what", IN_FORMS)
def test_whose_it_is_is_not_told_that_it_is_gone(client, theirs, what):
    """So that the others were not answered alike for want of such a form."""
    client.force_login(theirs.colleague)
    key = theirs_of(theirs, IN_FORMS[what])

    told = send(client, theirs.other, what, key).content.decode()

    assert GONE not in told


def theirs_of(theirs: Theirs, model: Any) -> int:
    columns = {field.name for field in model._meta.fields}
    rows = model.objects.order_by("pk")
    of_other = rows.filter(edition=theirs.other) if "edition" in columns else rows
    return int(of_other.first().pk)


def answered(response: Any, key: int) -> Any:
    """A page may repeat the number that it was asked for."""
    status, leads, body = as_told(response)
    named = str(key)
    return status, leads.replace(named, "N"), body.replace(named.encode(), b"N")


PUBLIC = (
    "/releases/{slug}/editions/{n}/",
    "/releases/{slug}/compare/1/{n}/",
    "/releases/{slug}/compare/{n}/9/",
    "/api/v1/releases/{slug}/editions/{n}/",
)


@pytest.mark.parametrize("address", PUBLIC)
def test_an_edition_of_another_release_is_none_of_this_one(client, clock, address):
    """Nor one of the same release that is not public."""
    one = make_issued_edition(headline="One")
    other = make_issued_edition(headline="Other")
    hidden = save(begin_correction(one.release, by=one.written_by), change_note="More.")
    make_issued_edition(hidden, at=THURSDAY)
    assert hidden.number == 2

    asked = [address.format(slug=one.release.slug, n=n) for n in (2, 3)]
    answers = [client.get(where) for where in asked]

    assert [answer.status_code for answer in answers] == [404, 404]
    bodies = [
        a.content.replace(w.encode(), b"") for a, w in zip(answers, asked, strict=True)
    ]
    assert bodies[0] == bodies[1]
    assert other.release.slug.encode() not in bodies[0]


def test_bytes_and_pictures_are_found_by_both_parts_of_their_names(client, clock):
    first, second = (
        show(edition, picture(90, 60, colour=colour), name=f"{colour}.png").asset
        for edition, colour in (
            (make_edition(headline="Teal"), "teal"),
            (make_edition(headline="Navy"), "navy"),
        )
    )
    for use in (first, second):
        make_issued_edition(use.uses.get().edition)

    mixed = client.get(f"/media/{first.sha256}/{second.file_name}")
    unknown = client.get(f"/media/{'a' * 64}/{second.file_name}")

    assert client.get(first.get_absolute_url()).status_code == 200
    assert (mixed.status_code, mixed.content) == (404, unknown.content)
