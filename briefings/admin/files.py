"""The library of files: what was uploaded, what may be done with it, and where it is
used."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.template.defaultfilters import date, filesizeformat
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.timezone import localtime

from briefings.actions.files import (
    RIGHTS,
    change_rights,
    delete_file,
    retry_renditions,
)
from briefings.admin.deeds import ChangeDeed, Deed, carry_out, page_of
from briefings.admin.records import EditionRowAdmin, row_to_show
from briefings.admin.searching import IndexedSearch, keys_of
from briefings.admin.site import site
from briefings.media.kinds import JPEG, PICTURES
from briefings.media.manners import safe_headers
from briefings.models import Asset, EditionAsset
from briefings.models.stored import piece_of
from briefings.permissions import RIGHTS_ARE_READ, may, may_change_rights
from briefings.workflow import Duty

MOST_USES = 50  # that a file's page names; the list behind it has them all
_USED = (
    "asset",
    "edition",
    "role",
    "caption",
    "edition__headline",
    "edition__number",
    "edition__state",
)


class ChangeRights(ChangeDeed):
    model = Asset
    columns = RIGHTS
    button = "Save the terms of use"

    def carry_out(self) -> str:
        change_rights(self.subject, by=self.by, was=self.was(), **self.changed())
        return "The terms of use are saved."


class RetryRenditions(Deed):
    button = "Try again"

    def carry_out(self) -> str:
        retry_renditions(self.subject, by=self.by)
        return "It is tried again."


class DeleteFile(Deed):
    button = "Delete the file for ever"
    is_danger = True

    def carry_out(self) -> str:
        delete_file(self.subject, by=self.by)
        return f"“{self.subject}” is deleted."


class Shown(admin.SimpleListFilter):
    title = "kind"
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return [("images", "Images"), ("others", "Documents and drawings")]

    def queryset(self, request, queryset):
        pictures = Q(media_type__in=[kind.media_type for kind in PICTURES])
        chosen = {"images": pictures, "others": ~pictures}
        return queryset.filter(chosen.get(self.value() or "", Q()))


class InUse(admin.SimpleListFilter):
    title = "use"
    parameter_name = "use"

    def lookups(self, request, model_admin):
        return [
            ("public", "Public"),
            ("used", "Used in a release"),
            ("unused", "Used nowhere"),
        ]

    def queryset(self, request, queryset):
        uses = EditionAsset.objects.filter(asset=OuterRef("pk"))
        chosen = {
            "public": lambda: queryset.public(),
            "used": lambda: queryset.filter(Exists(uses)),
            "unused": lambda: queryset.filter(~Exists(uses)),
        }.get(self.value() or "")
        return chosen() if chosen else queryset


class Expiry(admin.SimpleListFilter):
    title = "not for use after"
    parameter_name = "until"

    def lookups(self, request, model_admin):
        return [("over", "The day is past"), ("ahead", "The day is ahead")]

    def queryset(self, request, queryset):
        today = timezone.localdate()
        condition = {
            "over": Q(not_for_use_after__lt=today),
            "ahead": Q(not_for_use_after__gte=today),
        }.get(self.value() or "", Q())
        return queryset.filter(condition)


@admin.register(Asset, site=site)
class AssetAdmin(IndexedSearch):
    list_display = (
        "thumbnail",
        "name",
        "media_type",
        "how_large",
        "licence",
        "not_for_use_after",
        "used",
        "uploaded",
    )
    list_display_links = ("name",)
    list_filter = (Shown, InUse, "licence", Expiry)
    search_fields = ("name",)
    search_help_text = "Parts of the name, of a caption, a description or a credit."
    date_hierarchy = "uploaded_at"
    ordering = ("-uploaded_at", "-id")

    class Media:
        css = {"all": ["admin-newsroom/files.css"]}

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        uses = EditionAsset.objects.filter(asset=OuterRef("pk")).order_by()
        counted = uses.values("asset").values(
            n=Count("edition__release", distinct=True)
        )
        return rows.annotate(releases=Coalesce(Subquery(counted), 0))

    def hits(self, words):
        named = Asset.objects.filter(name__icontains=words)
        printed = EditionAsset.objects.filter(
            Q(caption__icontains=words)
            | Q(alternative_text__icontains=words)
            | Q(credit__icontains=words)
        )
        return keys_of(named).union(keys_of(printed, "asset"))

    @admin.display(description="picture")
    def thumbnail(self, asset):
        address = thumbnail_of(asset)
        return address and format_html(
            '<img class="thumbnail" src="{}" alt="" width="64" height="48" '
            'loading="lazy">',
            address,
        )

    @admin.display(description="size", ordering="size")
    def how_large(self, asset):
        return size_in_words(asset)

    @admin.display(description="uploaded", ordering="uploaded_at")
    def uploaded(self, asset):
        return date(localtime(asset.uploaded_at), "j M Y")

    @admin.display(description="releases", ordering="releases")
    def used(self, asset):
        return asset.releases

    def get_urls(self):
        views = {"thumbnail": thumbnail_view, "original": original_view}
        own = [
            path(
                f"<int:key>/{name}/",
                self.admin_site.admin_view(self._of_row(view)),
                name=f"briefings_asset_{name}",
            )
            for name, view in views.items()
        ]
        return [*own, *super().get_urls()]

    def _of_row(self, view):
        def answer(request, key):
            return view(row_to_show(self, request, str(key)))

        return answer

    def change_view(self, request, object_id, form_url="", extra_context=None):
        asset = row_to_show(self, request, object_id)
        return AssetPage(request, asset).answer({"opts": self.opts})


class AssetPage:
    def __init__(self, request: HttpRequest, asset: Asset) -> None:
        self.request, self.asset = request, asset
        user: Any = request.user
        self.may_write = may(user, Duty.WRITE)
        about = {"by": user, "data": request.POST, "is_offered": self.may_write}
        rights = {name: getattr(asset, name) for name in RIGHTS}
        holds = may_change_rights(user, is_submitted=asset.is_submitted)
        offered = about | {"is_offered": holds}
        self.rights = ChangeRights("rights", asset, initial=rights, **offered)
        self.retry = RetryRenditions("retry", asset, **about)
        self.delete = DeleteFile("delete", asset, **about)

    def answer(self, extra: dict[str, Any]) -> HttpResponse:
        if self.request.method == "POST":
            deeds = [self.rights, self.retry, self.delete]
            done = carry_out(self.request, deeds, home=self.request.path)
            if done and not Asset.objects.filter(pk=self.asset.pk).exists():
                return HttpResponseRedirect(reverse("admin:briefings_asset_changelist"))
            if done:
                return done
        context = {**site.each_context(self.request), **extra, **self._context()}
        template = "admin/briefings/asset/page.html"
        return TemplateResponse(self.request, template, context)

    def _context(self) -> dict[str, Any]:
        asset = self.asset
        uses = asset.uses.select_related("edition").only(*_USED)
        newest = uses.order_by("-edition_id")[:MOST_USES]
        rows = [{"use": use, "url": page_of(use.edition)} for use in newest]
        return {
            "title": asset.name,
            "uses": asset.uses.count() if len(rows) == MOST_USES else len(rows),
            "asset": asset,
            "page": self,
            "size": size_in_words(asset),
            "thumbnail": thumbnail_of(asset),
            "original": original_of(asset),
            "renditions": list(asset.renditions.order_by("media_type", "width")),
            "rows": rows,
            "rights": "" if self.rights.is_offered else RIGHTS_ARE_READ,
            "media": self.rights.media,
        }


@admin.register(EditionAsset, site=site)
class EditionAssetAdmin(EditionRowAdmin):
    list_display = ("asset", "role", "caption", "credit", "edition_page")
    list_filter = ("role",)
    search_fields = ("asset__name", "caption", "alternative_text", "credit")
    list_select_related = ("asset", "edition__release")


def size_in_words(asset: Asset) -> str:
    pixels = f"{asset.width} × {asset.height}, " if asset.is_picture else ""
    return pixels + filesizeformat(asset.size)


def thumbnail_of(asset: Asset) -> str:
    """Its address. A document has none, though nothing is left to be made of it."""
    if not (asset.rendered_at and asset.is_picture):
        return ""
    return reverse("admin:briefings_asset_thumbnail", args=[asset.pk])


def original_of(asset: Asset) -> str:
    return reverse("admin:briefings_asset_original", args=[asset.pk])


def thumbnail_view(asset: Asset) -> HttpResponse | StreamingHttpResponse:
    """The smallest that browsers of every make show."""
    made = asset.renditions.filter(media_type=JPEG.media_type).order_by("width")
    smallest = made.select_related("asset").first()
    if smallest is None:
        raise Http404("There is no picture of it yet.")
    return _bytes(smallest, is_shown=True)


def original_view(asset: Asset) -> StreamingHttpResponse:
    return _bytes(asset, is_shown=False)


def _bytes(row: Any, *, is_shown: bool) -> StreamingHttpResponse:
    """For this editor now, and kept nowhere: it may be under embargo."""
    headers = safe_headers(row.kind, row.file_name, is_shown=is_shown)
    headers |= {
        "Cache-Control": "no-store",
        "Content-Length": str(row.size),
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    return StreamingHttpResponse(piece_of(row.sha256, 0, row.size), headers=headers)
