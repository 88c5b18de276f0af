from decimal import Decimal

from django.contrib import admin

from briefings.actions.figures import change_figure, mark_figure, unmark_figure
from briefings.admin.deeds import Deed
from briefings.admin.discarded import EditionStateFilter
from briefings.admin.exports import hang_in
from briefings.admin.marking import MarkDeed, RemarkDeed, UnmarkDeed
from briefings.admin.records import AnchoredAdmin
from briefings.admin.searching import IndexedSearch, keys_of, worded
from briefings.admin.site import site
from briefings.models import Figure

COLUMNS = (
    "value",
    "modifier",
    "unit",
    "currency",
    "source_name",
    "source_url",
    "source_status",
    "comparison",
    "period_from",
    "period_to",
    "part_of",
)


class MarkFigure(MarkDeed):
    model = Figure
    columns = COLUMNS
    quick = ("value", "modifier", "unit", "currency", "source_name", "source_url")
    button = "Mark as a figure"
    place = "#figures"

    def carry_out(self) -> str:
        mark_figure(self.subject, by=self.by, **self.span(), **self.about())
        return "The figure is marked."


class ChangeFigure(RemarkDeed):
    model = Figure
    columns = COLUMNS
    quick = MarkFigure.quick

    def carry_out(self) -> str:
        change_figure(self.subject, by=self.by, was=self.was(), **self.about())
        return "The figure is saved."


class UnmarkFigure(UnmarkDeed):
    place = "#figures"

    def carry_out(self) -> str:
        unmark_figure(self.subject, by=self.by)
        return self.done


def deeds_of(figure: Figure, **about) -> dict[str, Deed]:
    initial = {name: getattr(figure, name) for name in COLUMNS}
    change = ChangeFigure(f"figure-{figure.ref}", figure, initial=initial, **about)
    change.place = f"#figure-{figure.ref}"
    return {
        "change": change,
        "unmark": UnmarkFigure(f"unmark-figure-{figure.ref}", figure, **about),
    }


@admin.register(Figure, site=site)
class FigureAdmin(IndexedSearch, AnchoredAdmin):
    list_display = (
        "opening",
        "value",
        "unit",
        "currency",
        "source_name",
        "source_status",
        "edition_page",
    )
    list_filter = (
        "source_status",
        ("currency", admin.EmptyFieldListFilter),
        EditionStateFilter,
    )
    search_fields = ("words", "source_name", "ref")
    search_help_text = "Beginnings of words of the text or the source, or the ref."
    list_select_related = ("edition__release",)
    fields = ("edition_page", "ref", "words", *COLUMNS)

    def hits(self, words):
        figures = Figure.objects
        found = (worded(figures, name, words) for name in ("words", "source_name"))
        named = figures.filter(ref=words.strip())
        return keys_of(named).union(*(keys_of(rows) for rows in found))


hang_in(
    "figure",
    site.get_model_admin(Figure),
    words=lambda figure: figure.words,
    value=lambda figure: Decimal(f"{figure.value.normalize():f}"),
    modifier=Figure.get_modifier_display,
    unit=lambda figure: figure.unit,
    currency=lambda figure: figure.currency,
    comparison=lambda figure: figure.comparison,
    period_from=lambda figure: figure.period_from,
    period_to=lambda figure: figure.period_to,
    source=lambda figure: figure.source_name,
    source_address=lambda figure: figure.source_url,
    source_status=Figure.get_source_status_display,
    release=lambda figure: figure.edition.headline,
    edition=lambda figure: figure.edition.number,
    ref=lambda figure: figure.ref,
)
