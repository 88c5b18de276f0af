"""What is told of the people at the desk: that they came, looked, and were refused."""

import pytest
from django.contrib.auth.signals import user_login_failed
from django.test import Client
from django.urls import reverse

from briefings.acting import address_in, browser_in
from briefings.actions.limits import limit_release
from briefings.actions.lists import request_export
from briefings.actions.people import add_person
from briefings.admin.deeds import mark_up_page_of, page_of
from briefings.jobs.exports import make_exports
from briefings.models import AuditEntry
from tests.admin.pressing import press
from tests.making import (
    make_edition,
    make_edition_in_review,
    make_issued_edition,
    make_marked_edition,
)

pytestmark = pytest.mark.django_db

LOGIN = "/account/sign-in/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def told():
    """What was told since, oldest first."""
    last = AuditEntry.objects.first()
    since = last.pk if last else 0

    def told(**about) -> list[AuditEntry]:
        rows = AuditEntry.objects.filter(pk__gt=since, **about)
        return list(rows.order_by("id"))

    return told


def sign_in(client, name: str, password: str):
    return client.post(
        LOGIN, {"login": name, "password": password}, HTTP_USER_AGENT=FIREFOX
    )


def test_coming_and_going_is_told(client, writer, told):
    writer.set_password("correct horse battery")
    writer.save()

    sign_in(client, "Wren", "correct horse battery")
    client.post("/account/sign-out/")

    came, went = told(kind="sign_in")
    assert (came.verb, came.person, came.label) == ("signed in", writer, "Wren")
    assert (came.address, came.agent) == ("127.0.0.1", "Firefox on Linux")
    assert (came.method, came.path) == ("POST", LOGIN)
    assert (went.verb, went.person) == ("signed out", writer)


def test_a_failure_names_nobody_who_is_not_there(client, writer, told):
    sign_in(client, "Wren", "wrong")
    sign_in(client, "correct horse battery", "")
    sign_in(client, "correct horse battery", "Wren")

    known, unknown = told(kind="sign_in")
    assert (known.verb, known.number) == ("failed to sign in", str(writer.pk))
    assert (known.source, known.person) == ("stranger", None)
    assert unknown.label == "an unknown name"
    assert "horse" not in "".join(str(vars(entry)) for entry in told())


def test_who_is_locked_out_is_told_as_such(rf, writer, told):
    request = rf.post(LOGIN)
    # As django-axes marks it.
    request.axes_locked_out = True

    user_login_failed.send(None, credentials={"username": "Wren"}, request=request)

    assert [entry.verb for entry in told(kind="sign_in")] == ["was locked out"]


def pages_of(edition):
    compare = reverse("admin:briefings_edition_compare", args=[edition.pk])
    yield "opened", page_of(edition)
    yield "opened the mark-up", mark_up_page_of(edition)
    yield "compared states", compare
    yield "opened", page_of(edition.quotes.get())
    yield "opened", page_of(edition.revisions.latest("number"))


def test_each_page_with_words_that_are_not_public_is_a_view(client, approver, told):
    edition = make_marked_edition()
    client.force_login(approver)

    for verb, page in pages_of(edition):
        assert client.get(page).status_code == 200
        entry = told(kind="view")[-1]
        assert (entry.verb, entry.path) == (verb, page)
        assert entry.release_id == edition.release_id
        assert entry.label == "A ferry for Skerrow"
    assert len(told(kind="view")) == 5


def test_a_preview_is_a_view_and_being_there_is_none(client, writer, told):
    edition = make_edition(written_by=writer)
    client.force_login(writer)

    for verb in ("look", "here", "leave"):
        address = reverse(f"admin:briefings_edition_writing_{verb}", args=[edition.pk])
        assert client.post(address, {"body": "Some text."}).status_code == 200

    assert [entry.verb for entry in told(kind="view")] == ["previewed"]


def test_a_page_of_its_own_is_opened_too(client, administrator, told):
    """One that comes later is not forgotten."""
    person = add_person(by=administrator, name="Odd Larsen")
    client.force_login(administrator)

    client.get(reverse("admin:briefings_person_merge", args=[person.pk]))

    (entry,) = told(kind="view")
    assert (entry.verb, entry.label) == ("opened", "Odd Larsen")


def test_public_words_are_everybodys_to_look_at(client, writer, told):
    edition = make_issued_edition()
    client.force_login(writer)

    client.get(page_of(edition))

    assert told(kind="view") == []


def test_scheduled_words_are_not_public_yet(client, writer, told, clock):
    edition = make_issued_edition(at=clock.at.replace(year=2092))
    client.force_login(writer)

    client.get(page_of(edition))

    assert [entry.number for entry in told(kind="view")] == [str(edition.pk)]


