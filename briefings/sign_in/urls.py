"""The addresses of signing in. The library's own list has many more, such as for
opening an account oneself; what is not here does not exist."""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.urls import URLPattern, path, re_path
from django.views.decorators.cache import never_cache

from briefings.sign_in import (
    directory,
    directory_goodbyes,
    invitations,
    own_account,
    second_factors,
)
from briefings.sign_in.entrance import FormsMayLeadToDirectory, with_all_factors


def _page(route: str, view: Any, name: str) -> URLPattern:
    """None of these is kept by a browser or a proxy: the next person at the machine may
    be another."""
    return path(route, never_cache(view), name=name)


def _own_page(route: str, view: Any, name: str) -> URLPattern:
    """Of whoever is signed in, with every factor that they have."""
    return _page(route, with_all_factors(view), name)


SIGN_IN = [
    _page("sign-in/", FormsMayLeadToDirectory.as_view(), name="account_login"),
    _page(
        "sign-in/code/",
        second_factors.EnterSecondFactor.as_view(),
        name="mfa_authenticate",
    ),
    _page("sign-in/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    _page("sign-out/", account.logout, name="account_logout"),
    _page("inactive/", account.account_inactive, name="account_inactive"),
    _own_page("confirm/", account.reauthenticate, name="account_reauthenticate"),
    _page("confirm/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    _page(
        "confirm/passkey/",
        webauthn.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    _page("invitation/<str:secret>/", invitations.accept, name="invitation"),
]
PASSWORDS = [
    _own_page("password/", account.password_change, name="account_change_password"),
    _own_page("password/first/", account.password_set, name="account_set_password"),
    _page("password/forgotten/", account.password_reset, name="account_reset_password"),
    _page(
        "password/forgotten/sent/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    _page(
        "password/new/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        never_cache(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
]
SECOND_FACTORS = [
    _own_page("", own_account.page, name="mfa_index"),
    _own_page("", own_account.page, name="mfa_list_webauthn"),
    _own_page("second-factor/", second_factors.choose, name="second-factor"),
    _own_page(
        "second-factor/app/",
        second_factors.AddApp.as_view(),
        name="mfa_activate_totp",
    ),
    _own_page(
        "second-factor/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"
    ),
    _own_page(
        "second-factor/passkey/",
        second_factors.AddPasskey.as_view(),
        name="mfa_add_webauthn",
    ),
    _own_page(
        "second-factor/passkey/<int:pk>/remove/",
        second_factors.RemovePasskey.as_view(),
        name="mfa_remove_webauthn",
    ),
    _own_page(
        "recovery-codes/",
        second_factors.RecoveryCodes.as_view(),
        name="mfa_view_recovery_codes",
    ),
    _own_page(
        "recovery-codes/new/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    _own_page(
        "recovery-codes/file/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
SINGLE_SIGN_ON = [
    _page("directory/", directory.begin, name="directory"),
    _page("directory/ended/", directory_goodbyes.goodbye, name="directory-ended"),
    _page(
        "<slug:provider_id>/answer/",
        openid_connect.callback,
        name="openid_connect_callback",
    ),
    _page(
        "directory/cancelled/",
        social.login_cancelled,
        name="socialaccount_login_cancelled",
    ),
]

urlpatterns = [*SIGN_IN, *PASSWORDS, *SECOND_FACTORS, *SINGLE_SIGN_ON]
