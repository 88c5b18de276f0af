"""Speakers in the forms in which releases of many offices print them."""

import pytest

from briefings.text.reading import read_release
from briefings.text.speech.speakers import read_speaker

OPENING = "Saltmouth has a lock.\n\nThe lock was opened this morning.\n\n"
SAID = "“We have waited forty years for this lock.”"


def read(*paragraphs):
    return read_release(OPENING + "\n\n".join(paragraphs))


@pytest.mark.parametrize(
    ("subject", "name", "role", "organisation"),
    [
        ("Huw Parry, Jr., mayor", "Huw Parry Jr.", "mayor", None),
        (
            "FBI Officer in Charge Huw Parry of the Harrow Division",
            "Huw Parry",
            "FBI Officer in Charge of the Harrow Division",
            None,
        ),
        ("An MOL spokeswoman", None, "spokeswoman", "MOL"),
        ("The chief executive", None, "chief executive", None),
        ("Thanking the crew, Judge Ada Lin", "Ada Lin", None, None),
        ("Fining him, Judge Ada Lin", "Ada Lin", None, None),
        ("Leaving the club, Ada Lin", "Ada Lin", None, None),
        ("Mum-of-three Ada Lin, from Harrow", "Ada Lin", "Mum-of-three", None),
        (
            "Ana María Fernández de la Ría, chair of the Lock Board",
            "Ana María Fernández de la Ría",
            "chair",
            "Lock Board",
        ),
        ("Ada Lin (Mayor of Harrow)", "Ada Lin", "Mayor of Harrow", None),
        ("Ada Lin, who is also mayor of Harrow", "Ada Lin", "mayor of Harrow", None),
    ],
)
def test_a_speaker_is_read_from_the_words_before_the_verb(
    subject, name, role, organisation
):
    speaker = read_speaker(subject)

    assert (speaker.name, speaker.role, speaker.organisation) == (
        name,
        role,
        organisation,
    )


def test_what_somebody_does_is_no_occasion():
    (quote,) = read(f"Boxing promoter Ada Lin, 43, said: {SAID}").quotes

    assert (quote.speaker, quote.role) == ("Ada Lin", "Boxing promoter")


def test_whom_a_senator_stands_for_may_be_shortened():
    (quote,) = read(f"{SAID[:-2]},” said Sen. Ada Lin (R-Valm.). “It holds.”").quotes

    assert (quote.speaker, quote.role) == ("Ada Lin", "Sen.")


def test_who_somebody_is_does_not_become_the_post():
    (quote,) = read(f"Mr Parry, who is chair of the Lock Trust, said: {SAID}").quotes

    assert (quote.role, quote.organisation) == ("chair", "Lock Trust")


@pytest.mark.parametrize(
    "words", [f"Ada Lin said: “ {SAID[1:-1]} ”", f"“ {SAID[1:-1]} ” said Ada Lin."]
)
def test_spaces_may_stand_within_the_marks(words):
    (quote,) = read(words).quotes

    assert quote.paragraphs == (SAID[1:-1],)


def test_while_parts_two_who_speak_in_one_sentence():
    first, second = read(
        "Ada Lin, mayor, said: “We have waited for forty years,” while Huw Parry, "
        "chair, said: “It will hold for a hundred more.”"
    ).quotes

    assert (first.speaker, first.role) == ("Ada Lin", "mayor")
    assert (second.speaker, second.role) == ("Huw Parry", "chair")


def test_he_added_begins_another_unmarked_quote():
    first, second = read(
        "Huw Parry said: We have waited for forty years.",
        "He added: We will not wait for the next one.",
    ).quotes

    assert first.paragraphs == ("We have waited for forty years.",)
    assert (second.attribution, second.speaker) == ("He added", "Huw Parry")


def test_what_is_still_to_be_said_is_doubted():
    reading = read(f"The Lock Minister, Ada Lin, will say: {SAID}")

    (doubt,) = [w for w in reading.warnings if "still to be said" in w.message]
    assert doubt.words == "The Lock Minister, Ada Lin, will say"


