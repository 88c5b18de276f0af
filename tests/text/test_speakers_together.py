"""Two who are given the same words have their posts each."""

import pytest

from briefings.text.reading import read_release
from briefings.text.speech.speakers_together import read_speakers

OPENING = "Saltmouth has a lock.\n\nThe lock was opened this morning.\n\n"
SAID = "“We have waited forty years for this lock,”"


@pytest.mark.parametrize(
    ("subject", "role"),
    [
        (
            "Ada Lin, chair of the Quay Trust, and Huw Parry, Mayor of Harrow",
            "chair of the Quay Trust and Mayor of Harrow",
        ),
        (
            "Ada Lin, chair of the Quay Trust and Huw Parry, Mayor of Harrow",
            "chair of the Quay Trust and Mayor of Harrow",
        ),
        (
            "In a joint statement, the Minister for Ports, Ada Lin, and the Mayor of "
            "Harrow, Huw Parry",
            "Minister for Ports and Mayor of Harrow",
        ),
        ("Lock Minister Ada Lin and Mayor Huw Parry", "Lock Minister and Mayor"),
        ("Ada Lin and Huw Parry", None),
        # Whose the one post is, nobody could tell.
        ("Ada Lin, Mayor of Harrow, and Huw Parry", None),
    ],
)
def test_two_speakers_stand_with_their_posts_in_one_order(subject, role):
    speaker = read_speakers(subject)

    assert (speaker.name, speaker.role) == ("Ada Lin and Huw Parry", role)


@pytest.mark.parametrize(
    ("subject", "role"),
    [
        ("Ada Lin, Minister for Ports and Rivers", "Minister for Ports and Rivers"),
        ("Ada Lin, partner at Penrose and Huw Parry", "partner"),
        (
            "Ada Lin, founder of Grey Ferries and director of the Port of St Huw",
            "founder of Grey Ferries and director of the Port of St Huw",
        ),
        (
            "Ada Lin, professor of law and Huw Parry Chair in Ethics",
            "professor of law and Huw Parry Chair in Ethics",
        ),
    ],
)
def test_one_with_two_posts_or_fields_stays_one(subject, role):
    speaker = read_speakers(subject)

    assert (speaker.name, speaker.role) == ("Ada Lin", role)


def test_both_are_quoted_behind_the_words_and_are_people_with_their_posts():
    reading = read_release(
        f"{OPENING}{SAID} said Ada Lin, chair of the Quay Trust, and Huw Parry, Mayor "
        "of Harrow."
    )

    (quote,) = reading.quotes
    assert quote.speaker == "Ada Lin and Huw Parry"
    assert quote.role == "chair of the Quay Trust and Mayor of Harrow"
    assert {(p.name, p.role) for p in reading.people} == {
        ("Ada Lin", "chair"),
        ("Huw Parry", "Mayor of Harrow"),
    }


def test_posts_are_completed_from_the_rest_of_the_text():
    reading = read_release(
        f"{OPENING}Roads Minister Ada Lin and Harbour Master Huw Parry came.\n\n"
        f"{SAID} Ada Lin and Huw Parry said."
    )

    (quote,) = reading.quotes
    assert quote.role == "Roads Minister and Harbour Master"


@pytest.mark.parametrize(
    ("subject", "name", "role"),
    [
        (
            "Anne Lin, ministre déléguée, et Paul Morel, directeur adjoint du Port",
            "Anne Lin et Paul Morel",
            "ministre déléguée et directeur adjoint du Port",
        ),
        ("Anne Lin und Paul Morel", "Anne Lin und Paul Morel", None),
    ],
)
def test_two_speakers_are_joined_in_their_own_language(subject, name, role):
    speaker = read_speakers(subject)

    assert (speaker.name, speaker.role) == (name, role)
