import json
import os
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.urls import reverse

from briefings.actions.imports import ImportedBefore, import_release
from briefings.errors import Refused
from briefings.models import Edition, User
from briefings.text.formats.sources import LARGEST


class Command(BaseCommand):
    help = (
        "Make a draft with suggestions from each file. A file that cannot be imported "
        "is reported with the reason, and the others go on."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument(
            "--json", action="store_true", help="print one JSON object a file"
        )
        parser.add_argument(
            "--by",
            metavar="USERNAME",
            help="who writes the drafts, and so may not approve them",
        )

    def handle(self, *, files: list[str], by: str | None, **options: Any) -> None:
        writer = _person(by)
        failed = False
        for path in files:
            # The bytes of a name may be no text at all.
            file = os.fsencode(path).decode("utf-8", "replace")
            try:
                edition = _import(path, writer)
            except (Refused, OSError, DatabaseError) as error:
                failed = True
                self._report_failure(file, error, as_json=options["json"])
            else:
                self._report(file, edition, as_json=options["json"])
        if failed:
            sys.exit(1)

    def _report(self, file: str, edition: Edition, *, as_json: bool) -> None:
        count = edition.suggestions.count()
        address = _page_of(edition)
        if as_json:
            self._line(
                file=file,
                release=edition.release.slug,
                edition=edition.number,
                suggestions=count,
                address=address,
            )
            return
        found = f"{count} suggestion{'' if count == 1 else 's'}"
        self.stdout.write(f"{file}: “{edition.headline}”, {found}, {address}")

    def _report_failure(self, file: str, error: Exception, *, as_json: bool) -> None:
        reason = _reason(error)
        if isinstance(error, ImportedBefore):
            reason = f"{reason} It is at {_page_of(error.edition)}"
        if as_json:
            self._line(file=file, error=reason)
            return
        # The reader's sentences begin with the name, those of the system do not.
        name = Path(file).name
        rest = reason.removeprefix(name)
        self.stderr.write(file + (rest if rest != reason else f": {reason}"))

    def _line(self, **columns: Any) -> None:
        self.stdout.write(json.dumps(columns, ensure_ascii=False))


def _page_of(edition: Edition) -> str:
    path = reverse("admin:briefings_edition_change", args=[edition.pk])
    return f"{settings.SITE_URL}{path}"


def _person(username: str | None) -> User | None:
    if username is None:
        return None
    person = User.objects.filter(username=username, is_active=True).first()
    if person is None:
        raise CommandError(f"There is no account called “{username}”.")
    return person


def _import(file: str, by: User | None) -> Edition:
    path = Path(file)
    with path.open("rb") as source:
        # One byte more than is allowed, so that a larger file is refused unread.
        name = os.fsencode(path.name).decode("utf-8", "replace")
        return import_release(source.read(LARGEST + 1), name=name, by=by)


def _reason(error: Exception) -> str:
    if isinstance(error, DatabaseError):
        return f"The database does not take this text: {error}".strip()
    if isinstance(error, FileNotFoundError):
        return "There is no such file."
    if isinstance(error, IsADirectoryError):
        return "This is a folder: name the files in it."
    if isinstance(error, PermissionError):
        return "This file may not be read by the account that runs the command."
    if isinstance(error, OSError):
        return f"This file cannot be read: {error.strerror}."
    return str(error)
