from datetime import timedelta

import pytest

from briefings.actions.releases import begin_correction, save_draft
from briefings.actions.restoring import restore_revision
from briefings.actions.retagging import Tagging, retag_release
from briefings.actions.subjects import add_topic
from briefings.actions.writing import (
    be_present,
    discard_unsaved_text,
    keep_unsaved_text,
    leave,
    render_unsaved,
)
from briefings.errors import Conflict, Refused
from tests.making import (
    MONDAY,
    fresh,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    mark_words,
    save,
)


def here(edition) -> list[str]:
    return [row.person.first_name for row in edition.presences.here()]


def keep(edition, by, window="", **content):
    return keep_unsaved_text(edition, by=by, based_on=1, content=content, window=window)


def kept(edition) -> dict:
    return {row.window: row.content["headline"] for row in edition.unsaved_texts.all()}


def test_somebody_with_the_page_open_is_there_until_they_leave(clock, writer, approver):
    edition = make_edition()
    be_present(edition, by=writer)
    clock.move_to(MONDAY + timedelta(minutes=1))
    be_present(edition, by=approver, is_writing=True)

    assert here(edition) == ["Wren", "Asa"]
    leave(edition, by=writer)
    assert here(edition) == ["Asa"]


def test_somebody_whose_browser_is_silent_is_gone_and_comes_anew(clock, writer):
    edition = make_edition()
    be_present(edition, by=writer)

    clock.move_to(MONDAY + timedelta(minutes=3))
    assert here(edition) == []

    be_present(edition, by=writer)
    assert edition.presences.get().came_at == MONDAY + timedelta(minutes=3)


def test_a_ping_keeps_the_time_somebody_came(clock, writer):
    edition = make_edition()
    be_present(edition, by=writer)

    clock.move_to(MONDAY + timedelta(minutes=1))
    be_present(edition, by=writer, is_writing=True)

    presence = edition.presences.get()
    assert (presence.came_at, presence.is_writing) == (MONDAY, True)
    assert presence.seen_at == MONDAY + timedelta(minutes=1)


def test_only_the_last_unsaved_text_of_each_window_is_kept(writer, approver):
    edition = make_edition()
    keep(edition, writer, "left", headline="Mine")
    keep(edition, writer, "right", headline="Mine too")
    keep(edition, approver, "theirs", headline="Theirs")

    keep(edition, writer, "left", headline="Mine, longer\0")

    told = {"left": "Mine, longer", "right": "Mine too", "theirs": "Theirs"}
    assert kept(edition) == told


def test_unsaved_text_is_gone_with_the_save_of_its_own_window_only(writer, approver):
    edition = make_edition()
    keep(edition, writer, "left", headline="Mine")
    keep(edition, writer, "right", headline="Mine too")
    keep(edition, approver, "left", headline="Theirs")

    save_draft(edition, by=writer, based_on=1, window="left", headline="Mine")

    people = {(row.person, row.window) for row in edition.unsaved_texts.all()}
    assert people == {(writer, "right"), (approver, "left")}


def test_restoring_and_retagging_leave_unsaved_text_alone(writer):
    edition = make_edition()
    save(edition, headline="Other words")
    keep(edition, writer, headline="Mine")

    restore_revision(edition, edition.revisions.first(), by=writer)
    tagging = Tagging(add={"topics": [add_topic(by=writer, name="Quays")]}, remove={})
    retag_release(edition.release, tagging, by=writer)

    assert kept(edition) == {"": "Mine"}


def test_unsaved_text_is_discarded_by_whoever_typed_it(writer, approver):
    mine = keep(make_edition(), writer, headline="Mine")

    with pytest.raises(Refused, match="whoever typed this"):
        discard_unsaved_text(mine, by=approver)
    discard_unsaved_text(mine, by=writer)

    assert not mine.edition.unsaved_texts.exists()


def test_nobody_keeps_text_who_may_not_save_it(records_officer):
    edition = make_edition()

    with pytest.raises(Refused, match="may not write releases"):
        keep(edition, records_officer, headline="Mine")
    with pytest.raises(Refused, match="may not write releases"):
        be_present(edition, by=records_officer)


def test_what_was_typed_when_a_colleague_issued_goes_on_in_the_next_edition(writer):
    issued = make_issued_edition()
    keep(issued, writer, "left", headline="Mine")
    correction = begin_correction(issued.release, by=writer)

    keep(correction, writer, "left", headline="Mine, longer")
    assert (kept(issued), kept(correction)) == ({}, {"left": "Mine, longer"})

    keep(issued, writer, "left", headline="Mine")
    save_draft(correction, by=writer, based_on=1, window="left", headline="Mine")
    assert kept(issued) == {}


def test_nothing_is_kept_without_end(writer):
    with pytest.raises(Refused, match="too long"):
        keep(make_edition(), writer, body="x" * 1_000_001)


def test_a_preview_shows_the_records_whose_words_still_stand(db):
    edition = make_marked_edition()
    body = edition.body.replace("Almost 4,200", "Some").replace("Minister", "Secretary")

    page = render_unsaved(edition, key_points=["A point"], body=f"New.\n\n{body}")

    assert "<p>New.</p>" in page.body
    assert 'class="quote"' in page.body
    assert page.body.count("<mark") == edition.body_html.count("<mark") - 1
    assert fresh(edition).body_html == edition.body_html


def test_marking_by_a_colleague_is_in_nobodys_way(writer):
    edition = make_edition()
    mark_words(edition, "The islands have waited long enough.\n\nWe start on Monday.")

    save_draft(edition, by=writer, based_on=1, headline="Mine")

    assert fresh(edition).headline == "Mine"
    assert fresh(edition).quotes.get().is_lost is False


def test_words_of_a_colleague_are_not_passed_by_marking_after_them(writer):
    edition = make_edition()
    save(edition, headline="Theirs")
    mark_words(edition, "The islands have waited long enough.\n\nWe start on Monday.")

    with pytest.raises(Conflict, match="while you were writing"):
        save_draft(edition, by=writer, based_on=1, headline="Mine")
