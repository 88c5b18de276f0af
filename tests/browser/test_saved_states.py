"""What a release was before, and who did what to it."""

import re

import pytest
from playwright.sync_api import expect

from briefings.admin.deeds import page_of
from tests.browser.desk import press, press_with
from tests.making import BODY, fresh, make_edition, make_issued_edition, save

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_saved_states_are_compared_and_the_first_comes_back(browser_of, writer):
    edition = make_edition(written_by=writer)
    save(edition, body=BODY.replace("1 June", "9 June"))
    save(edition, summary="A ferry, at last.")
    page = browser_of(writer)
    page.goto(page_of(edition))

    page.get_by_role("link", name="Compare saved states").click()
    choose_revision(page, "From revision", "1:")
    choose_revision(page, "To revision", "2:")
    page.get_by_role("button", name="Compare").click()
    compared = page.get_by_role("region", name="From revision 1 to revision 2")
    assert compared.locator("dt").all_inner_texts() == ["Body"]
    expect(compared.locator("dd del")).to_have_text("1")
    expect(compared.locator("dd ins")).to_have_text("9")

    told = press(page, "Restore revision 1")
    assert told == "What revision 1 held is back."
    assert (fresh(edition).body, fresh(edition).summary) == (BODY, "")
    assert edition.revisions.count() == 4


def choose_revision(page, label: str, number: str) -> None:
    box = page.get_by_role("combobox", name=label)
    # The moments of the other revisions may hold "1:" too.
    of_number = re.compile(rf"^\s*{number}")
    chosen = box.locator("option").filter(has_text=of_number).get_attribute("value")
    box.select_option(chosen)


def test_a_timeline_is_narrowed_to_what_somebody_wants_to_know(browser_of, writer):
    edition = make_issued_edition()
    page = browser_of(writer)
    page.goto(page_of(edition))
    press_with(page, "Add the note", note_to_colleagues="The minister rang.")

    page.get_by_role("link", name="Notes and comments").click()
    entries = page.locator(".timeline > li")
    expect(entries).to_have_count(1)
    expect(entries).to_contain_text("The minister rang.")

    page.get_by_role("link", name="The whole history").click()
    expect(entries.last).to_contain_text("Saved as revision 1")
    page.get_by_role("link", name="Abel").click()
    expect(entries).to_have_count(1)
    expect(entries).to_contain_text("Approved by Abel")
