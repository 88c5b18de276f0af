"""Words that went out of a text and were put back, wherever they may stand now."""

import pytest

from briefings.text.markup.anchors import anchor_at, find_likest, find_put_back

PAPER = "The fee falls by 5%. Nobody pays more."


def anchor_of(words, text=PAPER):
    start = text.index(words)
    return anchor_at(text, start, start + len(words))


@pytest.mark.parametrize("new", [PAPER, "It is 5% in all.", "5%"])
def test_a_few_words_are_known_where_they_come_back_alone(new):
    found = find_put_back("Nothing.", new, anchor_of("5%"))

    assert found
    assert found.start == new.index("5%")


@pytest.mark.parametrize(
    "new", ["Nothing.", "Prices rise by 5%.", "Prices still rise by 5%. Trains too."]
)
def test_the_same_words_that_were_there_all_along_are_not_theirs(new):
    old = new.replace(" still", "")

    assert find_put_back(old, new, anchor_of("5%")) is None


def test_of_several_those_are_theirs_that_stand_among_what_stood_around_them():
    old = "Prices rise by 5%. "

    assert find_put_back(old, old + PAPER, anchor_of("5%")).start == len(old) + 17
    assert find_put_back(old, PAPER + old, anchor_of("5%")).start == 17


def test_of_several_that_nothing_tells_apart_none_is_theirs():
    assert find_put_back("Prices.", "Up 5%. Down 5%.", anchor_of("5%")) is None
    assert find_put_back("Up 5%.", "Up 5%. Down 5%.", anchor_of("5%")) is None


def test_spaces_and_line_breaks_may_differ():
    found = find_put_back("", "Nobody\n\npays  more", anchor_of("Nobody pays more"))

    assert found
    assert found.words == "Nobody\n\npays  more"


def test_the_likest_of_several_places_is_found_and_the_first_of_equals():
    text = "Up 5%. The fee falls by 5%. Up 5%."

    assert find_likest(text, anchor_of("5%")).start == 24
    assert find_likest("+5%; +5%;", anchor_of("5%")).start == 1
    assert find_likest("Nothing.", anchor_of("5%")) is None
