import re

import pytest
from playwright.sync_api import expect

from briefings.actions.people import add_organisation
from briefings.admin.deeds import page_of
from tests.browser.axe import barriers
from tests.browser.desk import press
from tests.making import fresh, make_edition

pytestmark = pytest.mark.django_db(transaction=True)

NAMES = ("Health", "Transport", "Art")


@pytest.fixture
def edition(writer):
    bodies = [add_organisation(by=writer, name=name) for name in NAMES]
    return make_edition(written_by=writer, lead_organisations=bodies)


def leading(edition) -> list[str]:
    rows = fresh(edition).involvements.order_by("position")
    return [str(row.organisation) for row in rows]


def test_organisations_are_put_in_order_by_mouse_and_keyboard(
    browser_of, writer, edition
):
    page = browser_of(writer)
    page.goto(page_of(edition))
    order = page.get_by_role("list", name="Order of the lead organisations")
    names = order.locator("li > [data-label]")
    box = page.locator("#lead_organisations .select2-selection__choice")

    order.get_by_role("button", name=re.compile("Up ?: Art")).click()
    expect(names).to_have_text(["Health", "Art", "Transport"])
    expect(box).to_contain_text(["Health", "Art", "Transport"])
    down = order.get_by_role("button", name=re.compile("Down ?: Health"))
    down.press("Enter")
    expect(down).to_be_focused()
    down.press("Space")
    # It is the last one now; the other button is next to it.
    expect(order.get_by_role("button", name=re.compile("Up ?: Health"))).to_be_focused()
    expect(order.get_by_role("spinbutton")).to_have_count(0)
    assert not barriers(page)

    assert press(page, "Save the text") == "The text is saved."
    assert leading(edition) == ["Art", "Transport", "Health"]


def test_the_order_follows_what_is_chosen_in_the_box(browser_of, writer, edition):
    add_organisation(by=writer, name="Rivers")
    page = browser_of(writer)
    page.goto(page_of(edition))
    order = page.get_by_role("list", name="Order of the lead organisations")
    names = order.locator("li > [data-label]")
    field = page.locator("#lead_organisations")

    field.locator(".select2-selection__choice__remove").first.click()
    expect(names).to_have_text(["Transport", "Art"])
    page.keyboard.press("Escape")
    field.get_by_role("searchbox").fill("Rivers")
    page.get_by_role("option", name="Rivers", exact=True).click()
    expect(names).to_have_text(["Transport", "Art", "Rivers"])
    order.get_by_role("button", name=re.compile("Up ?: Rivers")).click()

    press(page, "Save the text")
    assert leading(edition) == ["Transport", "Rivers", "Art"]


def test_organisations_are_put_in_order_without_scripts(browser_of, writer, edition):
    page = browser_of(writer, java_script_enabled=False)
    page.goto(f"{page_of(edition)}?plain")

    page.get_by_role("spinbutton", name="Place of Art").fill("1")
    page.get_by_role("button", name="Save the text").first.click()

    order = page.get_by_role("list", name="Order of the lead organisations")
    expect(order.locator("li > [data-label]")).to_have_text(
        ["Art", "Health", "Transport"]
    )
    assert leading(edition) == ["Art", "Health", "Transport"]
