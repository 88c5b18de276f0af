"""What is done with many releases at once: a file of them, their tags, a month."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from briefings.actions.lists import SHEETS
from briefings.actions.subjects import add_event, add_topic
from briefings.admin.deeds import page_of
from briefings.jobs import exports
from briefings.models import Edition
from tests.browser.desk import choose, enter_at
from tests.making import THURSDAY, make_edition, make_issued_edition

pytestmark = pytest.mark.django_db(transaction=True)

RELEASES = "/admin/briefings/release/"


def test_a_list_is_exported_in_the_background_and_downloaded(
    browser_of, writer, monkeypatch
):
    for headline in ("A ferry", "A quay", "A lighthouse"):
        make_edition(headline=headline)
    page = browser_of(writer)
    page.goto(f"{RELEASES}?q=a")

    page.get_by_role("button", name="Export as CSV").click()
    how_far = page.get_by_role("status")
    expect(how_far).to_have_text("Waiting for a worker.")
    expect(page.get_by_text("Download the file")).to_be_hidden()
    make_the_file(monkeypatch, how_far)
    expect(how_far).to_have_text("Ready: 3 rows.")

    assert "A lighthouse" in downloaded(page)
    page.get_by_role("link", name="your exports").click()
    expect(page.get_by_role("row", name="Releases")).to_contain_text("Ready: 3 rows.")


def make_the_file(monkeypatch, how_far) -> None:
    """The work of a worker, with a look at the page before the last row."""
    columns, seen = SHEETS["release"].columns, []
    headline = columns["headline"]

    def looked_at(row):
        seen.append(row)
        if len(seen) == 3:
            expect(how_far).to_have_text("2 of 3 rows are written.")
        return headline(row)

    monkeypatch.setitem(columns, "headline", looked_at)
    monkeypatch.setattr(exports, "ROWS_AT_ONCE", 1)
    exports.make_exports()


def downloaded(page: Page) -> str:
    with page.expect_download() as begun:
        page.get_by_role("link", name="Download the file").click()
    assert begun.value.suggested_filename.startswith("releases-")
    return Path(begun.value.path()).read_text("utf-8-sig")


def test_a_month_is_read_and_turned_by_keyboard_alone(browser_of, writer, clock):
    edition = make_issued_edition(headline="The ferry sails", at=THURSDAY)
    summit = add_event(by=None, name="Island Summit", starts_on=date(2091, 4, 2))
    page = browser_of(writer)

    enter_at(page, "Calendar")
    expect(page.get_by_role("heading", level=1)).to_have_text("March 2091")
    enter_at(page, "09:00 The ferry sails")
    assert page.url.endswith(page_of(edition))

    page.go_back()
    enter_at(page, "Month after")
    expect(page.get_by_role("heading", level=1)).to_have_text("April 2091")
    empty = page.get_by_text("the diary is empty")
    expect(empty).to_be_hidden()
    enter_at(page, "Month after")
    expect(empty).to_be_visible()
    enter_at(page, "Month before")
    enter_at(page, "Island Summit")
    assert page.url.endswith(page_of(summit))


def test_tags_of_many_releases_change_after_a_look_at_what_will(browser_of, writer):
    topic = add_topic(by=None, name="Ferries")
    draft, live = make_edition(headline="A quay"), make_issued_edition()
    page = browser_of(writer)
    page.goto(RELEASES)

    page.get_by_label("Select all objects on this page").check()
    page.get_by_label("Action:").select_option(label="Change the tags")
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_role("link", name="A quay")).to_be_visible()
    choose(page, "Topics to add", "Ferries")
    page.get_by_role("button", name="See what will change").click()
    row = page.get_by_role("row", name="A quay")
    expect(row.locator("ins")).to_contain_text("Ferries")
    assert not draft.topics.exists()

    page.get_by_role("button", name="Change the tags of 2 releases").click()
    expect(page.get_by_role("cell", name="Done.")).to_have_count(2)
    assert draft.topics.get() == topic
    corrected = Edition.objects.get(release=live.release, number=2)
    assert corrected.topics.get() == topic

    page.get_by_role("link", name="Undo: see the opposite choice").click()
    expect(page.get_by_role("row", name="A quay").locator("del")).to_contain_text(
        "Ferries"
    )
