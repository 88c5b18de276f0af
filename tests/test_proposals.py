from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefings.actions.figures import mark_figure
from briefings.actions.people import add_person, add_role, appoint
from briefings.models import Suggestion
from briefings.proposals import announced_before, propose, said_before
from tests.making import (
    fresh,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    span,
)

pytestmark = pytest.mark.django_db
DAY = date(2091, 3, 5)


@pytest.fixture
def edition():
    return make_edition()


def proposal(edition, kind, words):
    return propose(fresh(edition), kind, on=DAY, **span(edition, words))


def promise(edition, words, **found) -> Suggestion:
    return Suggestion(edition=edition, kind="commitment", words=words, found=found)


def test_selected_words_come_with_the_speaker_and_the_role_of_that_day(edition):
    by = edition.written_by
    person = add_person(by=by, name="Ines Calder")
    role = add_role(by=by, title="Transport Minister")
    held = appoint(person, role, by=by, started_on=date(2090, 1, 1))

    quote = proposal(edition, "quote", "The islands have waited long enough.")

    assert quote.pk is None
    assert quote.found["person"] == person.pk
    assert quote.found["appointment"] == held.pk


def test_selected_words_come_with_the_deadline(edition):
    words = "will open a ferry line to Skerrow by 1 June 2091"

    assert proposal(edition, "commitment", words).found["due_by"] == "2091-06-01"


def test_nothing_is_made_up_about_words_that_tell_nothing(edition):
    assert proposal(edition, "figure", "signed the petition").found == {}


def test_a_promise_of_another_release_is_recognised_by_its_words(edition):
    earlier = make_issued_edition(make_marked_edition()).statements.get()
    words = "The government will open a ferry line to Skerrow by 1 June 2091."
    others = "More than 4,200 people signed the petition for it."

    found = said_before(edition, [promise(edition, words), promise(edition, others)])

    assert found == [[earlier.commitment], []]


def test_a_promise_is_recognised_by_its_sum(edition):
    sum_promised = {"amount": Decimal(75_000_000), "currency": "GBP"}
    marked = make_marked_edition(promise=sum_promised)
    commitment = marked.statements.get().commitment
    words = "£75 million for a ferry to Skerrow"

    same = promise(edition, words, amount="75000000", currency="GBP")
    other = promise(edition, words, amount="80000000", currency="GBP")
    assert said_before(edition, [same, other]) == [[commitment], []]


def test_a_promise_of_this_edition_is_not_said_before():
    edition = make_marked_edition()
    words = edition.statements.get().words

    assert said_before(edition, [promise(edition, words)]) == [[]]


def test_a_sum_that_was_claimed_before_leads_to_the_first_time(edition, writer):
    text = "€3 million was promised. Nobody counts the rest."
    for headline in ("The first", "The second"):
        draft = make_edition(headline=headline, body=text)
        mark_figure(
            draft,
            by=writer,
            value=3_000_000,
            unit="EUR",
            currency="EUR",
            **span(draft, "€3 million"),
        )
        make_issued_edition(draft)

    claims = [
        Suggestion(kind="figure", found={"value": "3000000", "currency": "EUR"}),
        Suggestion(kind="figure", found={"value": "3000000", "currency": None}),
    ]
    first, nothing = announced_before(edition, claims)

    assert first.headline == "The first"
    assert nothing is None


def test_what_is_still_under_embargo_was_not_announced(edition, writer):
    draft = make_edition(headline="Tomorrow", body="€3 million.")
    about = {"value": 3_000_000, "unit": "EUR", "currency": "EUR"}
    mark_figure(draft, by=writer, **about, **span(draft, "€3 million"))

    claim = Suggestion(kind="figure", found={"value": "3000000", "currency": "EUR"})
    assert announced_before(edition, [claim]) == [None]


def test_all_promises_and_sums_are_looked_up_at_once(edition):
    many = [promise(edition, f"We will open harbour {n} for everybody") for n in "abc"]

    with CaptureQueriesContext(connection) as queries:
        said_before(edition, many)
        announced_before(edition, [])

    assert len(queries) <= 3
