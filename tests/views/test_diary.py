from datetime import date, timedelta

import pytest
from django.utils.http import http_date
from icalendar import Calendar

from briefings.actions.merging import merge
from briefings.actions.notices import remove_release
from briefings.actions.removal import put_back_release
from briefings.actions.subjects import add_event, add_place, change_entry
from briefings.errors import Refused
from briefings.models import Event
from tests.making import MONDAY, THURSDAY, make_edition, make_issued_edition
from tests.views.reading import read

pytestmark = pytest.mark.django_db
LONG = (
    "A summit, with; many \\ marks – and a name that no line of a calendar can hold: ü"
)


def events(client) -> dict:
    response = client.get("/diary.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    lines = response.content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in b"".join(lines)
    calendar = Calendar.from_ical(response.content)
    assert calendar.errors == []
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    found = calendar.walk("VEVENT")
    assert all(event.errors == [] for event in found)
    return {str(event["UID"]).partition("@")[0]: event for event in found}


@pytest.fixture
def summit(clock, writer):
    holm = add_place(by=writer, name="Holm, the island")
    days = {"starts_on": date(2091, 3, 7), "ends_on": date(2091, 3, 8)}
    return add_event(
        by=writer, name=LONG, place=holm, description="One.\nTwo, three.", **days
    )


@pytest.fixture
def release(summit):
    return make_issued_edition(events=[summit]).release


def test_calendar_holds_what_readers_know(stranger, clock, summit, release, writer):
    secret = add_event(by=writer, name="Secret", starts_on=date(2091, 5, 1))
    make_issued_edition(headline="Later", events=[secret], at=THURSDAY)

    (event,) = events(stranger).values()

    assert str(event["SUMMARY"]) == LONG
    assert str(event["LOCATION"]) == "Holm, the island"
    assert str(event["DESCRIPTION"]) == "One.\nTwo, three."
    assert event["DTSTART"].dt == date(2091, 3, 7)
    # The first day on which it is over.
    assert event["DTEND"].dt == date(2091, 3, 9)
    assert event["SEQUENCE"] == 0
    assert str(event["URL"]).endswith(f"/events/{summit.slug}/")
    assert "STATUS" not in event

    clock.move_to(THURSDAY)
    assert set(events(stranger)) == {summit.slug, "secret"}


def test_what_changed_is_counted_under_the_same_name(stranger, summit, release):
    (before,) = events(stranger).values()

    Event.objects.filter(pk=summit.pk).update(starts_on=date(2091, 3, 6))
    # Nothing that readers are told.
    Event.objects.filter(pk=summit.pk).update(host=None)

    (after,) = events(stranger).values()
    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["DTSTAMP"].dt >= before["DTSTAMP"].dt
    assert after["DTSTART"].dt == date(2091, 3, 6)


def test_what_is_called_off_stays_with_the_reason(stranger, summit, release, writer):
    (before,) = events(stranger).values()

    change_entry(summit, by=writer, cancellation="The harbour is frozen; sorry.")

    (event,) = events(stranger).values()
    assert event["UID"] == before["UID"]
    assert event["SEQUENCE"] == before["SEQUENCE"] + 1
    assert str(event["STATUS"]) == "CANCELLED"
    assert str(event["SUMMARY"]) == LONG
    told = "Cancelled: The harbour is frozen; sorry.\n\nOne.\nTwo, three."
    assert str(event["DESCRIPTION"]) == told
    for page in ("diary/", f"events/{summit.slug}/"):
        assert "The harbour is frozen; sorry." in read(stranger, f"/{page}")
    assert "Cancelled" in read(stranger, "/events/")
    assert "Cancelled" in read(stranger, f"/releases/{release.slug}/")

    change_entry(summit, by=writer, cancellation="")

    (again,) = events(stranger).values()
    assert again["SEQUENCE"] == before["SEQUENCE"] + 2
    assert "STATUS" not in again
    assert "Cancelled" not in read(stranger, "/diary/")


def test_nothing_is_called_off_without_a_reason(summit, writer):
    with pytest.raises(Refused, match="Tell readers why"):
        change_entry(summit, by=writer, cancellation=" ")


def test_what_is_called_off_says_nothing_before_the_lift(
    stranger, clock, summit, writer
):
    make_issued_edition(events=[summit], at=THURSDAY)

    change_entry(summit, by=writer, cancellation="The harbour is frozen.")

    assert events(stranger) == {}
    assert "frozen" not in read(stranger, "/diary/")
    clock.move_to(THURSDAY)
    assert "frozen" in read(stranger, "/diary/")


def test_what_was_removed_is_called_off_without_a_word_of_it(
    stranger, clock, summit, release
):
    clock.move_to(THURSDAY)
    remove_release(release, by=None, explanation="A court forbade it.")

    (event,) = events(stranger).values()

    assert str(event["STATUS"]) == "CANCELLED"
    assert str(event["SUMMARY"]) == "Cancelled"
    assert event["SEQUENCE"] == 1
    assert event["DTSTAMP"].dt == THURSDAY
    assert "DESCRIPTION" not in event
    assert LONG not in read(stranger, "/diary/")


def test_days_of_what_is_called_off_stay_as_they_were_told(
    stranger, clock, summit, release, writer
):
    """It is about to be held on other days, which a draft announces."""
    clock.move_to(MONDAY + timedelta(days=1))
    remove_release(release, by=None, explanation="A court forbade it.")
    before = stranger.get("/diary.ics").content
    days = {"starts_on": date(2091, 6, 1), "ends_on": date(2091, 6, 2)}

    change_entry(summit, by=writer, **days, name="Another summit")
    make_issued_edition(headline="Again", events=[summit], at=THURSDAY)

    assert stranger.get("/diary.ics").content == before
    clock.move_to(THURSDAY)
    (event,) = events(stranger).values()
    assert event["DTSTART"].dt == date(2091, 6, 1)


def test_what_is_held_after_all_is_told_with_a_higher_number(
    stranger, clock, summit, release
):
    numbers = [told(stranger)]
    clock.move_to(MONDAY + timedelta(days=1))
    remove_release(release, by=None, explanation="A court forbade it.")
    numbers.append(told(stranger))
    clock.move_to(THURSDAY)
    put_back_release(
        release, by=None, reason="The wrong one.", change_note="Removed by mistake."
    )
    numbers.append(told(stranger))
    clock.move_to(THURSDAY + timedelta(days=1))
    remove_release(release, by=None, explanation="A court forbade it again.")
    numbers.append(told(stranger))

    assert [status for _, status in numbers] == [
        "",
        "CANCELLED",
        "CONFIRMED",
        "CANCELLED",
    ]
    assert [number for number, _ in numbers] == sorted({n for n, _ in numbers})


def told(client) -> tuple[int, str]:
    (event,) = events(client).values()
    return event["SEQUENCE"], str(event.get("STATUS", ""))


def test_a_day_of_a_merged_twin_is_not_told_either(stranger, clock, summit, writer):
    twin = add_event(by=writer, name="Twin", starts_on=date(2091, 3, 7))
    make_issued_edition(events=[summit, twin])
    merge(summit, twin, by=None)
    before = stranger.get("/diary.ics").content

    change_entry(twin, by=writer, starts_on=date(2091, 6, 1))

    assert stranger.get("/diary.ics").content == before


def test_what_was_entered_twice_is_called_off_once(stranger, clock, summit, writer):
    twin = add_event(by=writer, name="Twin", starts_on=date(2091, 3, 7))
    hidden = add_event(by=writer, name="Hidden", starts_on=date(2091, 3, 7))
    make_issued_edition(events=[summit, twin])
    make_edition(headline="Draft", events=[hidden])

    merge(summit, twin, by=None)

    found = events(stranger)
    assert set(found) == {summit.slug, "twin"}
    assert str(found["twin"]["STATUS"]) == "CANCELLED"
    assert "STATUS" not in found[summit.slug]


def test_calendar_is_not_sent_again_unless_it_changed(stranger, clock, release, writer):
    first = stranger.get("/diary.ics")
    assert first["Cache-Control"] == "public, no-cache"
    known = {"If-None-Match": first["ETag"]}
    assert stranger.get("/diary.ics", headers=known).status_code == 304

    other = add_event(by=writer, name="Fair", starts_on=date(2091, 9, 1))
    make_issued_edition(headline="Fair", events=[other], at=THURSDAY)
    assert stranger.get("/diary.ics", headers=known).status_code == 304
    clock.move_to(THURSDAY)
    assert stranger.get("/diary.ics", headers=known).status_code == 200


def test_a_calendar_asked_for_by_its_age_alone_is_sent(stranger, clock, release):
    """No row changes when an embargo lifts, so its age says nothing."""
    first = stranger.get("/diary.ics")
    assert "Last-Modified" not in first

    since = {"If-Modified-Since": http_date(THURSDAY.timestamp())}
    assert stranger.get("/diary.ics", headers=since).status_code == 200


def test_diary_tells_what_is_ahead_and_what_was(stranger, clock, release, writer):
    fair = add_event(by=writer, name="Fair", starts_on=date(2091, 9, 1))
    vague = add_event(by=writer, name="One day")
    make_issued_edition(headline="Fair", events=[fair, vague])

    page = read(stranger, "/diary/")
    assert page.index("Ahead") < page.index(LONG) < page.index("Fair")
    assert "Without a day One day" in page
    assert "Past" not in page

    clock.move_to(MONDAY + timedelta(days=30))
    page = read(stranger, "/diary/")
    assert page.index("Fair") < page.index("Past") < page.index(LONG)


def test_empty_diary_says_so(stranger, clock):
    assert "No event has been published yet." in read(stranger, "/diary/")
    assert events(stranger) == {}
