"""No page of the desk is cut off or scrolls sideways, on the narrowest screen and in
type of twice the size."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from briefings.actions.lists import save_filter
from briefings.admin.deeds import page_of
from briefings.models import User
from tests.browser.desk import paste
from tests.browser.office import (
    LISTS,
    LONG,
    address,
    in_every_state,
    pages_of_a_draft,
    pages_of_access,
    pages_of_many_rows,
    pages_of_people,
    pages_of_people_outside,
)

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = ((320, "100%"), (320, "200%"), (640, "200%"))
MEASURE = """(size) => {
  document.documentElement.style.fontSize = size;
  for (const folded of document.querySelectorAll("details")) folded.open = true;
  return document.documentElement.scrollWidth;
}"""
TABLE = f"""\
name,role,organisation,start date
Bartholomew Featherstonehaugh,Minister for {LONG} Affairs,Cabinet Office,2090-01-01
Una Low,Premier,Cabinet Office,soon
"""


def too_wide(page: Page) -> list[str]:
    found = []
    for width, size in SIZES:
        page.set_viewport_size({"width": width, "height": 640})
        if (needed := page.evaluate(MEASURE, size)) > width:
            found.append(f"{page.url} takes {needed} of {width} at {size}")
    return found


def of_releases(by: User, *colleagues) -> Iterator[str]:
    yield from ("/admin/", address("release", "add"))
    yield from (page_of(edition) for edition in in_every_state(*colleagues))
    yield from pages_of_a_draft(by)


def of_people(by: User, *colleagues) -> Iterator[str]:
    yield from pages_of_people(by)
    yield from pages_of_people_outside(by)
    yield address("person", "add")


def of_access(by: User, *colleagues) -> Iterator[str]:
    yield from pages_of_access(by)


def of_lists(by: User, *colleagues) -> Iterator[str]:
    save_filter(by=by, subject="release", name="What I wrote", query="state=draft")
    yield from pages_of_many_rows(by)
    yield from (f"{address(name, 'changelist')}?q=a" for name in LISTS)
    yield from (page_of(by), reverse("admin:password_change"))


@pytest.mark.parametrize("pages", [of_releases, of_people, of_access, of_lists])
def test_nothing_is_cut_off(browser_of, allrounder, publisher, approver, clock, pages):
    page, found = browser_of(allrounder), []

    for place in pages(allrounder, publisher, approver, clock):
        assert page.goto(place).status == 200
        found += too_wide(page)

    assert found == []


def test_nothing_that_comes_of_a_press_is_cut_off(browser_of, allrounder):
    page = browser_of(allrounder)

    paste(page)
    marking = too_wide(page)
    page.goto(address("roleappointment", "import"))
    page.get_by_label("Or paste the table").fill(TABLE)
    page.get_by_role("button", name="Show what would happen").click()
    page.get_by_role("heading", name="Cannot be entered").wait_for()

    assert marking + too_wide(page) == []
