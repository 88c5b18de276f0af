import re
from datetime import timedelta
from html import unescape

import pytest

from briefings.actions.people import add_organisation
from briefings.actions.subjects import add_topic
from tests.making import THURSDAY, make_issued_edition, make_marked_edition
from tests.views.reading import read, source, without_own_scripts

pytestmark = pytest.mark.django_db


@pytest.fixture
def releases(clock, writer):
    """One of January's ferries, one of March's schools, in French."""
    ferry = {"headline": "A ferry for Skerrow", "summary": "Boats."}
    make_issued_edition(
        **ferry,
        topics=[add_topic(by=writer, name="Sea")],
        lead_organisations=[add_organisation(by=writer, name="Transport Ministry")],
    )
    clock.move_to(THURSDAY.replace(year=2092))
    make_issued_edition(
        headline="Une école à Skerrow",
        summary="Des élèves.",
        body="Les élèves arrivent.",
        language="fr",
        kind="speech",
    )


FINDING = [
    "q=ferries",
    "q=FERRY+-school",
    "kind=press_release",
    "topic=sea",
    "organisation=transport-ministry",
    "year=2091",
    "language=en",
    "q=ferry&year=2091&topic=sea",
]
FINDING_NOTHING = [
    "q=submarine",
    "kind=submarine",
    "topic=submarine",
    "year=3000",
    "year=abcd",
    "year=0001",
    "year=9999",
    "year=-999",
    "year=%D9%A2%D9%A0%D9%A9%D9%A1",
    "language=%F0%9F%9B%B3",
    "q=%00submarine%00",
    "q=%ff%fesubmarine",
    "q=" + "submarine" * 200,
    "q=%22submarine",
    "q=submarine%26%7C!():*",
]
NO_PAGES = ["0", "-1", "x", "%00", "99", "9" * 5000, "1e3"]


def test_filters_find_the_ferry_and_not_the_school(stranger, releases):
    for query in FINDING:
        page = read(stranger, f"/releases/?{query}")
        assert "1 release found" in page, query
        assert "A ferry for Skerrow" in page, query
        assert "Une école" not in page, query


def test_search_finds_words_without_their_accents(stranger, releases):
    assert "Une école à Skerrow" in read(stranger, "/releases/?q=eleves")
    assert "Une école à Skerrow" in read(stranger, "/releases/?q=Élèves")


def test_filter_of_nothing_or_junk_gives_a_page(stranger, releases):
    for query in FINDING_NOTHING:
        assert "No release matches." in read(stranger, f"/releases/?{query}"), query


def test_number_of_no_page_gives_a_page(stranger, releases):
    for number in NO_PAGES:
        page = read(stranger, f"/releases/?page={number}")
        assert "A ferry for Skerrow" in page, number


def test_newest_release_comes_first(stranger, releases):
    page = read(stranger, "/releases/")

    assert page.index("Une école") < page.index("A ferry")


def test_list_is_read_page_by_page_under_its_filters(stranger, clock, monkeypatch):
    monkeypatch.setattr("briefings.views.listing.PAGE_SIZE", 2)
    for number in range(3):
        make_issued_edition(headline=f"Ferry number {number}")

    first = source(stranger, "/releases/?q=ferry")
    assert "3 releases found, page 1 of 2" in first
    assert 'rel="next" href="?q=ferry&amp;page=2&amp;until=' in first
    assert "Ferry number 0<" not in first

    second = source(stranger, "/releases/?q=ferry&page=2")
    assert "Ferry number 0<" in second
    assert 'rel="prev" href="?q=ferry"' in second


LISTS = {
    "/releases/": r"Ferry number \d",
    "/quotes/": r"Ferry number \d",
    "/figures/": r"Ferry number \d",
    "/commitments/": r"/commitments/[\w-]+/",
}


@pytest.mark.parametrize("path", LISTS)
def test_what_comes_out_meanwhile_moves_nothing_to_the_next_page(
    stranger, clock, monkeypatch, path
):
    monkeypatch.setattr("briefings.views.listing.PAGE_SIZE", 2)

    def issue(number: int) -> None:
        clock.move_to(clock.at + timedelta(hours=1))
        make_issued_edition(make_marked_edition(headline=f"Ferry number {number}"))

    for number in range(5):
        issue(number)
    seen, address = [], path
    while address:
        page = source(stranger, address)
        seen += sorted(set(re.findall(LISTS[path], page[page.index("<main") :])))
        following = re.search(r'rel="next" href="([^"]*)"', page)
        address = following and path + unescape(following[1])
        issue(9)

    assert len(seen) == len(set(seen)) == 5


@pytest.mark.parametrize(
    "typed", ["x", "2091-01-05", "9" * 30, "2091-99-99T00:00Z", ""]
)
def test_a_moment_that_is_none_changes_nothing(stranger, releases, typed):
    page = read(stranger, f"/releases/?page=1&until={typed}")

    assert "2 releases" in page


def test_a_list_is_told_as_it_was_until_a_moment(stranger, releases):
    page = read(stranger, "/releases/?until=2091-12-31T00:00:00Z")

    assert "A ferry for Skerrow" in page
    assert "Une école" not in page


def test_what_was_searched_for_is_shown_as_text(stranger, clock):
    page = source(stranger, "/releases/?q=%22%3E%3Cscript%3E")

    assert "<script" not in without_own_scripts(page)
    assert 'value="&#34;&gt;&lt;script&gt;"' in page


def test_filters_offer_nothing_that_is_embargoed(stranger, clock, writer):
    make_issued_edition(headline="Known")
    topic = add_topic(by=writer, name="Submarines")
    make_issued_edition(headline="Secret", topics=[topic], at=THURSDAY, language="cy")

    assert "Submarines" not in source(stranger, "/releases/")
    assert "Cymraeg" not in source(stranger, "/releases/")

    clock.move_to(THURSDAY)
    assert "Submarines" in source(stranger, "/releases/")
    assert "Cymraeg" in source(stranger, "/releases/")


def test_empty_newsroom_says_so(stranger, clock):
    assert "Nothing has been published yet." in read(stranger, "/releases/")
    assert "Nothing has been published yet." in read(stranger, "/")


def test_release_without_a_summary_shows_its_opening(stranger, clock):
    edition = make_issued_edition(body="word " * 200)

    assert "word word…" in read(stranger, "/releases/")
    assert edition.summary == ""
