from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from briefings.actions.appointments import (
    Report,
    enter_appointments,
    enter_good_appointments,
    report_on,
)
from briefings.errors import Refused
from briefings.models.appointment_tables import Table
from briefings.text.appointments import LARGEST_IN_BYTES, words_of_table
from briefings.text.formats.encodings import Decoded
from briefings.text.formats.sources import Unreadable


class Command(BaseCommand):
    help = (
        "Enter the appointments of a table, such as a new cabinet, with the people, "
        "roles and organisations that are not there yet. Every line is reported; one "
        "that cannot be entered stops all, unless it may be left out."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument(
            "--dry-run", action="store_true", help="report, and save nothing"
        )
        parser.add_argument(
            "--leave-out-bad", action="store_true", help="enter the other lines"
        )
        parser.add_argument(
            "--last-day",
            action="store_true",
            help="ends in the file are last days, not the first day after",
        )
        parser.add_argument(
            "--end-former",
            action="store_true",
            help="whoever held a role ends when the next begins",
        )

    def handle(self, *, file: Path, **options: Any) -> None:
        words = _words(file)
        for doubt in words.warnings:
            self.stdout.write(f"{doubt.message} {doubt.words}".strip())
        try:
            table = Table(
                words.text,
                last_day=options["last_day"],
                ends_former=options["end_former"],
            )
            self._tell(report_on(table))
            if not options["dry_run"]:
                left_out = options["leave_out_bad"]
                enter = enter_good_appointments if left_out else enter_appointments
                report = enter(table, by=None)
                self.stdout.write(f"Entered: {len(report.good)}.")
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal

    def _tell(self, report: Report) -> None:
        for line in report.lines:
            about = f"{line.written.person}, {line.written.role}: {line.outcome}"
            added = [f"new {what}" for what in line.adds]
            told = "; ".join([about, *added, *line.sentences])
            self.stdout.write(f"{line.written.line}: {told}")
        for what, number in sorted(report.counts.items()):
            self.stdout.write(f"{what}: {number}")


def _words(file: Path) -> Decoded:
    try:
        with file.open("rb") as source:
            return words_of_table(source.read(LARGEST_IN_BYTES))
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
    except Unreadable as error:
        raise CommandError(f"{file}: {error}") from error