def test_lists_of_the_record_are_told_with_what_was_looked_for(client, writer, told):
    client.force_login(writer)

    client.get("/admin/briefings/release/?q=ferry")
    client.get("/admin/briefings/topic/")

    (entry,) = told(kind="view")
    assert (entry.subject, entry.label) == ("release", "q=…")


def test_files_are_told_when_asked_for_and_when_fetched(client, writer, told):
    make_edition()
    export = request_export(by=writer, subject="release", query="q=ferry")
    make_exports()
    client.force_login(writer)

    client.get(f"/admin/exports/{export.pk}/file/")

    asked, fetched = told(kind="view")
    assert (asked.verb, asked.label) == ("export", "release?q=…")
    assert (fetched.verb, fetched.number) == ("downloaded", str(export.pk))


def test_what_an_action_refuses_is_told_with_its_sentence(client, writer, told):
    edition = make_edition_in_review(written_by=writer)
    client.force_login(writer)

    press(client, edition, "approve", digest=edition.digest)

    (entry,) = told(kind="refusal")
    assert (entry.person, entry.subject, entry.number) == (
        writer,
        "edition",
        str(edition.pk),
    )
    assert "approve" in entry.verb
    assert "second pair of eyes" in entry.label
    assert entry.release_id == edition.release_id


def test_a_page_that_is_not_open_to_them_is_told(client, writer, told):
    client.force_login(writer)

    assert client.get("/admin/briefings/user/").status_code == 403

    (entry,) = told(kind="refusal")
    assert (entry.verb, entry.path) == ("forbidden", "/admin/briefings/user/")


def test_everything_of_one_request_has_its_number(client, writer, told):
    edition = make_edition(written_by=writer)
    client.force_login(writer)

    answer = press(client, edition, "submit", digest=edition.digest)

    (move,) = told(kind="move", verb="submit")
    assert len(told(request=move.request)) > 1
    assert answer.headers["X-Request-Id"] != move.request  # of the page led to


def test_readers_leave_no_trace_and_cost_no_query(
    client, django_assert_num_queries, told
):
    edition = make_issued_edition()
    before = len(told())

    answer = client.get(edition.release.get_absolute_url())
    client.get("/releases/no-such-release/")
    with django_assert_num_queries(0):
        alive = client.get("/healthz")

    assert len(told()) == before
    assert answer.status_code == alive.status_code == 200
    assert not answer.cookies
    assert "X-Request-Id" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_an_address_nobody_can_store_breaks_nothing(client, writer, told):
    client.force_login(writer)

    assert client.post("/admin/%00%ED%A0%80/").status_code == 404
    assert client.get("/admin/briefings/edition/%00/change/").status_code in (302, 404)


@pytest.mark.parametrize(
    ("header", "family"),
    [
        (FIREFOX, "Firefox on Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18 like Mac OS X) CriOS/1 Safari/604",
            "Chrome on an iPhone",
        ),
        ("Mozilla/5.0 (X11) HeadlessChrome/140 Safari/537", "Chrome"),
        ("curl/8.5.0", "curl"),
        ("Something (Macintosh; Mac OS X)", "a Mac"),
        ("", ""),
    ],
)
def test_of_a_browser_its_family_is_told(header, family):
    assert browser_in(header) == family


def test_an_address_is_told_whole_or_short_as_the_office_wants(settings):
    assert address_in("203.0.113.77") == "203.0.113.77"

    settings.AUDIT_SHORT_ADDRESSES = True
    assert address_in("203.0.113.77") == "203.0.113.0/24"
    assert address_in("2001:db8:1:2::3") == "2001:db8:1::/48"
    assert address_in("") == address_in("unknown") == ""


def test_whoever_finds_nothing_is_told_of_alike_if_something_hidden_is_there(
    client, writer, told
):
    hidden = make_edition()
    limit_release(hidden.release, by=hidden.written_by, people=[hidden.written_by])
    client.force_login(writer)

    for address in (page_of(hidden), "/admin/briefings/edition/987654/change/"):
        assert client.get(address).status_code == 404

    first, second = told(verb="found nothing")
    assert (first.person, first.path) == (writer, page_of(hidden))
    assert (first.subject, first.number, first.release_id) == ("", "", None)
    assert (second.subject, second.number, second.release_id) == ("", "", None)


def test_a_forged_form_is_told_of_with_whose_session_it_was(writer, told):
    client = Client(enforce_csrf_checks=True)
    client.force_login(writer)

    assert client.post(page_of(make_edition()), {"do": "note"}).status_code == 403

    [entry] = told(verb="forbidden")
    assert (entry.source, entry.person) == ("person", writer)


def test_whoever_looks_at_the_desk_is_told_of(client, writer, told):
    make_edition(written_by=writer)
    client.force_login(writer)

    client.get("/admin/")

    [entry] = told(kind="view")
    assert (entry.person, entry.verb) == (writer, "looked through the desk")
