"""What was begun by mistake goes out of the way, and comes back; what was removed by
mistake, too."""

from datetime import timedelta

import pytest
from django.urls import reverse

from briefings.actions.notices import remove_release
from briefings.admin.deeds import page_of
from briefings.models import Edition
from tests.browser.axe import barriers
from tests.browser.desk import press, press_with, said, tab_to
from tests.making import MONDAY, make_edition, make_issued_edition

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/releases/a-ferry-for-skerrow/"


def find_the_discarded(page) -> None:
    page.goto(reverse("admin:briefings_release_changelist") + "?state=discarded")


def test_a_draft_is_discarded_and_brought_back(browser_of, writer):
    edition = make_edition(written_by=writer)
    page = browser_of(writer)
    page.get_by_role("link", name="A ferry for Skerrow").first.click()

    page.get_by_role("link", name="Discard this release").click()
    assert "Readers see no difference" in page.inner_text("main")
    told = press_with(page, "Discard", reason="Pasted twice.")
    assert "“Bring back” undoes this" in told
    assert "Pasted twice." in page.inner_text("main")

    page.goto("/admin/")
    assert "A ferry for Skerrow" not in page.inner_text("main .desk")
    find_the_discarded(page)
    page.get_by_role("link", name="A ferry for Skerrow").click()
    assert page.url.endswith(page_of(edition))
    assert "Brought back" in press(page, "Bring back")
    page.goto("/admin/")
    assert "A ferry for Skerrow" in page.inner_text("main .desk")


def test_a_correction_is_discarded_by_keyboard_and_another_begun(
    browser_of, open_page, writer, clock
):
    live = make_issued_edition(written_by=writer)
    page, reader = browser_of(writer), open_page()
    reader.goto(PAGE)
    before = reader.inner_text("main")
    page.goto(page_of(live))
    press(page, "Begin a correction")

    for name in ("Discard this correction", "Discard"):
        tab_to(page, name)
        with page.expect_navigation():
            page.keyboard.press("Enter")
    assert "Discarded" in said(page)

    reader.reload()
    assert reader.inner_text("main") == before
    page.goto(page_of(live))
    assert "Edition 2 is a copy" in press(page, "Begin a correction")
    assert Edition.objects.filter(number=2).count() == 2


def test_a_release_removed_by_mistake_is_put_back(
    browser_of, open_page, publisher, clock
):
    live = make_issued_edition()
    clock.move_to(MONDAY + timedelta(days=1))
    remove_release(live.release, by=publisher, explanation="A court ordered it.")
    clock.move_to(MONDAY + timedelta(days=2))
    page, reader = browser_of(publisher), open_page()
    reader.goto(PAGE)
    assert "A court ordered it." in reader.inner_text("main")

    page.goto(page_of(live))
    page.get_by_role("link", name="put it back").click()
    told = press_with(page, "Put back", reason="Another one was meant.")
    assert "edition 2 is public" in told

    reader.goto(PAGE)
    assert "A ferry for Skerrow" in reader.inner_text("h1")
    assert "Removed by mistake on 6 March 2091" in reader.inner_text("main")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_their_pages_shut_nobody_out(browser_of, writer, publisher, clock, scheme):
    edition = make_edition(written_by=writer)
    removed = make_issued_edition(headline="Removed").release
    clock.move_to(MONDAY + timedelta(days=1))
    remove_release(removed, by=publisher, explanation="A court ordered it.")
    page = browser_of(writer, color_scheme=scheme)

    page.goto(reverse("admin:briefings_edition_discard", args=[edition.pk]))
    assert barriers(page) == []
    press(page, "Discard")
    assert barriers(page) == []
    find_the_discarded(page)
    assert barriers(page) == []
    page = browser_of(publisher, color_scheme=scheme)
    page.goto(reverse("admin:briefings_release_removal", args=[removed.pk]))
    assert barriers(page) == []
