"""What a page sends, once, and what it does not leave behind."""

import pytest
from playwright.sync_api import expect

from briefings.admin.deeds import page_of
from briefings.workflow import State
from tests.browser.desk import said
from tests.making import fresh, make_edition, make_tagged_edition

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
    expect(page.locator("[data-kept]")).to_contain_text("Kept ")
    assert asked == ["beforeunload"]
    assert fresh(edition).summary == ""
    assert page.get_by_label(NOTE).input_value() == "The minister"

    page.get_by_label(NOTE).fill("")
    page.get_by_role("button", name="Save the text").first.click()
    assert said(page) == "The text is saved."
    assert fresh(edition).summary == "A ferry, at last."


def _is_note(asked) -> bool:
    return asked.method == "POST" and "note-words" in (asked.post_data or "")


def questions_of(page) -> list[str]:
    """What the browser asks before it leaves; the answer is to stay."""
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    return asked


def test_a_tag_that_was_taken_away_is_not_left_behind_unasked(browser_of, writer):
    edition = make_tagged_edition(written_by=writer)
    page = browser_of(writer)
    page.goto(page_of(edition))
    asked = questions_of(page)

    page.locator("#topics .select2-selection__choice__remove").click()
    page.get_by_role("button", name="Submit for review").click()

    assert asked == ["beforeunload"]
    assert fresh(edition).state == State.DRAFT


def test_what_was_pasted_from_a_word_processor_is_not_left_behind_unasked(
    browser_of, writer
):
    page = browser_of(writer)
    page.goto("/admin/briefings/release/add/")
    asked = questions_of(page)
    page.get_by_label("The text of a release").click()

    page.evaluate(PASTE)
    page.get_by_role("link", name="Home").click()

    assert asked == ["beforeunload"]
    assert page.get_by_label("The text of a release").input_value() == "A ferry"
    assert (
        "Headings, lists, quotations" in page.locator("[data-rich-note]").inner_text()
    )


PASTE = """() => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", "<h2>A ferry</h2>");
  clipboardData.setData("text/plain", "A ferry");
  const about = { clipboardData, bubbles: true, cancelable: true };
  document.querySelector("form[data-paste] textarea")
    .dispatchEvent(new ClipboardEvent("paste", about));
}"""
