from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.fields import PasswordField, SetPasswordField
from allauth.account.internal.flows.login import record_authentication
from allauth.core import ratelimit
from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from briefings.actions.invitations import CLOSED, accept_invitation, invitation_for
from briefings.errors import Refused
from briefings.models import Invitation, User


class ChoosePassword(forms.Form):
    password1 = SetPasswordField(label="Password")
    password2 = PasswordField(label="The same again", autocomplete="new-password")

    def __init__(self, invitation: Invitation, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        # Whose names do not count in it.
        self.fields["password1"].user = User(  # type: ignore[attr-defined]
            first_name=invitation.first_name,
            last_name=invitation.last_name,
            email=invitation.email,
        )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if "password1" in typed and typed["password1"] != typed.get("password2"):
            self.add_error("password2", "You typed two different passwords.")
        return typed


@sensitive_post_parameters("password1", "password2")
@never_cache
def accept(request: HttpRequest, secret: str) -> HttpResponse:
    """Looking at the page uses nothing up: programs that check letters for harm open
    every link in them, and press no button."""
    too_many = ratelimit.consume_or_429(request, action="reset_password_from_key")
    if too_many:
        return too_many
    try:
        invitation = invitation_for(secret)
    except Refused:
        return _closed(request)
    by_passkey = "passkey" in request.POST
    form = ChoosePassword(
        invitation,
        request.POST if request.method == "POST" and not by_passkey else None,
    )
    if request.method == "POST" and (by_passkey or form.is_valid()):
        password = None if by_passkey else form.cleaned_data["password1"]
        try:
            account = accept_invitation(secret, password=password)
        except Refused:
            return _closed(request)
        return _enter(request, account, by_passkey)
    context = {"invitation": invitation, "form": form}
    return render(request, "account/invitation.html", context)


def _closed(request: HttpRequest) -> HttpResponse:
    context = {"sentence": CLOSED}
    return render(request, "account/not_let_in.html", context, status=404)


def _enter(request: HttpRequest, account: User, by_passkey: bool) -> HttpResponse:
    adapter = get_adapter(request)
    adapter.logout(request)
    adapter.login(request, account)
    record_authentication(request, account, "invitation")
    step = "mfa_add_webauthn" if by_passkey else "second-factor"
    return HttpResponseRedirect(reverse(step))
