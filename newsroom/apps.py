from django.apps import AppConfig
from django.core.checks import Tags, register

from newsroom.security_txt import somebody_is_told


class NewsroomConfig(AppConfig):
    name = "newsroom"

    def ready(self) -> None:
        register(somebody_is_told, Tags.security, deploy=True)
