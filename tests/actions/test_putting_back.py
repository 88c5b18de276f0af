import pytest

from briefings.actions.discarding import discard_edition
from briefings.actions.issue import approve_afterwards, note_lift
from briefings.actions.notices import (
    remove_release,
    replace_release,
    withdraw_release,
)
from briefings.actions.releases import begin_correction
from briefings.actions.removal import put_back_release
from briefings.errors import Refused
from briefings.models import Edition, Quote, Release
from briefings.workflow import State
from tests.making import (
    MONDAY,
    THURSDAY,
    fresh,
    make_edition,
    make_issued_edition,
    make_marked_edition,
)
from tests.models.raw_sql import refuses

pytestmark = pytest.mark.django_db

WHY = "A court ordered it."
TUESDAY, WEDNESDAY = MONDAY.replace(day=6), MONDAY.replace(day=7)
FRIDAY = MONDAY.replace(day=9)
BACK = {"reason": "Another one was meant.", "change_note": "Removed by mistake."}


@pytest.fixture
def live(clock):
    return make_issued_edition(make_marked_edition())


@pytest.fixture
def removed(live, publisher, clock):
    """Public on Monday, gone on Tuesday; it is Thursday now."""
    clock.move_to(TUESDAY)
    release = replace_release(
        live.release, by=publisher, explanation=WHY, redirect_to="/elsewhere/"
    )
    clock.move_to(THURSDAY)
    return release


def test_what_was_public_is_public_again_in_an_edition_of_its_own(
    live, removed, publisher
):
    edition = put_back_release(removed, by=publisher, **BACK)

    assert (edition.number, edition.state) == (2, State.ISSUED)
    assert (edition.live_from, edition.issued_at) == (THURSDAY, THURSDAY)
    assert (edition.change, edition.change_note) == ("major", "Removed by mistake.")
    assert edition.body_html == fresh(live).body_html
    about = {"change_note", "quotes", "statements", "figures"}
    same = {n: v for n, v in edition.content().items() if n not in about}
    assert same == {n: v for n, v in live.content().items() if n not in about}
    assert edition.quotes.get().ref == live.quotes.get().ref
    release = Release.objects.public().get(pk=removed.pk)
    assert (release.removed_at, release.removal_explanation, release.redirect_to) == (
        None,
        "",
        "",
    )
    assert release.first_published_at == MONDAY


def test_while_it_was_removed_nothing_of_it_was_public(live, removed, publisher):
    edition = put_back_release(removed, by=publisher, **BACK)

    said = [Edition.objects.public(at).first() for at in (MONDAY, WEDNESDAY, FRIDAY)]
    assert said == [live, None, edition]
    assert Quote.objects.public(WEDNESDAY).count() == 0
    assert fresh(live).live_during.upper == TUESDAY
    assert list(Edition.objects.published().order_by("number")) == [live, edition]


def test_what_readers_were_told_of_the_removal_is_kept(removed, publisher):
    edition = put_back_release(removed, by=publisher, **BACK)

    kept = edition.transitions.latest("id")
    assert (kept.move, kept.from_state, kept.by) == ("put_back", "draft", publisher)
    for words in ("Another one was meant.", WHY, "/elsewhere/"):
        assert words in kept.note


def test_somebody_else_signs_for_it_afterwards(removed, publisher, approver):
    edition = put_back_release(removed, by=publisher, **BACK)
    assert Edition.objects.unapproved().get() == edition

    with pytest.raises(Refused, match="may not approve"):
        approve_afterwards(edition, by=publisher)
    approve_afterwards(edition, by=approver)

    assert not Edition.objects.unapproved().exists()
    assert note_lift(edition).move == "lift"


@pytest.mark.parametrize(
    ("about", "why"),
    [
        ({"reason": " "}, "Say why it is put back"),
        ({"change_note": "\n"}, "Tell readers that the release is back"),
    ],
)
def test_it_says_why_to_colleagues_and_to_readers(removed, publisher, about, why):
    with pytest.raises(Refused, match=why):
        put_back_release(removed, by=publisher, **(BACK | about))

    assert Release.objects.removed().get() == removed


def test_only_those_who_take_down_put_back(removed, writer, approver):
    for by in (writer, approver):
        with pytest.raises(Refused, match="may not withdraw, reinstate and remove"):
            put_back_release(removed, by=by, **BACK)


def test_only_what_is_removed_is_put_back(live, publisher):
    with pytest.raises(Refused, match="not removed"):
        put_back_release(live.release, by=publisher, **BACK)
    with pytest.raises(Refused, match="not removed"):
        put_back_release(make_edition(headline="Other").release, by=publisher, **BACK)


def test_a_correction_in_hand_is_discarded_first(live, writer, publisher, clock):
    correction = begin_correction(live.release, by=writer)
    clock.move_to(TUESDAY)
    remove_release(live.release, by=publisher, explanation=WHY)
    clock.move_to(THURSDAY)
    with pytest.raises(Refused, match="Edition 2 is being written: discard it"):
        put_back_release(live.release, by=publisher, **BACK)

    discard_edition(correction, by=writer)

    assert put_back_release(live.release, by=publisher, **BACK).number == 2


def test_a_notice_that_stood_when_it_was_removed_stands_again(live, publisher, clock):
    notice = withdraw_release(live.release, by=publisher, explanation="Under review.")
    clock.move_to(TUESDAY)
    remove_release(live.release, by=publisher, explanation=WHY)
    clock.move_to(THURSDAY)

    edition = put_back_release(live.release, by=publisher, **BACK)

    assert edition.release.withdrawn() == notice


def test_it_can_be_removed_again_corrected_and_put_back_again(
    live, removed, writer, publisher, clock
):
    put_back_release(removed, by=publisher, **BACK)
    clock.move_to(FRIDAY)
    remove_release(removed, by=publisher, explanation="Now it is meant.")
    clock.move_to(FRIDAY.replace(hour=12))

    assert put_back_release(removed, by=publisher, **BACK).number == 3
    clock.move_to(FRIDAY.replace(hour=13))
    assert begin_correction(removed, by=writer).number == 4


def test_a_release_whose_readers_were_sent_here_sends_them_again(
    live, publisher, clock
):
    other = make_issued_edition(headline="Another ferry").release
    clock.move_to(TUESDAY)
    there = live.release.get_absolute_url()
    replace_release(other, by=publisher, explanation=WHY, redirect_to=there)
    remove_release(live.release, by=publisher, explanation=WHY)
    other.refresh_from_db()
    assert other.onward() == ""
    clock.move_to(THURSDAY)

    put_back_release(live.release, by=publisher, **BACK)

    assert other.onward() == there


def test_nobody_ends_a_removal_past_the_record(removed):
    ending = (
        "UPDATE briefings_release SET removed_at = NULL, removal_explanation = '', "
        "redirect_to = ''"
    )
    assert refuses(ending)
    edition = removed.newest_edition
    edition.transitions.create(
        move="put_back",
        from_state="issued",
        to_state="issued",
        note=f"{WHY} /elsewhere/",
    )
    # The words are kept, but no edition went public.
    assert refuses(ending)
