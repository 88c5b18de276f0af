from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from briefings.text.parts.embargo import in_words, is_embargo, read_embargo
from briefings.text.reading import read_release

LONDON = ZoneInfo("Europe/London")
ISSUED = date(2024, 11, 7)


def until(line, **about):
    return read_embargo(line, **{"issued_on": ISSUED, **about}).moment


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("EMBARGOED UNTIL 00:01, Friday 8 November", "2024-11-08T00:01Z"),
        ("Embargo: 00.01hrs, 8 November 2024", "2024-11-08T00:01Z"),
        ("UNDER EMBARGO UNTIL 0001 HRS ON 5 JUNE 2025", "2025-06-04T23:01Z"),
        ("Embargoed until 12.01am on 5/6/2025", "2025-06-04T23:01Z"),
        ("Embargoed until noon on 5 June 2025", "2025-06-05T11:00Z"),
        ("Embargoed until 24:00 on 4 June 2025", "2025-06-04T23:00Z"),
        (
            "Embargoed until one minute past midnight, 5 June 2025",
            "2025-06-04T23:01Z",
        ),
        ("NOT FOR PUBLICATION BEFORE 22:30 ON 7 JUNE 2025", "2025-06-07T21:30Z"),
        ("Embargoed until 6 a.m. ET", "2024-11-07T11:00Z"),
        ("Embargoed until 6:00 a.m. EDT, Tuesday, May 4, 2021", "2021-05-04T10:00Z"),
        (
            "This news release is embargoed until 8:30 a.m. (ET) Friday, June 7, 2024",
            "2024-06-07T12:30Z",
        ),
        ("FOR RELEASE 10:00 A.M. EASTERN TIME, MAY 6, 2021", "2021-05-06T14:00Z"),
        ("Embargoed until noon (Brussels time), 5 June 2025", "2025-06-05T10:00Z"),
        ("Embargoed until 15:00 UTC+2, 5 June 2025", "2025-06-05T13:00Z"),
        ("EMBARGO TAN 00:01, dydd Gwener 8 Tachwedd 2024", "2024-11-08T00:01Z"),
        (
            "SOUS EMBARGO JUSQU'AU 8 novembre 2024 à 6 h 00 (heure de Paris)",
            "2024-11-08T05:00Z",
        ),
        ("Sperrfrist: 8. November 2024, 10 Uhr MEZ", "2024-11-08T09:00Z"),
        ("Embargoed until 10am tomorrow", "2024-11-08T10:00Z"),
        ("Embargoed until 10am Monday", "2024-11-11T10:00Z"),
    ],
)
def test_an_embargo_is_a_moment(line, moment):
    embargo = read_embargo(line, issued_on=ISSUED)

    assert is_embargo(line)
    assert embargo.moment == datetime.fromisoformat(moment)
    assert (embargo.doubts, embargo.score > 0.9) == ((), True)


@pytest.mark.parametrize(
    "line",
    [
        "Embargo on fish from Skerrow comes to an end",
        "Embargo lifted at last on Valmere wool",
        "The embargo was broken by two newspapers.",
        "Not for publication",
        "For release: 7 November 2024",
        "For immediate release",
        "",
    ],
)
def test_other_lines_ask_to_hold_nothing_back(line):
    assert not is_embargo(line)


