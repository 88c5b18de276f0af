"""The forms of signing in, in the words of this house."""

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from allauth.account.forms import (
    ReauthenticateForm as ConfirmByPasswordForm,
)
from allauth.core import context
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from fido2.webauthn import AuthenticationResponse, RegistrationResponse

from briefings.jobs.accounts import send_password_link

LOCKED = "There were too many attempts. Wait, then try again."


class SignIn(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, password = self.fields["login"], self.fields["password"]
        name.label = "Username or e-mail address"
        name.widget.attrs = {"autocomplete": "username webauthn", "autofocus": True}
        name.max_length = 254
        password.help_text = ""
        password.widget.attrs = {"autocomplete": "current-password"}


_LABELS = {
    "oldpassword": "Your present password",
    "password": "Password",
    "password1": "New password",
    "password2": "The same again",
}


class _InOurWords(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = _LABELS[name]
            field.widget.attrs.pop("placeholder", None)
            if name in ("oldpassword", "password"):
                field.help_text = ""  # a link to the letter for a forgotten one


class ChangedPassword(_InOurWords, ChangePasswordForm):
    pass


class FirstPassword(_InOurWords, SetPasswordForm):
    pass


class NewPassword(_InOurWords, ResetPasswordKeyForm):
    pass


class ConfirmingPassword(_InOurWords, ConfirmByPasswordForm):
    pass


class ForgottenPassword(ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "Your e-mail address"
        self.fields["email"].widget.attrs = {"autocomplete": "email"}

    def clean_email(self) -> str:
        """Looks nobody up: whether there is an account decides a job later on, so that
        not even the time of the answer tells."""
        return self.cleaned_data["email"].lower()

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email: str = self.cleaned_data["email"]
        if settings.MAIL_IS_ON:
            send_password_link.defer(email=email)
        return email


_CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}


class NewApp(ActivateTOTPForm):
    code = forms.CharField(
        label="Code", max_length=20, widget=forms.TextInput(attrs=_CODE)
    )


class _Counted(forms.Form):
    """Failures count towards the same lockout as those at the password, and a code is
    good for once in all the time it is valid."""

    user: Any
    code = forms.CharField(
        label="Code", max_length=20, widget=forms.TextInput(attrs=_CODE)
    )

    def clean_code(self) -> str:
        request = context.request
        credentials = {"username": self.user.get_username()}
        if not AxesProxyHandler.is_allowed(request, credentials):
            request.axes_locked_out = True
            raise ValidationError(LOCKED)
        try:
            code: str = super().clean_code()  # type: ignore[misc]
            _demand_unused(self.user, code)
        except ValidationError:
            user_login_failed.send(__name__, credentials=credentials, request=request)
            raise
        return code


def _demand_unused(user: Any, code: str) -> None:
    valid_for = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
    used = f"code-used-{user.pk}-{normalize_user_code(code)}"
    if not cache.add(used, True, timeout=valid_for):
        raise get_adapter().validation_error("incorrect_code")


class SecondFactorCode(_Counted, AuthenticateForm):
    pass


class ConfirmingCode(_Counted, ReauthenticateForm):
    pass


class Credential(forms.JSONField):
    """What a browser says a passkey signed. Anybody may send anything in its place."""

    widget = forms.HiddenInput

    def __init__(self, response: Any) -> None:
        super().__init__()
        self.response = response

    def to_python(self, value: Any) -> Any:
        told = super().to_python(value)
        try:
            self.response.from_dict(told)
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise get_adapter().validation_error("incorrect_code") from error
        return told


class _Told(forms.Form):
    """A passkey that fails is told to the audit and the lockout, as a wrong code is."""

    def is_valid(self) -> bool:
        is_right = super().is_valid()
        if self.is_bound and not is_right:
            user = getattr(self, "user", None)
            credentials = {"username": user.get_username()} if user else {}
            user_login_failed.send(
                __name__, credentials=credentials, request=context.request
            )
        return is_right


class PasskeyInstead(_Told, LoginWebAuthnForm):
    credential = Credential(AuthenticationResponse)


class PasskeyBeside(_Told, AuthenticateWebAuthnForm):
    credential = Credential(AuthenticationResponse)


class ConfirmingPasskey(_Told, ReauthenticateWebAuthnForm):
    credential = Credential(AuthenticationResponse)


class NewPasskey(AddWebAuthnForm):
    """Always one that asks for a finger or a PIN, so that it needs no password."""

    credential = Credential(RegistrationResponse)
    passwordless = forms.BooleanField(
        required=False, initial=True, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["name"]
        name.label, name.max_length = "A name for it", 60
        name.help_text = "So that you know it again, such as “Phone”."

    def clean_passwordless(self) -> bool:
        return True
