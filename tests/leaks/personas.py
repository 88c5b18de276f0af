"""Who asks, beside a stranger: people whom the office knows, or let in once, with all
that their browsers have of it."""

import re
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import F
from django.test import Client

from briefings import permissions
from briefings.actions.entering import Visitor, ask_code, enter, make_code
from briefings.actions.guests import give_preview, revoke_link
from briefings.actions.limits import limit_release
from briefings.guests.manners import COOKIE
from briefings.models import Edition, GuestLink
from tests.conftest import Clock, note_both_factors
from tests.making import fresh, make_member


@dataclass(frozen=True)
class Persona:
    name: str
    cookies: dict[str, str] = field(default_factory=dict)
    # Of a guest: where their link led, and the seal of a form that was open there.
    link: str = ""
    seal: str = ""

    def __str__(self) -> str:
        return self.name


STRANGER = Persona("a stranger")
EDITOR = "an editor who may not see it"
EXPIRED = "a guest whose link ran out"
REVOKED = "a guest whose link was revoked"
# Whom answers are compared with those to a stranger.
OTHERS = (EDITOR, EXPIRED, REVOKED)
GUESTS = (EXPIRED, REVOKED)


def make_personas(bridge: Edition, clock: Clock) -> list[Persona]:
    """An editor from whom it is hidden; and guests who read it a minute ago."""
    now = clock.at
    circle = [make_member(permissions.APPROVER, "Nan")]
    limit_release(bridge.release, by=None, people=circle)
    clock.move_to(now - timedelta(minutes=1))
    guests = [let_in(bridge, name) for name in GUESTS]
    clock.move_to(now - timedelta(seconds=30))
    for link in GuestLink.objects.filter(name__in=GUESTS):
        shut(link)
    clock.move_to(now)
    return [signed_in_editor(), *guests]


def shut(link: GuestLink) -> None:
    if link.name == REVOKED:
        revoke_link(link, by=None)
    else:
        ending = F("made_at") + timedelta(seconds=30)
        GuestLink.objects.filter(pk=link.pk).update(expires_at=ending)


def signed_in_editor() -> Persona:
    """With a second factor, and the desk's first page open."""
    otto, client = make_member(permissions.WRITER, "Otto"), Client()
    client.force_login(otto)
    note_both_factors(client, otto)
    assert client.get("/admin/", secure=True).status_code == 200
    return Persona(EDITOR, {name: one.value for name, one in client.cookies.items()})


def let_in(edition: Edition, name: str) -> Persona:
    """By a link that was used: the text is on a screen, and a key in a cookie."""
    link = give_preview(fresh(edition), by=None, name=name, email="g@guest.example")
    code = make_code(ask_code(by=link, visitor=Visitor()).pk)
    assert code
    key = enter(by=link, digits=code[1], visitor=Visitor())
    address, client = link.get_absolute_url(), Client()
    client.cookies[COOKIE] = key
    page = client.get(address, secure=True).content.decode()
    assert edition.headline in page
    [seal] = set(re.findall(r'name="seal" value="([^"]+)"', page))
    return Persona(name, {COOKIE: key}, address, seal)
