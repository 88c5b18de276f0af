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
        if desks is None:
            self.stdout.write("The sample newsroom is loaded.")
            return
        self._welcome(desks, f"http://127.0.0.1:{port}")

    def _welcome(self, desks: Desks, site: str) -> None:
        addresses = {
            "Public site": "/",
            "Editors": reverse("admin:index"),
            "API": "/api/docs/",
        }
        lines = ["", "The sample newsroom of Valmere is loaded.", ""]
        lines += [f"  {name:<16} {site}{path}" for name, path in addresses.items()]
        lines += ["", "Accounts; the passwords are shown this once:", ""]
        lines += [
            f"  {username:<16} {password}   {role_of(username)}"
            for username, password in desks.passwords.items()
        ]
        self.stdout.write("\n".join([*lines, "", *self._scheduled(), ""]))

    def _scheduled(self) -> list[str]:
        ahead = Edition.objects.filter(live_during__startswith__gt=Now())
        return [
            f"“{edition.headline}” goes public by itself at "
            f"{timezone.localtime(edition.live_from):%H:%M %Z}."
            for edition in ahead
        ]
