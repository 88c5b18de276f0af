import pytest

from briefings.actions.commitments import change_statement
from briefings.actions.figures import change_figure, mark_figure, unmark_figure
from briefings.actions.imports import import_release
from briefings.actions.people import add_person
from briefings.actions.quotes import change_quote, unmark_quote
from briefings.actions.subjects import remove_entry
from briefings.actions.suggestions import (
    accept_suggestion,
    accept_suggestions,
    reject_suggestion,
)
from briefings.actions.undoing import last_step, reopen_suggestion, take_back
from briefings.errors import Refused
from briefings.models import Commitment
from briefings.models.suggestions import Verdict
from tests.making import (
    fresh,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    mark_words,
    save,
    span,
)

pytestmark = pytest.mark.django_db

TEXT = b"""Skerrow gets a ferry

The government will open a ferry line to Skerrow by June 2091.

Transport Minister Ines Calder said: "The islands have waited long enough. We will \
spend \xc2\xa375 million on new ships."
"""


@pytest.fixture
def proposed(writer):
    return import_release(TEXT, name="ferry.txt", by=writer)


@pytest.fixture
def marked():
    return make_marked_edition()


def undo(edition):
    return take_back(edition, by=edition.written_by, revision=last_step(edition))


def what_is_marked(edition) -> dict:
    content = fresh(edition).content()
    return {kind: content[kind] for kind in ("quotes", "statements", "figures")}


def test_an_accepted_suggestion_is_proposed_again(proposed, writer):
    suggestion = proposed.suggestions.filter(kind="quote").get()
    accept_suggestion(suggestion, by=writer)

    undo(proposed)

    suggestion.refresh_from_db()
    assert (suggestion.verdict, suggestion.decided_by) == (Verdict.OPEN, None)
    assert not proposed.quotes.exists()


def test_all_that_were_accepted_at_once_are_taken_back_at_once(proposed, writer):
    open_before = proposed.suggestions.open().count()
    accept_suggestions(proposed, by=writer)

    undo(proposed)

    assert proposed.suggestions.open().count() == open_before
    assert not Commitment.objects.exists()
    assert what_is_marked(proposed) == {"quotes": [], "statements": [], "figures": []}


def test_a_rejected_suggestion_is_proposed_again(proposed, writer):
    suggestion = reject_suggestion(proposed.suggestions.first(), by=writer)

    assert reopen_suggestion(suggestion, by=writer).verdict == Verdict.OPEN
    with pytest.raises(Refused, match="Only a rejected suggestion"):
        reopen_suggestion(suggestion, by=writer)


def test_a_record_that_was_taken_out_comes_back_as_it_was(marked):
    before = what_is_marked(marked)
    unmark_quote(marked.quotes.get(), by=marked.written_by)

    undo(marked)

    assert what_is_marked(marked) == before


def test_a_commitment_that_went_with_its_words_comes_back(marked):
    by = marked.written_by
    statement = marked.statements.get()
    commitment = statement.commitment
    take_back(marked, by=by, revision=_step_of(marked, "statements"))
    assert not Commitment.objects.exists()

    undo(marked)

    assert marked.statements.get().ref == statement.ref
    assert Commitment.objects.get().content() == commitment.content()


def test_a_changed_record_is_as_before(marked):
    figure = change_figure(
        marked.figures.get(), by=marked.written_by, source_name="Port authority"
    )

    undo(marked)

    figure.refresh_from_db()
    assert figure.source_name == ""


def test_later_work_stays(marked):
    by = marked.written_by
    step = last_step(marked)  # the figure was marked last
    later = mark_figure(
        marked, by=by, value=1, unit="June", **span(marked, "1 June 2091")
    )

    take_back(marked, by=by, revision=step)

    assert [f.ref for f in marked.figures.all()] == [later.ref]


def test_what_is_taken_back_follows_words_that_changed_since(marked):
    by = marked.written_by
    unmark_figure(marked.figures.get(), by=by)
    step = last_step(marked)
    save(marked, body="A new beginning.\n\n" + fresh(marked).body)

    take_back(marked, by=by, revision=step)

    figure = marked.figures.get()
    text = fresh(marked).plain_text
    assert text[figure.start : figure.end] == "Almost 4,200"


def test_a_step_of_writing_is_not_taken_back_here(marked):
    save(marked, body="Other words.")

    with pytest.raises(Refused, match="changed the text"):
        undo(marked)


@pytest.mark.parametrize("revision", [0, 1, 99])
def test_there_is_nothing_before_the_first_save_or_after_the_last(marked, revision):
    with pytest.raises(Refused, match="no such step"):
        take_back(marked, by=marked.written_by, revision=revision)


def test_nothing_of_an_issued_edition_is_taken_back(publisher):
    edition = make_issued_edition(make_marked_edition())

    with pytest.raises(Refused, match="issued"):
        take_back(edition, by=publisher, revision=last_step(edition))


def test_only_writers_take_back(marked, records_officer):
    with pytest.raises(Refused, match="may not write releases"):
        take_back(marked, by=records_officer, revision=last_step(marked))


