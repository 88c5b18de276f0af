"""What editors read of an edition's life and its times."""

from datetime import timedelta

import pytest
from django.urls import reverse

from briefings.actions.issue import backdate_edition
from briefings.admin.deeds import page_of
from briefings.admin.timeline import timeline
from briefings.workflow import DONE, EVENTS, MOVES
from tests.making import MONDAY, THURSDAY, make_approved_edition, make_issued_edition


def moves(edition) -> list[str]:
    return [entry.what for entry in timeline(edition) if entry.kind == "move"]


def test_every_move_and_event_can_be_told_as_done():
    assert set(DONE) == {*MOVES, *EVENTS}


@pytest.mark.django_db
def test_timeline_tells_what_was_done(clock):
    now = make_issued_edition(headline="Now")
    later = make_issued_edition(headline="Later", at=THURSDAY)

    assert moves(now) == ["Issued", "Approved", "Submitted for review", "Created"]
    assert moves(later)[0] == "Scheduled for 8 March 2091, 09:00 GMT"


def test_timeline_of_an_edition_from_before_the_record(clock, administrator):
    edition = make_approved_edition()
    backdate_edition(edition, by=None, at=MONDAY - timedelta(days=3))

    assert moves(edition)[0] == "Entered as issued on 2 March 2091, 09:00 GMT"


def test_desk_says_when_and_how_long_until(client, publisher, clock):
    make_issued_edition(headline="To come", at=THURSDAY)
    client.force_login(publisher)

    desk = client.get(reverse("admin:index")).content.decode()

    assert "Thursday 8 March, 09:00 UK time (GMT), in 3 days" in desk


def test_embargo_is_asked_for_in_a_named_zone(client, administrator, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    edition = make_approved_edition()
    client.force_login(administrator)

    moves = client.get(page_of(edition)).context["page"].moves

    asked = {deed.name: deed for deed in moves if "at" in deed.fields}
    assert set(asked) == {"schedule", "backdate"}
    for deed in asked.values():
        said = deed.fields["at"].help_text
        assert said == "Time in the office’s zone, Asia/Tokyo (JST now)."
    assert (asked["schedule"].is_folded, asked["backdate"].is_folded) == (False, True)
