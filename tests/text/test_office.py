from dataclasses import replace
from datetime import date

import pytest

from briefings.text.finds import ReadQuote
from briefings.text.office import KnownAppointment, KnownPerson, Office
from briefings.text.reading import read_release

DAY = date(2024, 11, 7)
ADA = KnownPerson(1, "Ada Maria Penhallow", ("Ada Penhallow", "Lady Saltmouth"))
HUW = KnownPerson(2, "Huw Parry")
OTHER_HUW = KnownPerson(3, "Huw Parry")
HARBOURS = KnownAppointment(
    10,
    1,
    ("Minister for Harbours", "Harbour Minister"),
    "Ministry of Rivers",
    date(2023, 1, 1),
    date(2024, 11, 8),
)
BEFORE_HER = KnownAppointment(
    11, 2, ("Minister for Harbours", "Harbour Minister"), None, None, date(2023, 1, 1)
)
AFTER_HER = replace(BEFORE_HER, key=12, started_on=date(2024, 11, 8), ended_on=None)
PILOTS = KnownAppointment(13, 3, ("Chief Pilot",))
OFFICE = Office((ADA, HUW, OTHER_HUW), (HARBOURS, BEFORE_HER, AFTER_HER, PILOTS))


def quote(speaker, role=None, organisation=None):
    return ReadQuote(
        attribution=f"{speaker or role} said",
        speaker=speaker,
        role=role,
        organisation=organisation,
        paragraphs=("The lock is open to every ship.",),
        start=0,
        end=31,
        boundary_uncertain=False,
        rule="marked-paragraphs",
    )


def resolved(*about, on=DAY, office=OFFICE):
    (found,), doubts = office.resolved([quote(*about)], on=on)
    return found, doubts


@pytest.mark.parametrize(
    "about",
    [
        ("Ada Maria Penhallow",),
        ("Lady Saltmouth",),
        ("ada PENHALLOW", "Harbour Minister"),
        ("ADA PENHALLOW",),
        ("Penhallow",),
        ("A. Penhallow",),
        ("Penhallow", "Harbour Minister"),
        ("A. Penhallow", "Minister"),
        (None, "Harbour Minister"),
        (None, "Minister for Harbours", "Ministry of Rivers"),
    ],
)
def test_a_speaker_is_known_by_name_alias_or_post(about):
    found, doubts = resolved(*about)

    assert (found.person, found.appointment) == (1, 10)
    assert doubts == []


@pytest.mark.parametrize(
    "about",
    [
        ("Parry",),
        ("Penhallow", "Chief Pilot"),
        ("Oda Penhallow", "Harbour Minister"),
        ("Oda Lin",),
        (None, "Minister"),
        (None, "Harbour Minister", "Ministry of Roads"),
        (None, None, "Guild of River Pilots"),
    ],
)
def test_nobody_is_guessed(about):
    found, doubts = resolved(*about)

    assert (found.person, found.appointment) == (None, None)
    assert doubts == []


def test_the_last_day_in_office_is_the_one_before_it_ended():
    last, _ = resolved(None, "Harbour Minister", on=date(2024, 11, 7))
    next_day, _ = resolved(None, "Harbour Minister", on=date(2024, 11, 8))

    assert (last.person, last.appointment) == (1, 10)
    assert (next_day.person, next_day.appointment) == (2, 12)


def test_a_post_not_held_that_day_is_not_the_speakers():
    found, _ = resolved("Ada Maria Penhallow", "Harbour Minister", on=date(2025, 1, 1))

    assert (found.person, found.appointment) == (1, None)


def test_it_is_warned_of_a_post_not_held_that_day():
    _, (doubt,) = resolved(
        "Ada Maria Penhallow", "Harbour Minister", on=date(2025, 1, 1)
    )
    _, of_nobodys_posts = resolved(
        "Ada Maria Penhallow", "Mayor", office=Office((ADA,), ())
    )

    assert doubt.message == (
        "Ada Maria Penhallow held no post “Harbour Minister” on 1 January 2025."
    )
    assert of_nobodys_posts == []


@pytest.mark.parametrize("printed", ["A. J. Lin", "A J Lin", "A.J. Lin", "A. J. LIN"])
@pytest.mark.parametrize("known", ["A. J. Lin", "A J Lin"])
def test_names_are_compared_without_their_stops(printed, known):
    found, _ = resolved(printed, office=Office((KnownPerson(4, known),)))

    assert found.person == 4


def test_a_name_in_capitals_is_read_and_known():
    text = "Saltmouth has a lock\n\nADA PENHALLOW said: “It is open to all ships.”"

    (found,) = read_release(text, office=OFFICE, on=DAY).quotes

    assert (found.person, found.appointment) == (1, 10)


def test_without_a_day_a_name_tells_who_but_not_in_which_post():
    found, _ = resolved("Ada Maria Penhallow", on=None)

    assert (found.person, found.appointment) == (1, None)
    assert resolved(None, "Harbour Minister", on=None)[0].person is None


def test_of_two_namesakes_nobody_is_chosen_and_both_are_named():
    found, (doubt,) = resolved("Huw Parry")

    assert found.person is None
    assert doubt.message == (
        "“Huw Parry” may be Huw Parry (2) and Huw Parry (3): choose the speaker."
    )
    assert doubt.words == "Huw Parry said"


def test_a_post_tells_namesakes_apart():
    found, doubts = resolved("Huw Parry", "Chief Pilot")

    assert (found.person, found.appointment) == (3, 13)
    assert doubts == []


def test_two_holders_of_a_post_leave_it_open():
    shared = replace(HARBOURS, key=14, person=2)
    office = Office((ADA, HUW), (HARBOURS, shared))

    found, (doubt,) = resolved(None, "Harbour Minister", office=office)

    assert found.person is None
    assert "Ada Maria Penhallow and Huw Parry" in doubt.message


def test_the_office_completes_what_the_text_gives_less_of():
    found, _ = resolved("Penhallow", "Minister")

    assert found.speaker == "Ada Maria Penhallow"
    assert found.role == "Minister for Harbours"


def test_a_title_that_is_printed_in_full_stays_as_printed():
    found, _ = resolved("Ada Penhallow", "Harbour Minister")

    assert found.role == "Harbour Minister"


def test_a_release_is_read_for_the_day_it_was_issued():
    text = (
        "SALTMOUTH, 7 November 2024 – The lock opened today.\n"
        "“The lock is open to every ship in Valmere,” the Harbour Minister said.\n"
    )

    dated = read_release(text, office=OFFICE, on=date(2025, 1, 1)).quotes[0]
    undated = read_release(
        text.partition(" – ")[2], office=OFFICE, on=date(2025, 1, 1)
    ).quotes[0]

    assert (dated.person, dated.appointment) == (1, 10)
    assert (dated.speaker, dated.role) == ("Ada Maria Penhallow", "Harbour Minister")
    assert (undated.person, undated.appointment) == (2, 12)


def test_one_of_thousands_of_people_is_found():
    people = tuple(KnownPerson(n, f"Ada{n} Penhallow{n}") for n in range(5000))
    held = tuple(
        KnownAppointment(n, n, (f"Minister for Harbour {n}",)) for n in range(5000)
    )
    office = Office(people, held)

    found, _ = office.resolved([quote("Ada7 Penhallow7")] * 1000, on=DAY)

    assert {q.person for q in found} == {7}
