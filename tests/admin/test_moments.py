"""Times in the hour that the clocks of the office go through twice, or skip."""

import pytest

from tests.admin.pressing import press, said
from tests.making import fresh, make_approved_edition

TWICE = {"at_0": "2091-10-28", "at_1": "01:30"}
NEVER = {"at_0": "2091-03-25", "at_1": "01:30"}


@pytest.mark.parametrize(
    ("typed", "sentence", "offered"),
    [
        (
            TWICE,
            "01:30 comes twice on 28 October 2091: "
            "choose 01:30 BST (first) or 01:30 GMT (second).",
            ["01:30 BST", "01:30 GMT"],
        ),
        (
            NEVER,
            "01:30 does not exist on 25 March 2091, when the clocks go forward: "
            "choose 00:30 GMT or 02:30 BST.",
            ["00:30 GMT", "02:30 BST"],
        ),
    ],
)
def test_both_readings_of_an_unclear_time_are_offered(
    client, publisher, clock, typed, sentence, offered
):
    edition = make_approved_edition()
    client.force_login(publisher)

    response = press(client, edition, "schedule", **typed)

    page = response.content.decode()
    assert "Nothing is saved yet" in said(response)
    assert sentence in page
    assert page.count('type="radio" name="schedule-at_2"') == 2
    assert all(f"\n {reading}</label>" in page for reading in offered)


@pytest.mark.parametrize(
    ("typed", "chosen", "moment"),
    [
        (TWICE, "+0100", "2091-10-28T00:30:00+00:00"),
        (TWICE, "+0000", "2091-10-28T01:30:00+00:00"),
        (NEVER, "+0000", "2091-03-25T00:30:00+00:00"),
        (NEVER, "+0100", "2091-03-25T01:30:00+00:00"),
    ],
)
def test_the_reading_that_was_chosen_is_taken(
    client, publisher, clock, typed, chosen, moment
):
    edition = make_approved_edition()
    client.force_login(publisher)

    response = press(client, edition, "schedule", **typed, at_2=chosen)

    assert "Scheduled for" in said(response)
    assert fresh(edition).live_from.isoformat() == moment


@pytest.mark.parametrize(
    "typed",
    [
        {"at_0": "2091-10-28", "at_1": ""},
        {"at_0": "", "at_1": "01:30"},
        {"at_0": "soon", "at_1": "25:99"},
        {"at_0": "2091-02-30", "at_1": "01:30"},
        {"at_0": "9999-12-31", "at_1": "23:59"},
        {"at_0": "0001-01-01", "at_1": "00:00"},
        TWICE | {"at_2": "+0900"},
    ],
)
def test_half_a_moment_is_refused_and_stays_in_the_form(
    client, publisher, clock, typed
):
    edition = make_approved_edition()
    client.force_login(publisher)

    response = press(client, edition, "schedule", **typed)

    assert response.status_code == 200
    assert fresh(edition).live_from is None
