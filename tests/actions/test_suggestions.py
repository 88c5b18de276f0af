from datetime import date

import pytest

from briefings.actions.commitments import mark_commitment
from briefings.actions.imports import import_release
from briefings.actions.people import add_person, add_role, appoint
from briefings.actions.quotes import mark_quote
from briefings.actions.suggestions import (
    accept_suggestion,
    accept_suggestions,
    change_suggestion,
    reject_suggestion,
)
from briefings.errors import Refused
from briefings.models import Commitment, Person, PersonName, Quote, Suggestion
from briefings.models.suggestions import SuggestionKind, Verdict
from tests.making import (
    MONDAY,
    fresh,
    make_approved_edition,
    make_edition,
    make_issued_edition,
    save,
    span,
)

pytestmark = pytest.mark.django_db

TEXT = """\
Skerrow gets a ferry

The government will open a ferry line to Skerrow by June 2091.

Transport Minister Ines Calder said: "The islands have waited long enough. We will \
spend £75 million on new ships."

More than 4,200 people signed the petition for it.
"""


@pytest.fixture
def edition(clock, writer):
    return import_release(TEXT.encode(), name="ferry.txt", by=writer)


def proposed(edition, kind) -> Suggestion:
    return edition.suggestions.filter(kind=kind).first()


def test_what_the_reader_found_lies_at_its_words(edition):
    text = edition.plain_text
    kinds = set()
    for suggestion in edition.suggestions.all():
        assert text[suggestion.start : suggestion.end] == suggestion.words
        assert (suggestion.verdict, suggestion.ref) == (Verdict.OPEN, "")
        kinds.add(suggestion.kind)

    assert kinds == set(SuggestionKind.values)


def test_every_proposal_can_be_taken_as_it_is(edition, writer):
    for suggestion in edition.suggestions.all():
        record = accept_suggestion(suggestion, by=writer)
        suggestion.refresh_from_db()
        assert record.words == suggestion.words
        assert suggestion.ref == record.ref

    decided = edition.suggestions.all()
    assert {s.verdict for s in decided} == {Verdict.ACCEPTED}
    assert {(s.decided_by, s.decided_at) for s in decided} == {(writer, MONDAY)}


def test_an_accepted_quote_has_its_speaker_as_printed(edition, writer):
    quote = accept_suggestion(proposed(edition, SuggestionKind.QUOTE), by=writer)

    assert quote.speaker == Person.objects.get(name="Ines Calder")
    assert (quote.speaker_name, quote.speaker_role) == (
        "Ines Calder",
        "Transport Minister",
    )
    assert "Ines Calder" in quote.attribution


def test_an_accepted_promise_has_its_days_and_its_qualifier(clock, writer):
    text = TEXT.replace("by June 2091", "by June 2091 for up to €4 million")
    edition = import_release(text.encode(), name="sum.txt", by=writer)

    statement = accept_suggestion(
        proposed(edition, SuggestionKind.COMMITMENT), by=writer
    )

    made = statement.commitment
    assert (made.deadline_words, str(made.due_by)) == ("by June 2091", "2091-06-30")
    assert (made.due_from, made.deadline_basis) == (None, "stated")
    assert (made.amount, made.amount_qualifier) == (4_000_000, "up_to")


def test_a_beginning_alone_is_kept_in_words(clock, writer):
    text = TEXT.replace("by June 2091", "from June 2091")
    edition = import_release(text.encode(), name="from.txt", by=writer)

    made = accept_suggestion(
        proposed(edition, SuggestionKind.COMMITMENT), by=writer
    ).commitment

    assert made.deadline_words == "from June 2091"
    assert (made.due_from, made.due_by, made.deadline_basis) == (None, None, "")


def test_an_accepted_figure_has_its_period_and_comparison(clock, writer):
    text = TEXT.replace(
        "More than 4,200 people signed the petition for it.",
        "Ferries took 4,200 people in 2023/24, an increase of 19% on the year before.",
    )
    edition = import_release(text.encode(), name="people.txt", by=writer)
    [suggestion] = edition.suggestions.filter(kind="figure", words="4,200")

    figure = accept_suggestion(suggestion, by=writer)

    assert str(figure.period_from) == "2023-04-01"
    assert str(figure.period_to) == "2024-03-31"
    assert figure.comparison == "an increase of 19% on the year before"


def test_a_speaker_who_is_known_is_not_added_again(edition, writer):
    accept_suggestion(proposed(edition, SuggestionKind.QUOTE), by=writer)
    again = import_release(TEXT.encode() + b"\n", name="again.txt", by=writer)

    accept_suggestion(proposed(again, SuggestionKind.QUOTE), by=writer)

    assert Person.objects.count() == 1
    assert Quote.objects.count() == 2


