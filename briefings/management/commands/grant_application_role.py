from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import ProgrammingError, connection, transaction

from briefings.models.database_roles import grants, why_not_of


class Command(BaseCommand):
    help = (
        "Give the database role of the application exactly what it may do, and take "
        "everything else from it. Run it as the owner of the tables, after every "
        "migrate."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("role", help="a role that exists, and owns nothing")
        parser.add_argument(
            "--print",
            action="store_true",
            dest="only_print",
            help="print the statements instead of running them",
        )

    def handle(self, *, role: str, only_print: bool, **options: Any) -> None:
        if reason := why_not_of(connection, role):
            raise CommandError(reason)
        statements = grants(connection, role)
        if only_print:
            self.stdout.write(";\n".join(["BEGIN", *statements, "COMMIT"]) + ";")
            return
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                for statement in statements:
                    cursor.execute(statement)
        except ProgrammingError as error:
            raise CommandError(
                f"Only the owner of the tables can do that: {error}"
            ) from error
        self.stdout.write(f"“{role}” may do what the application does, and no more.")
