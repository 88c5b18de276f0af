from datetime import date, timedelta

import pytest

from briefings.actions.commitments import (
    change_statement,
    confirm_update,
    describe_commitment,
    record_update,
    restate_commitment,
)
from briefings.actions.people import add_organisation
from briefings.actions.releases import begin_correction
from briefings.models import Commitment
from tests.making import (
    THURSDAY,
    fresh,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    make_member,
    save,
    span,
)
from tests.views.reading import read, source

pytestmark = pytest.mark.django_db
ADDRESS = "/commitments/open-a-ferry-line-to-skerrow/"
DUE = {"due_by": date(2091, 6, 1), "deadline_basis": "stated"}
OPENED = {"kind": "news_report", "title": "It sails", "url": "https://news.example/"}


@pytest.fixture
def commitment(clock):
    make_issued_edition(make_marked_edition())
    return Commitment.objects.get()


def restate(commitment, headline, *, at=None, novelty="restated"):
    edition = make_edition(headline=headline, body="The line to Skerrow will open.")
    restate_commitment(
        commitment,
        by=edition.written_by,
        edition=edition,
        novelty=novelty,
        **span(edition, "The line to Skerrow will open"),
    )
    return make_issued_edition(fresh(edition), at=at)


def deliver(commitment, by, **about):
    about = {"evidence": [OPENED], "words": "The line is open."} | about
    return record_update(
        commitment,
        by=by,
        stage="delivered",
        effective_on=date(2091, 3, 7),
        **about,
    )


def test_promise_is_told_from_its_first_words(stranger, clock, commitment):
    clock.move_to(THURSDAY)
    restate(commitment, "Once more")

    page = read(stranger, ADDRESS)

    assert "First announced 5 March 2091 ; said again 8 March 2091 ." in page
    assert "will open a ferry line to Skerrow by 1 June 2091…" in page
    assert "8 March 2091 Said again" in page
    assert "Deadline “by 1 June 2091”" in page


def test_embargoed_restatement_leaves_no_trace(stranger, clock, commitment):
    before = {path: stranger.get(path).content for path in (ADDRESS, "/commitments/")}
    restate(commitment, "Once more", at=THURSDAY, novelty="revised")

    assert {path: stranger.get(path).content for path in before} == before

    clock.move_to(THURSDAY)
    assert "revised 8 March 2091" in read(stranger, ADDRESS)
    assert "said in 2 releases" in read(stranger, "/commitments/")


def test_embargoed_commitment_is_nowhere_before_its_time(stranger, clock):
    make_issued_edition(make_marked_edition(), at=THURSDAY)

    assert stranger.get(ADDRESS).status_code == 404
    page = read(stranger, "/commitments/")
    assert "No commitment has been published yet." in page

    clock.move_to(THURSDAY)
    assert "Open a ferry line to Skerrow" in read(stranger, ADDRESS)
    assert "1 Announced" in read(stranger, "/commitments/")


def test_correction_does_not_say_a_promise_again(stranger, clock, writer, commitment):
    clock.move_to(THURSDAY)
    release = commitment.statements.get().edition.release
    draft = begin_correction(release, by=writer)
    make_issued_edition(save(draft, change_note="A comma."))

    page = read(stranger, ADDRESS)

    assert "First announced 5 March 2091 ." in page
    assert page.count("by 1 June 2091…") == 1
    assert "past edition" not in page


def test_promise_keeps_the_words_that_were_taken_for_another(
    stranger, clock, writer, commitment
):
    clock.move_to(THURSDAY)
    statement = commitment.statements.get()
    draft = begin_correction(statement.edition.release, by=writer)
    other = Commitment.objects.create(title="Another", slug="another")
    change_statement(draft.statements.get(), by=writer, commitment=other)
    make_issued_edition(save(fresh(draft), change_note="It was another promise."))

    page = read(stranger, ADDRESS)

    assert "First announced 5 March 2091 ." in page
    assert "In A ferry for Skerrow (a past edition)" in page
    assert "First announced 8 March 2091 ." in read(stranger, "/commitments/another/")


def test_release_that_says_a_promise_twice_stands_once_in_its_story(stranger, clock):
    edition = make_marked_edition()
    restate_commitment(
        edition.statements.get().commitment,
        by=edition.written_by,
        edition=edition,
        **span(edition, "We start on Monday"),
    )
    make_issued_edition(fresh(edition))

    page = read(stranger, ADDRESS)

    assert "First announced 5 March 2091 ." in page
    assert page.count("5 March 2091 Announced") == 1
    assert "Said again" not in page
    assert "…We start on Monday…" in page


def test_delivery_counts_once_a_second_person_confirmed_it(
    stranger, clock, commitment, records_officer
):
    clock.move_to(THURSDAY)
    update = deliver(commitment, records_officer)

    assert "The line is open." not in read(stranger, ADDRESS)
    assert "1 Announced" in read(stranger, "/commitments/")

    confirm_update(update, by=make_member("Records officer", "Ruth"))
    page = read(stranger, ADDRESS)
    assert "7 March 2091 Delivered The line is open. News report: It sails" in page
    listed = read(stranger, "/commitments/")
    assert "1 Delivered" in listed
    assert "Delivered 7 March 2091 , promised “by 1 June 2091”" in listed


def test_evidence_in_an_embargoed_release_waits_for_it(
    stranger, clock, commitment, records_officer
):
    edition = make_issued_edition(headline="The line is tested", at=THURSDAY)
    piece = {"kind": "own_release", "title": "Trial", "release": edition.release}
    record_update(
        commitment,
        by=records_officer,
        stage="in_progress",
        words="Work goes on.",
        effective_on=date(2091, 3, 4),
        evidence=[piece],
    )

    page = read(stranger, ADDRESS)
    assert "Work goes on." in page
    assert "Trial" not in page

    clock.move_to(THURSDAY)
    assert "Own release: The line is tested" in read(stranger, ADDRESS)


