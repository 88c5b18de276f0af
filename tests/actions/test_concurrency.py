from functools import partial

import pytest
from django.db import IntegrityError

from briefings.actions.commitments import (
    describe_commitment,
    mark_commitment,
    restate_commitment,
    unmark_statement,
)
from briefings.actions.figures import mark_figure
from briefings.actions.imports import import_release
from briefings.actions.issue import issue_edition, note_lift, unschedule_edition
from briefings.actions.notices import remove_release, withdraw_release
from briefings.actions.people import add_person, enter_person
from briefings.actions.releases import begin_correction, create_release, save_draft
from briefings.actions.review import approve_edition
from briefings.actions.subjects import add_topic
from briefings.actions.suggestions import accept_suggestion, reject_suggestion
from briefings.errors import Refused
from briefings.jobs.releases import announce_lifted_editions
from briefings.models import (
    Commitment,
    Edition,
    Figure,
    ImportedFile,
    Person,
    Quote,
    Release,
    Suggestion,
    Transition,
)
from briefings.workflow import State
from tests.actions.racing import (
    Racer,
    at_once,
    door_of,
    door_of_addresses,
    half_way,
    kinds,
    the_refusal,
    wait_until_waiting,
)
from tests.making import (
    fresh,
    make_approved_edition,
    make_edition,
    make_edition_in_review,
    make_issued_edition,
    make_marked_edition,
    save,
    span,
)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("committed"),
]


def moves(edition: Edition) -> list[str]:
    return [t.move for t in edition.transitions.order_by("id")]


def test_of_two_saves_one_stays_and_the_other_is_told(writer, approver):
    edition = make_edition(written_by=writer)

    outcomes = at_once(
        lambda: save_draft(edition, by=writer, based_on=1, headline="Wren's"),
        lambda: save_draft(edition, by=approver, based_on=1, headline="Asa's"),
        door=door_of(edition),
    )

    assert kinds(outcomes) == ["Conflict", "Edition"]
    stays = next(o for o in outcomes if isinstance(o, Edition))
    assert fresh(edition).headline == stays.headline
    assert "Your text is not lost" in the_refusal(outcomes)
    assert edition.revisions.count() == 2


def test_an_approval_is_never_of_words_that_were_being_saved(approver):
    edition = make_edition_in_review()

    outcomes = at_once(
        lambda: save(edition, headline="Other"),
        lambda: approve_edition(edition, by=approver),
        door=door_of(edition),
    )

    # Whoever came first, the other words wait for an approval of their own.
    edition = fresh(edition)
    assert (edition.headline, edition.state) == ("Other", State.IN_REVIEW)
    assert kinds(outcomes) in (["Conflict", "Edition"], ["Edition", "Edition"])
    assert moves(edition)[-1] in ("submit", "reopen")


def test_an_issue_is_never_of_words_that_were_being_saved(publisher):
    edition = make_approved_edition()

    outcomes = at_once(
        lambda: save(edition, headline="Other"),
        lambda: issue_edition(edition, by=publisher),
        door=door_of(edition),
    )

    edition = fresh(edition)
    assert kinds(outcomes) == ["Edition", "Refused"]
    assert (edition.headline, edition.state) in (
        ("Other", State.IN_REVIEW),
        ("A ferry for Skerrow", State.ISSUED),
    )


def test_what_is_issued_was_approved_first(approver, publisher):
    edition = make_edition_in_review()

    approved, issued = at_once(
        lambda: approve_edition(edition, by=approver),
        lambda: issue_edition(edition, by=publisher),
        door=door_of(edition),
    )

    assert isinstance(approved, Edition)
    if isinstance(issued, Refused):
        assert moves(edition) == ["create", "submit", "approve"]
    else:
        assert moves(edition) == ["create", "submit", "approve", "issue"]


def test_an_edition_is_issued_by_one_of_two(publisher, administrator):
    edition = make_approved_edition()

    outcomes = at_once(
        lambda: issue_edition(edition, by=publisher),
        lambda: issue_edition(edition, by=administrator),
        door=door_of(edition),
    )

    assert kinds(outcomes) == ["Edition", "Refused"]
    assert "not possible while the edition is issued" in the_refusal(outcomes)
    assert moves(edition).count("issue") == 1


def insert_quote(edition: Edition) -> int:
    """As a person at a psql prompt would, past every action."""
    row = Quote.objects.get(edition=edition)
    row.pk, row.ref, row._state.adding = None, "smuggled", True
    row.save()
    return row.pk


