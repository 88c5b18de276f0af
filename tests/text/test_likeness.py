import pytest

from briefings.text.likeness import (
    Sentences,
    agreement,
    evened,
    overlap,
    surname_of,
    words_in,
)

TEXT = """\
A lock for Harrow Quay
We will open the lock in May. We will open the café in June, if it is dry.
The lock costs £4.5 million. We will open the lock in May."""


@pytest.fixture
def sentences():
    return Sentences(TEXT)


def test_marks_dashes_and_spaces_are_evened():
    assert evened("“Here\u00a0–\tand  ‘there’ »") == "\"Here - and 'there' \""


def test_sums_are_counted_as_words():
    assert words_in("Up to £4.5m,") == ["up", "to", "£", "4.5", "m"]
    assert words_in("or 19%") == ["or", "19", "%"]


def test_overlap_is_the_share_of_the_shorter_wording():
    promised, proposed = "We will open the lock in May", "open the quay"

    assert overlap(promised, proposed) == pytest.approx(2 / 3)
    assert overlap(proposed, promised) == pytest.approx(2 / 3)
    assert overlap("Dépôt “fermé”", "DEPOT FERME") == 1.0


def test_a_word_is_shared_as_often_as_both_say_it():
    assert overlap("no no no", "no") == 1.0
    assert overlap("no no no yes", "no maybe") == 0.5


def test_agreement_counts_what_either_says_alone():
    assert agreement("open the lock", "Open the lock.") == 1.0
    assert agreement("open the lock", "open the quay") == pytest.approx(2 / 3)
    assert agreement("open the lock", "open the lock in May today") == pytest.approx(
        2 * 3 / 9
    )


def test_nothing_has_nothing_in_common():
    assert overlap("", "open the lock") == 0.0
    assert agreement("", "…") == 0.0


def test_a_surname_stands_before_the_honours():
    assert surname_of("ines de-la-mare obe mp") == "de-la-mare"
    assert surname_of("") == ""


def test_words_touch_the_sentences_they_stand_in(sentences):
    assert sentences.touched_by("A lock for Harrow Quay") == {0}
    assert sentences.touched_by("the CAFE in June,") == {2}
    assert sentences.touched_by("in May. We will open the café") == {1, 2}


def test_words_said_twice_touch_both_sentences(sentences):
    assert sentences.touched_by("We will open the lock in May") == {1, 4}
    assert sentences.occurrences("We will open the lock in May.") == 2


def test_a_sentence_ends_no_later_than_its_line(sentences):
    assert sentences.touched_by("dry. The lock costs") == {2, 3}
    assert sentences.touched_by("Harrow Quay We will") == {0, 1}


def test_words_that_stand_nowhere_touch_the_sentence_likest_to_them(sentences):
    assert sentences.touched_by("the lock costs us £4.5 million") == {3}
    assert sentences.touched_by("ducks are asleep") == frozenset()
    assert sentences.touched_by(" .") == frozenset()
    assert Sentences("").touched_by("the lock") == frozenset()