def test_promise_inside_a_quote_names_who_made_it(stranger, clock):
    edition = make_marked_edition()
    quote = edition.quotes.get()
    other = restate_commitment(
        edition.statements.get().commitment,
        by=edition.written_by,
        edition=edition,
        **span(edition, "We start on Monday"),
    )
    make_issued_edition(fresh(edition))

    page = source(stranger, ADDRESS)

    assert f'<a href="/quotes/{quote.ref}/">Said by Ines Calder' in page
    assert f"#commitment-{other.ref}" in page


def test_related_promise_that_is_not_public_is_not_named(
    stranger, clock, writer, commitment
):
    secret = make_edition(headline="Harbours", body="We will dig a harbour.")
    where = span(secret, "We will dig a harbour")
    larger = restate_commitment(
        commitment, by=writer, edition=secret, **where
    ).commitment
    hidden = Commitment.objects.create(title="Dig a harbour", slug="dig-a-harbour")
    describe_commitment(larger, by=None, part_of=hidden, superseded_by=hidden)

    assert "harbour" not in source(stranger, ADDRESS)
    assert "Superseded by" not in source(stranger, ADDRESS)


def test_commitments_are_chosen_by_stage_kind_and_organisation(stranger, clock, writer):
    harbours = add_organisation(by=writer, name="Harbour Board")
    promise = {"kind": "funding", "responsible_organisation": harbours}
    make_issued_edition(make_marked_edition(promise=promise))

    for query in ("stage=announced", "kind=funding", "organisation=harbour-board"):
        page = read(stranger, f"/commitments/?{query}")
        assert "1 commitment found" in page
    for query in ("stage=delivered", "kind=target", "organisation=x", "stage=%00%27"):
        assert "No commitment matches" in read(stranger, f"/commitments/?{query}")


def test_stages_are_counted_under_the_other_filters(stranger, clock, writer):
    make_issued_edition(make_marked_edition())
    make_issued_edition(make_marked_edition(promise={"kind": "funding"}))

    assert "2 Announced" in read(stranger, "/commitments/")
    assert "1 Announced" in read(stranger, "/commitments/?kind=funding")
    # The stage that was chosen does not take the others out of the row.
    assert "2 Announced" in read(stranger, "/commitments/?stage=delivered")


def test_sum_is_told_with_its_qualifier(stranger, clock):
    sum_promised = {"amount": 1_250_000, "currency": "EUR", "amount_qualifier": "up_to"}
    make_issued_edition(make_marked_edition(promise=sum_promised | DUE))

    assert "up to €1.25\N{NO-BREAK SPACE}million" in source(stranger, ADDRESS)
    assert "Due 1 June 2091" in read(stranger, "/commitments/")


def test_deadline_that_has_passed_is_told_as_past(stranger, clock):
    make_issued_edition(make_marked_edition(promise=DUE))
    clock.move_to(THURSDAY.replace(month=6, day=1))
    assert "Due 1 June 2091" in read(stranger, "/commitments/")

    clock.move_to(THURSDAY.replace(month=6, day=2))

    assert "Was due 1 June 2091" in read(stranger, "/commitments/")


def move_deadline(commitment, by):
    update = record_update(
        commitment,
        by=by,
        stage="in_progress",
        words="The pier needs longer.",
        effective_on=date(2091, 3, 4),
        evidence=[OPENED],
        new_due_by=date(2091, 9, 1),
    )
    confirm_update(update, by=make_member("Records officer", "Ruth"))


def test_moved_deadline_stands_beside_the_first(stranger, clock, records_officer):
    make_issued_edition(make_marked_edition(promise=DUE))
    move_deadline(Commitment.objects.get(), records_officer)
    clock.move_to(THURSDAY + timedelta(days=1))

    assert "1 June 2091 moved to 1 September 2091" in read(stranger, ADDRESS)
    assert "Due 1 September 2091 , first 1 June 2091" in read(stranger, "/commitments/")


def test_release_and_quote_tell_the_deadline_that_holds_now(
    stranger, clock, records_officer
):
    edition = make_marked_edition(promise=DUE)
    promise = edition.statements.get().commitment
    restate_commitment(
        promise,
        by=edition.written_by,
        edition=edition,
        **span(edition, "We start on Monday"),
    )
    edition = make_issued_edition(fresh(edition))
    pages = [edition.release.get_absolute_url(), f"/quotes/{edition.quotes.get().ref}/"]
    for page in pages:
        assert "Announced “by 1 June 2091”" in read(stranger, page)
        assert "Now due" not in read(stranger, page)

    move_deadline(promise, records_officer)
    clock.move_to(THURSDAY)

    now = "First promised “by 1 June 2091” Now due 1 September 2091"
    for page in pages:
        assert now in read(stranger, page)


def test_deadline_stands_in_the_marks_of_the_language_it_was_worded_in(stranger, clock):
    promise = {"deadline_words": "d’ici fin juin"}
    edition = make_issued_edition(make_marked_edition(language="fr", promise=promise))
    worded = "«\N{NARROW NO-BREAK SPACE}d’ici fin juin\N{NARROW NO-BREAK SPACE}»"

    assert f"<bdi>{worded}</bdi>" in source(
        stranger, edition.release.get_absolute_url()
    )
    for page in (ADDRESS, "/commitments/"):
        assert f'<bdi lang="fr" dir="ltr">{worded}</bdi>' in source(stranger, page)
