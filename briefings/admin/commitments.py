from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters

from briefings.actions.commitments import (
    change_statement,
    mark_commitment,
    restate_commitment,
    unmark_statement,
)
from briefings.admin.commitment_page import CommitmentPage
from briefings.admin.days_filter import DaysFilter
from briefings.admin.deeds import Deed
from briefings.admin.desk import MOST_PROMISES
from briefings.admin.discarded import DiscardedPromises, EditionStateFilter
from briefings.admin.exports import hang_in
from briefings.admin.marking import MarkDeed, RemarkDeed, UnmarkDeed
from briefings.admin.records import AnchoredAdmin
from briefings.admin.searching import IndexedSearch, keys_of, worded
from briefings.admin.site import RecordAdmin, site
from briefings.models import (
    Commitment,
    CommitmentStatement,
    CommitmentUpdate,
    Evidence,
)
from briefings.models.commitment_updates import Stage
from briefings.models.commitments import SILENT_AFTER, Novelty

_NEW = (
    "title",
    "kind",
    "responsible_organisation",
    "verifiability",
    "success_criteria",
    "amount",
    "currency",
    "amount_qualifier",
    "deadline_words",
    "due_by",
    "deadline_basis",
)


class MarkCommitment(MarkDeed):
    """Words that promise something new, or say again what was promised before."""

    model = CommitmentStatement
    columns = ("commitment", "novelty")
    quick = (
        "title",
        "kind",
        "amount",
        "currency",
        "deadline_words",
        "due_by",
        "deadline_basis",
    )
    button = "Mark as a commitment"
    place = "#commitments"

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        new = NewCommitment.fields_for(self.by, plain=kwargs.get("plain", False))
        new["title"].required = False
        new["title"].help_text = "Left empty, the words are the title."
        self.fields |= new
        self.fields["commitment"].required = False
        self.fields["commitment"].label = "Said before, as"
        self.fields["commitment"].help_text = (
            "Choose the commitment if these words say an earlier one again. "
            "Then only “novelty” counts of the fields below."
        )

    def carry_out(self) -> str:
        about = commitment_columns(self)
        edition, by = self.subject, self.by
        if "commitment" in about:
            made = about.pop("commitment")
            about |= self.span()
            restate_commitment(made, by=by, edition=edition, **about)
        else:
            mark_commitment(edition, by=by, **self.span(), **about)
        return "The commitment is marked."


class NewCommitment(Deed):
    model = Commitment
    columns = _NEW

    @classmethod
    def fields_for(cls, by, *, plain: bool) -> dict:
        return cls("new", None, by=by, plain=plain).fields


def commitment_columns(deed: MarkCommitment) -> dict[str, Any]:
    """Those of the statement when the commitment was made before, else those of the
    new commitment."""
    about = deed.about()
    novelty = about.pop("novelty")
    commitment = about.pop("commitment")
    if not commitment:
        return about
    said_again = Novelty.RESTATED if novelty == Novelty.NEW else novelty
    return {"commitment": commitment, "novelty": said_again}


class ChangeStatement(RemarkDeed):
    model = CommitmentStatement
    columns = ("commitment", "novelty")

    def carry_out(self) -> str:
        change_statement(self.subject, by=self.by, was=self.was(), **self.about())
        return "The commitment is saved."


class UnmarkStatement(UnmarkDeed):
    place = "#commitments"

    def carry_out(self) -> str:
        unmark_statement(self.subject, by=self.by)
        return self.done


def deeds_of(statement: CommitmentStatement, **about) -> dict[str, Deed]:
    initial = {
        "commitment": statement.commitment_id,
        "novelty": statement.novelty,
    }
    ref = statement.ref
    change = ChangeStatement(f"commitment-{ref}", statement, initial=initial, **about)
    change.place = f"#commitment-{ref}"
    return {
        "change": change,
        "unmark": UnmarkStatement(f"unmark-commitment-{ref}", statement, **about),
    }


class FollowingFilter(admin.SimpleListFilter):
    title = "what is late"
    parameter_name = "following"

    def lookups(self, request, model_admin):
        return [
            ("overdue", "Overdue"),
            ("silent", f"Silent for {SILENT_AFTER.days} days"),
        ]

    def queryset(self, request, queryset):
        late = {
            "overdue": Commitment.objects.overdue,
            "silent": Commitment.objects.silent,
        }
        chosen = self.value()
        if chosen is None:
            return queryset
        if chosen not in late:
            raise IncorrectLookupParameters
        rows = late[chosen]().order_by("due_by", "title")
        if getattr(request, "is_for_a_file", False):
            return queryset.filter(pk__in=rows.order_by().values("pk"))
        return queryset.filter(pk__any=_first_keys(request, rows))


