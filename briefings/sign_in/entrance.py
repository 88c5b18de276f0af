from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.http import HttpRequest


class FormsMayLeadToDirectory(LoginView):
    """The page where people sign in. Its forms alone may lead to the directory, which
    the Content-Security-Policy forbids to all others."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response: Any = super().dispatch(request, *args, **kwargs)
        if settings.DIRECTORY:
            response._csp_update = {"form-action": list(settings.DIRECTORY.origins)}
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"directory": settings.DIRECTORY}
