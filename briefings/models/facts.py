"""What an edition is, beside its words and tags. Most editions say nothing of it."""

from collections.abc import Mapping
from typing import Any

from django.db import models


class Facts(models.Model):
    political = models.BooleanField(
        "written for the government of its day",
        default=False,
        help_text="It speaks of the policy of this government, or for a minister. "
        "When another government takes office, readers are told whose release it was.",
    )

    class Meta:
        abstract = True

    def facts(self) -> dict[str, Any]:
        """Those that are said, as plain values. An edition that says none of them has
        the digest that it had before there were any."""
        said = {name: getattr(self, name) for name in FACTS}
        return {name: value for name, value in said.items() if value}


FACTS = ("political",)


def facts_in(content: Mapping[str, Any]) -> dict[str, Any]:
    """All of them, as columns have them, from what `facts` told."""
    return {name: content.get(name, _unsaid(name)) for name in FACTS}


def in_words(name: str, value: Any) -> str:
    """As a form takes it, and a colleague reads it."""
    if name == "political":
        return "Yes" if value else ""
    return str(value or "")


def _unsaid(name: str) -> Any:
    column: Any = Facts._meta.get_field(name)
    return column.get_default()
