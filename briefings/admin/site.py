from collections.abc import Iterator
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.contrib import admin, messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import FieldDoesNotExist
from django.core.paginator import Paginator
from django.db.models import URLField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.views.decorators.cache import never_cache

from briefings.errors import Refused
from briefings.models import AuditEntry, AuditKind
from briefings.permissions import may_open_desk

_DAILY = (
    "Release",
    "Edition",
    "Quote",
    "Commitment",
    "Figure",
    "Feature",
    "Asset",
    "Suggestion",
    "Person",
    "Organisation",
    "Role",
    "RoleAppointment",
    "Government",
    "Topic",
    "Place",
    "Event",
    "Contact",
    "Collection",
    "Journalist",
)


class NewsroomSite(admin.AdminSite):
    site_header = "Newsroom"
    site_title = "Newsroom"
    index_title = "The editors’ desk"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Pages that are of no one model. Their modules hang them in, and the desk,
        # because they link to pages of the site and so come after it.
        self.pages: list[Any] = []
        self.desk: Any = None
        self.beside_list: Any = None
        self.choices: Any = None

    def has_permission(self, request: HttpRequest) -> bool:
        """Asked before every page and answer of the admin."""
        proofs = get_authentication_records(request, request.user)
        return may_open_desk(request.user, proofs)

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Whoever may not open the desk comes here, and is led to what they lack."""
        wanted = request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index")
        person: Any = request.user
        if self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        if person.is_authenticated and not person.is_staff:
            sentence = "Your account has no role at this desk."
            context = {"sentence": sentence}
            return render(request, "account/not_let_in.html", context, status=403)
        if person.is_authenticated:
            missing = "The desk opens with a second factor."
            AuditEntry.objects.note(AuditKind.REFUSAL, "forbidden", label=missing)
        step = "second-factor" if person.is_authenticated else "account_login"
        asked = urlencode({REDIRECT_FIELD_NAME: wanted})
        return HttpResponseRedirect(f"{reverse(step)}?{asked}")

    def password_change(self, request: HttpRequest, extra_context: Any = None):
        return HttpResponseRedirect(reverse("account_change_password"))

    def index(self, request, extra_context=None):
        done, desk = self.desk(request)
        return done or super().index(request, desk | (extra_context or {}))

    def each_context(self, request):
        return super().each_context(request) | self.beside_list(request)

    def autocomplete_view(self, request):
        return self.choices.as_view(admin_site=self)(request)

    def get_urls(self):
        # Django's way to a row's public page asks for no permission, and finds hidden
        # rows; no page of ours leads there.
        own = [
            one
            for one in super().get_urls()
            if getattr(one, "name", "") != "view_on_site"
        ]
        return [*self.pages, *own]

    def get_app_list(self, request, app_label=None):
        """What editors open daily comes first, the rest by its name. The roles of
        editors are in an app of Django's, which is nothing to them."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            for model in app["models"]:
                model["name"] = CALLED.get(model["object_name"], model["name"])
        if app_label is None and apps:
            own = next((a for a in apps if a["app_label"] == "briefings"), apps[0])
            own["models"] = [model for app in apps for model in app["models"]]
            apps = [own]
        for app in apps:
            app["models"].sort(key=_rank)
        return apps


# Models of Django's own, whose names are not ours.
CALLED = {"Group": "Roles of editors"}


def _rank(model: dict[str, Any]) -> tuple[int, str]:
    name = model["object_name"]
    place = _DAILY.index(name) if name in _DAILY else len(_DAILY)
    return place, model["name"].lower()


site = NewsroomSite(name="admin")


class ShortPaginator(Paginator):
    """Counts no further than anybody leafs: beyond that, filters lead on."""

    MOST = 10_000

    @cached_property
    def count(self) -> int:
        return min(self._counted, self.MOST)

    @property
    def has_more(self) -> bool:
        return self._counted > self.MOST

    @cached_property
    def _counted(self) -> int:
        rows: Any = self.object_list
        return int(rows.order_by().values("pk")[: self.MOST + 1].count())


# Lookups that ask for a row of another table by its key alone.
_WHOLE_KEYS = {"", "exact", "in", "isnull", "id__exact", "id__in"}


class TellsRefusals:
    """What the actions refuse of Django's own form is told on it."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        page: Any = super()
        try:
            return page.changeform_view(request, object_id, form_url, extra_context)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(request.get_full_path())


class OwnColumns:
    """A list is asked only for its own columns and for what its filters offer. Asked by
    what points at its rows, it would tell of drafts that whoever looks may not see."""

    def lookup_allowed(self, lookup, value, request):
        page: Any = super()
        return _is_own(self, lookup) and page.lookup_allowed(lookup, value, request)


def _is_own(page: Any, lookup: str) -> bool:
    if any(f"{lookup}__".startswith(f"{path}__") for path in _offered(page)):
        return True
    name, _, rest = lookup.partition("__")
    try:
        field = page.model._meta.get_field(name)
    except FieldDoesNotExist:
        return True  # of a filter of ours, or of nothing
    return not field.is_relation or bool(field.many_to_one and rest in _WHOLE_KEYS)


def _offered(page: Any) -> Iterator[str]:
    for offered in (*page.list_filter, page.date_hierarchy):
        path = offered[0] if isinstance(offered, tuple) else offered
        path = getattr(path, "parameter_name", path)
        if isinstance(path, str):
            yield path


class InOurWords:
    """Django asks to “select user to change” and says “change person”; here a list is
    called by what it lists, and a page by whom or what it is about."""

    def changelist_view(self, request, extra_context=None):
        page: Any = super()
        own: Any = self
        title = {"title": capfirst(own.opts.verbose_name_plural)}
        return page.changelist_view(request, title | (extra_context or {}))

    def render_change_form(self, request, context, *args, **kwargs):
        page: Any = super()
        own: Any = self
        if row := context.get("original"):
            about = capfirst(own.opts.verbose_name)
            context |= {"title": str(row), "subtitle": about}
        return page.render_change_form(request, context, *args, **kwargs)


class RecordAdmin(InOurWords, OwnColumns, admin.ModelAdmin):
    """Rows of the record: to be found and looked at. They change only through the
    actions on an edition's or a commitment's page."""

    view_on_site = False
    paginator = ShortPaginator
    show_full_result_count = False
    formfield_overrides = {URLField: {"assume_scheme": "https"}}

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
