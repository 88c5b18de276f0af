from datetime import UTC, datetime

import pytest

from briefings.actions.figures import mark_figure
from briefings.actions.issue import issue_edition
from briefings.actions.people import add_organisation
from briefings.actions.releases import begin_correction, create_release, save_draft
from briefings.actions.review import approve_edition, submit_edition
from briefings.actions.subjects import add_topic
from briefings.errors import Conflict, Refused
from briefings.models import Release
from briefings.workflow import State
from tests.making import (
    THURSDAY,
    fresh,
    make_approved_edition,
    make_edition,
    make_edition_in_review,
    make_issued_edition,
    make_marked_edition,
    make_tagged_edition,
    save,
    span,
)

pytestmark = pytest.mark.django_db


def moves(edition) -> list[str]:
    return [t.move for t in edition.transitions.order_by("id")]


def test_a_new_release_is_a_draft_with_its_first_revision(writer):
    edition = create_release(
        by=writer, headline="A ferry", body="It sails on *Monday*."
    )

    assert (edition.state, edition.number) == (State.DRAFT, 1)
    assert edition.plain_text == "It sails on Monday."
    assert edition.written_by == edition.release.created_by == writer
    assert moves(edition) == ["create"]
    revision = edition.revisions.get()
    assert (revision.number, revision.by) == (1, writer)
    assert revision.content["body"] == "It sails on *Monday*."
    assert revision.digest == edition.digest


def test_somebody_who_may_not_write_begins_nothing(records_officer):
    with pytest.raises(Refused, match=r"may not write releases. Ask an administrator"):
        create_release(by=records_officer, headline="A ferry")

    assert not Release.objects.exists()


def test_a_release_without_a_headline_gets_a_name_to_work_with(writer):
    assert create_release(by=writer).headline == "Untitled"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ({"headline": "x" * 256}, "Headline: Ensure this value has at most 255"),
        ({"language": "x" * 13}, "Language: Ensure this value has at most 12"),
        ({"kind": "tweet"}, "Kind: Value 'tweet' is not a valid choice"),
        ({"change": "tiny"}, "Change: Value 'tiny' is not a valid choice"),
    ],
)
def test_a_release_that_cannot_be_stored_is_refused_with_a_sentence(
    writer, content, sentence
):
    with pytest.raises(Refused, match=sentence):
        create_release(by=writer, **({"headline": "A ferry"} | content))


def test_words_nobody_knows_are_a_programmers_mistake(writer):
    with pytest.raises(TypeError, match="An edition has no headlines"):
        create_release(by=writer, headlines="A ferry")


def test_what_postgresql_cannot_keep_is_left_out(writer):
    edition = create_release(by=writer, headline="A\0 ferry", body="Sails\ud800.")

    assert (edition.headline, edition.body) == ("A ferry", "Sails.")


def test_every_save_is_kept(writer):
    edition = make_edition(written_by=writer, headline="One")

    save(edition, headline="Two")
    save(edition, headline="Three", key_points=["A point.", " "])

    kept = edition.revisions.order_by("number")
    assert [r.content["headline"] for r in kept] == ["One", "Two", "Three"]
    assert [r.number for r in kept] == [1, 2, 3]
    assert fresh(edition).key_points == ["A point."]


def test_a_save_that_changes_nothing_is_not_a_new_revision():
    edition = make_edition(headline="One")

    save(edition, headline="One")

    assert edition.revisions.count() == 1


def test_what_a_save_does_not_name_stays(writer):
    edition = make_tagged_edition()

    saved = save(edition, headline="Another headline")

    assert saved.body == edition.body
    assert saved.topics.count() == saved.people.count() == 1
    assert saved.involvements.count() == 2


def test_a_save_over_somebody_elses_words_is_told_and_loses_nothing(writer, approver):
    edition = make_edition(written_by=writer, headline="One")
    save_draft(edition, by=approver, based_on=1, headline="Theirs")

    with pytest.raises(
        Conflict, match=r"Asa saved this release at .* Your text is not"
    ):
        save_draft(edition, by=writer, based_on=1, headline="Mine")

    assert fresh(edition).headline == "Theirs"
    assert save_draft(edition, by=writer, based_on=2, headline="Mine").revisions.count()


def test_somebody_who_may_not_write_saves_nothing(records_officer):
    edition = make_edition()

    with pytest.raises(Refused, match="may not write releases"):
        save_draft(edition, by=records_officer, based_on=1, headline="Other")


def test_the_words_of_an_issued_edition_are_not_saved_over():
    edition = make_issued_edition()

    with pytest.raises(Refused, match=r"is issued. Begin a correction"):
        save(edition, headline="Other")


@pytest.mark.parametrize("content", [{"headline": ""}, {"headline": "x" * 256}])
def test_an_approved_edition_is_not_saved_with_what_cannot_be_stored(content):
    edition = make_approved_edition()

    with pytest.raises(Refused, match="Headline: "):
        save(edition, **content)

    assert fresh(edition).state == State.APPROVED


def test_organisations_move_between_leading_and_supporting():
    first, second = (add_organisation(by=None, name=name) for name in ("A", "B"))
    edition = make_edition(lead_organisations=[first, second])

    save(edition, lead_organisations=[second], supporting_organisations=[first])

    parts = edition.involvements.values_list("part", "organisation__name")
    assert set(parts) == {("lead", "B"), ("supporting", "A")}


