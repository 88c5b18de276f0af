"""What this office has otherwise than the library that signs people in."""

import base64
import hashlib
import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from briefings.actions.accounts import is_in_directory
from briefings.sign_in.addresses import address_of
from briefings.sign_in.directory import Directory, refused
from briefings.sign_in.proofs import proofs_of

__all__ = ["Accounts", "Directory", "SecondFactors"]

NOT_RIGHT = "The name and the password do not belong together."
METHODS = {
    "reauthenticate": "Your password",
    "mfa_reauthenticate": "A code",
    "mfa_reauthenticate:webauthn": "A passkey",
}


class Accounts(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": NOT_RIGHT,
        "email_password_mismatch": NOT_RIGHT,
        "incorrect_password": "This is not your password.",
        "enter_current_password": "This is not your present password.",
        "password_mismatch": "You typed two different passwords.",
        "too_many_login_attempts": "There were too many attempts. Wait a quarter of an "
        "hour, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: Any, **about: Any) -> Any:
        """Whoever is in the directory comes through it: so it can shut them out."""
        directory = settings.DIRECTORY
        came = {proof["method"] for proof in proofs_of(request, user)}
        if directory and is_in_directory(user) and "socialaccount" not in came:
            clear_login(request)
            return refused(request, f"You sign in with {directory.name} here.")
        return super().pre_login(request, user, **about)

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request)

    def is_safe_url(self, url: str) -> bool:
        """Nobody is led to another host, not even to one that this site trusts."""
        here = {self.request.get_host()}
        return url_has_allowed_host_and_scheme(url, here, self.request.is_secure())

    def get_login_stages(self) -> list[str]:
        return ["briefings.sign_in.stages.SecondFactor"]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """To have signed in a moment ago is as good as saying so once more."""
        latest = max((proof["at"] for proof in proofs_of(self.request)), default=0)
        if time.time() - latest < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_reauthentication_methods(self, user: Any) -> list[dict]:
        methods = super().get_reauthentication_methods(user)
        return [m | {"description": METHODS[m["id"]]} for m in methods]


def _cipher() -> MultiFernet:
    """Of keys that a backup of the database does not hold."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_digest(f"second factors {key}")) for key in keys])


def _digest(key: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest())


class SecondFactors(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This code is not right, or was used before. Wait for the "
        "next one.",
        "cannot_delete_authenticator": "This is your only second factor. Add another "
        "one first.",
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            # Another SECRET_KEY wrote it: no code can be right.
            raise self.validation_error("incorrect_code") from error

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(user=authenticator.user_id).exclude(
            pk=authenticator.pk
        )
        return others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()

    def generate_authenticator_name(self, user: Any, type: str) -> str:  # noqa: A002
        n = Authenticator.objects.filter(user=user, type=type).count()
        return f"Passkey {n + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        here = super().get_public_key_credential_rp_entity()
        return here | {"name": settings.OFFICE_NAME}
