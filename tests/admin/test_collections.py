import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from briefings.actions.collections import (
    add_collection,
    add_heading,
    add_link,
    collect_releases,
)
from briefings.actions.limits import limit_release
from briefings.admin.collections import contents_of
from briefings.admin.deeds import page_of
from briefings.models import Collection
from tests.admin.pressing import said
from tests.making import make_edition, make_issued_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def ferries(writer):
    row = add_collection(by=writer, title="All ferries")
    releases = [make_edition(headline=name).release for name in ("One", "Two", "Three")]
    collect_releases(row, releases, by=writer)
    return row


@pytest.fixture
def desk(client, writer):
    client.force_login(writer)
    return client


def press(client, address, deed, **fields):
    data = {f"{deed}-{name}": value for name, value in fields.items()}
    return client.post(address, {"do": deed, **data}, follow=True)


def order(collection):
    return [str(entry) for entry in collection.entries.all()]


def test_a_collection_is_entered_and_filled_on_the_next_page(desk):
    page = desk.post(
        reverse("admin:briefings_collection_add"),
        {"title": "All ferries", "summary": "", "body": "*All*", "_save": "Save"},
    )

    collection = Collection.objects.get()
    assert page.url == contents_of(collection)
    assert collection.slug == "all-ferries"
    assert collection.body_html == "<p><em>All</em></p>"


def test_only_what_somebody_changed_is_changed_and_shown_anew(desk, ferries):
    page = page_of(ferries)
    shown = desk.get(page).content.decode()
    assert contents_of(ferries) in shown
    fields = {"title": "All ferries", "summary": "", "body": "New."}
    was = {f"initial-{name}": "" for name in ("summary", "body")}

    desk.post(page, {**fields, **was, "initial-title": "All ferries", "slug": "x"})

    ferries.refresh_from_db()
    assert (ferries.slug, ferries.body_html) == ("all-ferries", "<p>New.</p>")


@pytest.mark.parametrize(
    ("number", "fields", "expected"),
    [
        (1, {"way": "up"}, ["two", "one", "three"]),
        (1, {"way": "down"}, ["one", "three", "two"]),
        (2, {"way": "to", "to": "1"}, ["three", "one", "two"]),
        (1, {"way": "out"}, ["one", "three"]),
    ],
)
def test_entries_are_moved_and_taken_out_by_buttons(
    desk, ferries, number, fields, expected
):
    entry = ferries.entries.all()[number]

    press(desk, contents_of(ferries), f"move-{entry.pk}", **fields)

    assert order(ferries) == expected


def test_everything_is_added_at_the_end(desk, ferries):
    page = contents_of(ferries)
    release = make_edition(headline="Four").release

    press(desk, page, "addrelease", release=release.pk)
    press(desk, page, "addheading", words="Elsewhere")
    press(desk, page, "addlink", words="The bill", url="https://x.example/1")

    assert order(ferries)[3:] == ["four", "Elsewhere", "The bill"]
    again = press(desk, page, "addrelease", release=release.pk)
    assert "in the collection already" in said(again)


def test_pasted_addresses_are_reported_line_by_line_and_none_is_lost(desk, ferries):
    make_edition(headline="Four")
    text = f"{settings.SITE_URL}/releases/four/\n/releases/nowhere/\n/releases/one/"

    page = press(desk, contents_of(ferries), "pastereleases", addresses=text)

    assert "Nothing is added: 1 of 3 lines" in said(page)
    shown = page.content.decode()
    assert "There is no release at this address." in shown
    assert "It is in the collection already." in shown
    assert page.context["pastereleases"]["addresses"].value() == text
    assert order(ferries) == ["one", "two", "three"]
    text = text.replace("/releases/nowhere/\n", "")
    page = press(desk, contents_of(ferries), "pastereleases", addresses=text)
    assert "1 release is added." in said(page)


def test_a_heading_and_a_link_are_reworded(desk, ferries):
    heading = add_heading(ferries, by=None, words="Before")
    link = add_link(ferries, by=None, words="The bill", url="https://x.example/1")
    page = contents_of(ferries)

    press(desk, page, f"reword-{heading.pk}", words="After")
    about = {"words": "The act", "url": "https://x.example/2"}
    press(desk, page, f"reword-{link.pk}", **about)

    link.refresh_from_db()
    assert order(ferries)[3:] == ["After", "The act"]
    assert link.url == "https://x.example/2"


def test_a_release_page_says_and_changes_where_it_is(desk, ferries, writer):
    edition = make_edition(headline="Four")
    page = reverse("admin:briefings_edition_collections", args=[edition.pk])
    assert "It is in no collection." in desk.get(page).content.decode()

    press(desk, page, "collect", collection=ferries.pk)

    assert order(ferries)[3:] == ["four"]
    assert "Part of:" in desk.get(page_of(edition)).content.decode()
    [card] = desk.get(page).context["cards"]
    press(desk, page, card["out"].name)
    assert order(ferries) == ["one", "two", "three"]


def test_readers_get_it_open_and_no_more(desk, ferries):
    page = contents_of(ferries)
    assert "Readers do not know of it" in desk.get(page).content.decode()

    press(desk, page, "open")
    assert "see the public page" in desk.get(page).content.decode()
    press(desk, page, "close")
    assert "Readers do not know of it" in desk.get(page).content.decode()


def test_what_readers_do_not_have_is_taken_away(desk, ferries):
    address = reverse("admin:briefings_collection_delete", args=[ferries.pk])
    issued = make_issued_edition(headline="Out").release
    [entry] = collect_releases(ferries, [issued], by=None)

    assert "Readers have this" in said(desk.post(address, {"post": "yes"}, follow=True))
    entry.delete()
    desk.post(address, {"post": "yes"})
    assert not Collection.objects.exists()


def test_who_may_only_look_has_no_buttons_and_is_refused(
    client, records_officer, ferries
):
    client.force_login(records_officer)
    page = contents_of(ferries)

    assert "_move" not in client.get(page).content.decode()
    assert 'name="do"' not in client.get(page).content.decode()
    answer = press(client, page, "addheading", words="Mine")
    assert "may not write" in said(answer)
    assert len(order(ferries)) == 3


def test_what_is_hidden_is_neither_listed_nor_counted(desk, ferries, approver):
    hidden = make_edition(headline="Hidden", written_by=approver).release
    limit_release(hidden, by=approver, people=[approver])
    before = desk.get(contents_of(ferries)).content.decode()

    [entry] = collect_releases(ferries, [hidden], by=approver)

    after = desk.get(contents_of(ferries)).content.decode()
    assert without_tokens(after) == without_tokens(before)
    answer = press(desk, contents_of(ferries), f"move-{entry.pk}", way="out")
    assert "A colleague changed this page" in said(answer)
    desk.post(
        reverse("admin:briefings_collection_delete", args=[ferries.pk]),
        {"post": "yes"},
    )
    assert not Collection.objects.exists()


def without_tokens(page):
    return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]


def test_the_page_asks_as_much_for_many_entries_as_for_few(desk, ferries):
    few = queries(desk, contents_of(ferries))
    for number in range(110):
        add_link(ferries, by=None, words=f"No. {number}", url="https://x.example/")

    assert queries(desk, contents_of(ferries)) == few < 30
    assert "page 1 of 2" in desk.get(contents_of(ferries)).content.decode()
    second = desk.get(f"{contents_of(ferries)}?page=2").content.decode()
    assert "No. 109" in second
    assert 'value="101"' in second


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