def test_an_organisation_does_not_lead_and_support_at_once():
    ministry = add_organisation(by=None, name="Ministry of Transport")
    edition = make_edition(lead_organisations=[ministry])
    both = {n: [ministry] for n in ("lead_organisations", "supporting_organisations")}

    with pytest.raises(Refused, match="Ministry of Transport leads already"):
        save(edition, **both)

    assert edition.involvements.get().part == "lead"


def test_white_space_around_words_is_not_kept(writer):
    edition = make_edition(
        headline=" A ferry\n",
        summary=" ",
        key_points=[" A point. "],
        body="    a *b*\n",
    )

    assert (edition.headline, edition.summary) == ("A ferry", "")
    assert edition.key_points == ["A point."]
    # In Markdown it means something.
    assert edition.body == "    a *b*\n"
    with pytest.raises(Refused, match="Headline: This field cannot be blank"):
        save(edition, headline=" \n")


@pytest.mark.parametrize("note", ["", " \n", "\0"])
def test_a_blank_change_note_explains_nothing(clock, writer, approver, note):
    draft = begin_correction(make_issued_edition().release, by=writer)
    draft = submit_edition(save(draft, change_note=note), by=writer)

    with pytest.raises(Refused, match="Tell readers what changed"):
        approve_edition(draft, by=approver)


def test_a_save_during_review_stays_in_review():
    edition = make_edition_in_review()

    assert save(edition, headline="Other").state == State.IN_REVIEW


def test_a_correction_is_the_live_edition_again_with_its_refs(clock, writer):
    live = make_issued_edition(make_tagged_edition())

    draft = begin_correction(live.release, by=writer)

    assert (draft.number, draft.state, draft.written_by) == (2, State.DRAFT, writer)
    assert (draft.body, draft.plain_text) == (live.body, live.plain_text)
    assert draft.change_note == ""
    assert moves(draft) == ["correct"]
    for records in ("quotes", "statements", "figures"):
        old, new = getattr(live, records).get(), getattr(draft, records).get()
        assert (new.ref, new.anchor) == (old.ref, old.anchor)
        assert new.pk != old.pk


def test_a_correction_has_the_same_tags_and_shows_the_same_words(clock, writer):
    live = make_issued_edition(make_tagged_edition())

    draft = begin_correction(live.release, by=writer)

    tags = ("people", "topics", "places", "events", "contacts", "related_releases")
    for name in (*tags, "organisations"):
        assert set(getattr(draft, name).all()) == set(getattr(live, name).all()), name
    assert draft.body_html == live.body_html


def test_a_copied_figure_is_part_of_the_copy_and_not_of_the_old_row(clock, writer):
    edition = make_marked_edition()
    whole = edition.figures.get()
    from_the_start = span(edition, "1 June")
    part = mark(edition, part_of=whole, **from_the_start)

    draft = begin_correction(make_issued_edition(edition).release, by=writer)

    copied = draft.figures.get(ref=part.ref)
    assert copied.part_of == draft.figures.get(ref=whole.ref)
    assert copied.part_of != whole


def mark(edition, **about):
    return mark_figure(edition, by=edition.written_by, value=1, unit="June", **about)


@pytest.mark.parametrize("at", [None, THURSDAY])
def test_only_a_public_release_is_corrected(clock, writer, at):
    edition = make_issued_edition(at=THURSDAY) if at else make_edition()

    with pytest.raises(Refused, match="Only a release that is public can be corrected"):
        begin_correction(edition.release, by=writer)


def test_one_correction_is_written_at_a_time(clock, writer):
    live = make_issued_edition()
    begin_correction(live.release, by=writer)

    with pytest.raises(Refused, match="Edition 2 is already being written"):
        begin_correction(live.release, by=writer)


def test_a_scheduled_correction_comes_first(clock, writer):
    live = make_issued_edition()
    draft = save(begin_correction(live.release, by=writer), change_note="A date.")
    issue_edition(make_approved_edition(draft), by=None, at=THURSDAY)

    with pytest.raises(Refused, match="Edition 2 is scheduled: unschedule it first"):
        begin_correction(live.release, by=writer)


def test_a_major_change_is_explained_before_it_is_approved(clock, writer, approver):
    draft = begin_correction(make_issued_edition().release, by=writer)
    draft = submit_edition(draft, by=writer)

    with pytest.raises(Refused, match="Tell readers what changed"):
        approve_edition(draft, by=approver)

    minor = save(draft, change="minor")
    assert approve_edition(minor, by=approver).state == State.APPROVED


def test_first_published_is_the_day_of_the_first_edition(clock, writer):
    live = make_issued_edition()
    first = Release.objects.get(pk=live.release_id).first_published_at
    clock.move_to(THURSDAY)
    draft = save(begin_correction(live.release, by=writer), change_note="A date.")

    issue_edition(make_approved_edition(draft), by=None)

    assert Release.objects.get(pk=live.release_id).first_published_at == first
    assert first == datetime(2091, 3, 5, 9, tzinfo=UTC)


def test_a_topic_belongs_to_the_words_that_are_kept():
    edition = make_edition()

    save(edition, topics=[add_topic(by=None, name="Ferries")])

    assert edition.revisions.count() == 2


def test_line_breaks_of_browsers_are_those_of_files():
    edition = make_edition(body="One.\r\n\r\nTwo.")

    assert edition.body == "One.\n\nTwo."
