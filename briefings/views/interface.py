"""The language of what stands around a text: headings, buttons, dates."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.urls import reverse, translate_url
from django.utils import translation
from markupsafe import Markup

from briefings.text.directions import direction


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """As a text does, if the interface knows its language."""
    with translation.override(known(language) or translation.get_language()):
        yield


def known(language: str) -> str:
    """Of the languages of the interface the one that is meant; none, if it has none.

    A reader of Canadian French is served by French."""
    family = language.lower().partition("-")[0]
    codes = [code for code, _ in settings.LANGUAGES]
    exact = [code for code in codes if code == language.lower()]
    return next(iter(exact or [c for c in codes if c.split("-")[0] == family]), "")


def tag() -> str:
    """For `lang` and `hreflang`."""
    return str(translation.get_language() or "en").partition("-")[0]


def attributes() -> Markup:
    """Of an element that speaks it within a text of another language."""
    return Markup('lang="{}" dir="{}"').format(tag(), direction(tag()))


def address(name: str, *args: Any) -> str:
    """In the office's first language, whichever speaks: a row has one name for ever."""
    with translation.override(settings.LANGUAGE_CODE):
        return reverse(name, args=args)


def languages_of(address: str) -> list[tuple[str, str]]:
    """Where the same page is in each language, by its tag; nothing of what has one
    address, because its text is in a language of its own."""
    told = [
        (code.partition("-")[0], translate_url(address, code))
        for code, _ in settings.LANGUAGES
    ]
    return told if len({place for _, place in told}) > 1 else []


def first_address(address: str) -> str:
    return translate_url(address, settings.LANGUAGE_CODE)
