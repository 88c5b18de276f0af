from pathlib import Path

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from briefings import acting
from briefings.text.catalogues import compile_catalogues


class BriefingsConfig(AppConfig):
    name = "briefings"
    verbose_name = "Newsroom"

    def ready(self) -> None:
        # Git keeps what people translate; programs read what is made of it.
        compile_catalogues(Path(self.path) / "locale")
        connection_created.connect(
            lambda connection, **signal: acting.listen_on(connection),
            dispatch_uid="acting",
            weak=False,
        )
