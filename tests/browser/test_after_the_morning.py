"""What happens to a release between people, and after it went out."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from briefings.admin.deeds import page_of
from briefings.models import Edition
from tests.browser.desk import press, press_with, said, unfold
from tests.making import (
    MONDAY,
    make_approved_edition,
    make_issued_edition,
)

pytestmark = pytest.mark.django_db(transaction=True)

TUESDAY = MONDAY + timedelta(days=1)
PAGE = "/releases/a-ferry-for-skerrow/"


def at(page, edition):
    page.goto(page_of(edition))
    return page


def test_a_correction_tells_readers_what_changed(
    browser_of, open_page, writer, publisher, clock
):
    live = make_issued_edition(written_by=writer)
    clock.move_to(TUESDAY)
    mine = at(browser_of(writer), live)
    press(mine, "Begin a correction")

    mine.get_by_label("Headline").fill("A ferry for Skerrow and Holm")
    mine.get_by_label("Change note").fill("It calls at Holm, too.")
    assert "saved" in press(mine, "Save the text")
    make_approved = Edition.objects.get(number=2)
    make_approved_edition(make_approved)
    last = at(browser_of(publisher), make_approved)
    assert "It is public" in press(last, "Issue now")

    reader = open_page()
    reader.goto(PAGE)
    assert "A ferry for Skerrow and Holm" in reader.inner_text("h1")
    assert "It calls at Holm, too." in reader.inner_text("main")

    unfold(last, "Correct the change note")
    wrong = {"What_was_wrong_with_the_change_note": "It calls at Holm on Sundays only."}
    assert "under the change note" in press_with(
        last, "Correct the change note", **wrong
    )
    reader.reload()
    assert "It calls at Holm, too." in reader.inner_text("main")
    assert "It calls at Holm on Sundays only." in reader.inner_text("main")


def test_a_release_is_withdrawn_and_reinstated(browser_of, open_page, publisher, clock):
    edition = make_issued_edition()
    page, reader = at(browser_of(publisher), edition), open_page()
    clock.move_to(TUESDAY)

    unfold(page, "Withdraw")
    press_with(page, "Withdraw", explanation="The line is under review.")
    reader.goto(PAGE)
    assert "The line is under review." in reader.inner_text("main")

    clock.move_to(TUESDAY + timedelta(hours=1))
    unfold(page, "Reinstate")
    assert "Reinstated" in press(page, "Reinstate")
    reader.goto(PAGE)
    assert "The line is under review." not in reader.inner_text("main")


def test_readers_of_a_removed_release_are_sent_on(
    browser_of, open_page, publisher, clock
):
    edition = make_issued_edition()
    make_issued_edition(headline="Two ferries for Skerrow")
    page, reader = at(browser_of(publisher), edition), open_page()
    clock.move_to(TUESDAY)

    unfold(page, "Remove and send readers elsewhere")
    press_with(
        page,
        "Remove and send readers elsewhere",
        explanation="It is told better elsewhere.",
        send_readers_to="/releases/two-ferries-for-skerrow/",
    )
    assert "sent on" in said(page)
    reader.goto(PAGE)
    assert "Two ferries for Skerrow" in reader.inner_text("h1")


def test_the_old_address_of_a_release_leads_to_the_new_one(
    browser_of, open_page, publisher, clock
):
    page, reader = at(browser_of(publisher), make_issued_edition()), open_page()

    unfold(page, "Change the address")
    press_with(page, "Change the address", address="a-ferry-for-skerrow-and-holm")
    assert "is at /releases/a-ferry-for-skerrow-and-holm/ now" in said(page)

    reader.goto(PAGE)
    assert reader.url.endswith("/releases/a-ferry-for-skerrow-and-holm/")
    assert reader.inner_text("h1") == "A ferry for Skerrow"


def test_somebody_is_reminded_on_a_day_and_looks_again(browser_of, writer, clock):
    edition = make_issued_edition(written_by=writer)
    page = at(browser_of(writer), edition)

    page.get_by_role("link", name="Reminders").click()
    told = press_with(
        page, "Set the reminder", day="2091-06-01", what_to_look_at="The fares."
    )
    assert told == "You are reminded on 1 June 2091."

    clock.move_to(TUESDAY.replace(month=7))
    page.goto("/admin/")
    expect(page.locator("#reminders")).to_contain_text("For 1 June 2091: “The fares.”")
    page.locator("#reminders").get_by_role("link", name=edition.headline).click()
    expect(page.get_by_role("note")).to_contain_text("The fares.")
    page.get_by_role("link", name="Settle it").click()
    page.locator("summary", has_text="Settle it").click()
    told = press_with(
        page,
        "It is done",
        what_was_found="They rose.",
        remind_of_it_again_on="2092-06-01",
    )
    assert told == "Settled, until 1 June 2092."

    page.goto("/admin/")
    expect(page.locator("#reminders")).to_have_count(0)
    at(page, edition)
    timeline = page.locator("#timeline")
    expect(timeline).to_contain_text(
        "The reminder of 1 June 2091 is settled: They rose."
    )
