from datetime import timedelta

import pytest

from briefings.actions.accreditation import change_accreditation, revoke_accreditation
from briefings.actions.guests import give_early_sight, revoke_link
from briefings.actions.issue import issue_edition, unschedule_edition
from briefings.jobs.audit import forget_old_audit
from briefings.models.guests import Deed
from tests.guests.conftest import Guest, mailed_letters
from tests.making import MONDAY, THURSDAY, make_approved_edition, make_issued_edition
from tests.models.raw_sql import run

pytestmark = pytest.mark.django_db
WORDS = "islands have waited"


@pytest.fixture
def edition(clock):
    return make_issued_edition(at=THURSDAY)


@pytest.fixture
def link(edition, journalist, press_officer):
    return give_early_sight(edition, by=press_officer, journalists=[journalist])[0]


@pytest.fixture
def guest(link):
    return Guest(link)


def told(response) -> tuple:
    return response.status_code, dict(response.headers), response.content


def test_from_the_mail_to_the_lift(link, guest, clock):
    [letter] = mailed_letters()
    assert letter.to == ["jo@herald.example"]
    assert link.get_absolute_url() in letter.body

    assert "jo@" not in guest.open().content.decode()
    assert guest.enter().status_code == 302
    assert "must" not in guest.open().content.decode()
    terms = guest.open().content.decode()
    assert "I will not publish" in terms
    assert WORDS not in terms
    guest.post("accept")
    page = guest.open().content.decode()
    assert WORDS in page
    assert page.count("EMBARGOED UNTIL") == 2
    assert page.count("Jo Marlow, The Skerrow Herald") > 10

    clock.move_to(THURSDAY)
    lifted = guest.open()
    assert (lifted.status_code, lifted["Location"]) == (
        302,
        link.edition.release.get_absolute_url(),
    )


def test_from_where_somebody_came_is_forgotten_and_that_they_came_is_not(link, guest):
    guest.enter()
    entered, before = link.accesses.get(deed=Deed.ENTERED), link.accesses.count()
    assert entered.address == "127.0.0.1"
    run("SET LOCAL session_replication_role = replica")
    old = "UPDATE briefings_guestaccess SET at = now() - interval '2193 days' "
    run(f"{old} WHERE id = %s", entered.pk)
    run("SET LOCAL session_replication_role = origin")

    forget_old_audit()

    entered.refresh_from_db()
    assert (entered.deed, entered.address, entered.agent) == (Deed.ENTERED, None, "")
    assert link.accesses.count() == before
    others = link.accesses.exclude(pk=entered.pk)
    assert {access.address for access in others} == {"127.0.0.1"}


def test_an_office_that_keeps_no_whole_addresses_keeps_none_of_guests(
    link, guest, settings
):
    settings.AUDIT_SHORT_ADDRESSES = True

    guest.enter()

    assert {access.address for access in link.accesses.all()} == {"127.0.0.0"}


def test_the_letters_and_the_door_say_nothing_of_the_release(guest, link):
    letters = mailed_letters()
    guest.ask()
    door = guest.open().content.decode()

    everything = door + "".join(m.subject + m.body for m in letters)
    for word in ("ferry", "Ferry", "Skerrow by", "islands", link.edition.release.slug):
        assert word not in everything


def test_opening_the_link_any_number_of_times_uses_nothing_up(guest, link):
    digits = guest.ask()
    for _ in range(20):
        guest.client.get(guest.address)
        guest.client.head(guest.address)

    assert guest.post("enter", digits=digits).status_code == 302
    assert link.codes.count() == 1


@pytest.mark.parametrize("asked", ["door", "inside"])
def test_a_guests_page_is_kept_and_told_nowhere(guest, asked):
    if asked == "inside":
        guest.read()
    response = guest.open()

    assert response["Cache-Control"] == "no-store, private"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert 'content="noindex' in response.content.decode()
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_the_cookie_is_told_to_the_link_alone(guest, settings):
    settings.SESSION_COOKIE_SECURE = True
    cookie = guest.enter().cookies["guest"]

    assert cookie["path"] == guest.address
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "Lax"
    assert not guest.client.get("/").cookies


def revoke(link, by, clock):
    revoke_link(link, by=by)


def unaccredit(link, by, clock):
    revoke_accreditation(link.journalist, by=by)


def run_out(link, by, clock):
    day = (MONDAY - timedelta(days=1)).date()
    change_accreditation(link.journalist, by=by, accredited_until=day)


def unschedule(link, by, clock):
    unschedule_edition(link.edition, by=None)


@pytest.mark.parametrize("ending", [revoke, unaccredit, run_out, unschedule])
@pytest.mark.parametrize("was_inside", [True, False])
def test_a_link_that_ended_is_an_address_that_never_was(
    guest, link, press_officer, clock, ending, was_inside
):
    if was_inside:
        guest.read()
    ending(link, press_officer, clock)

    for moment in (MONDAY, THURSDAY - timedelta(seconds=1)):
        clock.move_to(moment)
        for ask in (guest.client.get, guest.client.head, guest.client.post):
            assert told(ask(guest.address)) == told(ask("/nothing-here/"))
    assert link.accesses.filter(deed=Deed.REFUSED).exists()


def test_a_revoked_link_leads_nowhere_after_the_lift_either(
    guest, link, press_officer, clock
):
    guest.read()
    revoke_link(link, by=press_officer)
    clock.move_to(THURSDAY)

    assert guest.open().status_code == 404


def test_it_opens_when_the_release_is_scheduled(press_officer, journalist, clock):
    edition = make_approved_edition()
    [link] = give_early_sight(edition, by=press_officer, journalists=[journalist])
    guest = Guest(link)

    waiting = guest.read()
    issue_edition(edition, by=None, at=THURSDAY)

    assert "Not yet" in waiting
    assert WORDS not in waiting
    assert WORDS in guest.open().content.decode()


def test_another_time_of_the_lift_is_pointed_out(guest, link):
    guest.read()
    unschedule_edition(link.edition, by=None)
    issue_edition(link.edition, by=None, at=THURSDAY + timedelta(days=1))

    page = guest.open().content.decode()
    assert "The time was changed" in page
    assert "The time was changed" not in guest.open().content.decode()


def test_what_a_guest_did_is_kept(guest, link):
    guest.post("code")
    guest.post("enter", digits="1")
    guest.read()

    deeds = list(link.accesses.values_list("deed", flat=True))
    assert deeds == ["asked", "wrong", "asked", "entered", "accepted", "read"]
    read = link.accesses.get(deed=Deed.READ)
    assert (read.embargoed_until, read.address) == (THURSDAY, "127.0.0.1")
