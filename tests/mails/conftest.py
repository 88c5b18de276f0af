import pytest
from django.core import mail
from django.db.models import F
from django.db.models.functions import Now

from briefings.jobs.mails import send_mails
from briefings.models import Mail, User


@pytest.fixture(autouse=True)
def office_at_an_address(settings):
    """Whatever the settings say of it."""
    settings.SITE_URL = "https://press.example.org"
    settings.DEFAULT_FROM_EMAIL = "desk@press.example.org"


@pytest.fixture
def office(writer, approver, publisher, records_officer, administrator):
    """Everybody has an address."""
    for person in User.objects.all():
        give_address(person)
    return User.objects.all()


def give_address(person: User) -> None:
    person.email = f"{person.username.lower()}@press.example.org"
    person.save(update_fields=["email"])


@pytest.fixture
def forget():
    """What was written so far went out long ago."""

    def forget() -> None:
        Mail.objects.waiting().update(sent_at=Now())

    return forget


@pytest.fixture
def sent():
    """Send what is written, as if its minute had passed; what each person got."""

    def send() -> dict[str, list[str]]:
        mail.outbox.clear()
        Mail.objects.waiting().update(due_at=F("written_at"))
        send_mails()
        got: dict[str, list[str]] = {}
        for message in mail.outbox:
            name = message.to[0].partition("@")[0].capitalize()
            got.setdefault(name, []).append(message.subject)
        return got

    return send
