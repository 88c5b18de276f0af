"""Governments follow one another, and what was said for one of them stays its word."""

from datetime import date

import pytest

from briefings.actions.comments import add_comment
from briefings.actions.imports import import_release
from briefings.actions.marking import get_or_refuse
from briefings.actions.quotes import change_quote, mark_quote
from briefings.actions.record import correct_change_note
from briefings.actions.releases import begin_correction, save_draft
from briefings.actions.restoring import begin_correction_with, restore_revision
from briefings.actions.retagging import Tagging, plan_retagging, retag_release
from briefings.actions.subjects import (
    add_government,
    add_topic,
    change_entry,
    remove_entry,
)
from briefings.actions.tag_proposals import dismiss_tag, take_tag
from briefings.errors import Refused
from briefings.models import Government, digest_of
from briefings.models.governments import known_under
from tests.making import (
    MONDAY,
    THURSDAY,
    fresh,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    save,
    span,
)

pytestmark = pytest.mark.django_db

NAME = "2090 to 2091 Example government"
SHUT = f"published under the {NAME}, which has ended"
TEXT = b"""\
A new quay for Skerrow

12 March 2091

Transport Minister Ines Calder said: "The islands have waited long enough for it."

Harbour director Odd Larsen said: "We start on Monday with the first stones."
"""


def make_government(name: str = NAME, began=date(2090, 1, 1), ended=None) -> Government:
    return add_government(by=None, name=name, started_on=began, ended_on=ended)


def end(government: Government) -> None:
    change_entry(government, by=None, ended_on=THURSDAY.date())


@pytest.fixture
def old(clock):
    """A political release whose government has ended since."""
    government = make_government()
    edition = make_issued_edition(make_marked_edition(political=True))
    end(government)
    clock.move_to(THURSDAY)
    return edition


def test_two_governments_are_never_in_office_at_once():
    make_government(ended=date(2091, 3, 1))

    with pytest.raises(Refused, match="Another government is in office then"):
        make_government("The next one", date(2091, 2, 28))

    # The day on which one ends is the first of the next, and there may be a gap.
    assert make_government("The next one", date(2091, 3, 1), date(2091, 5, 1)).pk
    assert make_government("A later one", date(2092, 1, 1)).pk


def test_governments_are_kept_by_those_who_write(writer, press_officer):
    government = add_government(by=writer, name=NAME, started_on=date(2090, 1, 1))

    assert government.slug == "2090-to-2091-example-government"
    with pytest.raises(Refused, match="may not write releases"):
        add_government(by=press_officer, name="X", started_on=date(2080, 1, 1))


def test_a_government_of_which_readers_are_told_stays(clock):
    government, other = (
        make_government(),
        make_government("Old", date(2000, 1, 1), date(2001, 1, 1)),
    )
    make_issued_edition(political=True)

    with pytest.raises(Refused, match="part of the record"):
        remove_entry(government, by=None)

    remove_entry(other, by=None)
    assert list(Government.objects.all()) == [government]


def test_an_edition_that_says_nothing_of_it_has_the_digest_it_always_had():
    plain = fresh(make_edition())
    political = save(plain, political=True)

    without = {n: v for n, v in political.content().items() if n != "political"}
    assert "political" not in plain.content()
    assert digest_of(without) == plain.digest != political.digest


def test_the_next_edition_is_as_political_as_the_last():
    edition = make_issued_edition(political=True)

    assert begin_correction(edition.release, by=None).political


def test_restoring_brings_back_whether_it_was_political(writer):
    edition = make_edition(political=True)
    first = edition.revisions.get()
    edition = save(edition, political=False)
    last = edition.revisions.latest("number")

    assert restore_revision(edition, first, by=writer).political
    assert not restore_revision(fresh(edition), last, by=writer).political


def test_a_release_is_known_under_its_first_government_alone(clock):
    make_government(ended=THURSDAY.date())
    first = make_issued_edition(political=True)
    plain = make_issued_edition(headline="Opening hours")
    clock.move_to(THURSDAY)
    make_government("The next one", THURSDAY.date())
    next_one = make_issued_edition(headline="New plans", political=True)

    def names(edition):
        told = known_under(edition.release_id).first()["government"]
        return told and (told["name"], told["ended_on"])

    assert names(first) == (NAME, "2091-03-08")
    assert names(plain) is None
    assert names(next_one) == ("The next one", None)


