"""Entering a second factor, and taking one away."""

from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from briefings.sign_in.proofs import note_new_factor

WANTED = "wanted_before_second_factor"


@login_required
@never_cache
def choose(request: HttpRequest) -> HttpResponse:
    """Where whoever has none is led to on the way to the desk. The place they wanted
    is kept for when they are done."""
    wanted = get_next_redirect_url(request)
    if wanted:
        request.session[WANTED] = wanted
    return render(request, "mfa/choose.html")


class EnterSecondFactor(AuthenticateView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kinds = [Authenticator.Type.WEBAUTHN]
        has_passkey = is_mfa_enabled(self.stage.login.user, kinds)
        return super().get_context_data(**kwargs) | {"has_passkey": has_passkey}


class AddApp(ActivateTOTPView):
    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        note_new_factor(self.request, "totp")
        return response

    def get_success_url(self) -> str:
        return _next_step(self.request, self.did_generate_recovery_codes)


class AddPasskey(AddWebAuthnView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Asks for one that is kept on the device and wants a finger or a PIN."""
        context = super().get_context_data(**kwargs)
        options = begin_registration(self.request.user, True)
        return context | {"js_data": {"creation_options": options}}

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        note_new_factor(self.request, "webauthn")
        return response

    def get_success_url(self) -> str:
        return _next_step(self.request, self.did_generate_recovery_codes)


class RemovePasskey(RemoveWebAuthnView):
    def form_valid(self, form: Any) -> HttpResponse:
        adapter = get_adapter()
        if adapter.can_delete_authenticator(self.get_object()):
            return super().form_valid(form)
        messages.error(
            self.request, adapter.error_messages["cannot_delete_authenticator"]
        )
        return HttpResponseRedirect(reverse("mfa_index"))


class RecoveryCodes(ViewRecoveryCodesView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted = self.request.session.get(WANTED) or reverse("admin:index")
        return super().get_context_data(**kwargs) | {"wanted": wanted}


def _next_step(request: HttpRequest, has_new_codes: bool) -> str:
    if has_new_codes:
        return reverse("mfa_view_recovery_codes")
    return request.session.pop(WANTED, None) or reverse("mfa_index")
