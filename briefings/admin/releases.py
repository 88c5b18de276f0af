from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Now
from django.http import HttpResponseRedirect
from django.urls import path
from django.utils.text import slugify

from briefings.admin import calendar, removal, retagging
from briefings.admin.deeds import page_of
from briefings.admin.exports import hang_in
from briefings.admin.haste import haste_in_words
from briefings.admin.limits import told_limited
from briefings.admin.new_release import NewReleasePage
from briefings.admin.records import row_to_show
from briefings.admin.release_filters import FILTERS
from briefings.admin.searching import ByHeadline, keys_of
from briefings.admin.site import RecordAdmin, site
from briefings.admin.standing import period_in_words, standing
from briefings.models import Edition, FormerAddress, Release, Withdrawal
from briefings.models.limits import is_limited
from briefings.permissions import may
from briefings.workflow import Duty


@admin.register(Release, site=site)
class ReleaseAdmin(ByHeadline):
    list_display = (
        "newest_headline",
        "how_it_stands",
        "newest_writer",
        "kind",
        "newest_number",
    )
    list_filter = FILTERS
    show_facets = admin.ShowFacets.ALWAYS
    list_per_page = 50
    search_fields = ("slug", "editions__headline")
    search_help_text = "Beginnings of words of the headline, or of the address."
    change_list_template = "admin/briefings/release/change_list.html"
    actions = ("change_tags",)

    def get_queryset(self, request):
        numbered = Edition.objects.numbered().filter(release=OuterRef("pk"))
        newest = numbered.order_by("-number")
        columns = (
            "headline",
            "state",
            "number",
            "live_during",
            "political",
            "written_by__username",
            "written_by__first_name",
            "written_by__last_name",
        )
        return (
            super()
            .get_queryset(request)
            .annotate(
                now=Now(),
                is_limited=is_limited(),
                **{f"newest_{c}": Subquery(newest.values(c)[:1]) for c in columns},
            )
        )

    def with_headed(self, words, headed):
        here = Release.objects.filter(slug__startswith=slugify(words))
        there = FormerAddress.objects.filter(slug__startswith=slugify(words))
        found = [(headed, "release"), (here, "pk"), (there, "release")]
        headed, *named = (keys_of(rows, column) for rows, column in found)
        return headed.union(*named if slugify(words) else ())

    @admin.display(description="headline", ordering="newest_headline")
    def newest_headline(self, release):
        return release.newest_headline

    @admin.display(description="writer")
    def newest_writer(self, release):
        first, last = (
            getattr(release, f"newest_written_by__{part}_name") or ""
            for part in ("first", "last")
        )
        return f"{first} {last}".strip() or release.newest_written_by__username

    @admin.display(description="newest edition", ordering="newest_number")
    def newest_number(self, release):
        return release.newest_number

    @admin.display(description="standing", ordering="newest_state")
    def how_it_stands(self, release):
        newest = Edition(
            release=release,
            state=release.newest_state,
            live_during=release.newest_live_during,
        )
        return told_limited(standing(newest, release.now).sentence, release)

    @admin.action(description="Change the tags", permissions=["retag"])
    def change_tags(self, request, queryset):
        return retagging.choose(request, queryset)

    def has_retag_permission(self, request):
        return may(request.user, Duty.WRITE)

    def get_urls(self):
        views = {
            "import": self.import_view,
            "calendar": calendar.view,
            "retag": retagging.view,
        }
        own = [
            path(
                f"{name}/",
                self.admin_site.admin_view(view),
                name=f"briefings_release_{name}",
            )
            for name, view in views.items()
        ]
        mending = self.admin_site.admin_view(partial(removal.view, self))
        own.append(path("<key>/removal/", mending, name="briefings_release_removal"))
        return [*own, *super().get_urls()]

    def has_add_permission(self, request):
        """Whether the button shows; the page behind it asks the action."""
        return may(request.user, Duty.WRITE)

    def changelist_view(self, request, extra_context=None):
        is_about_haste = request.GET.get("needs") in ("approval", "haste")
        told = {"haste": haste_in_words()} if is_about_haste else {}
        return super().changelist_view(request, {**told, **(extra_context or {})})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        release = row_to_show(self, request, object_id)
        return HttpResponseRedirect(page_of(release.newest_edition))

    def add_view(self, request, form_url="", extra_context=None):
        page = NewReleasePage(self, request)
        return page.begin() if request.method == "POST" else page.show()

    def import_view(self, request):
        page = NewReleasePage(self, request)
        return page.take_in() if request.method == "POST" else page.show()


@admin.register(FormerAddress, site=site)
class FormerAddressAdmin(RecordAdmin):
    list_display = ("slug", "release")
    search_fields = ("slug", "release__slug")
    list_select_related = ("release",)


@admin.register(Withdrawal, site=site)
class WithdrawalAdmin(RecordAdmin):
    list_display = ("release", "explanation", "in_force", "by")
    fields = ("release", "explanation", "in_force", "by")
    readonly_fields = ("in_force",)
    search_fields = ("release__slug", "explanation")
    list_select_related = ("release", "by")

    @admin.display(description="in force", ordering="in_force_during")
    def in_force(self, withdrawal):
        period = withdrawal.in_force_during
        return period_in_words(period.lower, period.upper)


_page: Any = site.get_model_admin(Release)
hang_in(
    "release",
    _page,
    headline=_page.newest_headline,
    kind=Release.get_kind_display,
    standing=_page.how_it_stands,
    writer=_page.newest_writer,
    political=lambda release: "yes" if release.newest_political else "no",
    edition=_page.newest_number,
    first_published=lambda release: release.first_published_at,
    address=lambda release: settings.SITE_URL + release.get_absolute_url(),
)
