"""A morning in the office, at three browsers: paste, submit, approve, schedule."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.making import MONDAY

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = (Path(__file__).parent.parent / "data" / "night_trains.txt").read_text("utf-8")
HEADLINE = "Night trains return to the northern line"
PAGE = "/releases/night-trains-return-to-the-northern-line/"


def paste(page) -> str:
    """The address of the draft that comes of it."""
    page.goto("/admin/")
    page.get_by_role("link", name="Import a file").click()
    page.get_by_label("Or paste a release").fill(TEXT)
    page.get_by_role("button", name="Import").click()
    page.get_by_role("heading", name=HEADLINE).first.wait_for()
    return page.url


def press(page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).first.click()
    page.wait_for_load_state()


def says(page) -> str:
    return page.locator(".messagelist").inner_text()


def accept_and_submit(page) -> None:
    press(page, "Accept all")
    press(page, "Submit for review")


def schedule(page, clock) -> None:
    moment = clock.at + timedelta(minutes=1)
    page.get_by_label("Day", exact=True).first.fill(f"{moment:%Y-%m-%d}")
    page.get_by_label("Time", exact=True).first.fill(f"{moment:%H:%M}")
    press(page, "Schedule")


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_a_pasted_release_is_read_by_a_stranger_when_it_lifts(
    browser_of, open_page, writer, approver, publisher, clock, java_script_enabled
):
    how = {"java_script_enabled": java_script_enabled}
    mine = browser_of(writer, **how)
    address = paste(mine)
    accept_and_submit(mine)
    assert "Submitted for review." in says(mine)

    theirs = browser_of(approver, **how)
    theirs.goto(address)
    press(theirs, "Approve these words")
    assert "Approved." in says(theirs)

    last = browser_of(publisher, **how)
    last.goto(address)
    schedule(last, clock)
    assert "Scheduled for" in says(last)

    reader = open_page(**how)
    assert reader.goto(PAGE).status == 404
    clock.move_to(MONDAY + timedelta(minutes=1))
    assert reader.goto(PAGE).status == 200
    assert reader.get_by_role("heading", level=1).inner_text() == HEADLINE


@pytest.mark.parametrize(
    ("width", "size"), [(320, "100%"), (640, "200%")], ids=["narrow", "large type"]
)
def test_nothing_is_cut_off_on_a_narrow_screen_or_in_large_type(
    browser_of, writer, clock, width, size
):
    page = browser_of(writer, viewport={"width": width, "height": 640})
    address = paste(page)
    places = ["/admin/", "/admin/briefings/release/", "/admin/password_change/"]

    assert [p for p in [*places, address] if is_too_wide(page, p, size)] == []


def is_too_wide(page, address: str, size: str) -> bool:
    page.goto(address)
    page.evaluate("size => document.documentElement.style.fontSize = size", size)
    return page.evaluate("document.scrollingElement.scrollWidth > innerWidth")