def test_a_changed_suggestion_is_what_the_editor_made_of_it(edition, writer):
    suggestion = proposed(edition, SuggestionKind.FIGURE)

    figure = change_suggestion(suggestion, by=writer, unit="islanders", value=4300)

    suggestion.refresh_from_db()
    assert (figure.unit, figure.value) == ("islanders", 4300)
    assert (suggestion.verdict, suggestion.ref) == (Verdict.CHANGED, figure.ref)


def test_a_promise_made_before_is_said_again(edition, writer):
    earlier = make_edition()
    made = mark_commitment(
        earlier, by=writer, **span(earlier, "will open a ferry line to Skerrow")
    ).commitment

    statement = change_suggestion(
        proposed(edition, SuggestionKind.COMMITMENT), by=writer, commitment=made
    )

    assert (statement.commitment, statement.novelty) == (made, "restated")
    assert Commitment.objects.count() == 1


def test_a_rejected_suggestion_is_kept_and_makes_nothing(edition, writer):
    suggestion = reject_suggestion(
        proposed(edition, SuggestionKind.COMMITMENT), by=writer
    )

    assert (suggestion.verdict, suggestion.ref) == (Verdict.REJECTED, "")
    assert not Commitment.objects.exists()


DECISIONS = [accept_suggestion, change_suggestion, reject_suggestion]


@pytest.mark.parametrize("decide", DECISIONS)
def test_a_suggestion_is_decided_once(edition, writer, decide):
    suggestion = proposed(edition, SuggestionKind.FIGURE)
    reject_suggestion(suggestion, by=writer)

    with pytest.raises(Refused, match="Wren decided this suggestion already"):
        decide(suggestion, by=writer)


@pytest.mark.parametrize("decide", DECISIONS)
def test_somebody_who_may_not_write_decides_nothing(edition, records_officer, decide):
    with pytest.raises(Refused, match="may not write releases"):
        decide(proposed(edition, SuggestionKind.FIGURE), by=records_officer)

    assert edition.suggestions.open().count() == edition.suggestions.count()


def test_nothing_is_decided_of_an_issued_edition(writer):
    edition = make_edition()
    suggestion = Suggestion.objects.create(
        edition=edition, kind="figure", words="1 June", **span(edition, "1 June")
    )
    make_issued_edition(edition)

    with pytest.raises(Refused, match=r"issued\. Begin a correction"):
        reject_suggestion(suggestion, by=writer)


def test_a_suggestion_follows_its_words(edition, writer):
    suggestion = proposed(edition, SuggestionKind.FIGURE)

    save(edition, body="First of all.\n\n" + edition.body)

    suggestion.refresh_from_db()
    text = fresh(edition).plain_text
    assert text[suggestion.start : suggestion.end] == suggestion.words


def test_a_suggestion_whose_words_are_gone_needs_others(edition, writer):
    suggestion = proposed(edition, SuggestionKind.FIGURE)
    save(edition, body=edition.body.replace(suggestion.words, "Many"))

    with pytest.raises(Refused, match="no longer in the text: select others"):
        accept_suggestion(suggestion, by=writer)

    again = proposed(fresh(edition), SuggestionKind.FIGURE)
    taken = change_suggestion(
        again, by=writer, value=1, unit="many", **span(edition, "Many")
    )
    assert taken.words == "Many"


def test_words_selected_for_a_suggestion_are_those_that_were_read(edition, writer):
    read = proposed(edition, SuggestionKind.FIGURE)
    selected = span(edition, "4,200 people")
    save(edition, body="First of all.\n\n" + edition.body)

    figure = change_suggestion(read, by=writer, value=4200, unit="people", **selected)

    assert figure.words == "4,200 people"


def test_a_suggestion_is_not_taken_with_half_a_place(edition, writer):
    with pytest.raises(TypeError, match="both a start and an end"):
        change_suggestion(proposed(edition, SuggestionKind.FIGURE), by=writer, start=1)


def test_of_two_people_called_alike_an_editor_chooses_the_speaker(edition, writer):
    first, second = (add_person(by=writer, name="Ines Calder") for _ in "12")
    suggestion = proposed(edition, SuggestionKind.QUOTE)

    with pytest.raises(Refused, match="are called Ines Calder: choose the speaker"):
        accept_suggestion(suggestion, by=writer)

    assert change_suggestion(suggestion, by=writer, speaker=second).speaker == second
    assert not first.quotes.exists()


