"""Tags of many releases, one release after another."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from briefings.actions.releases import save_draft
from briefings.actions.subjects import add_topic
from tests.browser.axe import barriers
from tests.making import make_edition

pytestmark = pytest.mark.django_db(transaction=True)

REFUSED = """<!doctype html><form id="logout-form"></form>
<ul class="messagelist"><li class="error">The server is busy.</li></ul>"""


@pytest.fixture
def topic(writer):
    return add_topic(by=writer, name="Ferries")


@pytest.fixture
def drafts(writer, topic):
    """The second has the tag already."""
    drafts = [make_edition(headline=name, written_by=writer) for name in "ABC"]
    save_draft(drafts[1], by=writer, based_on=1, topics=[topic])
    return drafts


@pytest.fixture
def page(browser_of, writer, topic, drafts):
    page = browser_of(writer)
    ids = ",".join(str(draft.release_id) for draft in drafts)
    asked = urlencode({"ids": ids, "preview": 1, "add_topics": topic.pk})
    page.goto(f"{reverse('admin:briefings_release_retag')}?{asked}")
    return page


def tagged(drafts) -> list[bool]:
    return [draft.topics.exists() for draft in drafts]


def test_each_release_tells_what_became_of_it_and_the_undo_is_of_those_changed(
    page, drafts
):
    page.get_by_role("button", name="Change the tags of 2 releases").click()

    expect(page.get_by_role("status").get_by_text("2 of 3 changed.")).to_be_visible()
    rows = page.locator("[data-outcomes] tbody tr")
    assert [row.inner_text().split()[0] for row in rows.all()] == ["C", "B", "A"]
    assert tagged(drafts) == [True, True, True]
    assert barriers(page) == []

    page.get_by_role("link", name="Undo").click()
    page.get_by_role("button", name="Change the tags of 2 releases").click()
    expect(page.get_by_role("status").get_by_text("2 of 2 changed.")).to_be_visible()
    assert tagged(drafts) == [False, True, False]


def test_what_is_refused_half_way_goes_on_from_there(page, drafts):
    sent = []

    def refuse_the_second(route):
        sent.append(route.request.method)
        if sent.count("POST") == 2:
            route.fulfill(content_type="text/html", body=REFUSED)
        else:
            route.continue_()

    page.route("**/retag/**", refuse_the_second)
    page.get_by_role("button", name="Change the tags of 2 releases").click()
    told = "Stopped: The server is busy. 2 of 3 are not changed yet."
    expect(page.get_by_role("status").get_by_text(told)).to_be_visible()
    assert tagged(drafts) == [False, True, True]

    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("status").get_by_text("2 of 3 changed.")).to_be_visible()
    assert tagged(drafts) == [True, True, True]
