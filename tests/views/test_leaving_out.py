"""Names, days and kinds behind a minus are left out of what is found."""

import pytest

from briefings.actions.commitments import mark_commitment
from briefings.actions.figures import mark_figure
from briefings.actions.quotes import change_quote
from briefings.text.search_box import read_search
from tests.making import (
    THURSDAY,
    fresh,
    make_edition,
    make_issued_edition,
    mark_words,
    span,
)
from tests.views.ferries import issue_ferry
from tests.views.reading import read
from tests.views.test_search import counts

pytestmark = pytest.mark.django_db


@pytest.fixture
def ferry(clock, writer):
    return issue_ferry(writer)


@pytest.fixture
def speech(clock, ferry):
    """A year later Odd Larsen, who holds no role, speaks of islands, too."""
    clock.move_to(THURSDAY.replace(year=2092))
    words = "The islands of Skerrow, people, have waited."
    edition = make_edition(headline="At the quay", body=f"> {words}", kind="speech")
    mark_words(edition, words, speaker="Odd Larsen")
    change_quote(edition.quotes.get(), by=edition.written_by, speaker_role="Pilot")
    return make_issued_edition(fresh(edition))


@pytest.mark.parametrize(
    "query",
    [
        "islands -speaker:calder",
        'islands -speaker:"Ines Calder"',
        "islands -role:transport",
        "islands -organisation:transport",
        "islands -topic:sea",
        "islands -before:2092",
        "islands -kind:press_release -role:transport",
        "-topic:sea islands -speaker:nobody",
    ],
)
def test_what_a_name_would_find_is_left_out(stranger, ferry, speech, query):
    assert counts(stranger, "islands") == {"Releases": 2, "Quotes": 2}

    found = counts(stranger, query)

    assert found == {"Releases": 1, "Quotes": 1}
    assert "At the quay" in read(stranger, f"/search/?q={query}")


def test_promises_figures_and_people_are_left_out_by_name(stranger, ferry, speech):
    for kind, label in (("commitment", "Commitments"), ("figure", "Figures")):
        for query in ("-organisation:transport", "-topic:sea"):
            assert counts(stranger, f"kind:{kind} {query}") == {}, (kind, query)
        for query in ("-speaker:calder", "-role:transport", "-topic:air"):
            # She was quoted in the same release, but did not say it.
            assert counts(stranger, f"kind:{kind} {query}") == {label: 1}, query
    for query in ("-speaker:calder", "-role:transport", "-topic:sea"):
        assert counts(stranger, f"kind:person {query}") == {"People": 1}, query
    assert "Odd Larsen" in read(stranger, "/search/?q=kind:person -speaker:calder")


def test_what_somebody_said_within_a_quote_is_left_out_with_them(stranger, clock):
    words = "Ten schools will open by 1 June 2091."
    edition = make_edition(body=f"> {words}")
    by = edition.written_by
    mark_words(edition, words)
    mark_commitment(edition, by=by, title="Open schools", **span(edition, words[:-1]))
    mark_figure(edition, by=by, value=10, unit="schools", **span(edition, "Ten"))
    make_issued_edition(fresh(edition))

    for kind, label in (("commitment", "Commitments"), ("figure", "Figures")):
        for query in ("-speaker:calder", "-role:minister"):
            assert counts(stranger, f"kind:{kind} {query}") == {}, (kind, query)
        assert counts(stranger, f"kind:{kind} -speaker:larsen") == {label: 1}


def test_kinds_are_left_out(stranger, ferry, speech):
    assert set(counts(stranger, "calder -kind:quote")) == {"Releases", "People"}
    assert set(counts(stranger, "calder -kind:quotes -kind:person")) == {"Releases"}
    assert counts(stranger, "islands -kind:speech") == {"Releases": 1, "Quotes": 2}
    assert "Nothing was found" in read(stranger, "/search/?q=kind:quote -kind:quote")


def test_days_are_left_out(stranger, ferry, speech):
    for query in ("islands -after:2092", "islands -before:2092"):
        assert counts(stranger, query)["Releases"] == 1, query
    assert read_search("-after:2092").before == read_search("before:2092").before


def test_a_minus_that_was_misread_is_told(stranger, ferry):
    page = read(stranger, "/search/?q=ferry -kind:submarine -after:soon")

    assert "“-kind:submarine” was left out: kinds are" in page
    assert "“-after:soon” was left out: give a year" in page
    many = " ".join(f"-topic:t{n}" for n in range(5))
    page = read(stranger, f"/search/?q=ferry {many}")
    assert "without: “-topic:t4”" in page


@pytest.mark.parametrize("query", ["-ferry", "-topic:sea", "-kind:quote", '-"a b"'])
def test_leaving_out_alone_is_told_to_find_nothing(stranger, ferry, query):
    page = read(stranger, f"/search/?q={query}")

    assert "There is nothing to look for yet: a minus takes away" in page
    assert "How to ask" in page


def test_a_search_without_a_word_is_told_so(stranger, ferry):
    page = read(stranger, "/search/?q=(((")

    assert "There is nothing to look for yet. Add a word, a name or a day." in page
    assert "nothing to look for" not in read(stranger, "/search/")
    assert "nothing to look for" not in read(stranger, "/search/?q=ferry -sea")
