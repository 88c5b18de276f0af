"""Quotes of fewer words than a scare quote has to be told from."""

import pytest

from briefings.text.reading import read_release

OPENING = "Saltmouth has a lock.\n\nThe lock was opened this morning.\n\n"


def quotes_of(*paragraphs):
    return read_release(OPENING + "\n\n".join(paragraphs)).quotes


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("The Lock Trust said: “It holds.”",),
        ("The Mayor said: “It holds.”",),
        ("A spokesperson for the Lock Trust said: “It holds.”",),
        ("Dywedodd Mererid Llwynog: “It holds.”",),
        ("Ada Penhallow said:", "“It holds.”"),
        ("Ada Penhallow said:", "> It holds."),
        ("“It holds.” said Ada Penhallow.",),
    ],
)
def test_a_short_sentence_that_is_handed_over_is_a_quote(paragraphs):
    (quote,) = quotes_of(*paragraphs)

    assert quote.paragraphs == ("It holds.",)


def test_he_added_a_short_sentence():
    first, second = quotes_of(
        "Huw Parry said: “We have waited forty years for it.”", "He added: “It holds.”"
    )

    assert first.speaker == second.speaker == "Huw Parry"
    assert second.paragraphs == ("It holds.",)


@pytest.mark.parametrize(
    "words",
    [
        "Ada Penhallow said the “lock of locks” was open.",
        "Ada Penhallow said that “all is well”.",
        "The plan, which Ada Penhallow called “splendid”, is old.",
    ],
)
def test_a_few_words_within_a_sentence_are_no_quote(words):
    assert quotes_of(words) == ()


@pytest.mark.parametrize("between", [" ", "\n\n"])
def test_no_paragraph_of_a_run_is_lost_for_being_short(between):
    (quote,) = quotes_of(
        f"Ada Penhallow said:{between}“It holds.", "“It is ours.", "“It ends here.”"
    )

    assert quote.paragraphs == ("It holds.", "It is ours.", "It ends here.")


def test_a_run_keeps_the_short_paragraph_that_names_its_speaker():
    (quote,) = quotes_of(
        "“It holds.", "“It is ours.", "“It ends here,” said Huw Parry."
    )

    assert quote.paragraphs == ("It holds.", "It is ours.", "It ends here,")


@pytest.mark.parametrize(
    "another",
    [
        "Huw Parry said: “It holds.”",
        "“It holds,” said Huw Parry.",
        "Huw Parry, the keeper, said the lock was “a wonder”.",
    ],
)
def test_whoever_else_is_quoted_ends_an_unmarked_speech(another):
    quote, *_ = quotes_of(
        "Ada Penhallow said:",
        "We promised this lock and we built it.",
        another,
        "We are all proud of it.",
    )

    assert quote.paragraphs == ("We promised this lock and we built it.",)


def test_an_end_that_is_not_sure_enough_is_warned_of():
    (quote,) = quotes_of(
        "Ada Penhallow said:",
        "We promised this lock and we built it.",
        "Ships of every size pass through it.",
    )

    assert quote.end_score < 0.8
    assert quote.boundary_uncertain


def test_a_quote_in_three_pieces_is_one():
    (quote,) = quotes_of(
        "“It holds,” said Ada Penhallow, “and we know that it does,” she went on, "
        "“because we built it.”"
    )

    assert len(quote.paragraphs) == 3
    assert quote.speaker == "Ada Penhallow"


@pytest.mark.parametrize(
    "words",
    ["We will rebuild it", "It works", "That matters", "Thank you", "Nothing is lost"],
)
def test_a_short_sentence_may_end_in_the_comma_before_its_verb(words):
    (quote,) = quotes_of(f"“{words},” said Huw Parry.")

    assert quote.speaker == "Huw Parry"
    assert quote.paragraphs == (f"{words},",)


@pytest.mark.parametrize(
    "words", ["Splendid", "A proud day", "A lock of locks", "Rwy’n falch iawn"]
)
@pytest.mark.parametrize("verb", ["said", "added", "meddai"])
def test_so_may_a_few_words_that_somebody_named_said(words, verb):
    (quote,) = quotes_of(f"“{words},” {verb} Huw Parry.")

    assert quote.speaker == "Huw Parry"


@pytest.mark.parametrize(
    "words",
    [
        "“Splendid,” said one visitor.",
        "“The Big Lock,” opened by Huw Parry, is closed.",
        "It was, as “they say,” said Huw Parry, over.",
    ],
)
def test_a_few_words_of_nobody_known_are_no_quote(words):
    assert quotes_of(words) == ()


@pytest.mark.parametrize("verb", ["quipped", "recalls", "admits", "beamed"])
def test_behind_a_comma_in_the_marks_any_verb_gives_words_to_a_name(verb):
    (quote,) = quotes_of(f"“My mother worked on it for years,” {verb} Oda Lin.")

    assert quote.speaker == "Oda Lin"


def test_who_spoke_before_is_not_given_the_words_of_another():
    first, second = quotes_of(
        "Huw Parry said: “It is great news for all of us.”\n\n"
        "“A proud day,” said Oda Lin."
    )

    assert (first.speaker, second.speaker) == ("Huw Parry", "Oda Lin")
    assert len(first.paragraphs) == 1
