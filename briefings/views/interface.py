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


def in_words(row: Any, told: str, language: str) -> Markup:
    """What a row tells of itself by its property `told`, in the language of its text:
    what is counted there is a word of that language."""
    with speaking(language):
        words, spoken = getattr(row, told), tag()
    if spoken == tag():
        return Markup("<bdi>{}</bdi>").format(words)
    return Markup('<bdi lang="{}">{}</bdi>').format(spoken, words)


def tag() -> str:
    """For `lang` and `hreflang`."""
    return str(translation.get_language() or "en").partition("-")[0]


def locale() -> str:
    """As Open Graph names it, with a country: `en_GB`."""
    language, _, country = str(translation.get_language() or "en-gb").partition("-")
    return f"{language}_{(country or language).upper()}"


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


def ways_to_languages(address: str) -> list[tuple[str, str]]:
    """The same page in each language; beside a text that has one, and where nothing
    is, the first page of the newsroom in each."""
    return (languages_of(address) if address else []) or languages_of(reverse("home"))


def first_address(address: str) -> str:
    return translate_url(address, settings.LANGUAGE_CODE)
