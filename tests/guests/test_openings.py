"""A preview lets so many browsers in. Whoever comes after is answered as if there had
never been a link; whoever is in stays."""

from datetime import timedelta

import pytest
from django.test import Client

from briefings.actions.guests import (
    give_preview,
    mail_link_again,
    renew_link,
    revoke_link,
)
from briefings.errors import Refused
from briefings.models import GuestAccess
from tests.guests.conftest import Guest
from tests.making import make_edition

pytestmark = pytest.mark.django_db

WORDS = "islands have waited"


@pytest.fixture
def edition(clock):
    return make_edition()


def preview(edition, **about):
    named = {"name": "Bo", "email": "bo@lab.example", **about}
    return give_preview(edition, by=edition.written_by, **named)


def at_another_browser(guest: Guest) -> Guest:
    return Guest(guest.link)


def test_each_browser_is_let_in_by_a_code_until_all_are_used(edition):
    first = Guest(preview(edition, openings=2))
    first.enter()
    second = at_another_browser(first)
    second.enter()

    assert at_another_browser(first).open().status_code == 404
    for inside in (first, second):
        assert WORDS in inside.open().content.decode()


def test_who_only_follows_the_link_uses_none_of_it(edition):
    guest = Guest(preview(edition, openings=1))
    for _ in range(5):
        assert at_another_browser(guest).open().status_code == 200
        assert Client().head(guest.address).status_code == 200
    guest.ask()
    guest.post("enter", digits="00000000")

    guest.enter()

    assert WORDS in guest.open().content.decode()


def test_one_that_is_used_up_answers_to_the_byte_as_one_that_was_revoked(edition):
    used, revoked = (Guest(preview(edition, openings=1, name=n)) for n in ("A", "B"))
    stranger = at_another_browser(used)
    seals = [guest.seal() for guest in (stranger, revoked)]
    used.enter()
    revoke_link(revoked.link, by=None)

    for method in ("get", "head", "post"):
        told = [
            answer(getattr(one.client, method)(one.address, {"do": "code", **seal}))
            for one, seal in zip((stranger, revoked), seals, strict=True)
        ]
        assert told[0] == told[1]
        assert told[0][0] == 404
    # The office learns of it as of others who came too late.
    refused = GuestAccess.objects.filter(link=used.link, deed="refused")
    assert refused.exists()


def answer(response) -> tuple:
    headers = {k: v for k, v in response.headers.items() if k != "X-Request-Id"}
    return response.status_code, headers, response.content


def test_a_code_that_was_asked_for_before_lets_nobody_in_who_is_too_late(edition):
    first = Guest(preview(edition, openings=1))
    late = at_another_browser(first)
    seal, digits = late.seal(), late.ask()
    late.client.cookies.clear()
    first.enter()

    entered = late.client.post(late.address, {"do": "enter", "digits": digits, **seal})

    assert entered.status_code == 404
    assert first.link.sessions.count() == 1


def test_the_office_says_how_many_or_the_setting_does(edition, settings):
    settings.PREVIEW_OPENINGS = 3

    assert preview(edition).most_openings == 3
    assert preview(edition, openings=1).most_openings == 1
    assert preview(edition, openings=0).most_openings is None
    assert renew_link(preview(edition, openings=2), by=None).most_openings == 2
    with pytest.raises(Refused, match="at most 1000 browsers"):
        preview(edition, openings=1001)


def test_a_link_that_is_used_up_is_given_anew_and_not_mailed_again(edition):
    guest = Guest(preview(edition, openings=1))
    guest.enter()

    with pytest.raises(Refused, match="leads nowhere any more"):
        mail_link_again(guest.link, by=None)
    anew = Guest(renew_link(guest.link, by=None))
    anew.enter()
    assert WORDS in anew.open().content.decode()


def test_the_desk_gives_a_number_and_shows_how_many_are_used(client, edition, writer):
    client.force_login(edition.written_by)
    page = f"/admin/briefings/edition/{edition.pk}/guests/"
    typed = {"who": "Bo", "email": "bo@lab.example", "days": "3", "openings": "1"}
    sent = {f"givepreview-{name}": value for name, value in typed.items()}
    client.post(page, {"do": "givepreview", **sent})
    link = edition.guest_links.get()
    assert link.most_openings == 1

    Guest(link).enter()

    shown = client.get(page).content.decode()
    assert "open in 1 of 1 browser" in shown


def test_its_own_guest_comes_again_after_a_week_or_having_left(edition, clock):
    guest = Guest(preview(edition, openings=1, days=30))
    guest.enter()
    clock.move_to(clock.at + timedelta(days=8))
    guest.enter()
    assert WORDS in guest.open().content.decode()

    guest.post("leave")
    guest.enter()

    assert WORDS in guest.open().content.decode()
    assert at_another_browser(guest).open().status_code == 404


def test_strangers_with_the_link_keep_nobody_out_who_is_in(
    edition, settings, empty_counters
):
    settings.RATE_LIMITS = {"guests": (3, timedelta(minutes=1))}
    guest = Guest(preview(edition))
    guest.enter()
    stranger = at_another_browser(guest)
    seal = stranger.seal()
    for number in range(6):
        elsewhere = {"REMOTE_ADDR": f"198.51.100.{number}"}
        stranger.client.post(stranger.address, {"do": "x", **seal}, **elsewhere)

    assert guest.post("leave").status_code == 302
