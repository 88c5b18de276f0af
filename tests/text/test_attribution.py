import pytest

from briefings.text.speech.attribution import read_attribution_line
from briefings.text.speech.speakers import Speaker, read_speaker


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("Ada Penhallow said:", Speaker("Ada Penhallow")),
        (
            "Harbour Minister Ada Penhallow said",
            Speaker("Ada Penhallow", "Harbour Minister"),
        ),
        (
            "Harbour Minister, Ada Penhallow, added:",
            Speaker("Ada Penhallow", "Harbour Minister"),
        ),
        (
            "Sir Tomas Verrin KCB, Chief Engineer at Valmere Ports, said:",
            Speaker("Tomas Verrin", "Chief Engineer", "Valmere Ports"),
        ),
        (
            "Ilse Marrack Minister for Rivers said",
            Speaker("Ilse Marrack", "Minister for Rivers"),
        ),
        (
            "Speaking at the opening of the lock, Dr Ilse Marrack said:",
            Speaker("Ilse Marrack"),
        ),
        (
            "Permanent Secretary, Dame Oda Lin, welcomed the plan by saying:",
            Speaker("Oda Lin", "Permanent Secretary"),
        ),
        (
            "A spokesperson for the Valmere Ferry Company said:",
            Speaker(role="spokesperson", organisation="Valmere Ferry Company"),
        ),
        (
            "The Guild of River Pilots commented:",
            Speaker(organisation="Guild of River Pilots"),
        ),
        (
            "Following the launch, the Harbour Minister said:",
            Speaker(role="Harbour Minister"),
        ),
        (
            "Following the launch the Harbour Minister said:",
            Speaker(role="Harbour Minister"),
        ),
        ("She added:", Speaker(pronoun="she")),
        (
            "Governor of Valmere Ada Penhallow will say",
            Speaker("Ada Penhallow", "Governor of Valmere"),
        ),
        (
            "The Governor of Valmere, Ada Penhallow, will say at the opening of the "
            "lock this evening",
            Speaker("Ada Penhallow", "Governor of Valmere"),
        ),
        (
            "Ada Penhallow is expected to tell the harbour masters:",
            Speaker("Ada Penhallow"),
        ),
        (
            "Asked who would pay, a spokesman for the Valmere Ferry Company said:",
            Speaker(role="spokesman", organisation="Valmere Ferry Company"),
        ),
        (
            "Pour Ada Penhallow, présidente du port",
            Speaker("Ada Penhallow", "présidente du port"),
        ),
        (
            "Dywedodd Mererid Penhallow, y Gweinidog Ffyrdd",
            Speaker("Mererid Penhallow", "Gweinidog Ffyrdd"),
        ),
    ],
)
def test_the_speaker_is_read_from_every_order_of_name_and_post(line, speaker):
    found = read_attribution_line(line)

    assert found is not None
    assert found.speaker == speaker


@pytest.mark.parametrize(
    "line",
    [
        "The Harbour Minister will say that every port has a part to play.",
        "The minister said that the lock would open in May.",
        "New powers for harbour masters",
        "Minister says at last the lock is open",
        "The minister will say at noon that the lock is open",
        "The minister said in a report that was late",
        "The programme has three parts:",
        "",
        ":",
    ],
)
def test_prose_and_headings_hand_over_to_nobody(line):
    assert read_attribution_line(line) is None


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        (
            "A statement from the Quay Trust read:",
            Speaker(organisation="Quay Trust"),
        ),
        ("A statement from Oda Lin read:", Speaker("Oda Lin")),
        (
            "A joint statement issued by Mayor Oda Lin said:",
            Speaker("Oda Lin", "Mayor"),
        ),
    ],
)
def test_a_statement_that_is_read_out_is_of_whoever_it_is_from(line, speaker):
    found = read_attribution_line(line)

    assert found is not None
    assert found.speaker == speaker


def test_a_statement_of_which_is_told_hands_over_to_nobody():
    assert read_attribution_line("A letter from Oda Lin said it would open.") is None
    assert read_attribution_line("A statement from it read:") is None


def test_the_body_a_post_belongs_to_is_told_apart_from_the_post():
    assert read_speaker("Oda Lin, Director of the Valmere Rowing Club") == Speaker(
        "Oda Lin", "Director", "Valmere Rowing Club"
    )
    assert read_speaker("Oda Lin, Secretary of State for Rivers") == Speaker(
        "Oda Lin", "Secretary of State for Rivers"
    )
