"""Sessions end in the middle of a sentence, and no word of it may be lost."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from briefings.admin.deeds import page_of
from tests.browser.desk import said
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
