"""When a speech is given, beside the day on which its text goes out."""

from collections.abc import Iterator
from datetime import date

from briefings.models import Edition
from briefings.models.facts import GivenAs
from briefings.models.releases import Kind
from briefings.readiness.obstacle import Obstacle
from briefings.text.dates import day_in_words

# Words that somebody is to say, or said otherwise.
_BEFOREHAND = {GivenAs.AS_PREPARED, GivenAs.NOTES}


def in_the_delivery(edition: Edition, day: date) -> Iterator[Obstacle]:
    """`day` is the one on which it goes, or would go, public."""
    given = edition.delivered_on
    is_speech = edition.release.kind == Kind.SPEECH
    if is_speech and given is None:
        yield Obstacle(
            "It does not say when the speech was delivered, or is to be.",
            "delivered_on",
        )
    if is_speech and not edition.given_as:
        yield Obstacle(
            "It does not say what the text is: a transcript, or what was prepared.",
            "given_as",
        )
    if given and given > day and edition.given_as == GivenAs.TRANSCRIPT:
        yield Obstacle(
            f"The text is called a transcript and goes out on {day_in_words(day)}, "
            f"before it is delivered on {day_in_words(given)}.",
            "delivered_on",
        )
    if given and given < day and edition.given_as in _BEFOREHAND:
        yield Obstacle(
            f"It was delivered on {day_in_words(given)}, and the text is what was "
            "prepared for it: check it against what was said.",
            "given_as",
        )