def test_the_zone_of_the_office_counts_where_none_is_written():
    line = "Embargoed until 10:00, 5 June 2025"

    moment = until(line, zone="America/New_York")

    assert moment == datetime(2025, 6, 5, 14, tzinfo=UTC)
    assert until(line) == datetime(2025, 6, 5, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "later", "doubt"),
    [
        # A zone that is not kept that day: by the clock, or as written.
        (
            "STRICT EMBARGO: not for publication before 10.30am BST on 4 March 2025",
            "2025-03-04T10:30Z",
            "BST is written, but on 4 March 2025 the clock shows GMT",
        ),
        ("Embargoed until 00:01 GMT on 5 June 2025", "2025-06-05T00:01Z", "GMT is"),
        (
            "Not for release before midnight on Thursday 5 June 2025",
            "2025-06-05T23:00Z",
            "beginning or the end of 5 June 2025",
        ),
        # The night the clocks go forward, and the one they go back.
        ("Embargoed until 01:30, 30 March 2025", "2025-03-30T01:30Z", "no 01:30"),
        ("Embargoed until 01:30, 26 October 2025", "2025-10-26T01:30Z", "twice"),
        ("Embargoed until 00:01, Friday 9 November 2024", "2024-11-09T00:01Z", "Satur"),
        ("Embargoed until 8 November 2024", "2024-11-08T00:00Z", "no hour"),
    ],
)
def test_what_may_mean_two_moments_is_the_later_and_a_doubt(line, later, doubt):
    embargo = read_embargo(line, issued_on=ISSUED)

    assert embargo.moment.astimezone(UTC) == datetime.fromisoformat(later)
    assert doubt in embargo.doubts[0].message
    assert embargo.doubts[0].words
    assert embargo.score < 0.9


def test_the_weekday_tells_the_year_of_a_day_far_from_the_issue():
    assert until("Embargoed until 9am, Thursday 5 June").year == 2025
    assert until("Embargoed until 9am, 5 November").year == 2024


def test_without_any_year_the_moment_stays_open():
    embargo = read_embargo("EMBARGOED UNTIL 00:01, Friday 8 November")

    assert embargo.moment is None
    assert "leaves the year open" in embargo.doubts[0].message


def test_a_moment_is_told_in_words():
    moment = until("Embargoed until 10 p.m. ET on 7 November 2024")

    assert in_words(moment) == (
        "Thursday 7 November 2024, 22:00 New York time (EST), which is "
        "Friday 8 November 2024, 03:00 UK time (GMT)"
    )
    assert in_words(datetime(2025, 6, 5, 0, 1, tzinfo=LONDON)) == (
        "Thursday 5 June 2025, 00:01 UK time (BST)"
    )


def test_an_embargo_may_run_over_two_lines_or_follow_the_kind_of_release():
    parted = read_release(
        "Press release\nEMBARGOED UNTIL\n00:01, Friday 8 November 2024\n"
        "New lock opens at Saltmouth\nThe lock opened to all boats today."
    )
    joined = read_release(
        "PRESS RELEASE – EMBARGOED UNTIL 00:01 FRIDAY 8 NOVEMBER 2024\n"
        "New lock opens at Saltmouth\nThe lock opened to all boats today."
    )

    assert parted.embargoed_until == joined.embargoed_until
    assert parted.embargoed_until == datetime(2024, 11, 8, 0, 1, tzinfo=LONDON)
    assert parted.headline == joined.headline == "New lock opens at Saltmouth"
    assert parted.issued_on == date(2024, 11, 8)


def test_of_two_embargoes_the_later_counts_and_both_are_told():
    reading = read_release(
        "EMBARGOED UNTIL 9am, 8 November 2024\nNew lock opens at Saltmouth\n"
        "The lock opened to all boats.\nENDS\nEmbargoed until 10am, 8 November 2024"
    )

    assert reading.embargoed_until == datetime(2024, 11, 8, 10, tzinfo=LONDON)
    assert [w.message for w in reading.warnings] == [
        "Embargoed until Friday 8 November 2024, 09:00 UK time (GMT).",
        "Embargoed until Friday 8 November 2024, 10:00 UK time (GMT).",
    ]
    assert reading.as_json()["embargoed_until"] == "2024-11-08T10:00:00+00:00"


@pytest.mark.parametrize(
    ("line", "on", "moment"),
    [
        ("Embargo: 00:01, Friday 8 November", date(2026, 3, 1), "2024-11-08T00:01Z"),
        ("Embargo: 00:01, Friday 8 November", date(2029, 3, 1), "2030-11-08T00:01Z"),
        ("Embargo: 00:01, 8 November", date(2026, 12, 1), "2026-11-08T00:01Z"),
    ],
)
def test_an_open_year_is_the_nearest_that_the_weekday_fits(line, on, moment):
    embargo = read_embargo(line, on=on)

    assert embargo.moment == datetime.fromisoformat(moment)
    assert "leaves the year open" in embargo.doubts[0].message
    assert embargo.score < 0.9


