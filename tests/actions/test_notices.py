import pytest

from briefings.actions.addresses import readdress_release
from briefings.actions.issue import issue_edition
from briefings.actions.notices import (
    reinstate_release,
    remove_release,
    replace_release,
    withdraw_release,
)
from briefings.actions.releases import begin_correction
from briefings.errors import Refused
from briefings.models import Release
from tests.making import (
    MONDAY,
    THURSDAY,
    fresh,
    make_approved_edition,
    make_edition,
    make_issued_edition,
    save,
)

pytestmark = pytest.mark.django_db

WHY = "A sum in it was wrong."


@pytest.fixture
def release(clock):
    return make_issued_edition().release


def moves(release: Release) -> list[str]:
    edition = release.editions.get(number=1)
    return [t.move for t in edition.transitions.order_by("id")]


def test_a_withdrawn_release_stays_readable_under_a_notice(release, publisher):
    notice = withdraw_release(release, by=publisher, explanation=WHY)

    assert release.withdrawn() == notice
    assert (notice.explanation, notice.by) == (WHY, publisher)
    assert (notice.in_force_during.lower, notice.in_force_during.upper) == (
        MONDAY,
        None,
    )
    assert Release.objects.public().get() == release
    assert moves(release)[-1] == "withdraw"


def test_a_release_is_withdrawn_once(release, publisher):
    withdraw_release(release, by=publisher, explanation=WHY)

    with pytest.raises(Refused, match="This release is withdrawn already"):
        withdraw_release(release, by=publisher, explanation=WHY)


def test_a_reinstated_release_keeps_its_notice_in_the_history(
    release, publisher, clock
):
    withdraw_release(release, by=publisher, explanation=WHY)
    clock.move_to(THURSDAY)

    reinstate_release(release, by=publisher, note="It was right after all.")

    assert release.withdrawn() is None
    assert release.withdrawn(MONDAY).explanation == WHY
    assert moves(release)[-1] == "reinstate"
    withdraw_release(release, by=publisher, explanation="It was wrong, though.")
    assert release.withdrawals.count() == 2


def test_what_is_not_withdrawn_cannot_be_reinstated(release, publisher):
    with pytest.raises(Refused, match="This release is not withdrawn"):
        reinstate_release(release, by=publisher)


def test_a_removed_release_is_gone_and_says_why(release, publisher, clock):
    clock.move_to(THURSDAY)

    removed = remove_release(release, by=publisher, explanation=WHY)

    assert (removed.removed_at, removed.removal_explanation) == (THURSDAY, WHY)
    assert removed.redirect_to == ""
    assert not Release.objects.public().exists()
    assert fresh(release.editions.get()).live_during.upper == THURSDAY
    assert moves(release)[-1] == "remove"


@pytest.mark.parametrize("address", ["/releases/other/", "https://other.example/a"])
def test_a_replaced_release_names_the_address_readers_are_sent_to(
    release, publisher, clock, address
):
    clock.move_to(THURSDAY)

    replaced = replace_release(
        release, by=publisher, explanation=WHY, redirect_to=address
    )

    assert replaced.redirect_to == address
    assert replaced.removed_at == THURSDAY


@pytest.mark.parametrize(
    "address",
    [
        "",
        "releases/other/",
        "//other.example/",
        "http://other.example/",
        "https://",
        "javascript:alert(1)",
        "/\\other.example/",
    ],
)
def test_readers_are_not_sent_just_anywhere(release, publisher, address):
    with pytest.raises(Refused, match=r"Give a path on this site, .* or an https"):
        replace_release(release, by=publisher, explanation=WHY, redirect_to=address)


def test_a_release_does_not_redirect_to_itself(release, publisher):
    with pytest.raises(Refused, match="cannot redirect to itself"):
        replace_release(
            release,
            by=publisher,
            explanation=WHY,
            redirect_to=release.get_absolute_url(),
        )


@pytest.mark.parametrize(
    "address", ["https://NEWS.example{}", "/releases/.{}", "/topics/..{}?x#y"]
)
def test_nor_to_itself_by_another_spelling(release, publisher, settings, address):
    settings.SITE_URL = "https://news.example"
    path = release.get_absolute_url()
    path = path.removeprefix("/releases") if address.startswith("/releases") else path

    with pytest.raises(Refused, match="cannot redirect to itself"):
        replace_release(
            release, by=publisher, explanation=WHY, redirect_to=address.format(path)
        )


def test_readers_follow_a_release_that_changes_its_address(
    release, publisher, stranger, clock
):
    other = make_issued_edition(headline="Another").release
    clock.move_to(THURSDAY)
    there = other.get_absolute_url()
    replaced = replace_release(
        release, by=publisher, explanation=WHY, redirect_to=there
    )
    readdress_release(other, by=publisher, slug="elsewhere")

    answer = stranger.get(replaced.get_absolute_url(), follow=True)

    assert answer.status_code == 200
    assert answer.request["PATH_INFO"] == "/releases/elsewhere/"


TAKE_DOWN = {
    "withdraw": lambda release, **about: withdraw_release(release, **about),
    "remove": lambda release, **about: remove_release(release, **about),
    "replace": lambda release, **about: replace_release(
        release, redirect_to="/releases/", **about
    ),
}
each_way = pytest.mark.parametrize("take_down", TAKE_DOWN.values(), ids=TAKE_DOWN)


@each_way
def test_readers_are_told_why(release, publisher, take_down):
    with pytest.raises(Refused, match="Tell readers why"):
        take_down(release, by=publisher, explanation=" \n")


@each_way
def test_only_those_trusted_with_it_take_a_release_down(release, approver, take_down):
    with pytest.raises(Refused, match="may not withdraw, reinstate and remove"):
        take_down(release, by=approver, explanation=WHY)


@each_way
def test_what_is_not_public_is_not_taken_down(clock, publisher, take_down):
    scheduled = make_issued_edition(headline="Ahead", at=THURSDAY).release

    for release in (make_edition(headline="A draft").release, scheduled):
        with pytest.raises(Refused, match="Only a release that is public can be taken"):
            take_down(release, by=publisher, explanation=WHY)


@each_way
def test_what_was_removed_is_not_taken_down_again(release, publisher, clock, take_down):
    clock.move_to(THURSDAY)
    remove_release(release, by=publisher, explanation=WHY)

    with pytest.raises(Refused, match="Only a release that is public can be taken"):
        take_down(release, by=publisher, explanation=WHY)


def test_a_scheduled_correction_is_unscheduled_before_a_removal(release, publisher):
    draft = save(begin_correction(release, by=None), change_note="A date.")
    issue_edition(make_approved_edition(draft), by=None, at=THURSDAY)

    with pytest.raises(Refused, match="A later edition is scheduled: unschedule it"):
        remove_release(release, by=publisher, explanation=WHY)


def test_only_those_trusted_with_it_reinstate(release, publisher, approver):
    withdraw_release(release, by=publisher, explanation=WHY)

    with pytest.raises(Refused, match="may not withdraw, reinstate and remove"):
        reinstate_release(release, by=approver)


def test_what_was_removed_cannot_be_corrected(release, publisher, writer, clock):
    clock.move_to(THURSDAY)
    remove_release(release, by=publisher, explanation=WHY)

    with pytest.raises(Refused, match="Only a release that is public can be corrected"):
        begin_correction(release, by=writer)
