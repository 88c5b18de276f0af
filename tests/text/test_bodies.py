import pytest

from briefings.text.reading import read_release
from briefings.text.speech.bodies import Bodies
from briefings.text.speech.speakers import Speaker, read_speaker

SAID = "We have waited for this bridge for many years"


def bodies_of(*lines: str) -> list[tuple[str | None, str | None]]:
    reading = read_release("\n".join(["A bridge for Valmere", *lines]))
    return [(quote.role, quote.organisation) for quote in reading.quotes]


def test_a_body_that_goes_by_its_noun_takes_its_full_name():
    lines = (
        "Grey River Hospitals Trust opened its new wing today.",
        f"A spokesman for the Trust said: “{SAID}.”",
    )

    assert bodies_of(*lines) == [("spokesman", "Grey River Hospitals Trust")]


def test_whose_president_speaks_is_told_by_the_noun():
    lines = (
        "The Union of River Pilots opened its new house today.",
        f"“{SAID},” says the union’s president, Ada Penrose.",
    )

    assert bodies_of(*lines) == [("president", "Union of River Pilots")]


def test_of_two_bodies_with_the_same_noun_neither_is_meant():
    bodies = Bodies(["The Grey River Trust met the Valmere Bridge Trust."])
    short = Speaker(role="spokesman", organisation="Trust")

    assert bodies.completed(short) == short


def test_the_head_of_a_body_that_was_named_is_whoever_holds_the_post():
    lines = (
        "Ada Penrose, chief executive of Grey Ferries, opened the quay today.",
        f"“{SAID},” said the chief executive of Grey Ferries.",
        f"“{SAID},” said the chief executive of Blue Ferries.",
    )
    reading = read_release("\n".join(["A bridge for Valmere", *lines]))

    assert [quote.speaker for quote in reading.quotes] == ["Ada Penrose", None]


def test_a_full_name_stays_as_it_is():
    bodies = Bodies(["The Grey River Trust met."])
    speaker = Speaker(role="spokesman", organisation="Valmere Trust")

    assert bodies.completed(speaker) == speaker


@pytest.mark.parametrize(
    ("subject", "role", "body"),
    [
        ("Ada Penrose, president, Grey Ferries", "president", "Grey Ferries"),
        ("Ada Penrose, engineer, IT, Grey Ferries", "engineer", "Grey Ferries"),
        ("Ada Penrose, CEO of Grey Ferries", "CEO", "Grey Ferries"),
        ("Ada Penrose, founder of Grey Ferries", "founder", "Grey Ferries"),
        (
            "Ada Penrose, founder of Grey Ferries and professor of bridges",
            "founder of Grey Ferries and professor of bridges",
            None,
        ),
        ("The city’s chief planner, Ada Penrose", "city’s chief planner", None),
        ("His Excellency Ambassador, Ada Penrose", "His Excellency Ambassador", None),
        ("Its commercial director, Ada Penrose", "commercial director", None),
        (
            "Ada Penrose, Minister of Roads, Ports and Rivers",
            "Minister of Roads, Ports and Rivers",
            None,
        ),
        ("Ada Penrose, president, Monday", "president", None),
        ("Ada Penrose, President of Valmere", "President of Valmere", None),
    ],
)
def test_a_post_is_told_apart_from_the_body_behind_it(subject, role, body):
    speaker = read_speaker(subject)

    assert (speaker.name, speaker.role) == ("Ada Penrose", role)
    assert speaker.organisation == body