def _first_keys(request: Any, rows: Any) -> list[int]:
    """Looked for once, although the page asks for its rows, counts and days."""
    if not hasattr(request, "late_first"):
        request.late_first = list(rows.values_list("pk", flat=True)[:MOST_PROMISES])
    return request.late_first


class DueFilter(DaysFilter):
    title = "due by"
    column = "due_by"

    def queryset(self, request, queryset):
        first, last = self.days
        if first:
            queryset = queryset.filter(due_by__gte=first)
        return queryset.filter(due_by__lte=last) if last else queryset


def _titled(words: str) -> Any:
    return keys_of(worded(Commitment.objects, "title", words))


@admin.register(Commitment, site=site)
class CommitmentAdmin(IndexedSearch):
    list_display = ("title", "stage", "responsible", "due", "sum_promised")
    list_filter = (
        FollowingFilter,
        "kind",
        "verifiability",
        "deadline_basis",
        DiscardedPromises,
        DueFilter,
    )
    search_fields = ("title", "statements__words", "slug")
    search_help_text = "Beginnings of words of the title or of the text, or the slug."
    list_select_related = ("responsible_organisation__merged_into",)
    ordering = ("title", "id")

    def get_queryset(self, request):
        return Commitment.objects.with_stage()

    def hits(self, words):
        said = worded(CommitmentStatement.objects, "words", words)
        named = Commitment.objects.filter(slug=words.strip())
        return _titled(words).union(keys_of(said, "commitment"), keys_of(named))

    @admin.display(description="stage", ordering="stage")
    def stage(self, commitment):
        return Stage(commitment.stage).label

    @admin.display(description="responsible", ordering="responsible_organisation__name")
    def responsible(self, commitment):
        body = commitment.responsible_organisation
        return body and body.kept

    @admin.display(description="due", ordering="due_now")
    def due(self, commitment):
        return commitment.due_now or commitment.deadline_words

    @admin.display(description="sum", ordering="amount")
    def sum_promised(self, commitment):
        return commitment.sum_in_words

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return CommitmentPage(self, request, object_id).answer()


@admin.register(CommitmentStatement, site=site)
class CommitmentStatementAdmin(IndexedSearch, AnchoredAdmin):
    list_display = ("opening", "commitment", "novelty", "edition_page")
    list_filter = ("novelty", EditionStateFilter)
    search_fields = ("words", "commitment__title", "ref")
    search_help_text = "Beginnings of words of the text or the title, or the ref."
    list_select_related = ("commitment", "edition__release")
    fields = ("edition_page", "ref", "words", "commitment", "novelty")

    def hits(self, words):
        said = worded(CommitmentStatement.objects, "words", words)
        named = CommitmentStatement.objects.filter(ref=words.strip())
        titled = CommitmentStatement.objects.filter(commitment__in=_titled(words))
        return keys_of(said).union(keys_of(named), keys_of(titled))


@admin.register(CommitmentUpdate, site=site)
class CommitmentUpdateAdmin(IndexedSearch):
    list_display = ("commitment", "stage", "effective_on", "by", "confirmed_by")
    list_filter = ("stage", "reason", ("confirmed_by", admin.EmptyFieldListFilter))
    search_fields = ("commitment__title", "words")
    search_help_text = "Beginnings of words of the title or of the update."
    list_select_related = ("commitment", "by", "confirmed_by")
    ordering = ("-recorded_at", "-id")

    def hits(self, words):
        told = worded(CommitmentUpdate.objects, "words", words)
        titled = CommitmentUpdate.objects.filter(commitment__in=_titled(words))
        return keys_of(told).union(keys_of(titled))


@admin.register(Evidence, site=site)
class EvidenceAdmin(RecordAdmin):
    list_display = ("title", "kind", "published_on", "update", "url")
    list_filter = ("kind",)
    search_fields = ("title", "url", "update__commitment__title")
    list_select_related = ("update",)
    date_hierarchy = "published_on"


_page: Any = site.get_model_admin(Commitment)
hang_in(
    "commitment",
    _page,
    title=lambda commitment: commitment.title,
    kind=Commitment.get_kind_display,
    stage=_page.stage,
    responsible=_page.responsible,
    deadline_as_worded=lambda commitment: commitment.deadline_words,
    due_by=lambda commitment: commitment.due_by,
    due_now=lambda commitment: commitment.due_now,
    amount=lambda commitment: commitment.amount,
    currency=lambda commitment: commitment.currency,
    qualifier=Commitment.get_amount_qualifier_display,
    verifiability=Commitment.get_verifiability_display,
    address=lambda commitment: settings.SITE_URL + commitment.get_absolute_url(),
)
