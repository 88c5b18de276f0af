import pytest

from briefings.text.possible_names import possible_names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The visit of Ines Calder ended.", "Ines Calder"),
        ("It was Ursula von der Leyen who spoke", "Ursula von der Leyen"),
        ("Mayor J. P. O’Brien-Smith agreed", "J. P. O’Brien-Smith"),
        ("“Llinos ap Rhys”, said", "Llinos ap Rhys"),
        ("with Odo Brandt.", "Odo Brandt"),
        ("Ines Calder and Odo Brandt met", "Odo Brandt"),
        ("Élodie Müller came", "Élodie Müller"),
    ],
)
def test_names_stand_among_the_possible_ones(text, name):
    assert name in possible_names(text)


def test_a_name_does_not_reach_over_the_end_of_a_sentence():
    names = possible_names("She met Ines. Calder came later.")

    assert "Ines Calder" not in names
    assert not any("Calder" in name for name in names)


def test_small_words_name_nobody():
    assert possible_names("nobody was there at all") == set()


def test_as_many_names_as_words_are_asked_about_however_long_the_line():
    assert len(possible_names("Ada " * 2000)) <= 6
    endless = " ".join(f"Ada{chr(97 + n % 26)}" for n in range(2000))
    assert len(possible_names(endless)) <= 2000 * 5
