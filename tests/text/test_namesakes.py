"""Of two people of one surname whoever was named last is meant. The editor is told."""

import pytest

from briefings.text.reading import read_release

RELEASE = """\
Quay opens its bridge

Anna Parry, Mayor of Quay, opened the bridge on Monday with Huw Parry, chair of the \
Quay Trust, who paid for most of it.

Mayor Anna Parry said: “We have waited for it a long time, and now it is here.”

“It was built by the people of this town,” said Huw Parry, chair of the Quay Trust.
"""
AFTER_A_SPEAKER = "“More will follow next year if the trust agrees,” Parry said."
AFTER_A_NAME = (
    "Anna Parry thanked the builders. “You did it in a single year,” Parry said."
)


def last_of(paragraph: str):
    reading = read_release(f"{RELEASE}\n{paragraph}\n")
    doubts = [w.words for w in reading.warnings if "one surname" in w.message]
    return reading.quotes[-1], doubts


@pytest.mark.parametrize(
    ("paragraph", "speaker", "role"),
    [
        (AFTER_A_SPEAKER, "Huw Parry", "chair"),
        (AFTER_A_NAME, "Anna Parry", "Mayor of Quay"),
    ],
    ids=["who spoke last", "who is named last"],
)
def test_a_surname_means_whoever_was_named_last(paragraph, speaker, role):
    quote, doubts = last_of(paragraph)

    assert (quote.speaker, quote.role) == (speaker, role)
    assert doubts == ["Parry said"]


def test_a_name_in_full_leaves_nothing_open():
    quote, doubts = last_of("“More will follow next year,” Anna Parry said on Monday.")

    assert quote.speaker == "Anna Parry"
    assert doubts == []


def test_a_surname_that_could_be_two_people_is_less_sure():
    one = RELEASE.replace("Huw Parry", "Huw Penrose")
    (sure, unsure) = (
        read_release(f"{text}\n{AFTER_A_NAME}\n").quotes[-1] for text in (one, RELEASE)
    )

    assert sure.speaker == unsure.speaker == "Anna Parry"
    assert unsure.score < sure.score


def test_a_second_name_makes_nobody_two_people():
    text = RELEASE.replace("Huw Parry", "Huw Penrose") + (
        "\n“More will follow,” said Anna Lou Parry of the town hall in Quay.\n"
        "\n“You did it in a single year,” Parry said.\n"
    )

    assert not [w for w in read_release(text).warnings if "one surname" in w.message]
