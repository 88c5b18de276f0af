"""The mark-up view: the words as readers will see them, what is marked and proposed in
them, and a small form beside them."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property

from briefings import typed
from briefings.actions.commitments import restate_commitment
from briefings.actions.suggestions import change_suggestion
from briefings.actions.undoing import last_step, reopen_suggestion, take_back
from briefings.admin.comments import WITH_COMMENTS
from briefings.admin.commitments import MarkCommitment
from briefings.admin.deeds import Deed, page_of, with_query
from briefings.admin.edition_page import EditionPage
from briefings.admin.fact_checks import fact_checks_of
from briefings.admin.figures import MarkFigure
from briefings.admin.marking import MarkDeed, place_beside, place_of_span
from briefings.admin.paper import drawn, in_reading
from briefings.admin.quotes import MarkQuote
from briefings.admin.suggestions import place_of_next, proposed_columns
from briefings.admin.tag_proposals import Named, named_in
from briefings.models import Commitment, FactCheckRemark, Suggestion
from briefings.models.comments import Beside
from briefings.models.commitments import Novelty
from briefings.models.suggestions import SuggestionKind, Verdict
from briefings.proposals import announced_before, propose, said_before
from briefings.readiness.rows import FACT_CHECKS, RECORDS

_MARKING: dict[str, type[MarkDeed]] = {
    SuggestionKind.QUOTE: MarkQuote,
    SuggestionKind.COMMITMENT: MarkCommitment,
    SuggestionKind.FIGURE: MarkFigure,
}

_COMMENT = "comment"


class TakeBack(Deed):
    """The subject is an edition."""

    button = "Undo"
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def carry_out(self) -> str:
        return take_back(self.subject, by=self.by, **self.typed())


class Reopen(Deed):
    button = "Undo"

    def carry_out(self) -> str:
        reopen_suggestion(self.subject, by=self.by)
        self.place = f"#suggestion-{self.subject.pk}"
        return "Proposed again."


class Restate(Deed):
    """A proposed promise is one that was made before, said again."""

    earlier: Commitment
    button = "It says this again"
    commitment = forms.ModelChoiceField(
        Commitment.objects.all(), widget=forms.HiddenInput
    )

    def carry_out(self) -> str:
        about = self.typed() | {"novelty": Novelty.RESTATED}
        change_suggestion(self.subject, by=self.by, **about)
        self.place = place_of_next(self.subject)
        return "Marked as said again."


class SayAgain(MarkDeed):
    """Selected words say a promise that was made before."""

    earlier: Commitment
    button = "It says this again"
    place = "#commitments"
    commitment = forms.ModelChoiceField(
        Commitment.objects.all(), widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = False  # there may be several on one page
        for name in ("words", "time"):
            self.fields[name].widget = forms.HiddenInput()

    def carry_out(self) -> str:
        place: dict[str, Any] = self.span()
        commitment = self.cleaned_data["commitment"]
        restate_commitment(commitment, by=self.by, edition=self.subject, **place)
        return "Marked as said again."


class MarkUpPage(EditionPage):
    template = "admin/briefings/edition/mark_up.html"
    rows = (*RECORDS, FACT_CHECKS, WITH_COMMENTS)

    def answer(self, extra: dict[str, Any]) -> HttpResponse:
        if self.request.method != "POST":
            return super().answer(extra)
        before = self._newest_save()
        response = super().answer(extra)
        if response.status_code == 302:
            how = self._to_undo(since=before)
            response["Location"] = with_query(response["Location"], **how)
        return response

    def _to_undo(self, *, since: int) -> dict[str, Any]:
        """What the next page is told, so that it offers to take this step back."""
        asked = self.request.POST.get("do", "")
        for step, name in (("reject-", "reopen"), ("resolve-", "reopen-comment")):
            if asked.startswith(step):
                return {name: asked.removeprefix(step)}
        newest = self._newest_save()
        is_marking = asked != "take-back" and not asked.startswith("tag-")
        return {"undo": newest} if newest > since and is_marking else {}

    def deeds(self) -> list[Deed]:
        of_cards = [deed for card in self.cards for deed in card["deeds"]]
        steps = [self.accept_all, self.take_back, self._say_again()]
        of_names = [deed for one in self.named for deed in (one.take, one.dismiss)]
        rest = [*of_cards, *of_names, *self.reopenings, *self.restatements]
        # Whoever was quicker to resolve one is named.
        rest += [deed for card in self.resolved_comments for deed in card["deeds"]]
        rest.append(self.comment)
        return [*steps, *self.marks, *rest]

    @cached_property
    def named(self) -> list[Named]:
        return named_in(self.edition, **self.writing)

    @cached_property
    def take_back(self) -> Deed:
        step = self.request.GET.get("undo")
        initial = {"revision": step}
        return TakeBack("take-back", self.edition, initial=initial, **self.writing)

    @cached_property
    def reopenings(self) -> list[Deed]:
        return [
            Reopen(f"reopen-{card['row'].pk}", card["row"], **self.writing)
            for card in self.suggestions
            if card["row"].verdict == Verdict.REJECTED
        ]

    @cached_property
    def restatements(self) -> list[Deed]:
        return [deed for deeds in self._restating.values() for deed in deeds]

    @cached_property
    def _restating(self) -> dict[int, list[Deed]]:
        """For each proposed promise the earlier ones that it may say again."""
        promises = [s for s in self._open if s.kind == SuggestionKind.COMMITMENT]
        found = said_before(self.edition, promises)
        return {
            promise.pk: [self._restate(promise, before) for before in earlier]
            for promise, earlier in zip(promises, found, strict=True)
        }

    def _restate(self, promise: Suggestion, earlier: Commitment) -> Deed:
        name = f"restate-{promise.pk}-{earlier.pk}"
        deed = Restate(name, promise, initial={"commitment": earlier}, **self.writing)
        deed.earlier = earlier
        return deed

    @property
    def _open(self) -> list[Suggestion]:
        rows = [card["row"] for card in self.suggestions]
        return [row for row in rows if row.verdict == Verdict.OPEN]

    def _newest_save(self) -> int:
        user: Any = self.request.user
        return last_step(self.edition, of=user)

    @cached_property
    def marks(self) -> list[Deed]:
        """The forms for words of one's own choice; the one for the selected words is
        filled in."""
        return [self._mark(kind, deed) for kind, deed in _MARKING.items()]

    def _mark(self, kind: str, deed: type[MarkDeed]) -> Deed:
        initial = self._filled_in(deed) if kind == self.selected_kind else {}
        name = f"mark-{deed.__name__.lower()}"
        return deed(name, self.edition, initial=initial, **self.writing)

    @property
    def talked_of(self) -> dict[str, Any]:
        if not (self._selected and self.selected_kind == _COMMENT):
            return {}
        if part := self._selected_part:
            about = place_beside(self.edition, Beside(part), *self._selected)
            return about if about["words"].strip() else {}
        return place_of_span(self.edition, *self._selected)

    def _say_again(self, **initial: Any) -> SayAgain:
        return SayAgain("say-again", self.edition, initial=initial, **self.writing)

    def _said_before(self) -> Sequence[Deed]:
        """Of the selected words, which promises they may say again."""
        if self.selected_kind != SuggestionKind.COMMITMENT or not self._suggested:
            return []
        start, end = self._selected or (0, 0)
        place = place_of_span(self.edition, start, end)
        [earlier] = said_before(self.edition, [self._suggested])
        deeds = [self._say_again(commitment=before, **place) for before in earlier]
        for deed, before in zip(deeds, earlier, strict=True):
            deed.earlier = before
        return deeds

    @cached_property
    def _suggested(self) -> Suggestion | None:
        """What the selected words would be, by what is read in them."""
        if not self._selected or self.selected_kind not in _MARKING:
            return None
        start, end = self._selected
        day = timezone.localdate(self.edition.live_from or self.now)
        return propose(self.edition, self.selected_kind, start=start, end=end, on=day)

    @property
    def selected_kind(self) -> str:
        return self.request.GET.get("mark", "") if self._selected else ""

    @cached_property
    def _selected(self) -> tuple[int, int] | None:
        given = (self.request.GET.get(name, "") for name in ("start", "end"))
        start, end = (typed.number(place) or 0 for place in given)
        part, kind = self._selected_part, self.request.GET.get("mark")
        if part and (part not in Beside.values or kind != _COMMENT):
            return None  # records stand in the text
        return (start, end) if start < end else None

    @property
    def _selected_part(self) -> str:
        return self.request.GET.get("part", "")

    def _filled_in(self, deed: type[MarkDeed]) -> dict[str, Any]:
        if not (self._suggested and self._selected):
            return {}
        start, end = self._selected
        found = proposed_columns(self._suggested, deed.columns)
        return found | place_of_span(self.edition, start, end)

    def context(self) -> dict[str, Any]:
        open_ones = [c for c in self.suggestions if c["row"].verdict == Verdict.OPEN]
        return {
            "title": f"Mark up: {self.edition.headline}",
            "edition": self.edition,
            "page": self,
            # The one record whose form is open: all of them would be a heavy page.
            "changing": self.request.GET.get("change", ""),
            "paper": drawn(self.edition, self.cards),
            "cards": self.cards,
            "fact_checks": fact_checks_of(self.shown),
            "suggestions": open_ones,
            "decided": [c for c in self.suggestions if c not in open_ones],
            "proposals": len(self.suggestions),
            "selected": self._chosen,
            "chosen_words": self._chosen_words,
            "said_before": self._said_before(),
            "named": [one for one in self.named if not one.row.decided_at],
            "undo": self._undo(),
            "edition_url": page_of(self.edition),
            "media": sum((deed.media for deed in self.marks), forms.Media()),
        }

    @property
    def own_words(self) -> list[Deed]:
        """For words of one's own choice."""
        return [*self.marks, self.comment]

    @property
    def _chosen(self) -> Deed | None:
        return next((d for d in self.own_words if d.initial or d.is_bound), None)

    @property
    def _chosen_words(self) -> str:
        if self.comment.is_bound or self.selected_kind == _COMMENT:
            return str(self.comment["words"].value() or "")
        return self._suggested.words if self._suggested else ""

    def _undo(self) -> Deed | None:
        if not self.may_write:
            return None
        if typed.number(self.request.GET.get("undo", "")) is not None:
            return self.take_back
        if comment := self.request.GET.get("reopen-comment"):
            cards = (c for c in self.resolved_comments if str(c["row"].pk) == comment)
            return next((card["reopen"] for card in cards), None)
        name = f"reopen-{self.request.GET.get('reopen')}"
        return next((deed for deed in self.reopenings if deed.name == name), None)

    @cached_property
    def cards(self) -> list[dict[str, Any]]:
        """Records, open proposals and what colleagues and fact-checkers say, in the
        order of the text; lost ones first."""
        cards = [
            *(self._of_record(kind, card) for kind, card in self._all_records()),
            *(self._of_proposal(c) for c in self.suggestions if c["row"] in self._open),
            *(self._of_remark(row) for row in self._remarks),
            *(self._of_comment(card) for card in self.open_comments),
        ]
        claims = [c for c in cards if c["kind"] == SuggestionKind.FIGURE]
        earlier = announced_before(self.edition, [c["row"] for c in claims])
        for card, before in zip(claims, earlier, strict=True):
            card["before"] = before
        return sorted(cards, key=in_reading)

    @property
    def _remarks(self) -> list[FactCheckRemark]:
        return [row for link in self.shown.fact_checks for row in link.remarks.all()]

    def _of_remark(self, row: FactCheckRemark) -> dict[str, Any]:
        # It is read here, and answered by what the writer does with the words.
        return {"row": row, "kind": _COMMENT, "id": f"comment-c{row.pk}", "deeds": []}

    def _of_comment(self, card: dict[str, Any]) -> dict[str, Any]:
        return {**card, "kind": _COMMENT, "id": f"comment-{card['row'].pk}"}

    def _all_records(self) -> list[tuple[str, dict[str, Any]]]:
        return [
            (kind.removesuffix("s"), card)
            for kind, cards in self.records.items()
            for card in cards
        ]

    def _of_record(self, kind: str, card: dict[str, Any]) -> dict[str, Any]:
        return {**card, "kind": kind, "id": f"{kind}-{card['row'].ref}"}

    def _of_proposal(self, card: dict[str, Any]) -> dict[str, Any]:
        row = card["row"]
        return {
            **card,
            "kind": row.kind,
            "id": f"suggestion-{row.pk}",
            "is_proposed": True,
            "restatements": self._restating.get(row.pk, []),
        }