def test_a_post_of_several_is_no_part_of_a_name():
    reading = read(
        "U.S. Senators Ada Lin (D-Harrow) and Huw Parry (R-Quay) came to the lock.",
        f"{SAID[:-2]},” said Senator Lin.",
    )

    assert [quote.speaker for quote in reading.quotes] == ["Ada Lin"]


def test_a_post_in_small_letters_is_kept_whole():
    reading = read(
        f"Lock Guild general secretary Ada Lin said: {SAID}", f"She added: {SAID}"
    )

    assert {quote.role for quote in reading.quotes} == {"Lock Guild general secretary"}


def test_a_pronoun_means_whoever_was_named_with_an_age():
    reading = read(
        f"Huw Parry, Mayor of Harrow, said: {SAID}",
        "Kelly, 34, lives by the lock with her sons. “We have waited for it so long,” "
        "she said.",
    )

    assert [quote.speaker for quote in reading.quotes] == ["Huw Parry", "Kelly"]


@pytest.mark.parametrize(
    "line", ["ADA LIN, MAYOR OF HARROW, SAID:", "MAYOR OF HARROW ADA LIN ADDED:"]
)
def test_a_line_in_capitals_hands_over_as_any_other(line):
    (quote,) = read(line, SAID).quotes

    assert (quote.speaker, quote.role) == ("Ada Lin", "Mayor of Harrow")
    assert quote.organisation is None


def test_a_speaker_may_stand_between_dashes():
    (quote,) = read(f"{SAID} – Ada Lin, chair of the lock – “It is wide.”").quotes[:1]

    assert (quote.speaker, quote.role) == ("Ada Lin", "chair of the lock")


def test_words_of_somebody_are_no_standfirst():
    opening = f"La ministre déléguée chargée des Ports, Anne Lin, a déclaré : {SAID}"
    reading = read_release(f"Le port ouvre\n\n{opening}\n\nIl est grand.")

    assert reading.standfirst == ""
    assert [quote.speaker for quote in reading.quotes] == ["Anne Lin"]


@pytest.mark.parametrize(
    ("told", "said", "role"),
    [
        (
            "Minister for Regional Roads Kirra Lin said the lock would stay.",
            '"It is wide enough for all of us," Ms Lin said.',
            "Minister for Regional Roads",
        ),
        (
            "UN High Commissioner for Water Rights Kirra Lin on Monday opened it.",
            "“It is wide enough for all of us,” said Lin.",
            "High Commissioner for Water Rights",
        ),
        (
            "Governor Kirra Lin opened it.",
            "“It is wide enough for all of us,” Gov. Lin said.",
            "Governor",
        ),
        (
            "La ministre déléguée aux Ports, Kirra Lin, est venue.",
            "« Il est assez large pour nous tous », a déclaré la ministre.",
            "ministre déléguée aux Ports",
        ),
        (
            "Das Land baut weiter.",
            "„Sie ist breit genug für alle“, sagte Ministerin Kirra Lin am Montag "
            "in Harrow.",
            "Ministerin",
        ),
    ],
    ids=["field, then name", "high post", "short post", "first noun", "day behind"],
)
def test_a_post_is_told_from_the_name_and_the_day_beside_it(told, said, role):
    (quote,) = read(told, said).quotes

    assert (quote.speaker, quote.role) == ("Kirra Lin", role)


@pytest.mark.parametrize(
    ("introduction", "role"),
    [
        ("La secrétaire générale Kirra Lin est venue.", "secrétaire générale"),
        (
            "Kirra Lin, directrice générale adjointe du Port, est venue.",
            "directrice générale adjointe du Port",
        ),
        (
            "La ministre déléguée chargée des Ports, Kirra Lin, est venue.",
            "ministre déléguée chargée des Ports",
        ),
    ],
)
def test_a_french_post_keeps_the_adjectives_behind_its_noun(introduction, role):
    people = read(introduction).people

    assert [(person.name, person.role) for person in people] == [("Kirra Lin", role)]
