import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefings.actions.notices import remove_release
from briefings.actions.people import add_person
from briefings.models.searching import STEMMED
from briefings.text.folding import folded
from tests.making import (
    THURSDAY,
    fresh,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    mark_words,
)
from tests.views.ferries import issue_ferry
from tests.views.reading import read, source, without_own_scripts

pytestmark = pytest.mark.django_db


@pytest.fixture
def ferry(clock, writer):
    return issue_ferry(writer)


@pytest.fixture
def school(clock):
    """A year later, in French; Odd Larsen speaks."""
    clock.move_to(THURSDAY.replace(year=2092))
    words = "Les élèves arrivent à pied."
    edition = make_edition(
        headline="Une école à Skerrow", body=f"> {words}", language="fr", kind="speech"
    )
    mark_words(edition, words, speaker="Odd Larsen")
    return make_issued_edition(fresh(edition))


def counts(client, query: str) -> dict[str, int]:
    """What the page says was found, by kind."""
    page = source(client, f"/search/?q={query}")
    found = re.findall(r">(\w+) <span>([\d,]+)</span></a>", page)
    return {kind: int(n) for kind, n in found if kind != "Everything"}


EVERY_KIND = {"Releases": 1, "Quotes": 1, "Commitments": 1, "Figures": 1, "People": 1}


def test_one_box_finds_every_kind(stranger, ferry, school):
    assert counts(stranger, "skerrow") == {"Releases": 2, "Commitments": 1}
    assert counts(stranger, "islands") == {"Releases": 1, "Quotes": 1}
    assert counts(stranger, "petition") == {"Releases": 1, "Figures": 1}
    assert counts(stranger, "calder") == {"Releases": 1, "Quotes": 1, "People": 1}
    assert counts(stranger, "transport minister")["People"] == 1


def test_words_are_found_in_any_form_and_without_accents(stranger, ferry, school):
    for query in ("ferries", "FERRY", "féirry".replace("éi", "e"), "eleve", "Élèves"):
        assert counts(stranger, query)["Releases"] == 1, query
    assert "<mark>ferry</mark>" in source(stranger, "/search/?q=ferries")
    assert "<mark>élèves</mark>" in source(stranger, "/search/?q=eleve")


def test_phrases_are_meant_to_the_letter(stranger, ferry):
    exact = ('"have waited long enough"', "“Have Waited Long”", '"we start on monday"')
    for query in exact:
        assert counts(stranger, query) == {"Releases": 1, "Quotes": 1}, query
    for query in ('"waited enough"', '"has waited"', '"starting on monday"'):
        assert counts(stranger, query) == {}, query


def test_words_are_found_beside_marks_of_every_kind(stranger, clock):
    body = "L’école “Trébois” – and/or £75 million—“Ærø”, <script>: a tide‑table."
    make_issued_edition(headline="Marks", body=body)

    for word in ("ecole", "trebois", "million", "aero", "75", "tide-table", "table"):
        assert counts(stranger, word) == {"Releases": 1}, word
    assert "£<mark>75</mark> <mark>million</mark>" in source(
        stranger, '/search/?q="75 million"'
    )


def test_text_is_folded_in_python_as_in_the_database():
    texts = [
        "Élysée ﬁ ½ … ﷺ",
        "“a”–b/c\u00ad\u200bd‑e",
        "Ærø Łódź ıİ ß œuvre",
        "a\u0300²³№™",
    ]
    with connection.cursor() as cursor:
        for text in texts:
            cursor.execute("SELECT folded(%s)", [text])
            assert cursor.fetchone()[0] == folded(text), text


def test_what_is_left_out_is_not_found(stranger, ferry, school):
    assert counts(stranger, "skerrow -ferries")["Releases"] == 1
    assert counts(stranger, "skerrow -eleve") == {"Releases": 1, "Commitments": 1}
    assert counts(stranger, 'skerrow -"open a ferry"')["Releases"] == 1


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("speaker:calder", {"Releases", "Quotes", "People"}),
        ('speaker:"Ines Calder" islands', {"Releases", "Quotes"}),
        ("role:minister before:2092", {"Releases", "Quotes", "People"}),
        ('role:"transport min" islands', {"Releases", "Quotes"}),
        (
            "organisation:transport",
            {"Releases", "Quotes", "Commitments", "Figures"},
        ),
        ("topic:sea", set(EVERY_KIND)),
        ("before:2092", set(EVERY_KIND)),
        ("after:2091-03-05 before:2091-03-06", set(EVERY_KIND)),
        ("kind:quote islands", {"Quotes"}),
        ("kind:press_release", {"Releases"}),
        ("topic:sea speaker:calder before:2092 kind:quote", {"Quotes"}),
    ],
)
def test_search_is_narrowed_by_name_and_day(stranger, ferry, school, query, kinds):
    found = counts(stranger, query)

    assert set(found) == kinds
    assert found.get("Releases", 1) == 1
    assert "école" not in source(stranger, f"/search/?q={query}")


