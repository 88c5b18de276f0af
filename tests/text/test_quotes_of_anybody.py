"""Quotes of those whom neither a post nor a full name tells, but who clearly speak."""

import pytest

from briefings.text.reading import read_release

OPENING = "Saltmouth has a lock.\n\nThe lock was opened this morning.\n\n"
SAID = "“We have waited forty years for this lock.”"


def read(*paragraphs):
    return read_release(OPENING + "\n\n".join(paragraphs))


@pytest.mark.parametrize("between", [" ", "\n\n"])
@pytest.mark.parametrize(
    "line",
    [
        "The boatman said",
        "One father told us",
        "Her uncle said",
        "The Parry family said",
    ],
)
def test_marked_words_are_kept_though_nobody_is_named(line, between):
    reading = read(f"{line}:{between}{SAID}")
    (quote,) = reading.quotes

    assert (quote.attribution, quote.speaker) == (line, None)
    assert "Nobody is named for this." in [w.message for w in reading.warnings]


@pytest.mark.parametrize(
    "words",
    [
        "“We waited for years,” said one father.",
        "“We waited for years,” her uncle told the paper.",
    ],
)
def test_so_they_are_before_whoever_said_them(words):
    (quote,) = read(words).quotes

    assert quote.paragraphs == ("We waited for years,",)


@pytest.mark.parametrize(
    ("line", "speaker", "role"),
    [
        ("Oda, a mother of three, said:", "Oda", None),
        ("Oda, 31, told the guild:", "Oda", None),
        (
            "Saltmouth-based cooper Huw Parry said:",
            "Huw Parry",
            "Saltmouth-based cooper",
        ),
        ("Former boatman Huw Parry said:", "Huw Parry", "Former boatman"),
        ("DAC Huw Parry said:", "Huw Parry", "DAC"),
        ("Huw Parry:", "Huw Parry", None),
        ("Huw Parry said;", "Huw Parry", None),
        ("As Huw Parry puts it:", "Huw Parry", None),
        ("In the words of Huw Parry:", "Huw Parry", None),
    ],
)
def test_what_stands_before_the_words_tells_a_name(line, speaker, role):
    (quote,) = read(f"{line} {SAID}").quotes

    assert (quote.speaker, quote.role) == (speaker, role)


def test_a_source_speaks_for_its_body():
    (quote,) = read(f"A Lock Trust source said: {SAID}").quotes

    assert (quote.role, quote.organisation) == ("source", "Lock Trust")


@pytest.mark.parametrize(
    "words",
    [
        "The plan, which some say is “a waste of all the money”, is old.",
        "“Row for Life!” continues in May.",
        "“Come and row with us all!” so come along.",
        "The programme notes: “The Lock at Night is a film of the guild.”",
        "He came for “the best morning of the year,” which they said it was.",
    ],
)
def test_a_fragment_that_nobody_is_named_for_is_no_quote(words):
    assert read(words).quotes == ()


@pytest.mark.parametrize(
    "who", ["Oda Lin, 43, from Harrow,", "Oda Lin, whose son drowned there in 1998,"]
)
def test_she_is_whoever_spoke_last_with_a_post_or_without(who):
    _, _, third = read(
        f"Ada Penhallow, chair of the Lock Trust, said: {SAID}",
        f"{who} said: {SAID}",
        f"She added: {SAID}",
    ).quotes

    assert (third.speaker, third.role, third.organisation) == ("Oda Lin", None, None)


@pytest.mark.parametrize(
    "words",
    [
        "“My mother’s rule was “row or wait” and so we waited.”",
        "„Unsere Regel war „rudern oder warten“ und so warteten wir.“",
        "« Notre règle était « ramer ou attendre » et nous avons attendu. »",
    ],
)
def test_marks_within_marks_of_their_kind_do_not_end_the_quote(words):
    (quote,) = read(f"Huw Parry said: {words}", "The boats came late.").quotes

    assert quote.paragraphs == (words.strip("“”„«» "),)
    assert not quote.boundary_uncertain


def test_where_a_closing_mark_is_left_out_the_next_one_closes():
    (quote,) = read("Huw Parry said: “Our rule was “row or wait.”", "He left.").quotes

    assert quote.paragraphs == ("Our rule was “row or wait.",)