def test_a_release_without_any_year_is_dated_near_the_day_of_its_import():
    reading = read_release(
        "EMBARGOED UNTIL 00:01, Friday 8 November\nNew lock opens at Saltmouth\n"
        "The lock opened to all boats today.",
        on=date(2024, 11, 6),
    )

    assert reading.embargoed_until == datetime(2024, 11, 8, 0, 1, tzinfo=LONDON)
    assert "8 November 2024 is proposed" in reading.warnings[1].message


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        ("Check against delivery. Embargoed until 10:00, 8 November 2024", "New lock"),
        ("As issued 7 November 2024! EMBARGO: 10am, 8 November 2024", "New lock"),
        (
            "Lock opens at Saltmouth – embargoed until 10am, 8 November 2024",
            "Lock opens at Saltmouth – embargoed until 10am, 8 November 2024",
        ),
    ],
)
def test_an_embargo_may_stand_anywhere_in_a_line_of_the_top(line, headline):
    reading = read_release(f"{line}\nNew lock\nThe lock opened to all boats today.")

    assert reading.embargoed_until == datetime(2024, 11, 8, 10, tzinfo=LONDON)
    assert reading.headline == headline


@pytest.mark.parametrize(
    ("line", "never"),
    [
        ("EMBARGO: 25:00 31 February", "25:00"),
        ("Embargoed until 00:01, 31 February 2024", "31 February"),
        ("Embargoed until 25:00, 8 November 2024", "25:00"),
        ("Embargo 12:75, 8 November 2024", "12:75"),
    ],
)
def test_a_moment_that_never_comes_is_a_doubt_and_its_line_a_label(line, never):
    reading = read_release(
        f"{line}\nNew lock opens at Saltmouth\n7 November 2024\nThe lock opened today."
    )

    assert reading.headline == "New lock opens at Saltmouth"
    assert (reading.labels, reading.embargoed_until) == ((line,), None)
    assert f"There is no “{never}”" in reading.warnings[0].message


@pytest.mark.parametrize(
    "line",
    [
        "No use before 00.01 Thursday 4 June 2026",
        "Do not publish before 00:01 on Thursday 4 June 2026",
        "This may not be published before 00:01 on 4 June 2026",
        "Not before 00.01 on Thursday 4 June 2026",
        "Hold for 00:01 Thursday 4 June 2026",
        "Release time: 00:01 Thursday 4 June 2026",
        "Embargoed copy - 00:01 Thursday 4 June 2026",
        "À ne pas diffuser avant le 4 juin 2026 à 0h01",
        "Please note: this release is under strict embargo until 00:01 on 4 June 2026",
    ],
)
def test_a_release_is_asked_to_be_held_back_in_many_words(line):
    assert is_embargo(line)
    assert read_embargo(line).moment == datetime(2026, 6, 4, 0, 1, tzinfo=LONDON)


@pytest.mark.parametrize(
    "line",
    [
        "Do not travel before 10am on Friday, passengers told",
        "No trains will run before 10am on Friday",
        "Not before time: the lock opens at 10am on Friday",
        "Release date: 4 June 2026",
    ],
)
def test_news_that_names_an_hour_holds_nothing_back(line):
    assert not is_embargo(line)


@pytest.mark.parametrize(
    "until",
    [
        "close of business Thursday 4 June 2026",
        "after the speech on 4 June 2026",
    ],
)
def test_what_ends_late_on_a_day_ends_with_the_day(until):
    embargo = read_embargo(f"Embargoed until {until}")

    assert embargo.moment == datetime(2026, 6, 5, tzinfo=LONDON)
    assert embargo.doubts
