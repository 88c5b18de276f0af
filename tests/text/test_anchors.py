import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefings.text.alignment import unchanged
from briefings.text.anchors import Anchor, anchor_at, find_words, follow

bounded = settings(derandomize=True, max_examples=150, deadline=None, database=None)

SPEECH = (
    "The minister opened the harbour.\n\nWe will sail in May. We will sail in June. "
    "We will sail in July.\n\nThe harbour cost £4 million, and the road £4 million."
)


def anchor_on(text: str, words: str, *, occurrence: int = 1) -> Anchor:
    start = -1
    for _ in range(occurrence):
        start = text.index(words, start + 1)
    return anchor_at(text, start, start + len(words))


def test_an_anchor_keeps_thirty_two_characters_either_side():
    anchor = anchor_at("a" * 40 + "🙂 sails" + "z" * 40, 40, 47)

    assert anchor == Anchor(40, 47, "🙂 sails", "a" * 32, "z" * 32)
    assert anchor_at("We sail", 0, 7) == Anchor(0, 7, "We sail", "", "")


@pytest.mark.parametrize(("start", "end"), [(2, 2), (3, 2), (-1, 2), (0, 8), (8, 9)])
def test_an_anchor_needs_words_of_its_text(start, end):
    with pytest.raises(ValueError, match=r"^\w.+ (is selected|outside).*\.$"):
        anchor_at("We sail", start, end)


def test_words_are_found_nearest_the_given_place():
    second = SPEECH.index("We will sail in June")

    assert find_words(SPEECH, "We will sail").start == SPEECH.index("We will")
    assert find_words(SPEECH, "We will sail", near=second - 3).start == second
    assert find_words(SPEECH, "We will sail", near=10**9).words == "We will sail"
    assert find_words(SPEECH, "We will swim") is None
    assert find_words(SPEECH, " ") is None


def test_words_are_found_although_spaces_and_line_breaks_differ():
    found = find_words(
        "Now we\nwill\u00a0spend\n\n£4 million.", "will spend £4  million"
    )

    assert found.words == "will\u00a0spend\n\n£4 million"


@pytest.mark.parametrize(
    ("edit", "occurrence"),
    [
        (lambda text: "New: " + text + " More follows.", 2),
        (lambda text: text.replace("in May", "in early May"), 2),
        (lambda text: text.replace("We will sail in May. ", ""), 1),
        (lambda text: text.replace(" We will sail in July.", ""), 2),
        (lambda text: text.replace("June", "August").replace("minister", "mayor"), 2),
        (lambda text: text.replace(" in June", ""), 2),
    ],
)
def test_repeated_words_are_followed_to_the_right_occurrence(edit, occurrence):
    anchor = anchor_on(SPEECH, "We will sail", occurrence=2)
    new = edit(SPEECH)

    assert follow(SPEECH, new, [anchor]) == [
        anchor_on(new, "We will sail", occurrence=occurrence)
    ]


def test_words_that_are_gone_have_no_place():
    anchor = anchor_on(SPEECH, "sail in June")

    assert follow(SPEECH, SPEECH.replace("sail in June", "row in June"), [anchor]) == [
        None
    ]


def test_a_paragraph_that_moves_takes_its_anchors_along():
    first, second, third = SPEECH.split("\n\n")
    moved = "\n\n".join([third, second, first])
    anchors = [anchor_on(SPEECH, "June"), anchor_on(SPEECH, "harbour.")]

    assert follow(SPEECH, moved, anchors) == [
        anchor_on(moved, "June"),
        anchor_on(moved, "harbour."),
    ]


def test_two_occurrences_never_become_one():
    harbour = anchor_on(SPEECH, "£4 million", occurrence=1)
    road = anchor_on(SPEECH, "£4 million", occurrence=2)
    shorter = SPEECH.replace("The harbour cost £4 million, and the", "The")

    assert follow(SPEECH, shorter, [harbour, road]) == [
        None,
        anchor_on(shorter, "£4 million"),
    ]


def test_records_of_the_same_words_stay_together():
    promise, sum_of_money = [anchor_on(SPEECH, "£4 million", occurrence=2)] * 2
    longer = f"Today. {SPEECH}"

    assert (
        follow(SPEECH, longer, [promise, sum_of_money])
        == [anchor_on(longer, "£4 million", occurrence=2)] * 2
    )


def test_an_anchor_of_another_text_is_found_by_its_surroundings():
    stray = anchor_on(f"Before. {SPEECH}", "We will sail", occurrence=3)

    assert follow("", SPEECH, [stray]) == [
        anchor_on(SPEECH, "We will sail", occurrence=3)
    ]


def test_hostile_repetition_is_followed():
    size = 200_000
    old = "we will " * (size // 8)
    new = f"Today {old}and tomorrow"
    anchor = anchor_at(old, size // 2, size // 2 + 7)

    (found,) = follow(old, new, [anchor])

    assert found.start == anchor.start + 6
    assert follow(old, "now " * (size // 4), [anchor]) == [None]


SHORT_WORDS = st.sampled_from(["we", "will", "act", "£4", "é\u0301", "🙂", "\n\n"])
TEXT = st.lists(SHORT_WORDS, min_size=1, max_size=30).map(" ".join)


@bounded
@given(st.data())
def test_anchors_survive_any_edits_that_leave_their_words(data):
    text = data.draw(TEXT)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    (anchor,) = anchors = [anchor_at(text, start, end)]

    for _ in range(data.draw(st.integers(1, 4))):
        before, after = data.draw(TEXT), data.draw(TEXT)
        edited = f"{before}{text[anchor.start : anchor.end]}{after}"
        anchors = follow(text, edited, anchors)
        text, anchor = edited, anchors[0]
        assert anchor is not None
        assert text[anchor.start : anchor.end] == anchor.words


@bounded
@given(TEXT, TEXT, TEXT, TEXT)
def test_unique_words_are_followed_exactly(before, after, new_before, new_after):
    old = f"{before} <unique> {after}"
    new = f"{new_before} <unique> {new_after}"

    assert follow(old, new, [anchor_on(old, "<unique>")]) == [
        anchor_on(new, "<unique>")
    ]


@bounded
@given(TEXT, TEXT)
def test_following_gives_the_words_or_nothing(old, new):
    assume(old != new)
    anchors = [anchor_at(old, i, i + 3) for i in range(0, len(old) - 3, 3)]

    for anchor, found in zip(anchors, follow(old, new, anchors), strict=True):
        if found is None:
            continue
        assert new[found.start : found.end] == anchor.words
        assert found == anchor_at(new, found.start, found.end)


@bounded
@given(TEXT, TEXT)
def test_what_two_texts_share_stands_in_both_in_order(old, new):
    shared = unchanged(old, new)

    old_end = new_end = 0
    for stretch in shared:
        a, b, n = stretch.old, stretch.new, stretch.length
        assert old[a : a + n] == new[b : b + n] != ""
        assert a >= old_end
        assert b >= new_end
        old_end, new_end = a + n, b + n
