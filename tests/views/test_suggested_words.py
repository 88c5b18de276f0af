"""What is suggested to whoever found nothing, and how words found are cut."""

import pytest

from briefings.models.vocabulary import Word
from tests.making import make_issued_edition, make_marked_edition
from tests.views.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def ferry(clock):
    return make_issued_edition(make_marked_edition())


def test_a_slip_in_a_name_is_met_too(stranger, ferry):
    page = read(stranger, "/search/?q=islands speaker:caldder")
    assert "Did you mean islands speaker:calder ?" in page
    assert "Quotes 1" in read(stranger, "/search/?q=islands speaker:calder")

    # That word is known, but it is nobody's name.
    assert "Did you mean" not in read(stranger, "/search/?q=speaker:petitoin")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_word_with_another_ending_is_no_slip(stranger, clock, language):
    body = {"en": "Drivers by the river.", "fr": "Huit trains de nuits."}
    make_issued_edition(headline="Trains", body=body[language], language=language)
    known = {"en": ("rivers", "drivers"), "fr": ("nuit", "huit")}
    slip, near = known[language]
    assert Word.objects.like(slip).public().filter(word=near).exists()

    for query in (f"{slip} xylophone", f"{slip} -trains"):
        page = read(stranger, f"/search/?q={query}")
        assert "Nothing was found" in page
        assert "Did you mean" not in page, query


def test_a_short_word_with_another_first_letter_is_another_word(stranger, clock):
    make_issued_edition(headline="Trains cannot fail", body="Huit trains.")

    for query in ("rail", "rail -xylophone", "nuit"):
        assert "Did you mean" not in read(stranger, f"/search/?q={query}"), query
    for query in ("faill", "ail", "trians", "brains"):
        asked = read(stranger, f"/search/?q={query}")
        assert ("Did you mean" in asked) is (query != "ail"), query


def test_only_what_is_found_is_suggested(stranger, ferry):
    assert "Did you mean ferry ?" in read(stranger, "/search/?q=fery")

    for query in (
        "fery xylophone",
        "fery before:2020",
        "fery -skerrow",
        "kind:figure fery",
    ):
        page = read(stranger, f"/search/?q={query}")
        assert "Nothing was found" in page, query
        assert "Did you mean" not in page, query
    assert "Did you mean “a ferry line” ?" not in read(stranger, '/search/?q="fery a"')
    assert 'Did you mean "a ferry line" ?' in read(stranger, '/search/?q="a fery line"')


def test_words_around_a_figure_are_cut_once(stranger, ferry):
    page = read(stranger, "/search/?q=petition&in=figure")

    assert "We start on Monday. Almost 4,200 people signed the petition … 5" in page
    assert "… …" not in page
