"""A release between two people: comments, changes, approval before or after."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from briefings.admin.deeds import page_of
from briefings.workflow import State
from tests.browser.desk import press, press_with, schedule, select, unfold
from tests.making import MONDAY, fresh, make_edition, make_edition_in_review

pytestmark = pytest.mark.django_db(transaction=True)

TUESDAY = MONDAY + timedelta(days=1)
PAGE = "/releases/a-ferry-for-skerrow/"


def at(page, edition):
    page.goto(page_of(edition))
    return page


def open_from_the_desk(page, edition):
    """It waits there for this person."""
    page.goto("/admin/")
    page.locator(".waiting").get_by_role("link", name=edition.headline).click()
    return page


def test_selected_words_are_commented_on_answered_and_resolved(
    browser_of, writer, approver
):
    edition = make_edition_in_review(written_by=writer)
    theirs = at(browser_of(approver), edition)

    select(theirs, "The islands have waited", within="#preview .paper")
    form = unfold(theirs, "Comment on words")
    expect(form.get_by_label("Words")).to_have_value("The islands have waited")
    press_with(theirs, "Comment on words", comment="For how long?")
    comment = theirs.get_by_role("article", name="Comment by Asa")
    expect(comment.locator("blockquote")).to_have_text("The islands have waited")

    mine = open_from_the_desk(browser_of(writer), edition)
    unfold(mine, "Reply")
    assert press_with(mine, "Reply", reply="For ten years.") == "The reply is added."

    theirs.reload()
    expect(comment).to_contain_text("For ten years.")
    assert press(theirs, "Resolve") == "The comment is resolved."
    expect(comment).to_be_hidden()
    expect(theirs.get_by_text("1 resolved")).to_be_visible()


def test_words_that_stand_twice_are_commented_on_where_they_were_selected(
    browser_of, writer
):
    edition = make_edition(
        written_by=writer, body="We pay five crowns.\n\nThen we pay five crowns more."
    )
    page = at(browser_of(writer), edition)

    select(page, "five crowns", within="#preview [data-words] p:not(:first-of-type)")
    form = unfold(page, "Comment on words")
    expect(form.get_by_label("Which time")).to_have_value("2")
    press_with(page, "Comment on words", comment="Again?")

    comment = edition.comments.get()
    assert comment.start == fresh(edition).plain_text.rindex("five crowns")


def test_a_named_approver_asks_for_changes_and_reads_just_what_changed(
    browser_of, open_page, writer, approver, publisher, clock
):
    edition = make_edition(written_by=writer)
    mine = at(browser_of(writer), edition)
    mine.get_by_label("To", exact=True).select_option(label="Asa")
    told = press_with(mine, "Submit for review", note="By noon, please.")
    assert told == "Submitted to Asa."

    theirs = open_from_the_desk(browser_of(approver), edition)
    expect(theirs.get_by_role("note")).to_contain_text("By noon, please.")
    press_with(theirs, "Request changes", reason="It starts on Tuesday.")

    open_from_the_desk(mine, edition)
    expect(mine.get_by_role("note")).to_contain_text("It starts on Tuesday.")
    text = mine.locator("#body textarea")
    text.fill(text.input_value().replace("on Monday", "on Tuesday"))
    assert "saved" in press(mine, "Save the text")
    press(mine, "Submit for review")

    at(theirs, edition)
    name = "What changed since you asked for changes"
    changed = theirs.get_by_role("region", name=name)
    assert changed.locator("dt").all_inner_texts() == ["Body"]
    assert changed.locator("del").all_inner_texts() == ["Monday"]
    assert changed.locator("ins").all_inner_texts() == ["Tuesday"]
    assert "Approved." in press(theirs, "Approve these words")

    last = at(browser_of(publisher), edition)
    assert "Scheduled for" in schedule(last, TUESDAY)
    reader = open_page()
    assert reader.goto(PAGE).status == 404
    unfold(last, "Lift now")
    assert press(last, "Lift now") == "Lifted. It is public."
    assert reader.goto(PAGE).status == 200


def test_what_cannot_wait_goes_out_flagged_until_somebody_else_approves(
    browser_of, open_page, publisher, approver
):
    edition = make_edition()
    page = at(browser_of(publisher), edition)
    form = unfold(page, "Issue without approval")
    form.get_by_role("button").click()
    expect(form.get_by_role("textbox")).to_be_focused()
    assert fresh(edition).state == State.DRAFT

    why = {"Why_it_cannot_wait_for_an_approver": "The old ferry sank."}
    press_with(page, "Issue without approval", **why)
    flag = page.get_by_role("note")
    expect(flag).to_contain_text("Waits for somebody else’s approval.")
    expect(flag).to_contain_text("The old ferry sank.")
    assert open_page().goto(PAGE).status == 200
    expect(page.get_by_role("button", name="Approve afterwards")).to_have_count(0)

    theirs = open_from_the_desk(browser_of(approver), edition)
    assert "The flag is gone." in press(theirs, "Approve afterwards")
    page.reload()
    expect(flag).to_contain_text("Approved afterwards by Asa.")
