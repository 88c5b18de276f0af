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
from briefings.models.registers import Table
from briefings.text.appointments import LARGEST


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
        try:
            table = Table(
                _text(file),
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


def _text(file: Path) -> str:
    try:
        with file.open("rb") as source:
            # A character may be four bytes long.
            return source.read(4 * LARGEST + 1).decode("utf-8-sig")
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{file} is not text: save it as UTF-8.") from error
