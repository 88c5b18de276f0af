"""One account sends so many forms to the desk, whichever process answers, and hears in
the desk's own look that it was too often."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from briefings.admin.deeds import page_of
from briefings.models import AuditEntry, EditorialNote
from tests.making import make_edition

pytestmark = pytest.mark.django_db

NOTE = {"do": "note", "note-words": "Sure?"}


@pytest.fixture(autouse=True)
def two_a_minute(settings, empty_counters):
    settings.RATE_LIMITS = {"desk": (2, timedelta(minutes=1))}


@pytest.fixture
def page(clock):
    return page_of(make_edition())


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_one_form_too_many_changes_nothing_and_says_when_to_come_again(page, writer):
    client = signed_in(writer)
    assert [client.post(page, NOTE).status_code for _ in range(2)] == [302, 302]

    answer = client.post(page, NOTE)

    told = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (429, "30")
    assert "That was too often: wait 30 seconds and try again." in told
    assert 'id="logout-form"' in told, "it is a page of the desk"
    assert EditorialNote.objects.count() == 2


def test_what_was_typed_is_sent_again_by_one_button(page, writer, clock):
    client = signed_in(writer)
    words = 'Is "this" <right>?\nAnd that?'
    for _ in range(2):
        client.post(page, NOTE)
    refused = client.post(f"{page}?from=here", NOTE | {"note-words": words})
    [form] = forms_of(refused.content.decode(), "Send it again")

    clock.move_to(clock.at + timedelta(minutes=1))
    assert client.post(form["action"], form["fields"]).status_code == 302

    assert form["action"] == f"{page}?from=here"
    assert EditorialNote.objects.order_by("id").last().words == words


def forms_of(page: str, button: str) -> list[dict]:
    found = re.findall(r'<form method="post" action="([^"]*)">(.*?)</form>', page, re.S)
    hidden = r'type="hidden" name="([^"]*)" value="([^"]*)"'
    return [
        {
            "action": unescape(action),
            "fields": {n: unescape(v) for n, v in re.findall(hidden, inside)},
        }
        for action, inside in found
        if button in inside
    ]


def test_it_is_the_account_that_is_counted_and_nobody_else_waits(
    page, writer, approver, clock
):
    first, elsewhere = signed_in(writer), signed_in(writer)
    asked = [one.post(page, NOTE).status_code for one in (first, elsewhere, first)]
    assert asked == [302, 302, 429]

    assert signed_in(approver).post(page, NOTE).status_code == 302
    clock.move_to(clock.at + timedelta(seconds=30))
    assert elsewhere.post(page, NOTE).status_code == 302


def test_reading_and_what_an_open_page_says_by_itself_are_not_counted(page, writer):
    client = signed_in(writer)
    here = page.replace("change/", "writing/here/")

    assert {client.post(here).status_code for _ in range(5)} == {200}
    assert {client.get(page).status_code for _ in range(5)} == {200}

    assert client.post(page, NOTE).status_code == 302


def test_a_script_of_a_page_is_told_so_that_it_can_say_it(page, writer):
    client = signed_in(writer)
    for _ in range(2):
        client.post(page, NOTE)

    answer = client.post(page, NOTE, headers={"Sec-Fetch-Dest": "empty"})

    assert answer.status_code == 429
    assert answer.json()["refused"].startswith("That was too often")


def test_the_audit_tells_once_who_went_on_and_on(page, writer):
    client = signed_in(writer)
    for _ in range(6):
        client.post(page, NOTE)

    rows = AuditEntry.objects.filter(kind="refusal")
    assert set(rows.values_list("verb", "person")) == {("too often", writer.pk)}


def test_a_form_of_somebody_who_is_signed_out_is_not_counted_here(page):
    assert [Client().post(page, NOTE).status_code for _ in range(4)] == [302] * 4


def test_a_password_alone_uses_up_nothing_of_the_account(page, writer):
    half = signed_in(writer)
    session = half.session
    session.pop("account_authentication_methods", None)
    session["account_authentication_methods_user"] = ""
    session.save()
    assert {half.post(page, NOTE).status_code for _ in range(5)} == {302}
    assert EditorialNote.objects.count() == 0

    assert signed_in(writer).post(page, NOTE).status_code == 302
    assert EditorialNote.objects.count() == 1


def test_each_account_that_is_refused_is_in_the_audit(writer, approver):
    page = page_of(make_edition())
    for person in (writer, approver):
        client = signed_in(person)
        for _ in range(4):
            client.post(page, NOTE)

    rows = AuditEntry.objects.filter(kind="refusal", label="Too many attempts.")
    assert [row.person for row in rows.order_by("id")] == [writer, approver]


def test_what_was_typed_beside_a_file_is_kept_too(page, writer):
    client = signed_in(writer)
    for _ in range(2):
        client.post(page, NOTE)
    file = SimpleUploadedFile("a.csv", b"1,2")

    refused = client.post(page, NOTE | {"note-words": "Long words.", "note-file": file})

    told = refused.content.decode()
    assert 'name="note-words" value="Long words."' in told
    assert 'type="file" name="note-file"' in told
    assert 'enctype="multipart/form-data"' in told