def test_an_end_ahead_is_not_told_before_it_comes(clock):
    make_government(ended=THURSDAY.date())
    edition = make_issued_edition(political=True)

    assert known_under(edition.release_id).first()["government"]["ended_on"] is None


def test_a_release_of_an_earlier_government_is_corrected_by_few(
    old, writer, approver, publisher, administrator
):
    for person in (writer, approver):
        with pytest.raises(Refused, match=SHUT):
            begin_correction(old.release, by=person)

    correction = begin_correction(old.release, by=publisher)
    last = correction.revisions.latest("number").number
    saved = save_draft(correction, by=administrator, based_on=last, headline="Ferries")
    assert saved.headline == "Ferries"


def test_every_way_of_changing_such_a_correction_is_shut(old, writer, publisher):
    correction = fresh(begin_correction(old.release, by=publisher))
    words = span(correction, "Almost 4,200")
    topic = add_topic(by=writer, name="Ferries")
    read = fresh(correction)

    for change in (
        lambda: save_draft(correction, by=writer, based_on=1, political=False),
        lambda: mark_quote(read, by=writer, **words),
        lambda: change_quote(correction.quotes.get(), by=writer, context="At sea."),
        lambda: restore_revision(correction, old.revisions.first(), by=writer),
        lambda: begin_correction_with(old.revisions.first(), by=writer),
        lambda: retag_release(old.release, Tagging({"topics": [topic]}, {}), by=writer),
    ):
        with pytest.raises(Refused, match=r"earlier governments|by Petra|by Perrin"):
            change()

    # What changes none of its words is as open as ever.
    assert add_comment(read, by=writer, said="Is it so?", **words).pk
    assert fresh(correction).revisions.count() == 1


def test_a_plan_of_new_tags_says_that_it_is_shut(old, writer, publisher):
    tagging = Tagging({"topics": [add_topic(by=writer, name="Ferries")]}, {})

    (plan,) = plan_retagging([old.release], tagging, person=writer)
    assert plan.is_left_out
    assert SHUT in plan.why
    (plan,) = plan_retagging([old.release], tagging, person=publisher)
    assert not plan.is_left_out


def test_its_change_note_is_not_corrected_by_others(clock, publisher):
    government = make_government()
    edition = make_issued_edition(political=True)
    clock.move_to(MONDAY.replace(hour=10))
    correction = begin_correction(edition.release, by=None)
    noted = make_issued_edition(save(correction, change_note="The fares."))
    end(government)
    clock.move_to(THURSDAY)
    publisher.groups.get().permissions.remove(
        publisher.groups.get().permissions.get(codename="change_history")
    )
    publisher = get_or_refuse(publisher)

    with pytest.raises(Refused, match=SHUT):
        correct_change_note(noted, by=publisher, words="The fares of May.")


def test_what_is_written_for_no_government_is_corrected_by_everybody(clock, writer):
    make_government(ended=THURSDAY.date())
    plain = make_issued_edition()
    political = make_issued_edition(headline="Plans", political=True)
    assert begin_correction(political.release, by=writer).number == 2

    clock.move_to(THURSDAY)
    assert begin_correction(plain.release, by=writer).number == 2


def proposed(edition) -> list[str]:
    rows = edition.tag_proposals.filter(kind="political")
    return [row.name for row in rows]


def test_a_text_in_which_a_minister_speaks_is_asked_about_once(writer):
    make_government()
    edition = import_release(TEXT, name="quay.txt", by=writer)

    assert proposed(edition) == ["Ines Calder, Transport Minister"]
    assert not edition.political

    edition = take_tag(edition.tag_proposals.get(kind="political"), by=writer)
    assert fresh(edition).political
    assert edition.content()["political"] is True


def test_a_proposal_that_is_dismissed_leaves_it_as_it_was(writer):
    make_government()
    edition = import_release(TEXT, name="quay.txt", by=writer)

    dismiss_tag(edition.tag_proposals.get(kind="political"), by=writer)

    assert not fresh(edition).political


def test_nobody_is_asked_where_no_minister_speaks_or_no_government_is_kept(writer):
    assert proposed(import_release(TEXT, name="quay.txt", by=writer)) == []

    make_government()
    other = TEXT.replace(b"Transport Minister", b"Professor")
    assert proposed(import_release(other, name="other.txt", by=writer)) == []
