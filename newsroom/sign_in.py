"""The settings of how editors sign in, as the environment has them."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env

APPS = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
]
# The first lets nobody try who is locked out; the second knows names and addresses.
BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "briefings.sign_in.backends.Accounts",
]


def settings(
    env: Env, *, office: str, behind_https: bool, directory: "Directory | None"
) -> dict[str, Any]:
    """What the libraries that sign people in are told."""
    return {
        "AUTHENTICATION_BACKENDS": BACKENDS,
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "admin:index",
        "LOGOUT_REDIRECT_URL": "account_login",
        "PASSWORD_RESET_TIMEOUT": 60 * 60,
        # REMOTE_ADDR is the visitor's: a middleware of ours asked the proxies.
        "ALLAUTH_TRUSTED_PROXY_COUNT": 0,
        **_of_accounts(behind_https=behind_https),
        **_of_second_factors(office),
        **_of_lockouts(env),
        **_of_single_sign_on(directory),
    }


def second_factor(env: Env, *, is_local: bool) -> str:
    wish = env.str("SECOND_FACTOR", "required")
    if wish not in ("required", "optional"):
        raise ImproperlyConfigured("SECOND_FACTOR is either required or optional.")
    if wish == "optional" and not is_local:
        raise ImproperlyConfigured(
            "SECOND_FACTOR can be optional only where the program runs its own "
            "database, to be looked at. A server with a DATABASE_URL asks for it."
        )
    return wish


def _of_accounts(*, behind_https: bool) -> dict[str, Any]:
    return {
        "ACCOUNT_ADAPTER": "briefings.sign_in.adapters.Accounts",
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https" if behind_https else "http",
        "ACCOUNT_EMAIL_SUBJECT_PREFIX": "",
        "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": False,
        # An administrator enters the addresses of editors, and invites to them.
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_FORMS": {
            "login": "briefings.sign_in.forms.SignIn",
            "change_password": "briefings.sign_in.forms.ChangedPassword",
            "set_password": "briefings.sign_in.forms.FirstPassword",
            "reauthenticate": "briefings.sign_in.forms.ConfirmingPassword",
            "reset_password": "briefings.sign_in.forms.ForgottenPassword",
            "reset_password_from_key": "briefings.sign_in.forms.NewPassword",
        },
        "ACCOUNT_LOGIN_METHODS": {"username", "email"},
        "ACCOUNT_REAUTHENTICATION_TIMEOUT": 15 * 60,
        "ACCOUNT_SESSION_REMEMBER": False,
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "username*", "password1*"],
        # Beside the lockout, which counts by account and address: these count what
        # comes from one address for all accounts, and to one account from them all.
        "ACCOUNT_RATE_LIMITS": {
            "login": "30/m/ip",
            "login_failed": "30/m/ip,20/15m/key",
            "reset_password": "10/m/ip,3/15m/key",
        },
    }


def _of_second_factors(office: str) -> dict[str, Any]:
    return {
        "MFA_ADAPTER": "briefings.sign_in.adapters.SecondFactors",
        "MFA_ALLOW_UNVERIFIED_EMAIL": True,
        "MFA_FORMS": {
            "activate_totp": "briefings.sign_in.forms.NewApp",
            "authenticate": "briefings.sign_in.forms.SecondFactorCode",
            "reauthenticate": "briefings.sign_in.forms.ConfirmingCode",
            "add_webauthn": "briefings.sign_in.forms.NewPasskey",
            "login_webauthn": "briefings.sign_in.forms.PasskeyInstead",
            "authenticate_webauthn": "briefings.sign_in.forms.PasskeyBeside",
            "reauthenticate_webauthn": "briefings.sign_in.forms.ConfirmingPasskey",
        },
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_TOTP_ISSUER": office,
        # Telephones are some seconds slow or fast.
        "MFA_TOTP_TOLERANCE": 1,
    }


def _of_lockouts(env: Env) -> dict[str, Any]:
    minutes = env.int("LOCKOUT_MINUTES", 15)
    return {
        "AXES_CLIENT_IP_CALLABLE": "briefings.sign_in.addresses.address_of",
        "AXES_COOLOFF_TIME": timedelta(minutes=minutes),
        "AXES_DISABLE_ACCESS_LOG": True,
        "AXES_ENABLE_ADMIN": False,
        "AXES_FAILURE_LIMIT": env.int("LOCKOUT_AFTER", 5),
        "AXES_LOCKOUT_CALLABLE": "briefings.sign_in.locked.locked_page",
        # By account and address together, so that nobody far away can shut an editor
        # out by failing in their name.
        "AXES_LOCKOUT_PARAMETERS": [["username", "ip_address"]],
        "AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT": False,
        "AXES_RESET_ON_SUCCESS": True,
        "AXES_SENSITIVE_PARAMETERS": [
            *("username", "login", "ip_address", "code", "credential"),
            *("password1", "password2", "oldpassword", "csrfmiddlewaretoken"),
        ],
        "AXES_USERNAME_CALLABLE": "briefings.sign_in.addresses.account_of",
        "AXES_VERBOSE": False,
    }


@dataclass(frozen=True)
class Directory:
    """The office's identity provider, which signs people in and knows their groups."""

    issuer: str
    name: str
    client_id: str
    secret: str
    scopes: tuple[str, ...] = ("openid", "profile", "email")
    groups_claim: str = "groups"
    # The role here that a group there stands for.
    roles: dict[str, str] = field(default_factory=dict)
    # Browsers let a form lead on only to origins that its page names.
    origins: tuple[str, ...] = ()
    brings_second_factor: bool = False
    # After so long a browser that it let in is sent to it again.
    asked_every: timedelta = timedelta(hours=1)
    # What the library calls it.
    provider: str = "directory"

    def app(self) -> dict[str, Any]:
        return {
            "provider_id": self.provider,
            "name": self.name,
            "client_id": self.client_id,
            "secret": self.secret,
            "settings": {
                "server_url": self.issuer,
                "oauth_pkce_enabled": True,
                "scope": list(self.scopes),
            },
        }


def directory(env: Env) -> Directory | None:
    issuer = env.str("OIDC_ISSUER", "").rstrip("/")
    if not issuer:
        return None
    place = urlsplit(issuer)
    if place.scheme != "https" and place.hostname not in ("127.0.0.1", "localhost"):
        raise ImproperlyConfigured("OIDC_ISSUER must be reached by https.")
    return Directory(
        issuer=issuer,
        name=env.str("OIDC_NAME", "") or str(place.hostname),
        client_id=env.str("OIDC_CLIENT_ID"),
        secret=env.str("OIDC_CLIENT_SECRET"),
        scopes=tuple(env.list("OIDC_SCOPES", Directory.scopes)),
        groups_claim=env.str("OIDC_GROUPS_CLAIM", Directory.groups_claim),
        roles=env.dict("OIDC_ROLES", {}),
        origins=tuple(env.list("OIDC_ORIGINS", [f"{place.scheme}://{place.netloc}"])),
        brings_second_factor=env.bool("OIDC_BRINGS_SECOND_FACTOR", False),
        asked_every=timedelta(minutes=env.int("OIDC_ASKED_EVERY_MINUTES", 60)),
    )


def _of_single_sign_on(directory: Directory | None) -> dict[str, Any]:
    return {
        "SOCIALACCOUNT_ADAPTER": "briefings.sign_in.adapters.Directory",
        "SOCIALACCOUNT_PROVIDERS": {
            "openid_connect": {"APPS": [directory.app()] if directory else []}
        },
        "SOCIALACCOUNT_QUERY_EMAIL": False,
    }
