"""When a limited draft goes public, readers get what was issued, as they would if it
had never been limited; what the office said around it stays in the office; and what is
still limited stays so, though it lies beside what is everybody's now."""

from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client

from briefings.actions.issue import note_lift
from briefings.models import Edition, GuestLink, Limit
from briefings.permissions import APPROVER
from tests.conftest import Clock
from tests.leaks import conftest as readers
from tests.leaks.limited_world import add_limited, make_world
from tests.leaks.surfaces import lists, plain_pages
from tests.leaks.test_limited import Told, ask
from tests.leaks.worlds import public_addresses
from tests.making import THURSDAY, make_member

pytestmark = pytest.mark.django_db

# Who was let in, what colleagues and guests said, and the draft that is still limited.
OF_THE_OFFICE = (
    "zyzzyva reader",
    "zyzzyva checker",
    "zyzzyva late",
    "zyzzyva browser",
    "zyzzyva@example.com",
    "zyzzyva, please.",
    "zyzzyva is sure.",
    "zyzzyvas, still?",
    "zyzzyvas, yes.",
    "zyzzyva!",
    "zyzzyva?",
    "jo marlow",
    "limited to",
)
STILL_LIMITED = "zyzzyva fares"
DESK = (
    "/admin/?news=all",
    "/admin/briefings/release/",
    "/admin/briefings/edition/?q=zyzzyva",
)
Read = dict[str, readers.Answer]


@dataclass(frozen=True)
class Lifts:
    """What readers were told: before, at the lift, and at the lift in the same world
    where it had not been limited; and what a colleague was told at the lift."""

    before: Read
    lifted: Read
    never_limited: Read
    asked_again: Read
    desk: Told


@pytest.fixture(scope="module")
def lifts(limited_clock) -> Lifts:
    return compare(limited_clock)


def compare(clock: Clock) -> Lifts:
    otto = make_world(clock)["Otto"]
    make_member(APPROVER, "Nan")
    known = set(plain_pages(public_addresses()))
    add_limited()
    addresses = public_addresses()
    addresses.add("guest", *(link.token for link in GuestLink.objects.all()))
    # What there was before is told as ever, but where lists may name the new.
    pages = [*lists(), *(p for p in plain_pages(addresses) if p not in known)]
    before = read(pages)
    clock.move_to(THURSDAY)
    again = {
        where: readers.ask("GET", where, **{"If-None-Match": before[where].etag})
        for where in lists()
    }
    bridge = Edition.objects.get(headline="Zyzzyva bridge")
    note_lift(bridge)
    lifted = read(pages)
    with transaction.atomic():
        Limit.objects.filter(release=bridge.release).delete()
        never_limited = read(pages)
        transaction.set_rollback(True)
    client = Client()
    client.force_login(otto)
    desk = {where: ask(client, where) for where in DESK}
    return Lifts(before, lifted, never_limited, again, desk)


def read(pages: list[str]) -> Read:
    return {where: readers.ask("GET", where) for where in pages}


def words(body: bytes) -> str:
    return body.decode(errors="replace").casefold()


def test_readers_are_told_the_same_as_if_it_had_never_been_limited(lifts):
    assert [w for w in lifts.lifted if lifts.lifted[w] != lifts.never_limited[w]] == []


def test_it_opened_for_readers_so_that_there_was_something_to_tell(lifts):
    opened = [
        where
        for where, told in lifts.lifted.items()
        if (lifts.before[where].status, told.status) == (404, 200)
    ]

    assert len(opened) > 20
    assert not [
        w for w in lifts.before if "zyzzyva bridge" in words_of(lifts.before, w)
    ]
    assert [w for w in opened if "zyzzyva bridge" in words_of(lifts.lifted, w)]


def words_of(read: Read, where: str) -> str:
    return words(read[where].body)


def test_no_reader_learns_what_was_said_around_it(lifts):
    naming = [
        (where, said)
        for where in lifts.lifted
        for said in (*OF_THE_OFFICE, STILL_LIMITED)
        if said in words_of(lifts.lifted, where)
    ]

    assert naming == []


def test_no_list_that_was_kept_from_before_is_taken_for_current(lifts):
    changed = {w for w in lists() if lifts.before[w].body != lifts.lifted[w].body}

    assert len(changed) > 20
    assert {lifts.asked_again[where].status for where in changed} == {200}


def test_every_link_of_a_guest_leads_to_the_release_or_nowhere(lifts):
    answers = {a.status for w, a in lifts.lifted.items() if w.startswith("/guests/")}

    # One of them was revoked before.
    assert answers == {302, 404}
    told = {a.status for w, a in lifts.before.items() if w.startswith("/guests/")}
    assert told == {200, 404}


def test_beside_what_is_everybodys_now_another_draft_stays_limited(lifts):
    told = {where: words(answer[2]) for where, answer in lifts.desk.items()}

    assert all("zyzzyva bridge" in page for page in told.values())
    assert not [where for where, page in told.items() if STILL_LIMITED in page]