def test_a_quote_does_not_slip_in_beside_an_issue(publisher):
    edition = make_approved_edition(make_marked_edition())

    with half_way(lambda: issue_edition(edition, by=publisher)) as issue:
        smuggler = Racer(lambda: insert_quote(edition))
        wait_until_waiting([smuggler])

    assert issue.outcome().state == State.ISSUED
    assert isinstance(smuggler.outcome(), IntegrityError)
    assert edition.quotes.count() == 1


def test_an_issue_notices_a_quote_that_slipped_in_before_it(publisher):
    edition = make_approved_edition(make_marked_edition())

    with half_way(lambda: insert_quote(edition)):
        issue = Racer(lambda: issue_edition(edition, by=publisher))
        wait_until_waiting([issue])

    assert "changed after it was approved" in str(issue.outcome())
    assert fresh(edition).state == State.APPROVED


def test_one_of_two_corrections_is_begun(writer, approver):
    live = make_issued_edition()

    outcomes = at_once(
        lambda: begin_correction(live.release, by=writer),
        lambda: begin_correction(live.release, by=approver),
        door=door_of(live),
    )

    assert kinds(outcomes) == ["Edition", "Refused"]
    assert "Edition 2 is already being written" in the_refusal(outcomes)
    assert live.release.editions.count() == 2


def test_a_removal_and_a_correction_do_not_both_happen_unseen(publisher, writer):
    live = make_issued_edition()

    outcomes = at_once(
        lambda: remove_release(live.release, by=publisher, explanation="An error."),
        lambda: begin_correction(live.release, by=writer),
        door=door_of(live),
    )

    assert kinds(outcomes) in (["Refused", "Release"], ["Edition", "Release"])
    assert not Release.objects.public().exists()


def test_one_of_two_withdrawals_is_published(publisher, administrator):
    live = make_issued_edition()

    outcomes = at_once(
        lambda: withdraw_release(live.release, by=publisher, explanation="One."),
        lambda: withdraw_release(live.release, by=administrator, explanation="Two."),
        door=door_of(live),
    )

    assert kinds(outcomes) == ["Refused", "Withdrawal"]
    assert live.release.withdrawals.count() == 1


def test_an_issue_is_taken_back_once(publisher, administrator, clock):
    edition = make_approved_edition()
    ahead = clock.at.replace(year=2095)
    edition = issue_edition(edition, by=publisher, at=ahead)

    outcomes = at_once(
        lambda: unschedule_edition(edition, by=publisher),
        lambda: unschedule_edition(edition, by=administrator),
        door=door_of(edition),
    )

    assert kinds(outcomes) == ["Edition", "Refused"]
    assert fresh(edition).state == State.APPROVED


def propose(edition: Edition, words: str) -> Suggestion:
    found = {"value": "4200", "unit": "people", "modifier": "almost", "currency": None}
    return Suggestion.objects.create(
        edition=edition, kind="figure", words=words, found=found, **span(edition, words)
    )


def test_a_suggestion_is_taken_by_one_of_two(writer, approver):
    edition = make_edition()
    suggestion = propose(edition, "Almost 4,200")

    outcomes = at_once(
        lambda: accept_suggestion(suggestion, by=writer),
        lambda: accept_suggestion(suggestion, by=approver),
        door=door_of(edition),
    )

    assert kinds(outcomes) == ["Figure", "Refused"]
    assert "decided this suggestion already" in the_refusal(outcomes)
    assert Figure.objects.count() == 1


def test_a_suggestion_is_not_both_taken_and_rejected(writer, approver):
    edition = make_edition()
    suggestion = propose(edition, "Almost 4,200")

    outcomes = at_once(
        lambda: accept_suggestion(suggestion, by=writer),
        lambda: reject_suggestion(suggestion, by=approver),
        door=door_of(edition),
    )

    suggestion.refresh_from_db()
    assert kinds(outcomes)[-1] in ("Refused", "Suggestion")
    assert sum(isinstance(o, Refused) for o in outcomes) == 1
    assert (suggestion.verdict == "accepted") == Figure.objects.exists()


