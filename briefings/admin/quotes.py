from django.contrib import admin

from briefings.actions.quotes import change_quote, mark_quote, unmark_quote
from briefings.admin.deeds import Deed
from briefings.admin.discarded import EditionStateFilter
from briefings.admin.exports import hang_in
from briefings.admin.marking import MarkDeed, RemarkDeed, UnmarkDeed
from briefings.admin.records import AnchoredAdmin
from briefings.admin.searching import IndexedSearch, keys_of
from briefings.admin.site import site
from briefings.models import Quote
from briefings.models.searching import matches

COLUMNS = (
    "speaker",
    "appointment",
    "organisation",
    "speaker_name",
    "speaker_role",
    "speaker_organisation",
    "attribution",
    "context",
    "said_on",
    "said_at",
    "recording_url",
)
# While these and the appointment stay as they are, so does the role held that day.
_DECIDE_THE_ROLE = {"speaker", "said_on", "speaker_role", "appointment"}


class MarkQuote(MarkDeed):
    model = Quote
    columns = COLUMNS
    quick = ("speaker", "speaker_name", "speaker_role")
    button = "Mark as a quote"
    place = "#quotes"

    def carry_out(self) -> str:
        mark_quote(self.subject, by=self.by, **self.span(), **quote_columns(self))
        return "The quote is marked."


def quote_columns(deed: MarkDeed) -> dict:
    """An appointment that is not chosen is left to the action to fill in."""
    about = deed.about()
    if not about["appointment"]:
        del about["appointment"]
    # Nobody chosen leaves the speaker to be found by the printed name.
    if not about["speaker"] and not about["organisation"]:
        del about["speaker"], about["organisation"]
        return about
    if about["speaker"] and not about["speaker_name"]:
        about["speaker_name"] = about["speaker"].name
    return about


class ChangeQuote(RemarkDeed):
    model = Quote
    columns = COLUMNS
    quick = MarkQuote.quick

    def carry_out(self) -> str:
        about = self.about()
        if not _DECIDE_THE_ROLE & about.keys():
            about["appointment"] = self.subject.appointment
        change_quote(self.subject, by=self.by, was=self.was(), **about)
        return "The quote is saved."


class UnmarkQuote(UnmarkDeed):
    place = "#quotes"

    def carry_out(self) -> str:
        unmark_quote(self.subject, by=self.by)
        return self.done


def deeds_of(quote: Quote, **about) -> dict[str, Deed]:
    initial = {name: getattr(quote, name) for name in COLUMNS}
    change = ChangeQuote(f"quote-{quote.ref}", quote, initial=initial, **about)
    change.place = f"#quote-{quote.ref}"
    return {
        "change": change,
        "unmark": UnmarkQuote(f"unmark-quote-{quote.ref}", quote, **about),
    }


@admin.register(Quote, site=site)
class QuoteAdmin(IndexedSearch, AnchoredAdmin):
    list_display = (
        "opening",
        "speaker_name",
        "speaker",
        "speaker_role",
        "said_on",
        "edition_page",
    )
    list_filter = (EditionStateFilter, "language")
    search_fields = ("words", "speaker_name", "speaker_role", "ref")
    search_help_text = "What was said, who said it, or in which role."
    list_select_related = ("speaker", "edition__release")
    fields = ("edition_page", "ref", "words", *COLUMNS, "language")

    def hits(self, words):
        named = Quote.objects.filter(ref=words.strip())
        return keys_of(Quote.objects.filter(matches(words))).union(keys_of(named))


hang_in(
    "quote",
    site.get_model_admin(Quote),
    words=lambda quote: quote.words,
    speaker=lambda quote: quote.speaker_name,
    role=lambda quote: quote.speaker_role,
    organisation=lambda quote: quote.speaker_organisation,
    said_on=lambda quote: quote.said_on,
    said_at=lambda quote: quote.said_at,
    language=lambda quote: quote.language,
    release=lambda quote: quote.edition.headline,
    edition=lambda quote: quote.edition.number,
    ref=lambda quote: quote.ref,
)
