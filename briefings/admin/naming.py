"""What a search box of rows offers: those that are found, and to enter what is not."""

import json
from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from briefings.actions.naming import NAMED, enter_name, known_by
from briefings.admin.discarded import without_discarded
from briefings.admin.site import site
from briefings.errors import Refused
from briefings.permissions import may
from briefings.workflow import Duty

LONGEST = 200


class Choices(AutocompleteJsonView):
    """After the last one the offer to enter the name, which the page's script sends to
    the address it comes with."""

    def get_queryset(self) -> Any:
        return without_discarded(super().get_queryset())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = json.loads(super().get(request, *args, **kwargs).content)
        is_last = not found["pagination"]["more"]
        if is_last and self._is_offered():
            found["results"].append(self._offer())
        return JsonResponse(found)

    def _is_offered(self) -> bool:
        user: Any = self.request.user
        named = self.model_admin.model in NAMED and 0 < len(self.name) <= LONGEST
        if not (named and may(user, Duty.WRITE)):
            return False
        return not known_by(self.model_admin.model, self.name).exists()

    @property
    def name(self) -> str:
        return " ".join(self.term.split())

    def _offer(self) -> dict[str, str]:
        kind = self.model_admin.model._meta.model_name
        return {
            "id": "new",
            "text": f"Enter “{self.name}” as a new {kind}",
            "name": self.name,
            "address": reverse("admin:enter_name", args=[kind]),
        }


@require_POST
def enter_view(request: HttpRequest, kind: str) -> JsonResponse:
    user: Any = request.user
    models = {model._meta.model_name: model for model in NAMED}
    if kind not in models:
        raise Http404("There are no such rows.")
    try:
        row = enter_name(models[kind], request.POST.get("name", ""), by=user)
    except Refused as refusal:
        return JsonResponse({"refused": str(refusal)}, status=400)
    return JsonResponse({"id": str(row.pk), "text": str(row)})


site.choices = Choices
site.pages.append(
    path("enter/<slug:kind>/", site.admin_view(enter_view), name="enter_name")
)