def test_taking_a_suggestion_ends_an_approval(edition, writer):
    suggestion = proposed(edition, SuggestionKind.FIGURE)
    approved = make_approved_edition(edition)

    accept_suggestion(suggestion, by=writer)

    assert fresh(approved).state == "in_review"


def known_minister(writer, name="Ines Sofia Calder"):
    person = add_person(by=writer, name=name)
    PersonName.objects.create(person=person, name="Ines Calder")
    role = add_role(by=writer, title="Transport Minister")
    return appoint(person, role, by=writer, started_on=date(2020, 1, 1))


def test_a_quote_is_taken_for_the_person_the_office_knows(clock, writer):
    held = known_minister(writer)
    edition = import_release(TEXT.encode(), name="ferry.txt", by=writer)

    quote = accept_suggestion(proposed(edition, SuggestionKind.QUOTE), by=writer)

    assert (quote.speaker, quote.appointment) == (held.person, held)
    assert Person.objects.count() == 1


def test_a_person_known_by_key_keeps_the_quote_through_a_new_name(clock, writer):
    held = known_minister(writer)
    edition = import_release(TEXT.encode(), name="ferry.txt", by=writer)
    PersonName.objects.all().delete()
    Person.objects.filter(pk=held.person_id).update(name="Ines Larsen")

    quote = accept_suggestion(proposed(edition, SuggestionKind.QUOTE), by=writer)

    assert quote.speaker_id == held.person_id
    assert Person.objects.count() == 1


def test_a_person_who_is_gone_is_looked_for_by_name(clock, writer):
    held = known_minister(writer)
    edition = import_release(TEXT.encode(), name="ferry.txt", by=writer)
    held.delete()
    PersonName.objects.all().delete()
    Person.objects.all().delete()

    quote = accept_suggestion(proposed(edition, SuggestionKind.QUOTE), by=writer)

    assert quote.speaker.name == quote.speaker_name
    assert quote.appointment is None


def test_an_editor_may_choose_another_speaker_than_the_office_knows(clock, writer):
    known_minister(writer)
    edition = import_release(TEXT.encode(), name="ferry.txt", by=writer)
    other = add_person(by=writer, name="Odd Larsen")

    quote = change_suggestion(
        proposed(edition, SuggestionKind.QUOTE), by=writer, speaker=other
    )

    assert (quote.speaker, quote.appointment) == (other, None)


def test_all_that_is_proposed_is_taken_in_one_step(edition, writer):
    revisions = edition.revisions.count()
    count = edition.suggestions.open().count()

    made, reasons = accept_suggestions(edition, by=writer)

    assert (len(made), reasons) == (count, [])
    assert not edition.suggestions.open().exists()
    assert edition.revisions.count() == revisions + 1
    page = fresh(edition).body_html
    assert all(record.ref in page for record in made)


def test_what_cannot_be_taken_stays_and_says_why(edition, writer):
    quote = proposed(edition, SuggestionKind.QUOTE)
    place = {"start": quote.start, "end": quote.end}
    mark_quote(edition, by=writer, **place)

    made, reasons = accept_suggestions(edition, by=writer)

    assert made
    assert reasons == [
        "These words are part of another quote. Change that one instead."
    ]
    assert edition.suggestions.open().get() == quote


def test_somebody_who_may_not_write_takes_nothing(edition, records_officer):
    with pytest.raises(Refused, match="may not write releases"):
        accept_suggestions(edition, by=records_officer)


REPEATED = """\
Skerrow gets a ferry

- The government will open a ferry line to Skerrow by June 2091.

The government will open a new ferry line to Skerrow by June 2091, it said today.
"""


def test_a_promise_in_several_wordings_is_one_commitment_said_in_each(writer):
    edition = import_release(REPEATED.encode(), name="ferry.txt", by=writer)
    [suggestion] = edition.suggestions.filter(kind=SuggestionKind.COMMITMENT)
    assert len(suggestion.found["also"]) == 1

    accept_suggestion(suggestion, by=writer)

    [commitment] = Commitment.objects.all()
    said = commitment.statements.order_by("start")
    assert len({statement.start for statement in said}) == 2
    assert {statement.novelty for statement in said} == {"new", "restated"}


def test_two_who_spoke_together_are_not_entered_as_one_person(clock, writer):
    text = TEXT.replace(
        "Transport Minister Ines Calder said", "Ines Calder and Huw Parry said"
    )
    edition = import_release(text.encode(), name="ferry.txt", by=writer)

    quote = accept_suggestion(proposed(edition, SuggestionKind.QUOTE), by=writer)

    assert quote.speaker is None
    assert quote.speaker_name == "Ines Calder and Huw Parry"
    assert not Person.objects.filter(name__contains=" and ").exists()