@pytest.mark.parametrize(
    "query",
    ["speaker:nobody", "topic:air", "after:2093", "before:2091", "kind:figure élèves"],
)
def test_what_nothing_matches_is_said(stranger, ferry, school, query):
    assert "Nothing was found." in read(stranger, f"/search/?q={query}")


def test_what_was_misread_is_said(stranger, ferry):
    page = read(stranger, "/search/?q=ferry after:soon kind:submarine")

    assert "“after:soon” was left out: give a year" in page
    assert "“kind:submarine” was left out: kinds are" in page
    assert "A ferry for Skerrow" in page


def test_words_are_shown_in_context_and_as_text(stranger, clock):
    long = "Nothing of note. " * 80
    body = f"{long}\n\nRead 1 < 2 & \\<script\\> in the harbour. {long}"
    make_issued_edition(headline="A <b>quay</b>", body=body)

    page = source(stranger, "/search/?q=harbour")

    assert "&lt;script&gt; in the <mark>harbour</mark>." in page
    assert "<script" not in without_own_scripts(page)
    assert page.index("… ") < page.index("<mark>harbour")
    assert "A &lt;b&gt;<mark>quay</mark>" in source(stranger, "/search/?q=quay")


@pytest.mark.parametrize(
    "query",
    [
        "%00",
        "%00ferry%00",
        "submarine" * 1200,
        "a:b:c:(((((",
        "'&|!():*<->\\",
        "submarine:*A <2> !",
        "%ed%a0%80",
        "%22",
        "-",
        "-ferry",
        "speaker:",
        "speaker:%22",
        "speaker:%26|!:*",
        "role:'';--",
        "before:9999-99-99",
        "before:٢٠٢٤",
        "the",
        "%22the%22",
        "q=1&page=-1",
        "submarine&page=" + "9" * 400,
        "submarine&in=nothing",
        '"' * 199,
        ("submarine " * 40 + "or ") * 3,
    ],
)
def test_strange_searches_get_a_calm_page(stranger, ferry, query):
    page = source(stranger, f"/search/?q={query}")

    assert "<h1>Search</h1>" in page
    assert "A ferry for Skerrow" not in page or "ferry" in query or "the" in query


def test_page_says_how_to_ask_before_anything_is_asked(stranger, clock):
    page = read(stranger, "/search/")

    assert "How to ask" in page
    assert "Nothing was found" not in page


def test_a_slip_is_met_with_words_that_readers_know(stranger, ferry):
    assert 'href="?q=ferry">ferry</a>' in source(stranger, "/search/?q=fery")
    assert "Did you mean island petition ?" in read(
        stranger, "/search/?q=islnd petitoin".replace("islnd", "iislands")
    ).replace("islands", "island")
    assert "Did you mean" not in read(stranger, "/search/?q=xylophone")


def test_no_word_is_suggested_that_readers_do_not_have(stranger, clock, ferry):
    secret = make_issued_edition(headline="Zeppelins for Skerrow", at=THURSDAY)
    make_edition(headline="Zeppelin")

    assert "Did you mean" not in read(stranger, "/search/?q=zepelins")

    clock.move_to(THURSDAY)
    assert "Did you mean zeppelins ?" in read(stranger, "/search/?q=zepelins")

    clock.move_to(THURSDAY + timedelta(seconds=1))
    remove_release(secret.release, by=None, explanation="It was wrong.")
    assert "Did you mean" not in read(stranger, "/search/?q=zepelins")


def test_a_kind_is_read_page_by_page(stranger, clock, monkeypatch):
    monkeypatch.setattr("briefings.views.search.PAGE_SIZE", 2)
    for number in range(5):
        make_issued_edition(headline=f"Ferry {number}", body="The ferry.")

    seen = []
    for number in (1, 2, 3):
        page = source(stranger, f"/search/?q=ferry&in=release&page={number}")
        assert f"Page {number} of 3" in page
        seen += re.findall(r"</mark> (\d)</a>", page)
    assert sorted(seen) == list("01234")
    assert "Page 3 of 3" in read(stranger, "/search/?q=ferry&in=release&page=99")


def test_what_is_about_it_comes_before_what_mentions_it(stranger, clock):
    make_issued_edition(headline="A quay", body="Quays by the quay.")
    clock.move_to(THURSDAY)
    make_issued_edition(headline="Another story", body="Far from any quay, it rained.")

    page = source(stranger, "/search/?q=quay")

    assert page.index("A <mark>quay") < page.index("Another story")


def test_search_takes_few_queries_however_much_is_found(stranger, ferry):
    def queries(query):
        with CaptureQueriesContext(connection) as captured:
            source(stranger, f"/search/?q={query}")
        return len(captured)

    few = [queries("ferry"), queries("ferry&in=release"), queries("fery")]
    for number in range(25):
        make_issued_edition(make_marked_edition(headline=f"Ferry no. {number}"))

    assert [
        queries("ferry"),
        queries("ferry&in=release"),
        queries("fery"),
    ] == few
    assert max(few) <= 3
    named = "topic:sea speaker:calder organisation:transport role:transport"
    assert queries(named) <= 4
    assert queries(f'"a fery" {named}') <= 6


