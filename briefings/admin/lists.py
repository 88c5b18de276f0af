"""What the lists of the record and of the registers have beside their rows: saved
filters and an export."""

from typing import Any

from django.http import HttpRequest

from briefings.actions.lists import SHEETS
from briefings.admin.exports import export_form, hang_in_as_shown
from briefings.admin.saved_filters import keep_form, shelf_of
from briefings.admin.site import site
from briefings.models import Membership, User


def hang_in_all() -> None:
    """Accounts, and whom they belong to, are of no record: they stay out."""
    for model, page in site._registry.items():
        if model._meta.app_label == "briefings" and model not in (User, Membership):
            hang_in_as_shown(page)


def beside_list(request: HttpRequest) -> dict[str, Any]:
    """Of a page that is no list, nothing."""
    address = getattr(request.resolver_match, "url_name", None) or ""
    subject = address.removeprefix("briefings_").removesuffix("_changelist")
    if not address.endswith("_changelist") or subject not in SHEETS:
        return {}
    user: Any = request.user
    query = request.GET.urlencode()
    return {
        "shelf": shelf_of(user, subject=subject, query=query),
        "keep": keep_form(user, subject=subject, query=query),
        "export": export_form(user, subject=subject, query=query),
    }


site.beside_list = beside_list
