import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.text.merging import (
    Whose,
    merge,
    merge_chosen,
    paragraphs,
)

PARTS = st.lists(st.sampled_from("abcdefgh"), max_size=8)


def merged(pieces) -> list[str]:
    return [part for piece in pieces for part in piece.parts]


def of(pieces, whose: Whose) -> list[tuple]:
    return [(p.mine, p.theirs) for p in pieces if p.whose == whose]


def test_changes_in_different_paragraphs_stand_together():
    base = ["One.", "Two.", "Three."]

    pieces = merge(base, ["My one.", "Two.", "Three."], ["One.", "Two.", "Their 3."])

    assert merged(pieces) == ["My one.", "Two.", "Their 3."]
    assert of(pieces, Whose.BOTH) == []


def test_neighbouring_paragraphs_changed_by_two_people_do_not_clash():
    pieces = merge(["One.", "Two."], ["My one.", "Two."], ["One.", "Their two."])

    assert merged(pieces) == ["My one.", "Their two."]


def test_a_paragraph_that_both_changed_keeps_both_versions():
    pieces = merge(["One.", "Two."], ["My one.", "Two."], ["Their one.", "Two."])

    assert of(pieces, Whose.BOTH) == [(("My one.",), ("Their one.",))]


def test_a_paragraph_one_deleted_and_the_other_changed_is_to_be_chosen():
    pieces = merge(["One.", "Two."], ["Two."], ["One, longer.", "Two."])

    assert of(pieces, Whose.BOTH) == [((), ("One, longer.",))]


def test_the_same_change_by_both_is_one_change():
    pieces = merge(["One."], ["Uno."], ["Uno."])

    assert [piece.whose for piece in pieces] == [Whose.NOBODY]


def test_blank_lines_part_paragraphs_however_lines_end():
    assert paragraphs("One.\r\n\r\n \r\nTwo.") == ["One.", "Two."]


@given(PARTS, PARTS)
def test_a_side_without_changes_gives_the_other(base, other):
    assert merged(merge(base, base, other)) == other
    assert merged(merge(base, other, base)) == other


@given(PARTS, PARTS, PARTS)
def test_no_part_of_either_is_lost(base, mine, theirs):
    pieces = merge(base, mine, theirs)

    assert [part for piece in pieces for part in piece.mine] == mine
    assert [part for piece in pieces for part in piece.theirs] == theirs


@given(PARTS, PARTS, PARTS)
def test_what_either_chose_anew_is_chosen(base, mine, theirs):
    chosen = merge_chosen(base, mine, theirs)

    assert {*mine, *theirs} - {*base} <= {*chosen}
    assert not {*chosen} & ({*base} - ({*mine} & {*theirs}))


@pytest.mark.parametrize("mine", ["ab", "abd"])
def test_what_they_put_in_front_stays_in_front_where_i_changed_no_order(mine):
    merged = merge_chosen(list("ab"), list(mine), list("cab"))

    assert merged == [*"cab", *mine[2:]]