def test_of_very_many_hits_it_is_said_which_come_first(stranger, clock, monkeypatch):
    for module in ("models.finding", "views.search"):
        monkeypatch.setattr(f"briefings.{module}.MOST", 2)
    for module in ("views.hits", "views.search"):
        monkeypatch.setattr(f"briefings.{module}.WEIGHED", 1)
    for number in range(2):
        make_issued_edition(make_marked_edition(headline=f"Ferry {number}"))
    sentence = "The newest 1 come first, those that fit best before the others."
    cut = "Only 2 can be read through"
    page = read(stranger, "/search/?q=ferry&in=release")
    assert sentence in page
    assert cut not in page

    make_issued_edition(make_marked_edition(headline="Ferry 2"))

    page = read(stranger, "/search/?q=ferry&in=release")
    assert f"{sentence} {cut}" in page
    assert "Releases more than 2" in page
    assert "Commitments more than 2" in page
    assert "Everything more than 4" in page
    assert sentence not in read(stranger, "/search/?q=after:2020&in=release")


def test_a_phrase_of_very_common_words_is_looked_for_in_the_newest_releases(
    stranger, clock, monkeypatch
):
    monkeypatch.setattr("briefings.models.finding.READ_THROUGH", 2)
    for number in range(4):
        clock.move_to(THURSDAY + timedelta(days=number))
        make_issued_edition(headline=f"A ferry {number}", body="No boat, no ferry.")

    page = read(stranger, '/search/?q="no ferry"')

    assert "only those since 10 March 2091 were looked through" in page
    assert counts(stranger, '"no ferry"') == {"Releases": 2}
    older = '"no ferry" before:2091-03-10'
    assert counts(stranger, older) == {"Releases": 2}
    assert counts(stranger, "no ferry") == {"Releases": 4}
    assert "looked through" not in read(stranger, '/search/?q="no xylophone"')


def test_drafts_do_not_tell_how_far_back_a_phrase_is_looked_for(
    stranger, clock, monkeypatch
):
    monkeypatch.setattr("briefings.models.finding.READ_THROUGH", 2)
    for _ in range(2):
        make_issued_edition(headline="A ferry", body="No boat, no ferry.")
    for _ in range(8):
        make_edition(headline="Another", body="No boat, no ferry.")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE briefings_edition")

    page = read(stranger, '/search/?q="no ferry"')

    assert "looked through" not in page


def test_every_language_is_searched_by_its_stems():
    spoken = ["en", "da", "nl", "fi", "fr", "de", "it", "pt", "ru", "es", "sv"]
    codes = [*spoken, "nb", "nn", "no", "cy", "english", "fil", ""]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c, search_config(c || '-XX')::text FROM unnest(%s::text[]) AS c",
            [codes],
        )
        stems = dict(cursor.fetchall())

    assert {code for code in stems if stems[code] == "norwegian"} == {"nb", "nn", "no"}
    assert {code for code in stems if stems[code] == "simple"} == {
        "cy",
        "",
        "english",
        "fil",
    }
    assert {*STEMMED, "simple"} == set(stems.values())


def test_words_of_any_length_can_be_kept(clock):
    for letters in ("你-" * 100_000, "ﷺ" * 100_000, "word " * 60_000):
        edition = make_edition(headline="Long", body=letters)
        assert fresh(edition).plain_text[:1] == letters[0]


def test_somebody_is_found_by_the_names_that_readers_know(stranger, clock, writer):
    person = add_person(by=writer, name="Odd Larsen", biography="A pilot of Holm.")
    make_issued_edition(people=[person], at=THURSDAY)
    assert counts(stranger, "larsen") == {}

    clock.move_to(THURSDAY)
    assert counts(stranger, "larsen") == counts(stranger, "pilots") == {"People": 1}


def test_more_names_than_a_few_are_left_out_and_named(stranger, ferry):
    typed = " ".join(f"topic:t{n}" for n in range(1, 5))

    plain = read(stranger, f"/search/?q={typed} topic:t4")
    cut = read(stranger, f"/search/?q={typed} speaker:Calder role:Minister")

    assert "names were looked for" not in plain
    assert (
        "Only the first 4 names were looked for, without: “speaker:Calder”, "
        "“role:Minister”." in cut
    )


def test_a_box_full_of_names_asks_the_database_no_more(stranger, ferry):
    few = " ".join(f"topic:a{n}" for n in range(4))
    many = " ".join(f"topic:a{n}" for n in range(20))

    assert asked_of_database(stranger, many) == asked_of_database(stranger, few)


def asked_of_database(stranger, query: str) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        assert stranger.get("/search/", {"q": query}).status_code == 200
    return [q["sql"] for q in asked if "briefings_topic" in q["sql"]]
