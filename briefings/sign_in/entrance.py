from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from briefings.sign_in.proofs import shows_all_it_has

_View = Callable[..., HttpResponse]


def with_all_factors(view: _View) -> _View:
    """A browser that signed in with less than the account has by now signs in again,
    before it is shown, or changes, what opens the account."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated or shows_all_it_has(request):
            return view(request, *args, **kwargs)
        logout(request)
        back = urlencode({"next": request.path})
        return HttpResponseRedirect(f"{reverse('account_login')}?{back}")

    return wrapped


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
