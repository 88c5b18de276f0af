"""The links by which people outside read a limited draft: those that hold show a door
that names nothing, and whatever does not hold is the same nothing, whoever asks."""

from datetime import timedelta

import pytest
from django.test import Client

from briefings.actions.guests import (
    ask_fact_check,
    give_early_sight,
    give_preview,
    mail_link_again,
    renew_link,
    revoke_early_sight,
    revoke_link,
)
from briefings.actions.issue import issue_edition
from briefings.actions.limits import limit_release
from briefings.errors import Refused
from briefings.models import Edition, GuestAccess, GuestLink, Release
from briefings.models.visibility import looking_as
from briefings.permissions import PRESS_OFFICER, RECORDS_OFFICER, WRITER
from tests.guests.conftest import Guest, make_journalist
from tests.leaks.test_limited import as_told, like
from tests.making import (
    MONDAY,
    THURSDAY,
    make_approved_edition,
    make_edition,
    make_member,
)

pytestmark = pytest.mark.django_db

NOT_THERE = (GuestLink.DoesNotExist, Edition.DoesNotExist, Release.DoesNotExist)
FORMS = ("code", "enter", "accept", "leave", "answer", "remark", "")


@pytest.fixture
def draft(clock) -> Edition:
    edition = make_approved_edition(headline="Zyzzyva rises")
    named = [edition.written_by]
    limit_release(edition.release, by=edition.written_by, people=named)
    return issue_edition(edition, by=None, at=THURSDAY)


def early_sight(draft: Edition) -> GuestLink:
    return give_early_sight(draft, by=None, journalists=[make_journalist("Jo Marlow")])[
        0
    ]


def preview(draft: Edition) -> GuestLink:
    about = {"name": "Zyzzyva Reader", "email": "reader@example.com"}
    return give_preview(draft, by=None, days=2, **about)


def fact_check(draft: Edition) -> GuestLink:
    about = {"name": "Zyzzyva Checker", "email": "checker@example.com"}
    return ask_fact_check(draft, by=None, due_on=MONDAY.date(), **about)


GIVEN = (early_sight, preview, fact_check)


def revoke(link: GuestLink, clock) -> None:
    revoke_link(link, by=None)


def expire(link: GuestLink, clock) -> None:
    clock.move_to(MONDAY + timedelta(days=2, hours=1))
    if link.journalist:
        GuestLink.objects.filter(pk=link.pk).update(expires_at=clock.at)


def colleague(role: str) -> Client:
    client = Client()
    client.force_login(make_member(role, "Orla"))
    return client


def asked(client: Client, where: str, method: str = "get", **form: str):
    answer = getattr(client, method)(where, form)
    return (
        answer.status_code,
        dict(answer.headers) | {"X-Request-Id": ""},
        answer.content,
    )


@pytest.mark.parametrize("end", [revoke, expire])
@pytest.mark.parametrize("give", GIVEN)
def test_a_link_that_ended_is_an_address_that_never_was(draft, clock, give, end):
    """Also for the browser that was inside, for a colleague, and for every form."""
    link = give(draft)
    guest, forged = Guest(link), f"/guests/{link.nonce}.{'A' * 43}/"
    assert "Zyzzyva rises" in guest.read()

    end(link, clock)

    for client in (guest.client, Client(), colleague(WRITER)):
        for method in ("get", "head"):
            told = asked(client, guest.address, method)
            assert told == asked(client, forged, method)
            assert told[0] == 404
        for do in FORMS:
            told = asked(client, guest.address, "post", do=do, **sealed(guest))
            assert told == asked(client, forged, "post", do=do)


def sealed(guest: Guest) -> dict[str, str]:
    return {"seal": "x", "digits": "00000000", "said": "Zyzzyva", "passage": "0"}


@pytest.mark.parametrize("give", GIVEN)
def test_whoever_was_not_let_in_sees_a_door_that_names_nothing(draft, give):
    link, other = give(draft), make_edition(headline="A ferry")
    inside = Guest(preview(other))
    assert "A ferry" in inside.read()
    own = inside.client.cookies["guest"].value

    for client in (Client(), colleague(WRITER), inside.client):
        # A browser does not tell another link's cookie here; whoever forges it does.
        forged = {"HTTP_COOKIE": f"guest={own}"}
        door = client.get(link.get_absolute_url(), **forged)
        told = door.content.decode()
        assert door.status_code == 200
        assert "zyzzyva rises" not in told.casefold()
        assert link.name not in told
        assert "islands have waited" not in told
    assert not GuestAccess.objects.filter(link=link, deed="read").exists()


@pytest.mark.parametrize("give", GIVEN)
@pytest.mark.parametrize("role", [WRITER, PRESS_OFFICER, RECORDS_OFFICER])
def test_a_colleague_who_may_not_see_the_draft_does_nothing_about_its_links(
    draft, give, role
):
    """Neither on its own page, nor from the page of a draft that they see."""
    link, client = give(draft), colleague(role)
    open_to_all = make_edition(headline="A ferry")

    for do in ("revoke", "again", "renew"):
        for edition, key in ((draft, link.pk), (open_to_all, link.pk)):
            where = f"/admin/briefings/edition/{edition.pk}/guests/"
            nowhere = (
                where
                if edition == open_to_all
                else where.replace(f"/{draft.pk}/", "/987654/")
            )
            unknown = client.post(nowhere, {"do": f"{do}-987654"})
            answer = client.post(where, {"do": f"{do}-{key}"})
            told = (
                as_told(unknown)
                if edition == open_to_all
                else like(where, nowhere, as_told(unknown))
            )
            assert as_told(answer) == told

    link.refresh_from_db()
    assert link.revoked_at is None
    assert GuestLink.objects.count() == 1


@pytest.mark.parametrize("act", [revoke_link, mail_link_again, renew_link])
def test_an_action_finds_no_link_that_is_hidden_from_who_acts(draft, act):
    link, press = preview(draft), make_member(PRESS_OFFICER, "Orla")
    make_member(WRITER, "Orla")

    with (
        looking_as(press),
        pytest.raises(NOT_THERE),
    ):
        act(link, by=press)
    link.refresh_from_db()
    assert link.revoked_at is None


def test_nobody_revokes_all_the_early_sight_of_a_draft_that_they_do_not_see(draft):
    link, press = early_sight(draft), make_member(PRESS_OFFICER, "Orla")

    with looking_as(press), pytest.raises(Refused, match="Nobody has early sight"):
        revoke_early_sight(draft, by=press)
    link.refresh_from_db()
    assert link.revoked_at is None


def test_the_page_of_a_journalist_lists_no_link_to_a_hidden_draft(draft):
    link = early_sight(draft)
    where = f"/admin/briefings/journalist/{link.journalist_id}/change/"

    page = colleague(PRESS_OFFICER).get(where).content.decode()

    assert "Jo Marlow" in page
    assert "zyzzyva" not in page.casefold()
