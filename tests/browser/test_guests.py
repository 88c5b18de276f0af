"""People outside, from the e-mail to what they came for, without scripts."""

from datetime import timedelta

import pytest
from django.core import mail

from briefings.actions.guests import ask_fact_check, give_early_sight, give_preview
from briefings.jobs.guests import send_guest_letters
from tests.browser.axe import barriers
from tests.guests.conftest import mailed_code, make_journalist
from tests.making import MONDAY, THURSDAY, make_edition, make_issued_edition

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("clock")]


def go_in(page, link) -> None:
    page.goto(link.get_absolute_url())
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("The code from the e-mail").fill(mailed_code(link))
    page.get_by_role("button", name="Open").click()


def test_a_journalist_comes_from_the_mail_and_reads_until_the_lift(open_page, clock):
    edition = make_issued_edition(at=THURSDAY)
    [link] = give_early_sight(
        edition, by=None, journalists=[make_journalist("Jo Marlow")]
    )
    send_guest_letters()
    assert link.get_absolute_url() in mail.outbox[-1].body
    page = open_page(java_script_enabled=False)

    go_in(page, link)
    page.get_by_role("button", name="I accept").click()
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
    page.get_by_role("button", name="Send me a code").click()
    assert barriers(page) == []
    page.get_by_label("The code from the e-mail").fill(mailed_code(link))
    page.get_by_role("button", name="Open").click()
    assert barriers(page) == []
    page.get_by_role("button", name="I accept").click()
    page.get_by_text("The islands have waited long enough.").wait_for()
    assert barriers(page) == []
    check = {"name": "Ada", "email": "a@lab.example", "due_on": MONDAY.date()}
    go_in(page, ask_fact_check(edition, by=None, **check))
    page.get_by_text("Comment on this").first.click()
    assert barriers(page) == []
    go_in(page, give_preview(edition, by=None, name="Kim", email="k@lab.example"))
    assert barriers(page) == []
