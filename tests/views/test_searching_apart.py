"""Promises and people are found by words that stand apart, in a title and in what was
said, in a name and in the titles of roles; and so they are left out."""

from datetime import timedelta

import pytest

from briefings.actions.people import add_person, add_role, appoint
from briefings.actions.quotes import change_quote
from briefings.models import Commitment
from tests.making import (
    MONDAY,
    THURSDAY,
    make_issued_edition,
    make_marked_edition,
)
from tests.views.reading import read, source

pytestmark = pytest.mark.django_db


@pytest.fixture
def ferry(clock, writer):
    """Ines Calder, Transport Minister, with a promise whose words are not its title."""
    edition = make_marked_edition(promise={"success_criteria": "Winter sailings."})
    quote = edition.quotes.get()
    role = add_role(by=writer, title="Transport Minister")
    held = appoint(quote.speaker, role, by=writer, started_on=MONDAY.date())
    change_quote(quote, by=writer, appointment=held)
    return make_issued_edition(edition)


def places(client, query: str) -> list[str]:
    """The lists and searches that find the promise for these words."""
    found = Commitment.objects.get().get_absolute_url()
    asked = ("/search/", "/commitments/")
    return [path for path in asked if found in source(client, f"{path}?q={query}")]


def people(client, query: str) -> int:
    """In how many places this finds her."""
    path = "/people/ines-calder/"
    return [
        path in source(client, f"/search/?q=kind:person {query}"),
        path in source(client, f"/people/?q={query}"),
    ].count(True)


def test_a_promise_is_left_out_by_its_title_as_by_what_was_said(stranger, ferry):
    # The first stands with the title alone, the second in what was said alone.
    for word, other in (("sailings", "june"), ("june", "sailings")):
        assert len(places(stranger, word)) == 2
        assert places(stranger, f"{word} -{other}") == []
        assert places(stranger, f'{word} -"{other}"') == []
        assert places(stranger, f"xylophone or {word} -{other}") == []
        assert len(places(stranger, f"{word} -xylophone")) == 2
        assert len(places(stranger, f"{word} -{other} or {word}")) == 2
    assert places(stranger, "kind:commitment -june") == []
    assert "/search/" in places(stranger, "kind:commitment -xylophone")


def test_somebody_is_left_out_by_name_as_by_title(stranger, ferry):
    assert people(stranger, "calder") == people(stranger, "minister") == 2

    for query in ("calder -minister", "minister -calder", "-calder", "-transport"):
        assert people(stranger, query) == 0, query
    assert people(stranger, "minister -larsen") == 2


def test_somebody_is_found_by_name_and_title_together(stranger, ferry):
    together = ("calder transport", "Minister Ines", 'calder "transport minister"')
    for query in together:
        assert people(stranger, query) == 2, query
    for query in ("calder for the transport", "xylophone or calder minister"):
        assert people(stranger, query) == 2, query
    for query in ("calder health", "larsen transport", 'ines "minister transport"'):
        assert people(stranger, query) == 0, query
    for query in ("the", "the of", "%25%25"):
        assert people(stranger, query) == 0, query


def test_so_many_words_are_still_looked_for(stranger, ferry):
    many = " ".join(["calder"] * 3 + [f"word{n}" for n in range(20)])

    assert people(stranger, many) == 0
    assert people(stranger, f"{many} or calder") == 2
    assert people(stranger, f"{many} or calder -minister") == 0


def test_a_title_that_is_not_public_yet_joins_no_name(stranger, clock, writer, ferry):
    larsen = add_person(by=writer, name="Odd Larsen")
    make_issued_edition(people=[larsen])
    later = make_issued_edition(headline="New posts", at=THURSDAY)
    role = add_role(by=writer, title="Harbour Master")
    day = {"started_on": MONDAY.date(), "announced_in": later.release}
    appoint(larsen, role, by=writer, **day)
    asked = "/search/?q=kind:person larsen harbour"
    without = "/search/?q=kind:person larsen -harbour"

    assert "/people/odd-larsen/" not in source(stranger, asked)
    assert "/people/odd-larsen/" in source(stranger, without)

    clock.move_to(THURSDAY + timedelta(seconds=1))
    assert "/people/odd-larsen/" in source(stranger, asked)
    assert "Nothing was found" in read(stranger, without)
