from hypothesis import given
from hypothesis import strategies as st

from briefings.text.claims import deadlines, figure_context, figures, promise_kinds
from briefings.text.claims.deadlines import BARE, BOUND, LENGTH, SPAN
from briefings.text.claims.not_counted import NOTHING_AFTER, is_numbered
from briefings.text.claims.numbers import MODIFIER, MODIFIER_OF, modifier_before
from briefings.text.claims.signs import Signs, found_at

PIECES = st.sampled_from(
    [
        *(
            "by ",
            "between ",
            "from ",
            "over ",
            "within ",
            "in ",
            "after ",
            "May ",
            "and ",
        ),
        *(
            "2027",
            "spring ",
            "the end of ",
            "three ",
            "months",
            "next ",
            "year",
            "next",
        ),
        *(
            "no later than ",
            "ahead of ",
            "d'ici ",
            "bis ",
            "erbyn ",
            "12 ",
            "June ",
            ". ",
        ),
        *(
            "compared with ",
            "an increase of ",
            "5%",
            " on ",
            "the same period ",
            "than ",
        ),
        *(
            "higher ",
            "since ",
            "so far ",
            "this ",
            "to ",
            "(",
            "early ",
            "Monday ",
            "-",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)


def test_signs_tell_which_group_the_words_hold():
    signs = Signs(("quay", "lock"), ("in due course",), ("lamp",))

    assert signs.held_in("two locks and a lamppost") == 0b101
    assert signs.held_in("two gates and a boat") == 0
    # Asked again, when the words are known.
    assert signs.held_in("two gates and a boat") == 0
    assert signs.held_in("of course") == 0b010


@given(TEXTS)
def test_deadlines_start_nowhere_else(words):
    starts = [found.start() for found in deadlines.STARTS.finditer(words.lower())]
    bare = [found.start() for found in deadlines.BARE_STARTS.finditer(words.lower())]

    for pattern, places in ((SPAN, starts), (BOUND, starts), (LENGTH, starts)):
        found = [match.span() for match in found_at(places, pattern, words)]
        assert found == [match.span() for match in pattern.finditer(words)]
    found = [match.span() for match in found_at(bare, BARE, words)]
    assert found == [match.span() for match in BARE.finditer(words)]


@given(TEXTS)
def test_the_context_of_figures_starts_nowhere_else(words):
    words = words.lower()
    for starts, pattern in (
        (figure_context.PERIOD_STARTS, figure_context.PERIOD),
        (figure_context.COMPARISON_STARTS, figure_context.COMPARISON),
    ):
        places = [found.start() for found in starts.finditer(words)]
        found = [match.span() for match in found_at(places, pattern, words)]
        assert found == [match.span() for match in pattern.finditer(words)]


@given(st.sampled_from(sorted(MODIFIER_OF)), st.sampled_from(["", "a ", "further "]))
def test_no_modifier_is_passed_over(modifier, more):
    words = f"the port took {modifier} {more}"

    assert bool(modifier_before(words)[1]) == bool(MODIFIER.search(words))


@given(
    st.sampled_from(
        [
            "january",
            "sept.",
            "clause",
            "no.",
            "age",
            "aged",
            "q",
            "box",
            "the",
            "#",
            "5",
        ]
    )
)
def test_no_word_that_numbers_a_thing_is_passed_over(word):
    for words in (f"see {word} ", f"see {word.upper()}", word):
        assert is_numbered(words) == bool(NOTHING_AFTER.search(words))


@given(st.sampled_from([*figures.LARGE_WORDS, *figures.SIGNS_OF_SHARES]))
def test_no_sign_of_a_figure_is_passed_over(letters):
    assert figures.SIGNS.held_in(f"of x{letters}x.") or " " in letters


def test_no_sign_of_a_kind_is_passed_over():
    groups = (
        promise_kinds.SIGNS_OF_AGREEMENT,
        promise_kinds.SIGNS_OF_FUNDING,
        promise_kinds.SIGNS_OF_A_TARGET,
        promise_kinds.SIGNS_OF_LAW,
    )
    for number, group in enumerate(groups):
        for letters in group:
            assert promise_kinds.SIGNS.held_in(f"a {letters} b") & 1 << number