def test_nobody_takes_a_colleagues_step_back(marked, approver):
    before = what_is_marked(marked)

    with pytest.raises(Refused, match="only they can take it back"):
        take_back(marked, by=approver, revision=last_step(marked))

    assert what_is_marked(marked) == before
    undo(marked)
    assert what_is_marked(marked) != before


def test_what_a_colleague_changed_of_the_same_record_stays(marked, approver, writer):
    quote = marked.quotes.get()
    change_quote(quote, by=marked.written_by, context="In the harbour")
    step = last_step(marked, of=marked.written_by)
    change_quote(marked.quotes.get(), by=writer, speaker_role="Minister of Ferries")

    take_back(fresh(marked), by=marked.written_by, revision=step)

    quote = marked.quotes.get()
    assert (quote.context, quote.speaker_role) == ("", "Minister of Ferries")


def test_a_later_value_of_the_same_column_stays(marked, writer):
    change_quote(marked.quotes.get(), by=marked.written_by, context="In the harbour")
    step = last_step(marked, of=marked.written_by)
    change_quote(marked.quotes.get(), by=writer, context="At sea")

    with pytest.raises(Refused, match="Nothing is left of that step"):
        take_back(fresh(marked), by=marked.written_by, revision=step)

    assert marked.quotes.get().context == "At sea"


def test_a_promise_that_a_colleague_put_in_the_place_of_another_stays(marked, approver):
    by, statement = marked.written_by, marked.statements.get()
    change_statement(statement, by=by, novelty="revised")
    step = last_step(marked)
    other = make_marked_edition(written_by=by).statements.get().commitment
    change_statement(fresh(marked).statements.get(), by=approver, commitment=other)

    take_back(marked, by=by, revision=step)

    left = marked.statements.get()
    assert (left.novelty, left.commitment) == ("new", other)


def test_a_record_that_a_colleague_filled_in_is_not_unmarked_by_an_undo(writer):
    edition = make_edition(body="The ferry costs £75 million.")
    by = edition.written_by
    about = {"value": 75_000_000, "unit": "pounds", **span(edition, "£75 million")}
    figure = mark_figure(edition, by=by, **about)
    step = last_step(edition, of=by)
    change_figure(figure, by=writer, source_name="The budget")

    with pytest.raises(Refused, match="“£75 million” was filled in since"):
        take_back(fresh(edition), by=by, revision=step)

    assert edition.figures.get().source_name == "The budget"


def test_words_that_somebody_else_marked_meanwhile_are_not_marked_twice(marked):
    by = marked.written_by
    quote = marked.quotes.get()
    unmark_quote(quote, by=by)
    step = last_step(marked)
    mark_words(fresh(marked), quote.words, speaker="Odd Larsen")

    with pytest.raises(Refused, match="part of another quote"):
        take_back(marked, by=by, revision=step)


def _step_of(edition, kind: str) -> int:
    """The save that put the first record of this kind in."""
    return next(
        revision.number
        for revision in edition.revisions.order_by("number")
        if revision.content[kind]
    )


def test_taking_back_a_step_takes_a_recording_away_that_was_not_there(writer):
    quote = make_marked_edition(written_by=writer).quotes.get()
    address = "https://video.example/ferry"
    edition = change_quote(quote, by=writer, recording_url=address).edition

    take_back(edition, by=writer, revision=last_step(edition))

    assert fresh(edition).quotes.get().recording_url == ""


def test_what_was_deleted_since_stays_away_and_is_named(marked, writer):
    quote = marked.quotes.get()
    speaker, by = quote.speaker, marked.written_by
    other = add_person(by=by, name="Ines Calder-Holm")
    change_quote(quote, by=by, speaker=other)
    remove_entry(speaker, by=by)

    told = undo(marked)

    assert told == (
        "Taken back, but for what was deleted since: the speaker of “The islands have "
        "waited long enough. We start on Monday.”."
    )
    assert marked.quotes.get().speaker is None


def test_a_step_of_which_nothing_is_left_is_not_said_to_be_taken_back(marked):
    by = marked.written_by
    figure = marked.figures.get()
    step = _step_of(marked, "figures")
    unmark_figure(figure, by=by)

    with pytest.raises(Refused, match="Nothing is left of that step to take back"):
        take_back(marked, by=by, revision=step)


def test_a_part_comes_back_to_its_whole_that_came_back_too(writer):
    edition = make_edition(body="£40 million, of which £15 million for Skerrow.")
    about = {"value": 40, "unit": "GBP"} | span(edition, "£40 million")
    whole = mark_figure(edition, by=writer, **about)
    about = {"value": 15, "part_of": whole} | span(edition, "£15 million")
    part = mark_figure(edition, by=writer, unit="GBP", **about)
    edition = fresh(edition)
    marked = what_is_marked(edition)
    unmark_figure(part, by=writer)
    of_the_part = last_step(edition)
    unmark_figure(whole, by=writer)

    take_back(edition, by=writer, revision=last_step(edition))
    take_back(edition, by=writer, revision=of_the_part)

    back = edition.figures.get(ref=part.ref)
    assert back.part_of == edition.figures.get(ref=whole.ref)
    assert len(marked["figures"]) == edition.figures.count() == 2
