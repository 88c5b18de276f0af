"""What a page sends, once, and what it does not leave behind."""

import pytest
from playwright.sync_api import expect

from briefings.admin.deeds import page_of
from tests.browser.desk import said
from tests.making import fresh, make_edition

pytestmark = pytest.mark.django_db(transaction=True)
NOTE = "Note to colleagues"


def test_a_double_click_sends_a_form_once_and_it_can_be_sent_again(browser_of, writer):
    edition = make_edition(written_by=writer)
    page = browser_of(writer)
    page.goto(page_of(edition))
    sent = []
    page.on("request", lambda asked: sent.append(asked) if _is_note(asked) else None)

    for note in ("The minister rang.", "She rang again."):
        page.get_by_label(NOTE).fill(note)
        page.get_by_role("button", name="Add the note").dblclick(delay=60)
        expect(page.locator(".timeline > li").filter(has_text=note)).to_have_count(1)

    assert len(sent) == 2
    assert edition.notes.count() == 2


def test_somebody_is_asked_before_a_half_typed_note_is_left_behind(browser_of, writer):
    edition = make_edition(written_by=writer)
    page = browser_of(writer)
    page.goto(page_of(edition))
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_label("Summary").fill("A ferry, at last.")
    page.get_by_label(NOTE).fill("The minister")

    page.get_by_role("button", name="Save the text").first.click()
    expect(page.locator("[data-kept]")).to_contain_text("Kept ", timeout=10_000)
    assert asked == ["beforeunload"]
    assert fresh(edition).summary == ""
    assert page.get_by_label(NOTE).input_value() == "The minister"

    page.get_by_label(NOTE).fill("")
    page.get_by_role("button", name="Save the text").first.click()
    assert said(page) == "The text is saved."
    assert fresh(edition).summary == "A ferry, at last."


def _is_note(asked) -> bool:
    return asked.method == "POST" and "note-words" in (asked.post_data or "")
