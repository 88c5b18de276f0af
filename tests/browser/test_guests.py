"""People outside, from the e-mail to what they came for, without scripts."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect

from briefings.actions.guests import ask_fact_check, give_early_sight, give_preview
from briefings.admin.deeds import mark_up_page_of
from briefings.jobs.guests import send_guest_letters
from tests.browser.axe import barriers
from tests.browser.desk import follow, press, press_with, said
from tests.guests.conftest import mailed_code, make_journalist
from tests.making import MONDAY, THURSDAY, make_edition, make_issued_edition

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("clock")]


def go_in(page, link) -> None:
    page.goto(link.get_absolute_url())
    follow(page.get_by_role("button", name="Send me a code"))
    page.get_by_label("The code from the e-mail").fill(mailed_code(link))
    follow(page.get_by_role("button", name="Open"))


def test_a_journalist_is_accredited_and_given_early_sight_at_the_desk(
    browser_of, press_officer
):
    edition = make_issued_edition(at=THURSDAY)
    page = browser_of(press_officer)
    page.goto(reverse("admin:briefings_edition_guests", args=[edition.pk]))
    page.get_by_role("link", name="Accredit a journalist").click()

    assert barriers(page) == []
    page.get_by_label("E-mail").fill("jo@herald.example")
    who = {"Name": "Jo Marlow", "Outlet": "The Herald"}
    press_with(page, "Accredit", **who, Accredited_until=f"{THURSDAY:%Y-%m-%d}")
    page.goto(reverse("admin:briefings_edition_guests", args=[edition.pk]))
    assert barriers(page) == []
    page.get_by_label("Jo Marlow").check()
    page.get_by_role("button", name="Give early sight").click()

    assert "1 journalist will be mailed" in said(page)
    assert edition.guest_links.get().outlet == "The Herald"


def test_a_check_is_asked_for_at_the_desk_and_read_beside_the_words(
    browser_of, open_page, writer
):
    edition = make_edition(written_by=writer)
    page = browser_of(writer)
    page.goto(reverse("admin:briefings_edition_guests", args=[edition.pk]))
    form = page.locator("form").filter(has_text="Ask for a fact check")
    form.get_by_label("Name").fill("Ada")
    form.get_by_label("E-mail").fill("ada@lab.example")
    form.get_by_label("Due by the end of").fill(f"{THURSDAY:%Y-%m-%d}")
    press(page, "Ask for a fact check")
    checker = open_page(java_script_enabled=False)
    go_in(checker, edition.guest_links.get())
    passage = checker.get_by_role("listitem").filter(has_text="Almost 4,200 people")
    passage.get_by_text("Comment on this").click()
    passage.get_by_label("Change this").check()
    passage.get_by_label("What should be changed").fill("Nobody counted them.")
    passage.get_by_role("button", name="Keep this comment").click()

    page.goto(mark_up_page_of(edition))
    page.locator("#paper mark.comment").first.click()
    card = page.locator("[data-card][aria-current]")
    expect(card).to_contain_text("Ada: Change this")
    expect(card).to_contain_text("Nobody counted them.")
    assert barriers(page) == []


def test_a_journalist_comes_from_the_mail_and_reads_until_the_lift(open_page, clock):
    edition = make_issued_edition(at=THURSDAY)
    [link] = give_early_sight(
        edition, by=None, journalists=[make_journalist("Jo Marlow")]
    )
    send_guest_letters()
    assert link.get_absolute_url() in mail.outbox[-1].body
    page = open_page(java_script_enabled=False)

    go_in(page, link)
    follow(page.get_by_role("button", name="I accept"))
    page.get_by_text("The islands have waited long enough.").wait_for()
    assert page.get_by_text("EMBARGOED UNTIL").count() == 2
    page.reload()
    page.get_by_text("The islands have waited long enough.").wait_for()

    clock.move_to(THURSDAY)
    page.reload()
    assert page.url.endswith(edition.release.get_absolute_url())


def test_three_check_a_text_at_once_and_see_their_own_answers(open_page):
    edition = make_edition()
    due = (MONDAY + timedelta(days=3)).date()
    pages = {}
    for name in ("Ada", "Ben", "Cy"):
        about = {"name": name, "email": f"{name}@lab.example", "due_on": due}
        link = ask_fact_check(edition, by=None, **about)
        pages[name] = open_page(java_script_enabled=False)
        go_in(pages[name], link)

    for name, page in pages.items():
        passage = page.get_by_role("listitem").filter(has_text="Almost 4,200 people")
        passage.get_by_text("Comment on this").click()
        passage.get_by_label("Change this").check()
        passage.get_by_label("What should be changed").fill(f"{name} counted more.")
        passage.get_by_role("button", name="Keep this comment").click()
        page.get_by_text(f"{name} counted more.").wait_for()

    for name, page in pages.items():
        page.reload()
        assert page.get_by_text("counted more.").count() == 1, name
    assert edition.fact_check_remarks.count() == 3


def test_every_page_of_a_guest_is_open_to_everybody(open_page):
    edition = make_issued_edition(at=THURSDAY)
    [link] = give_early_sight(
        edition, by=None, journalists=[make_journalist("Jo Marlow")]
    )
    page = open_page()
    page.goto(link.get_absolute_url())
    assert barriers(page) == []
    follow(page.get_by_role("button", name="Send me a code"))
    assert barriers(page) == []
    page.get_by_label("The code from the e-mail").fill(mailed_code(link))
    follow(page.get_by_role("button", name="Open"))
    assert barriers(page) == []
    follow(page.get_by_role("button", name="I accept"))
    page.get_by_text("The islands have waited long enough.").wait_for()
    assert barriers(page) == []
    check = {"name": "Ada", "email": "a@lab.example", "due_on": MONDAY.date()}
    go_in(page, ask_fact_check(edition, by=None, **check))
    page.get_by_text("Comment on this").first.click()
    assert barriers(page) == []
    go_in(page, give_preview(edition, by=None, name="Kim", email="k@lab.example"))
    assert barriers(page) == []
