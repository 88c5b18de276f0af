"""The addresses of signing in. The library's own list has many more, such as for
opening an account oneself; what is not here does not exist."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.urls import path, re_path

from briefings.sign_in import directory, invitations, own_account, second_factors
from briefings.sign_in.entrance import FormsMayLeadToDirectory

SIGN_IN = [
    path("sign-in/", FormsMayLeadToDirectory.as_view(), name="account_login"),
    path("sign-in/code/", mfa.authenticate, name="mfa_authenticate"),
    path("sign-in/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("sign-out/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("confirm/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path(
        "confirm/passkey/",
        webauthn.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("invitation/<str:secret>/", invitations.accept, name="invitation"),
]
PASSWORDS = [
    path("password/", account.password_change, name="account_change_password"),
    path("password/first/", account.password_set, name="account_set_password"),
    path("password/forgotten/", account.password_reset, name="account_reset_password"),
    path(
        "password/forgotten/sent/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "password/new/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
SECOND_FACTORS = [
    path("", own_account.page, name="mfa_index"),
    path("", own_account.page, name="mfa_list_webauthn"),
    path("second-factor/", second_factors.choose, name="second-factor"),
    path(
        "second-factor/app/",
        second_factors.AddApp.as_view(),
        name="mfa_activate_totp",
    ),
    path("second-factor/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "second-factor/passkey/",
        second_factors.AddPasskey.as_view(),
        name="mfa_add_webauthn",
    ),
    path(
        "second-factor/passkey/<int:pk>/remove/",
        second_factors.RemovePasskey.as_view(),
        name="mfa_remove_webauthn",
    ),
    path(
        "recovery-codes/",
        second_factors.RecoveryCodes.as_view(),
        name="mfa_view_recovery_codes",
    ),
    path(
        "recovery-codes/new/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "recovery-codes/file/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
SINGLE_SIGN_ON = [
    path("directory/", directory.begin, name="directory"),
    path(
        "<slug:provider_id>/answer/",
        openid_connect.callback,
        name="openid_connect_callback",
    ),
    path(
        "directory/cancelled/",
        social.login_cancelled,
        name="socialaccount_login_cancelled",
    ),
]

urlpatterns = [*SIGN_IN, *PASSWORDS, *SECOND_FACTORS, *SINGLE_SIGN_ON]
