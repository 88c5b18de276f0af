from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from briefings.models.watching import watch_tables


class Command(migrate.Command):
    """Django's own, which ends by seeing that the audit misses no table."""

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if not (options["plan"] or options["check_unapplied"]):
            watch_tables(connections[options["database"]])