def test_two_people_mark_different_words_and_both_stay(writer, approver):
    edition = make_edition()

    def mark(words, by):
        return mark_figure(edition, by=by, value=1, unit="x", **span(edition, words))

    outcomes = at_once(
        lambda: mark("1 June", writer),
        lambda: mark("4,200", approver),
        door=door_of(edition),
    )

    assert kinds(outcomes) == ["Figure", "Figure"]
    page = fresh(edition).body_html
    assert all(f"figure-{figure.ref}" in page for figure in outcomes)
    assert edition.revisions.count() == 3


def test_a_promise_is_not_taken_out_while_it_is_said_again(writer, approver):
    edition, again = make_marked_edition(), make_edition(headline="Once more")
    statement = edition.statements.get()
    promise, place = statement.commitment, span(again, "open a ferry line")
    say = partial(restate_commitment, promise, by=writer, edition=again, **place)

    with half_way(say) as saying:
        taking = Racer(lambda: unmark_statement(statement, by=approver))
        wait_until_waiting([taking])

    assert isinstance(taking.outcome(), Edition)
    assert promise.statements.get() == saying.outcome()


def test_a_promise_is_not_said_again_while_it_is_taken_out(writer, approver):
    edition, again = make_marked_edition(), make_edition(headline="Once more")
    statement = edition.statements.get()
    promise, place = statement.commitment, span(again, "open a ferry line")

    with half_way(lambda: unmark_statement(statement, by=approver)):
        say = partial(restate_commitment, promise, by=writer, edition=again, **place)
        describe = partial(describe_commitment, promise, by=writer, title="Other")
        racers = [Racer(say), Racer(describe)]
        wait_until_waiting(racers)

    for racer in racers:
        assert "took this commitment out" in str(racer.outcome())
    assert not Commitment.objects.exists()


def test_two_people_do_not_close_a_circle_of_promises(writer, approver):
    edition = make_edition()
    one, two, three, four = (
        mark_commitment(
            edition, by=writer, title=title, **span(edition, "open a ferry line")
        ).commitment
        for title in "1234"
    )
    describe_commitment(one, by=writer, part_of=two)
    describe_commitment(three, by=writer, part_of=four)

    with half_way(lambda: describe_commitment(two, by=writer, part_of=three)):
        racer = Racer(lambda: describe_commitment(four, by=approver, part_of=one))
        wait_until_waiting([racer])

    assert "“1” leads back to “4” already" in str(racer.outcome())


def test_a_file_is_imported_by_one_of_two(writer, approver):
    source = b"Skerrow gets a ferry\n\nIt sails on Monday, the ministry said.\n"

    outcomes = at_once(
        lambda: import_release(source, name="a.txt", by=writer),
        lambda: import_release(source, name="b.txt", by=approver),
        door=door_of_addresses,
    )

    assert kinds(outcomes) == ["Edition", "ImportedBefore"]
    assert "was imported before, as “Skerrow gets a ferry”" in the_refusal(outcomes)
    assert Release.objects.count() == ImportedFile.objects.count() == 1


@pytest.mark.parametrize("add", [add_topic, add_person])
def test_two_things_of_one_name_get_two_addresses(writer, approver, add):
    outcomes = at_once(
        lambda: add(by=writer, name="Ferries"),
        lambda: add(by=approver, name="Ferries"),
        door=door_of_addresses,
    )

    first, second = sorted((outcome.slug for outcome in outcomes), key=len)
    assert first == "ferries"
    assert second.startswith("ferries-")


def test_two_releases_of_one_headline_get_two_addresses(writer, approver):
    outcomes = at_once(
        lambda: create_release(by=writer, headline="A ferry"),
        lambda: create_release(by=approver, headline="A ferry"),
        door=door_of_addresses,
    )

    first, second = sorted((outcome.release.slug for outcome in outcomes), key=len)
    assert first == "a-ferry"
    assert second.startswith("a-ferry-")


def test_a_lift_is_noted_once_by_two_workers():
    edition = make_issued_edition()

    first, second = at_once(
        announce_lifted_editions, lambda: note_lift(edition), door=door_of(edition)
    )

    assert (first, second.move) == (1, "lift")
    assert Transition.objects.filter(move="lift").count() == 1


def test_two_who_enter_the_same_person_enter_one(writer, approver):
    outcomes = at_once(
        lambda: enter_person("Jane Roe", by=writer),
        lambda: enter_person("Jane Roe", by=approver),
        door=door_of_addresses,
    )

    assert outcomes[0] == outcomes[1] == Person.objects.get()
