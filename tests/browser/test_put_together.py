"""What editors put together and first, by hand and without scripts."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from briefings.actions.collections import add_collection, collect_releases
from briefings.actions.features import feature_release
from briefings.admin import features
from briefings.admin.collections import contents_of
from tests.making import make_edition, make_issued_edition

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_collection_is_put_in_order_by_the_keyboard_alone(browser_of, writer):
    row = add_collection(by=writer, title="All ferries")
    releases = [make_edition(headline=name).release for name in ("One", "Two", "Three")]
    collect_releases(row, releases, by=writer)
    page = browser_of(writer, java_script_enabled=False)
    page.goto(contents_of(row))
    order = page.locator(".ordered > li p:first-child")
    expect(order).to_have_text(["One", "Two", "Three"])

    page.get_by_role("button", name=re.compile("Up ?: Three")).press("Enter")
    expect(order).to_have_text(["One", "Three", "Two"])
    place = page.get_by_role("spinbutton", name=re.compile("Place of Two"))
    place.fill("1")
    place.press("Enter")
    expect(order).to_have_text(["Two", "One", "Three"])
    page.get_by_role("button", name=re.compile("Take out ?: One")).press("Space")
    expect(order).to_have_text(["Two", "Three"])


def test_releases_are_added_by_typing_and_by_pasting(browser_of, writer):
    row = add_collection(by=writer, title="All ferries")
    for headline in ("A quay for Skerrow", "A lighthouse"):
        make_edition(headline=headline)
    page = browser_of(writer)
    page.goto(contents_of(row))

    page.get_by_role("combobox").click()
    page.get_by_role("searchbox").fill("quay")
    page.get_by_role("option", name="a-quay-for-skerrow").click()
    page.get_by_role("button", name="Add it at the end").click()
    order = page.locator(".ordered > li p:first-child")
    expect(order).to_have_text(["A quay for Skerrow"])

    addresses = page.get_by_role("textbox", name="Addresses")
    pasted = f"{settings.SITE_URL}/releases/a-lighthouse/\n/releases/nowhere/"
    addresses.fill(pasted)
    page.get_by_role("button", name="Add them at the end").click()
    expect(page.get_by_role("row", name="nowhere")).to_contain_text("no release at")
    expect(addresses).to_have_value(pasted)
    addresses.fill(pasted.partition("\n")[0])
    page.get_by_role("button", name="Add them at the end").click()
    expect(order).to_have_text(["A quay for Skerrow", "A lighthouse"])


def test_what_is_featured_is_put_in_order_and_ended(browser_of, publisher):
    for headline in ("One", "Two"):
        feature_release(make_issued_edition(headline=headline).release, by=publisher)
    page = browser_of(publisher, java_script_enabled=False)
    page.goto(features.address())
    order = page.locator(".ordered > li p:first-child")
    expect(order).to_have_text(["Two", "One"])

    page.get_by_role("button", name=re.compile("Up ?: One")).press("Enter")
    expect(order).to_have_text(["One", "Two"])
    page.get_by_role("button", name=re.compile("End it ?: Two")).press("Enter")
    expect(order).to_have_text(["One"])
    page.goto("/")
    expect(page.locator(".feature h2")).to_have_text(["One"])
