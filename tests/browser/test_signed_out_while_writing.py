"""Sessions end in the middle of a sentence, and no word of it may be lost."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from briefings.admin.deeds import mark_up_page_of, page_of
from briefings.models import Edition
from tests.browser.desk import HEADLINE, TEXT, said, select
from tests.making import fresh, make_edition

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in_in_another_window(page, person, server, *names) -> None:
    client = Client()
    client.force_login(person)
    client.get("/admin/")
    new = {name: client.cookies[name].value for name in names}
    page.context.add_cookies(
        [{"name": n, "value": v, "url": server.url} for n, v in new.items()]
    )


def hear_nothing(page) -> None:
    page.get_by_text("Not kept: You may be signed out").wait_for()


def sleep(page) -> None:
    """As machines do when they are closed; whoever opens them presses at once."""
    page.evaluate("const now = Date.now; Date.now = () => now() + 60_000;")


# Whoever signs in has another proof of who sends a form, where they were signed out.
@pytest.mark.parametrize(
    ("meanwhile", "cookies"),
    [(hear_nothing, ("session", "csrf")), (sleep, ("session",))],
)
def test_words_wait_in_their_window_until_somebody_is_signed_in_again(
    browser_of, live_server, writer, meanwhile, cookies
):
    edition = make_edition(written_by=writer)
    page = browser_of(writer)
    page.goto(page_of(edition))
    body = page.get_by_label("Body", exact=True)
    save = page.get_by_role("button", name="Save the text").first
    Session.objects.all().delete()

    body.fill("Words that nobody has twice.")
    meanwhile(page)
    save.click()
    page.get_by_text("Not saved: You may be signed out").wait_for()
    assert body.input_value() == "Words that nobody has twice."
    assert fresh(edition).body != "Words that nobody has twice."

    sign_in_in_another_window(page, writer, live_server, *cookies)
    save.click()

    assert "The text is saved." in said(page)
    assert fresh(edition).body == "Words that nobody has twice."


def test_whoever_pressed_save_is_told_of_that_until_it_is_saved(browser_of, writer):
    edition = make_edition(written_by=writer)
    page = browser_of(writer)
    page.goto(page_of(edition), wait_until="networkidle")
    Session.objects.all().delete()

    with page.expect_response(lambda answer: answer.url.endswith("/keep/")):
        page.get_by_label("Body", exact=True).fill("Words that nobody has twice.")
        sleep(page)
        page.get_by_role("button", name="Save the text").first.click()
        page.get_by_text("Not saved: You may be signed out").wait_for()
    page.wait_for_load_state("networkidle")

    assert page.locator("[data-kept]").inner_text().startswith("Not saved: ")


def test_a_pasted_release_waits_in_its_window_until_somebody_is_signed_in_again(
    browser_of, live_server, writer
):
    page = browser_of(writer)
    page.goto("/admin/briefings/release/add/")
    box = page.get_by_label("The text of a release")
    box.fill(TEXT)
    make = page.get_by_role("button", name="Make the draft")
    Session.objects.all().delete()

    make.click()
    page.get_by_text("Not sent: You may be signed out").wait_for()
    assert box.input_value() == TEXT
    assert not Edition.objects.exists()

    sign_in_in_another_window(page, writer, live_server, "session", "csrf")
    make.click()

    page.get_by_role("heading", name=f"Mark up: {HEADLINE}").wait_for()
    assert Edition.objects.count() == 1


def test_who_leaves_a_form_that_is_held_back_is_asked_first(browser_of, writer):
    page = browser_of(writer)
    page.goto("/admin/briefings/release/add/")
    page.get_by_label("The text of a release").press_sequentially("A ferry")
    Session.objects.all().delete()
    page.get_by_role("button", name="Make the draft").click()
    page.get_by_text("Not sent: You may be signed out").wait_for()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    page.get_by_role("link", name="Home").click()

    assert asked == ["beforeunload"]
    assert page.get_by_label("The text of a release").input_value() == "A ferry"


def test_a_form_beside_the_text_waits_as_well(browser_of, live_server, writer):
    edition = make_edition(written_by=writer)
    page = browser_of(writer)
    page.goto(page_of(edition), wait_until="networkidle")
    note = page.get_by_label("Note to colleagues")
    add = page.get_by_role("button", name="Add the note")
    Session.objects.all().delete()

    note.fill("The minister rang.")
    sleep(page)
    add.click()
    page.get_by_text("Not sent: You may be signed out").wait_for()
    assert note.input_value() == "The minister rang."

    sign_in_in_another_window(page, writer, live_server, "session", "csrf")
    add.click()

    page.locator(".timeline").get_by_text("The minister rang.").wait_for()
    assert edition.notes.count() == 1


def test_nobody_sends_what_a_colleague_typed(browser_of, live_server, writer, approver):
    edition = make_edition(written_by=writer)
    page = browser_of(writer)
    page.goto(page_of(edition), wait_until="networkidle")
    page.get_by_label("Note to colleagues").fill("The minister rang.")
    sign_in_in_another_window(page, approver, live_server, "session", "csrf")
    sleep(page)

    page.get_by_role("button", name="Add the note").click()

    page.get_by_text("Somebody else is signed in").wait_for()
    assert not edition.notes.exists()


def test_what_is_being_marked_waits_with_what_was_typed(
    browser_of, live_server, writer
):
    edition = make_edition(written_by=writer, body="About 4,200 people came.")
    page = browser_of(writer)
    page.goto(mark_up_page_of(edition))
    select(page, "About 4,200 people")
    page.locator("#mark-up-bar").get_by_role("button", name="Figure").click()
    form = page.locator("#chosen")
    form.get_by_label("Value").fill("4210")
    mark = form.get_by_role("button", name="Mark as a figure")
    Session.objects.all().delete()

    mark.click()
    page.get_by_text("You may be signed out").wait_for()
    assert form.get_by_label("Value").input_value() == "4210"

    sign_in_in_another_window(page, writer, live_server, "session", "csrf")
    mark.click()

    page.locator("mark.figure").wait_for()
    assert edition.figures.get().value == 4210
