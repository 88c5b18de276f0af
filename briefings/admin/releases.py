from django.contrib import admin
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Now
from django.http import HttpResponseRedirect
from django.urls import path

from briefings.admin.deeds import page_of
from briefings.admin.new_release import NewReleasePage
from briefings.admin.records import row_to_show
from briefings.admin.site import RecordAdmin, site
from briefings.admin.standing import standing
from briefings.models import Edition, FormerAddress, Release, Withdrawal
from briefings.permissions import may
from briefings.workflow import Duty, State


class NewestStateFilter(admin.SimpleListFilter):
    title = "state of its newest edition"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return State.choices

    def queryset(self, request, queryset):
        return queryset.filter(newest_state=self.value()) if self.value() else queryset


@admin.register(Release, site=site)
class ReleaseAdmin(RecordAdmin):
    list_display = ("newest_headline", "how_it_stands", "kind", "newest_number")
    list_filter = (
        NewestStateFilter,
        "kind",
        ("removed_at", admin.EmptyFieldListFilter),
    )
    search_fields = ("slug", "editions__headline", "former_addresses__slug")
    date_hierarchy = "first_published_at"
    change_list_template = "admin/briefings/release/change_list.html"

    def get_queryset(self, request):
        newest = Edition.objects.filter(release=OuterRef("pk")).order_by("-number")
        columns = ("headline", "state", "number", "live_during")
        return (
            super()
            .get_queryset(request)
            .annotate(
                now=Now(),
                **{f"newest_{c}": Subquery(newest.values(c)[:1]) for c in columns},
            )
        )

    @admin.display(description="headline", ordering="newest_headline")
    def newest_headline(self, release):
        return release.newest_headline

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
        return standing(newest, release.now).sentence

    def get_urls(self):
        view = self.admin_site.admin_view(self.import_view)
        name = "briefings_release_import"
        return [path("import/", view, name=name), *super().get_urls()]

    def has_add_permission(self, request):
        """Whether the button shows; the page behind it asks the action."""
        return may(request.user, Duty.WRITE)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        release = row_to_show(self, request, object_id)
        return HttpResponseRedirect(page_of(release.editions.latest("number")))

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
    list_display = ("release", "explanation", "in_force_during", "by")
    search_fields = ("release__slug", "explanation")
    list_select_related = ("release", "by")
