"""What an edition is, beside its words and tags. Most editions say nothing of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from briefings.text.dates import day_in_words


class GivenAs(models.TextChoices):
    """What the text of a speech or a statement is."""

    TRANSCRIPT = "transcript", _("Transcript, exactly as delivered")
    AS_PREPARED = "as_prepared", _("Draft, as prepared")
    NOTES = "notes", _("Speaking notes")
    WRITTEN_STATEMENT = "written_statement", _("Written statement")
    ORAL_STATEMENT = "oral_statement", _("Oral statement")
    ARTICLE = "article", _("Authored article")


class Facts(models.Model):
    political = models.BooleanField(
        "written for the government of its day",
        default=False,
        help_text="It speaks of the policy of this government, or for a minister. "
        "When another government takes office, readers are told whose release it was.",
    )
    delivered_on = models.DateField(
        null=True,
        blank=True,
        help_text="The day of the speech or statement; of an article, the day on which "
        "it was written.",
    )
    venue = models.CharField(
        max_length=200,
        blank=True,
        help_text="Where it was delivered: for example, Lancaster House.",
    )
    given_as = models.CharField(
        "what the text is",
        max_length=20,
        choices=GivenAs.choices,
        blank=True,
    )

    class Meta:
        abstract = True

    def facts(self) -> dict[str, Any]:
        """Those that are said, as plain values. An edition that says none of them has
        the digest that it had before there were any."""
        said = {name: getattr(self, name) for name in FACTS}
        return {name: _plain(value) for name, value in said.items() if value}

    def forget_delivery(self) -> None:
        """What is no speech any more was delivered nowhere."""
        for name in OF_A_DELIVERY:
            setattr(self, name, _unsaid(name))


OF_A_DELIVERY = ("delivered_on", "venue", "given_as")
FACTS = ("political", *OF_A_DELIVERY)
GIVEN_AS_IS_KNOWN = models.CheckConstraint(
    name="what_an_edition_is_given_as_is_known",
    condition=Q(given_as__in=["", *GivenAs.values]),
)


def facts_in(content: Mapping[str, Any]) -> dict[str, Any]:
    """All of them, as columns have them, from what `facts` told or a form sent."""
    return {
        name: _as_column(name, content[name]) if name in content else _unsaid(name)
        for name in FACTS
    }


def as_typed(name: str, value: Any) -> str:
    """As a field of a form takes it."""
    if name == "political":
        return "Yes" if value else ""
    return str(_plain(value) or "")


def in_words(name: str, value: Any) -> str:
    """As colleagues read it."""
    column = _as_column(name, value)
    if name == "given_as":
        return str(dict(GivenAs.choices).get(column, column))
    return day_in_words(column) if isinstance(column, date) else as_typed(name, value)


def _as_column(name: str, value: Any) -> Any:
    """What nobody can mean by it is not said."""
    if name == "political":
        return bool(value)
    if name != "delivered_on":
        return str(value or "")
    try:
        return value and date.fromisoformat(_plain(value))
    except ValueError:
        return None


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _unsaid(name: str) -> Any:
    column: Any = Facts._meta.get_field(name)
    return column.get_default()
