import pytest

from briefings.text.reading import read_release

OPENING = "Saltmouth has a lock.\n\nThe lock was opened this morning.\n\n"
SAID = "“We have waited forty years for this lock.”"


def read(*paragraphs):
    return read_release(OPENING + "\n\n".join(paragraphs))


def test_whoever_is_quoted_by_name_is_proposed_as_a_person_once():
    people = read(
        f"Huw Parry said: {SAID}",
        f"Harbour Minister Ada Penhallow said: {SAID}",
        f"Huw Parry added: {SAID}",
    ).people

    assert [(p.name, p.role, p.rule) for p in people] == [
        ("Ada Penhallow", "Harbour Minister", "role-then-name"),
        ("Huw Parry", None, "speaker"),
    ]


def test_two_who_spoke_together_are_two_people():
    reading = read(f"Ada Penhallow and Huw Parry said: {SAID}")

    assert reading.quotes[0].speaker == "Ada Penhallow and Huw Parry"
    assert [p.name for p in reading.people] == ["Ada Penhallow", "Huw Parry"]


@pytest.mark.parametrize(
    "who",
    [
        "The Prime Minister’s spokesperson",
        "The Prime Minister's official spokesperson",
        "A spokesperson for the Prime Minister",
    ],
)
def test_a_spokesperson_speaks_for_the_prime_minister(who):
    (quote,) = read(f"{who} said: {SAID}").quotes

    assert (quote.role, quote.organisation) == ("spokesperson", "Prime Minister")
