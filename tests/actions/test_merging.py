"""Somebody entered twice: who may say so, what follows, and what must not."""

from datetime import date

import pytest

from briefings.actions.merging import merge, unmerge
from briefings.actions.notices import remove_release
from briefings.actions.people import add_person, add_role, appoint, person_called
from briefings.actions.quotes import change_quote
from briefings.errors import Refused
from briefings.models import Person, PersonName
from briefings.readiness import obstacles
from tests.making import (
    THURSDAY,
    fresh,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    mark_words,
)

pytestmark = pytest.mark.django_db


def make_quoted(name: str, *, at=None) -> Person:
    edition = make_edition(headline=f"{name} speaks")
    mark_words(edition, "The islands have waited long enough.", speaker=name)
    return make_issued_edition(edition, at=at).quotes.get().speaker


def make_person(name: str) -> Person:
    return add_person(by=None, name=name)


def test_a_person_entered_twice_is_kept_once(records_officer):
    kept, twice = make_quoted("Ines Calder"), make_quoted("Inez Calder")

    merge(kept, twice, by=records_officer)

    twice.refresh_from_db()
    assert twice.kept == kept
    assert twice.merged_by == records_officer
    assert twice.merged_at
    assert list(Person.objects.public()) == [kept]
    assert twice.quotes.get().speaker == twice


def test_merging_is_a_duty_of_its_own(writer):
    kept, twice = make_person("Ines Calder"), make_person("Inez Calder")

    with pytest.raises(Refused, match="may not merge what was entered twice"):
        merge(kept, twice, by=writer)
    with pytest.raises(Refused, match="may not merge what was entered twice"):
        unmerge(twice, by=writer)


def test_merging_with_somebody_merged_follows_on(records_officer):
    first, second, third = map(make_person, ("A. Calder", "B. Calder", "C. Calder"))
    merge(first, second, by=records_officer)

    merge(second, third, by=records_officer)

    assert set(first.duplicates.all()) == {second, third}


def test_those_merged_before_come_along(records_officer):
    first, second, third = map(make_person, ("A. Calder", "B. Calder", "C. Calder"))
    merge(second, third, by=records_officer)

    merge(first, second, by=records_officer)

    assert set(first.duplicates.all()) == {second, third}
    assert not second.duplicates.exists()


def test_nobody_is_merged_in_a_circle(records_officer):
    first, second = make_person("A. Calder"), make_person("B. Calder")
    merge(first, second, by=records_officer)

    for pair in ((first, first), (second, first), (first, second)):
        with pytest.raises(Refused, match="is one already: choose two"):
            merge(*pair, by=records_officer)


def test_both_can_be_told_apart_again(records_officer):
    kept, twice = make_quoted("Ines Calder"), make_quoted("Inez Calder")
    merge(kept, twice, by=records_officer)

    unmerge(twice, by=records_officer)

    assert set(Person.objects.public()) == {kept, twice}
    with pytest.raises(Refused, match="Inez Calder is not merged with another"):
        unmerge(twice, by=records_officer)


def test_a_page_that_readers_have_through_the_other_is_not_taken_away(
    publisher, records_officer
):
    kept, twice = make_quoted("Ines Calder"), make_quoted("Inez Calder")
    merge(kept, twice, by=records_officer)
    release = kept.quotes.get().edition.release
    remove_release(release, by=publisher, explanation="It was wrong.")

    with pytest.raises(Refused, match="would take a public page away"):
        unmerge(twice, by=records_officer)


def test_a_name_that_readers_do_not_know_is_not_made_public(clock, records_officer):
    known = make_quoted("Ines Calder")
    embargoed = make_quoted("Inez Calder", at=THURSDAY)

    with pytest.raises(Refused, match="Readers do not know Inez Calder yet"):
        merge(embargoed, known, by=records_officer)
    assert merge(known, embargoed, by=records_officer) == known


def test_an_unknown_name_does_not_become_public_later_through_the_other(
    clock, records_officer
):
    soon = make_quoted("Ines Calder", at=THURSDAY)
    draft = make_marked_edition().quotes.get().speaker

    with pytest.raises(Refused, match="Readers do not know Ines Calder yet"):
        merge(soon, draft, by=records_officer)


def test_editors_find_the_kept_person_under_every_name(records_officer):
    kept, twice = make_person("Ines Calder"), make_person("Inez Larsen")
    PersonName.objects.create(person=twice, name="Inez Odd")
    merge(kept, twice, by=records_officer)

    office = Person.objects.as_office()

    assert [p.key for p in office.people] == [kept.pk]
    assert office.people[0].other_names == ("Inez Larsen", "Inez Odd")
    assert person_called("inez odd") == person_called("Inez Larsen") == kept


def test_a_role_of_the_other_row_is_the_persons(writer, records_officer):
    edition = make_marked_edition()
    quote = edition.quotes.get()
    twice = make_person("Inez Calder")
    role = add_role(by=writer, title="Transport Minister")
    held = appoint(twice, role, by=writer, started_on=date(2000, 1, 1))

    merge(quote.speaker, twice, by=records_officer)

    twice.refresh_from_db()
    said = change_quote(quote, by=writer, speaker=twice)
    assert (said.speaker, said.appointment) == (quote.speaker, held)
    told = [str(o) for o in obstacles(fresh(edition), day=date(2091, 3, 5))]
    assert not [sentence for sentence in told if "holds no role" in sentence]
