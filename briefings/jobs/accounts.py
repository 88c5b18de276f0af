from allauth.account.app_settings import PASSWORD_RESET_TOKEN_GENERATOR
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from procrastinate.contrib.django import app

from briefings.actions.accounts import is_in_directory
from briefings.letters import Letter
from briefings.models import User

_LETTER = """\
Somebody, probably you, asked for a new password for {name} in the newsroom of {office}.
Choose one here within the hour:

{link}

If it was not you, leave this alone: your password stays as it is.
"""


@app.task
def send_password_link(email: str) -> int:
    """To whoever has the address and signs in with a password; how many there are. The
    link is made here, not where it is asked for, so that no row of a job holds it."""
    accounts = list(User.objects.filter(email__iexact=email, is_active=True))
    if settings.DIRECTORY:
        accounts = [account for account in accounts if not is_in_directory(account)]
    for account in accounts:
        letter = Letter(
            f"A new password for the newsroom of {settings.OFFICE_NAME}",
            _LETTER.format(
                name=account.username,
                office=settings.OFFICE_NAME,
                link=_link_for(account),
            ),
            to=account.email,
        )
        letter.send()
    return len(accounts)


def _link_for(account: User) -> str:
    key = PASSWORD_RESET_TOKEN_GENERATOR().make_token(account)
    who = user_pk_to_url_str(account)
    path = reverse("account_reset_password_from_key", args=[who, key])
    return settings.SITE_URL + path
