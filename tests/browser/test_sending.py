"""What a page sends, once, and what it does not leave behind."""

import pytest

from briefings.admin.deeds import page_of
from tests.browser.desk import said
from tests.making import make_edition

pytestmark = pytest.mark.django_db(transaction=True)
NOTE = "Note to colleagues"


def test_a_double_click_sends_a_form_once_and_it_can_be_sent_again(browser_of, writer):
    edition = make_edition(written_by=writer)
    page = browser_of(writer)
    page.goto(page_of(edition))
    sent = []
    page.on("request", lambda asked: sent.append(asked) if _is_note(asked) else None)

    for note in ("The minister rang.", "She rang again."):
        page.get_by_label(NOTE).fill(note)
        page.get_by_role("button", name="Add the note").dblclick()
        assert said(page) == "The note is added."

    assert len(sent) == 2
    assert edition.notes.count() == 2


def _is_note(asked) -> bool:
    return asked.method == "POST" and "note-words" in (asked.post_data or "")
