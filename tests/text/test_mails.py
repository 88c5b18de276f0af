"""E-mails that hold a whole page of a site."""

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
