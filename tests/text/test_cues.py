import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.text.claims.cues import Cues, cue
from briefings.text.claims.false_promises import AGAINST
from briefings.text.claims.promise_cues import FOR

WITH_NEEDS = [cue for cue in (*FOR, *AGAINST) if cue.needs]


@pytest.mark.parametrize("known", WITH_NEEDS, ids=lambda known: known.rule)
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_whatever_a_cue_finds_has_letters_it_needs(known, data):
    found = data.draw(
        st.from_regex(known.pattern, alphabet=st.characters(codec="utf-8"))
    )

    assert any(letters in found for letters in known.needs)


def test_cues_are_found_in_their_order():
    sail = cue("sail", 1.0, r"\bsails?\b", needs=("sail",))
    any_verb = cue("any", 1.0, r"\b(?:sails|moors)\b")
    moor = cue("moor", 1.0, r"\bmoors?\b", needs=("moor",))

    found = Cues(moor, any_verb, sail).found_in("it sails and moors")

    assert [known.rule for known, _ in found] == ["moor", "any", "sail"]
    assert [start for _, start in found] == [13, 3, 3]


def test_letters_without_the_cue_find_nothing():
    sail = cue("sail", 1.0, r"\bsails?\b", needs=("sail",))

    assert Cues(sail).found_in("an assailant") == []


@pytest.mark.parametrize("cues", [FOR, AGAINST], ids=["for", "against"])
@given(st.data())
def test_the_words_of_a_sentence_tell_every_cue_it_has(cues, data):
    needs = [letters for known in cues for letters in known.needs]
    pieces = st.sampled_from([*needs, "the", "lock", " ", " ", "be", "open", "to"])
    words = data.draw(st.lists(pieces, max_size=12).map("".join))

    possible = [
        known
        for known in cues
        if not known.needs or any(letters in words for letters in known.needs)
    ]

    assert [known for known, _ in cues.found_in(words)] == [
        known for known in possible if known.pattern.search(words)
    ]


@pytest.mark.parametrize("known", [*FOR, *AGAINST], ids=lambda known: known.rule)
@settings(max_examples=10, deadline=None)
@given(st.data())
def test_what_begins_as_others_do_is_found_with_them(known, data):
    pattern = data.draw(st.sampled_from(known.alternatives))
    words = data.draw(st.from_regex(pattern, alphabet=st.characters(codec="utf-8")))

    cues = FOR if known in FOR else AGAINST

    found = dict(cues.found_in(words))
    sought = known.pattern.search(words)
    assert found.get(known) == (sought.start() if sought else None)
