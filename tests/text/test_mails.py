"""E-mails that hold a whole page of a site."""

import pytest

from briefings.text.reading import read_release

HEADERS = (
    "MIME-Version: 1.0\nSubject: New lock opens\n"
    "Content-Type: text/html; charset=utf-8\n\n"
)
NEWS = (
    "<h1>New lock opens</h1><p>The lock at Saltmouth opened today to all the boats "
    "of the town.</p>"
)


def test_a_page_in_an_email_is_read_as_a_page():
    reading = read_release(
        f"{HEADERS}<!DOCTYPE html><html><head><title>Lock</title></head><body>"
        "<nav><a href='/'>Home</a> <a href='/news'>Our news</a></nav>"
        f"<main>{NEWS}</main><footer>Terms of the site</footer></body></html>".encode(),
        name="lock.eml",
    )

    assert reading.headline == "New lock opens"
    assert "Home" not in reading.plain_text()
    assert "Terms" not in reading.plain_text()
    (warning,) = reading.warnings
    assert "Our news" in warning.words
    assert "Terms of the site" in warning.words


def test_what_a_program_for_email_wraps_in_a_page_is_all_release():
    reading = read_release(
        f"{HEADERS}<html><body>{NEWS}<p>Call us.</p></body></html>".encode(),
        name="lock.eml",
    )

    assert reading.plain_text().endswith("Call us.")
    assert reading.warnings == ()


NEW_LOCK = "New lock opens\n\nThe lock at Saltmouth opened to the boats of the town.\n"


def mail(subject, words):
    headers = (
        f"Subject: {subject}\nMIME-Version: 1.0\nFrom: Oda Lin <oda@quay.example>\n"
        "Content-Type: text/plain; charset=utf-8\n\n"
    )
    return read_release(f"{headers}{words}".encode(), name="lock.eml")


@pytest.mark.parametrize(
    "above",
    [
        "Hi all,\n\nPlease see below our release.",
        "Dear colleagues,",
        "---------- Forwarded message ---------\nFrom: Huw Parry <huw@quay.example>\n"
        "Date: Mon, 3 Aug 2026 at 10:00\nSubject: Lock\nTo: <all@quay.example>",
    ],
)
def test_what_an_email_says_before_its_release_is_none_of_it(above):
    reading = mail("FW: lock", f"{above}\n\n{NEW_LOCK}")

    assert reading.headline == "New lock opens"
    assert reading.body.startswith("The lock at Saltmouth")
    assert set(above.replace("\n\n", "\n").split("\n")) <= set(reading.labels)


def test_a_subject_may_call_itself_a_press_release():
    reading = mail("Fwd: Press release: New lock opens", "Dear editor,\n\nIt opened.\n")

    assert reading.headline == "New lock opens"


def test_an_embargo_in_the_subject_holds():
    reading = mail("EMBARGOED: 6 August 2026 00:01 - lock", NEW_LOCK)

    assert reading.headline == "New lock opens"
    assert reading.embargoed_until.isoformat() == "2026-08-06T00:01:00+01:00"
