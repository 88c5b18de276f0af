from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from briefings.actions.suggestions import (
    accept_suggestion,
    accept_suggestions,
    change_suggestion,
    days_found,
    reject_suggestion,
)
from briefings.admin.commitments import MarkCommitment, commitment_columns
from briefings.admin.deeds import Deed
from briefings.admin.discarded import EditionStateFilter
from briefings.admin.figures import MarkFigure
from briefings.admin.marking import MarkDeed
from briefings.admin.quotes import MarkQuote, quote_columns
from briefings.admin.records import AnchoredAdmin
from briefings.admin.site import site
from briefings.errors import Refused
from briefings.models import Edition, Suggestion
from briefings.models.commitments import Verifiability
from briefings.models.suggestions import SuggestionKind, Verdict

_PLACE = "#suggestions"


def place_of_next(decided: Suggestion) -> str:
    """The card to come to: of those still undecided the next in the text, then the
    first."""
    rows = list(decided.edition.suggestions.all())
    at = rows.index(decided)
    undecided = [s for s in rows[at:] + rows[:at] if s.verdict == Verdict.OPEN]
    return f"#suggestion-{undecided[0].pk}" if undecided else _PLACE


def how_many_undecided() -> Coalesce:
    """Of rows of editions."""
    open_ones = Suggestion.objects.open().filter(edition=OuterRef("pk")).order_by()
    counted = open_ones.values("edition").annotate(many=Count("pk")).values("many")
    return Coalesce(Subquery(counted), 0)


class AcceptSuggestion(Deed):
    button = "Accept"

    def carry_out(self) -> str:
        accept_suggestion(self.subject, by=self.by)
        self.place = place_of_next(self.subject)
        return f"{self.subject.get_kind_display()} accepted."


class RejectSuggestion(Deed):
    button = "Reject"

    def carry_out(self) -> str:
        reject_suggestion(self.subject, by=self.by)
        self.place = place_of_next(self.subject)
        return "Suggestion rejected."


class AcceptAll(Deed):
    """The subject is an edition. One that cannot be accepted stays, and is told of."""

    button = "Accept all"
    place = _PLACE

    def carry_out(self) -> str:
        made, reasons = accept_suggestions(self.subject, by=self.by)
        if reasons and not made:
            raise Refused(" ".join(dict.fromkeys(reasons)))
        accepted = f"{len(made)} suggestions accepted."
        return " ".join([accepted, *dict.fromkeys(reasons)])


class _OtherwiseDeed(MarkDeed):
    """A suggestion taken with changes. The subject is the suggestion, but the words are
    looked for in its edition."""

    suggestion: Suggestion
    button = "Accept with these changes"

    def take(self, about: dict) -> str:
        if self.cleaned_data["words"] != self.initial["words"] or self.is_lost():
            about |= self.span()
        change_suggestion(self.suggestion, by=self.by, **about)
        self.place = place_of_next(self.suggestion)
        return "Accepted with your changes."

    def is_lost(self) -> bool:
        return self.suggestion.is_lost


class OtherwiseQuote(_OtherwiseDeed, MarkQuote):
    def carry_out(self) -> str:
        return self.take(quote_columns(self))


class OtherwiseCommitment(_OtherwiseDeed, MarkCommitment):
    def carry_out(self) -> str:
        return self.take(commitment_columns(self))


class OtherwiseFigure(_OtherwiseDeed, MarkFigure):
    def carry_out(self) -> str:
        return self.take(self.about())


_OTHERWISE: dict[SuggestionKind, type[_OtherwiseDeed]] = {
    SuggestionKind.QUOTE: OtherwiseQuote,
    SuggestionKind.COMMITMENT: OtherwiseCommitment,
    SuggestionKind.FIGURE: OtherwiseFigure,
}
# How `found` calls what the records call otherwise.
_FOUND_AS = {
    "speaker_name": "speaker",
    "speaker_role": "role",
    "speaker_organisation": "organisation",
    "deadline_words": "deadline",
}


def deeds_of(suggestion: Suggestion, edition: Edition, **about) -> dict[str, Deed]:
    number = suggestion.pk
    deed = _OTHERWISE[SuggestionKind(suggestion.kind)]
    initial = proposed_columns(suggestion, deed.columns) | {"words": suggestion.words}
    otherwise = deed(f"change-suggestion-{number}", edition, initial=initial, **about)
    otherwise.suggestion = suggestion
    return {
        "accept": AcceptSuggestion(f"accept-{number}", suggestion, **about),
        "reject": RejectSuggestion(f"reject-{number}", suggestion, **about),
        "otherwise": otherwise,
    }


def proposed_columns(
    suggestion: Suggestion, columns: tuple[str, ...]
) -> dict[str, Any]:
    """What a form shows for a find: `columns` are those of its record."""
    found = suggestion.found
    names = [*columns, "kind", "amount", "amount_qualifier", "currency"]
    names.append("deadline_words")
    proposed = {name: found.get(_FOUND_AS.get(name, name)) for name in names}
    proposed |= days_found(found)
    # These are names in a find and rows in a record; whom the office knows has both.
    rows = {"organisation", "commitment"}
    proposed["speaker"] = found.get("person")
    proposed["verifiability"] = Verifiability.NOT_ASSESSED
    return {n: v for n, v in proposed.items() if v is not None and n not in rows}


@admin.register(Suggestion, site=site)
class SuggestionAdmin(AnchoredAdmin):
    list_display = ("opening", "kind", "rule", "verdict", "decided_by", "edition_page")
    list_filter = ("kind", "verdict", "rule", EditionStateFilter)
    search_fields = ("words", "rule")
    list_select_related = ("edition__release", "decided_by")
    fields = (
        "edition_page",
        "kind",
        "words",
        "found",
        "rule",
        "verdict",
        "decided_by",
        "decided_at",
        "ref",
    )
