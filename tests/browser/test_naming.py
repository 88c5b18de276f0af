"""Somebody who is not in the register yet is entered where they are chosen."""

import pytest
from playwright.sync_api import expect

from briefings.admin.deeds import page_of
from briefings.models import Person
from tests.browser.desk import press
from tests.making import fresh, make_edition

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_person_is_entered_and_tagged_by_keyboard(browser_of, writer):
    edition = make_edition(written_by=writer)
    page = browser_of(writer)
    page.goto(page_of(edition))

    box = page.locator("#people .select2-search__field")
    box.focus()
    page.keyboard.type("Ada Berg")
    expect(page.get_by_text("Enter “Ada Berg” as a new person")).to_be_visible()
    page.keyboard.press("Enter")
    expect(
        page.get_by_role("status").filter(has_text="“Ada Berg” is entered.")
    ).to_be_visible()

    press(page, "Save the text")
    assert list(fresh(edition).people.all()) == [Person.objects.get(name="Ada Berg")]
