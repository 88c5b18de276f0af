"""A morning in the office, at three browsers: paste, submit, approve, schedule."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.desk import (
    HEADLINE,
    PUBLIC_PAGE,
    TEXT,
    accept_all,
    enter_at,
    paste,
    press,
    said,
    schedule,
    tab_to,
)
from tests.making import MONDAY

pytestmark = pytest.mark.django_db(transaction=True)

A_MINUTE_LATER = MONDAY + timedelta(minutes=1)


@pytest.mark.parametrize(
    "java_script_enabled", [True, False], ids=["with scripts", "without scripts"]
)
def test_a_pasted_release_is_read_by_a_stranger_when_it_lifts(
    browser_of, open_page, writer, approver, publisher, clock, java_script_enabled
):
    how = {"java_script_enabled": java_script_enabled}
    mine = browser_of(writer, **how)
    address = paste(mine)
    accept_all(mine)
    mine.goto(address)
    assert "Submitted for review." in press(mine, "Submit for review")

    theirs = browser_of(approver, **how)
    theirs.goto(address)
    assert "Approved." in press(theirs, "Approve these words")

    last = browser_of(publisher, **how)
    last.goto(address)
    assert "Scheduled for" in schedule(last, A_MINUTE_LATER)

    lifts(open_page(**how), clock)


def test_the_same_by_keyboard_alone(
    browser_of, open_page, writer, approver, publisher, clock
):
    mine = browser_of(writer)
    enter_at(mine, "New release")
    tab_to(mine, "The text of a release")
    mine.keyboard.insert_text(TEXT)
    enter_at(mine, "Make the draft")
    mark_up_by_keyboard(mine)
    enter_at(mine, "Done: to the release")
    enter_at(mine, "Submit for review")
    assert "Submitted for review." in said(mine)

    theirs = browser_of(approver)
    theirs.goto(mine.url)
    enter_at(theirs, "Approve these words")
    assert "Approved." in said(theirs)

    last = browser_of(publisher)
    last.goto(mine.url)
    tab_to(last, "Day")
    last.keyboard.type(f"{A_MINUTE_LATER:%m%d%Y}")
    tab_to(last, "Time")
    last.keyboard.type(f"{A_MINUTE_LATER:%I%M%p}")
    enter_at(last, "Schedule")
    assert "Scheduled for" in said(last)

    lifts(open_page(), clock)


def mark_up_by_keyboard(page) -> None:
    """Every proposal by one key; the last is taken back, and accepted again."""
    proposed = page.locator("[data-card].proposed")
    for left in reversed(range(proposed.count())):
        page.keyboard.press("a")
        expect(proposed).to_have_count(left)
    page.keyboard.press("u")
    expect(proposed).to_have_count(1)
    page.keyboard.press("a")
    expect(proposed).to_have_count(0)


def lifts(reader, clock) -> None:
    assert reader.goto(PUBLIC_PAGE).status == 404
    clock.move_to(A_MINUTE_LATER)
    assert reader.goto(PUBLIC_PAGE).status == 200
    assert reader.get_by_role("heading", level=1).inner_text() == HEADLINE
