from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from briefings.errors import Refused
from briefings.management.sample.accounts import Desks, role_of
from briefings.management.sample.loading import load_once
from briefings.models import Edition


class Command(BaseCommand):
    help = (
        "Fill an empty newsroom with the releases of Valmere, a country that does not "
        "exist, and open an account for each role. A second run changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--port", type=int, default=8000, help="of the server in the addresses"
        )

    def handle(self, *, port: int, **options: Any) -> None:
        try:
            desks = load_once()
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self._say("The sample newsroom of Valmere is loaded.")
        self._say(*_addresses(port))
        if desks is None:
            self._say(
                "A forgotten password is set anew with",
                "`.venv/bin/python manage.py changepassword writer`.",
            )
        else:
            self._say("Accounts; the passwords are shown this once:")
            self._say(*_accounts(desks))
            self._say(*_scheduled())

    def _say(self, *lines: str) -> None:
        self.stdout.write("\n".join(["", *lines]))


def _addresses(port: int) -> list[str]:
    paths = {
        "Public site": "/",
        "Editors": reverse("admin:index"),
        "API": reverse("api-docs"),
    }
    site = f"http://127.0.0.1:{port}"
    return [f"  {name:<16} {site}{path}" for name, path in paths.items()]


def _accounts(desks: Desks) -> list[str]:
    return [
        f"  {username:<16} {password}   {role_of(username)}"
        for username, password in desks.passwords.items()
    ]


def _scheduled() -> list[str]:
    ahead = Edition.objects.filter(live_during__startswith__gt=Now())
    return [
        f"“{edition.headline}” goes public by itself at "
        f"{timezone.localtime(edition.live_from):%H:%M %Z}."
        for edition in ahead
    ]
