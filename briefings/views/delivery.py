"""When and where a speech was delivered, and what its text is, as readers are told."""

from typing import Any

from django.utils.translation import gettext
from markupsafe import Markup

from briefings.models.facts import GivenAs
from briefings.views.formats import day, day_in_words


def delivered(edition: Any) -> Markup:
    """As in \u201cDelivered on 4 March 2024, Lancaster House\u201d."""
    on = day(edition.delivered_on) if edition.delivered_on else ""
    venue = Markup("<bdi>{}</bdi>").format(edition.venue) if edition.venue else ""
    said = Markup(_told(edition))  # noqa: S704 (our own words)
    return said % {"day": on, "place": venue}


def delivered_in_words(edition: Any) -> str:
    on = day_in_words(edition.delivered_on) if edition.delivered_on else ""
    return _told(edition) % {"day": on, "place": edition.venue}


def given_as(edition: Any) -> str:
    """As in \u201cTranscript, exactly as delivered\u201d."""
    return str(dict(GivenAs.choices).get(edition.given_as, ""))


def _told(edition: Any) -> str:
    is_written = edition.given_as == GivenAs.ARTICLE
    if edition.delivered_on and edition.venue:
        return (
            gettext("Written on %(day)s, %(place)s")
            if is_written
            else gettext("Delivered on %(day)s, %(place)s")
        )
    if edition.delivered_on:
        return (
            gettext("Written on %(day)s")
            if is_written
            else gettext("Delivered on %(day)s")
        )
    return gettext("Delivered at %(place)s") if edition.venue else ""
