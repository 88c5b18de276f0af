import pytest

from briefings.text.measuring import Measure, Score, Share, measure

TEXT = """\
We will open the lock in May. We will open the quay in May. Nobody will wait for it.
Ines Calder said: “Everybody here has waited long enough for this new lock.”
The lock costs £75 million and lets 4,200 boats pass."""
SAID = "Everybody here has waited long enough for this new lock."


def quote(*paragraphs, speaker="Ines Calder", role=None, organisation=None):
    return {
        "speaker": speaker,
        "role": role,
        "organisation": organisation,
        "paragraphs": list(paragraphs),
    }


def promise(words, *also, kind="action", specific=True):
    label = {"words": words, "kind": kind, "specific": specific}
    return {**label, "also": list(also)} if also else label


def figure(words, value):
    return {"words": words, "value": value}


def finds(*, quotes=(), commitments=(), figures=()):
    return {"quotes": quotes, "commitments": commitments, "figures": figures}


def measured(*, found, labels):
    return measure(finds(**found), finds(**labels), TEXT)


def test_the_measure_agrees_with_counting_by_hand():
    lock, quay = "open the lock in May", "open the quay in May"
    labels = {
        "quotes": [quote(SAID, role="Harbour Minister"), quote("And it is deep.")],
        "commitments": [promise(lock), promise(quay, specific=False)],
        "figures": [figure("£75 million", 75e6), figure("4,200", 4200)],
    }
    found = {
        "quotes": [quote(f"“{SAID}”", speaker="Calder", role="Minister")],
        "commitments": [promise(lock, kind="funding"), promise("Nobody will wait")],
        "figures": [figure("4,200", 4200), figure("£75 million", 75)],
    }

    assert measured(found=found, labels=labels) == Measure(
        documents=1,
        quotes_exact=Score(found=1, missed=1, right=1, wrong=0),
        quotes=Score(found=1, missed=1, right=1, wrong=0),
        speaker=Share(right=0, of=1),
        surname=Share(right=1, of=1),
        role=Share(right=1, of=1),
        commitments=Score(found=1, missed=1, right=1, wrong=1),
        kind=Share(right=0, of=1),
        specific=Score(found=1, missed=0, right=1, wrong=1),
        figures=Score(found=1, missed=1, right=1, wrong=1),
        misses=(
            "quote missed: ines calder: And it is deep.",
            "speaker 'calder' for 'ines calder'",
            "commitment missed: open the quay in May",
            "commitment too much: Nobody will wait",
            "figure missed: £75 million (75000000.0)",
            "figure too much: £75 million (75)",
        ),
    )


def test_recall_precision_and_their_mean_follow_from_the_counts():
    score = Score(found=3, missed=1, right=3, wrong=3)

    assert (score.recall, score.precision, score.f1) == (0.75, 0.5, 0.6)
    assert Score(missed=2).f1 == 0.0
    assert Score().f1 == Share().share == 1.0


def test_documents_are_added_up_field_by_field():
    one = Measure(documents=1, quotes=Score(found=1, wrong=2), misses=("a",))
    other = Measure(documents=2, quotes=Score(found=3, missed=4), misses=("b",))

    assert one + other == Measure(
        documents=3, quotes=Score(found=4, missed=4, wrong=2), misses=("a", "b")
    )


def test_saying_a_thing_twice_is_no_mistake():
    lock = promise("We will open the lock in May", "lets 4,200 boats pass")
    again = promise("The lock costs £75 million and lets 4,200 boats pass")
    boats = figure("4,200", 4200)

    total = measured(
        found={"commitments": [lock, lock, again], "figures": [boats, boats]},
        labels={"commitments": [lock], "figures": [boats]},
    )

    assert total.commitments == total.figures == Score(found=1, right=1)


def test_a_quote_is_found_once():
    total = measured(
        found={"quotes": [quote(SAID), quote(SAID)]}, labels={"quotes": [quote(SAID)]}
    )

    assert total.quotes == total.quotes_exact == Score(found=1, right=1, wrong=1)


def test_a_promise_in_the_neighbouring_sentence_is_another_one():
    labels = {"commitments": [promise("We will open the lock in May")]}
    found = {"commitments": [promise("We will open the quay in May")]}

    total = measured(found=found, labels=labels)

    assert total.commitments == Score(missed=1, wrong=1)


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("We will open the lock in May. We will open the quay in May.", True),
        (TEXT.split("\n", maxsplit=1)[0], False),
    ],
)
def test_a_promise_may_run_on_by_one_sentence(words, is_found):
    labels = {"commitments": [promise("We will open the lock in May")]}

    total = measured(found={"commitments": [promise(words)]}, labels=labels)

    assert total.commitments.found == is_found


def test_a_promise_is_found_by_another_of_its_wordings():
    label = promise("We will open the lock in May", "Nobody will wait for it")

    total = measured(
        found={"commitments": [promise("Nobody will wait")]},
        labels={"commitments": [label]},
    )

    assert total.commitments == Score(found=1, right=1)


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("Everybody here has waited long enough for this new bridge.", True),
        ("Everybody here has waited long enough for that old lock.", True),
        ("Everybody here has waited long enough for that old bridge.", False),
    ],
)
def test_a_quote_is_found_when_four_fifths_of_its_words_agree(words, is_found):
    total = measured(found={"quotes": [quote(words)]}, labels={"quotes": [quote(SAID)]})

    assert total.quotes.found == is_found
    assert total.quotes_exact == Score(missed=1, wrong=1)


def test_paragraphs_parted_elsewhere_are_not_exact():
    total = measured(
        found={"quotes": [quote("Everybody here has waited", "long enough")]},
        labels={"quotes": [quote("Everybody here", "has waited long enough")]},
    )

    assert total.quotes.f1 == 1.0
    assert total.quotes_exact.f1 == 0.0


def test_a_missing_quote_says_nothing_about_speakers():
    total = measured(found={}, labels={"quotes": [quote(SAID, role="Minister")]})

    assert total.quotes == Score(missed=1)
    assert total.speaker == total.role == Share()
    assert total.misses == (f"quote missed: ines calder: {SAID}",)


def test_an_organisation_stands_for_a_speaker_without_a_name():
    council = quote(SAID, speaker=None, organisation="Harrow Council")

    total = measured(
        found={"quotes": [quote(SAID, speaker="harrow council")]},
        labels={"quotes": [council]},
    )

    assert total.speaker == Share(right=1, of=1)


@pytest.mark.parametrize(
    ("role", "is_right"),
    [
        ("Minister", True),
        ("Harbour Minister of Valmere", True),
        ("harbour minister", True),
        ("Road Minister", False),
        (None, False),
    ],
)
def test_a_role_may_say_less_or_more_than_the_label(role, is_right):
    total = measured(
        found={"quotes": [quote(SAID, role=role)]},
        labels={"quotes": [quote(SAID, role="Harbour Minister")]},
    )

    assert total.role == Share(right=is_right, of=1)


@pytest.mark.parametrize(
    ("value", "is_found"),
    [(75_000_050, True), (75_000_100, False), (-75_000_000, False), (None, False)],
)
def test_a_value_may_differ_by_a_millionth_of_itself(value, is_found):
    total = measured(
        found={"figures": [figure("£75 million", value)]},
        labels={"figures": [figure("£75 million", 75_000_000)]},
    )

    assert total.figures.found == is_found


def test_a_figure_of_the_same_value_in_other_words_is_another_one():
    total = measured(
        found={"figures": [figure("seventy-five", 75)]},
        labels={"figures": [figure("75 boats", 75)]},
    )

    assert total.figures == Score(missed=1, wrong=1)
