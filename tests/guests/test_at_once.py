"""A guest and the office at one moment, each in a connection of their own."""

import pytest

from briefings.actions.entering import Shut, Visitor, enter, note_reading
from briefings.actions.guests import give_early_sight, revoke_link
from briefings.models import GuestLink
from briefings.models.guests import Deed
from tests.actions.racing import Racer, at_once, half_way, wait_until_waiting
from tests.guests.conftest import mailed_code, make_journalist
from tests.making import THURSDAY, make_issued_edition

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("committed"),
]


@pytest.fixture
def link():
    edition = make_issued_edition(at=THURSDAY)
    journalist = make_journalist("Jo Marlow")
    return give_early_sight(edition, by=None, journalists=[journalist])[0]


def ask_digits(link) -> str:
    link.codes.create(asked_at=link.made_at)
    return mailed_code(link)


def test_whoever_reads_while_it_is_revoked_reads_nothing(link):
    key = enter(by=link, digits=ask_digits(link), visitor=Visitor())
    visitor = Visitor(key=key)

    with half_way(lambda: revoke_link(link, by=None)):
        reader = Racer(lambda: note_reading(by=link, visitor=visitor))
        wait_until_waiting([reader])

    assert isinstance(reader.outcome(), Shut)
    assert not link.accesses.filter(deed=Deed.READ).exists()


def test_a_code_lets_one_browser_in_however_many_come_at_once(link):
    digits = ask_digits(link)

    def come():
        return enter(by=link, digits=digits, visitor=Visitor())

    keys = at_once(
        *[come] * 3, door=lambda: GuestLink.objects.select_for_update().get(pk=link.pk)
    )

    assert len([key for key in keys if key]) == 1
    assert link.sessions.count() == 1
    assert link.accesses.filter(deed=Deed.WRONG).count() == 2
