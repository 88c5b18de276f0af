from django.apps import AppConfig
from django.db.backends.signals import connection_created

from briefings import acting


class BriefingsConfig(AppConfig):
    name = "briefings"
    verbose_name = "Newsroom"

    def ready(self) -> None:
        connection_created.connect(
            lambda connection, **signal: acting.listen_on(connection),
            dispatch_uid="acting",
            weak=False,
        )
