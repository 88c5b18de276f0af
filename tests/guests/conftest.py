import re
from datetime import date

import pytest
from django.core import mail
from django.test import Client

from briefings.actions.accreditation import accredit_journalist
from briefings.jobs.guests import send_code, send_guest_letters
from briefings.models import GuestCode, GuestLink


@pytest.fixture(autouse=True)
def office_has_a_name(settings):
    settings.SITE_URL = "https://press.example.org"
    settings.OFFICE_NAME = "Valmere Press Office"


@pytest.fixture
def journalist(press_officer):
    return make_journalist("Jo Marlow", by=press_officer)


def make_journalist(name: str, *, by=None, outlet: str = "The Skerrow Herald"):
    return accredit_journalist(
        by=by,
        name=name,
        outlet=outlet,
        role="political editor",
        email=f"{name.split()[0].lower()}@herald.example",
        accredited_until=date(2092, 1, 1),
    )


class Guest:
    """Somebody outside, at a browser of their own, with a mailbox."""

    def __init__(self, link: GuestLink) -> None:
        self.client, self.link = Client(), link
        self.address = link.get_absolute_url()

    def open(self):
        return self.client.get(self.address)

    def post(self, do: str, **fields):
        return self.client.post(self.address, {"do": do, **self.seal(), **fields})

    def seal(self) -> dict[str, str]:
        found = re.search(r'name="seal" value="([^"]+)"', self.open().content.decode())
        return {"seal": found[1]} if found else {}

    def ask(self) -> str:
        """Ask for a code; the digits that come by mail."""
        self.post("code")
        return mailed_code(self.link)

    def enter(self):
        return self.post("enter", digits=self.ask())

    def read(self) -> str:
        """The text, the terms accepted."""
        self.enter()
        self.post("accept")
        return self.open().content.decode()


def mailed_code(link: GuestLink) -> str:
    mail.outbox.clear()
    code = GuestCode.objects.filter(link=link).latest("id")
    if not send_code(key=code.pk):
        return ""
    return re.search(r"\d{4} \d{4}", mail.outbox[-1].body)[0]


def mailed_letters() -> list:
    mail.outbox.clear()
    send_guest_letters()
    return mail.outbox
