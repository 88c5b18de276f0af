"""In which language the pages around a text speak: that of their address, the same for
everybody. No browser is asked, and no cookie kept."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from environs import Env

# What is not for readers is in English alone.
ENGLISH = "en-gb"
SPOKEN: list[tuple[str, str]] = [(ENGLISH, "English"), ("fr", "Français")]
Answer = Callable[[HttpRequest], HttpResponseBase]


def first_language(env: Env) -> str:
    """The one that addresses without a tag speak."""
    chosen = env.str("LANGUAGE_CODE", ENGLISH)
    if chosen not in dict(SPOKEN):
        known = " and ".join(dict(SPOKEN))
        raise ImproperlyConfigured(
            f"LANGUAGE_CODE is “{chosen}”, and the interface speaks {known}."
        )
    return chosen


def language_of_the_address(get_response: Answer) -> Answer:
    def answer(request: HttpRequest) -> HttpResponseBase:
        with translation.override(spoken_at(request.path_info)):
            return get_response(request)

    return answer


def spoken_at(path: str) -> str:
    if path.startswith((*settings.PRIVATE_PATHS, "/api/", "/guests/")):
        return ENGLISH
    named = path[1:].partition("/")[0]
    return named if named in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
