"""What stands between an edition and its publication, each as a sentence that an editor
reads before the button, not after it."""

from datetime import date

from briefings.models import Edition
from briefings.readiness.circumstances import in_the_circumstances
from briefings.readiness.links import in_the_links
from briefings.readiness.obstacle import UNTITLED, Obstacle
from briefings.readiness.people import in_the_people
from briefings.readiness.records import at_its_words, in_the_figures, in_the_quotes
from briefings.readiness.repeats import in_quotes_said_before, in_the_sums
from briefings.readiness.words import in_the_words

__all__ = ["UNTITLED", "Obstacle", "obstacles"]


def obstacles(edition: Edition, *, day: date) -> list[Obstacle]:
    """`day` is the one on which the edition goes, or would go, public. The number of
    queries is the same however many records the edition has. What stops comes first."""
    quotes = list(edition.quotes.select_related("speaker"))
    statements = list(edition.statements.select_related("commitment"))
    figures = list(edition.figures.all())
    found = [
        *in_the_words(edition),
        *in_the_links(edition, day),
        *in_the_quotes(edition, quotes, day),
        *in_quotes_said_before(edition),
        *(o for s in statements for o in at_its_words(edition, s, "commitment")),
        *in_the_figures(edition, figures),
        *in_the_sums(edition, figures, statements),
        *in_the_people(edition, quotes),
        *in_the_circumstances(edition),
    ]
    return sorted(found, key=lambda obstacle: not obstacle.stops)
