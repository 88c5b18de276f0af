"""What people show of themselves at the door."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from briefings.models import User

PASSWORD = "rivers run down to the harbour"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def sign_in(client: Client, person: User, password: str = PASSWORD, **more: str):
    return client.post(
        "/account/sign-in/", {"login": person.username, "password": password} | more
    )


def code_now(secret: str = SECRET, *, steps: int = 0) -> str:
    """What an authenticator app shows, some half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))
