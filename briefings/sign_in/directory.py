"""Single sign-on: the office's directory of people says who somebody is, and which
groups they are in."""

import secrets
from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from briefings.actions.accounts import account_for_address, follow_directory
from briefings.errors import Refused
from briefings.models import User
from briefings.permissions import may_do_everything

FORGED = "The answer of the directory does not belong to this attempt. Begin again."
NOT_JOINED = (
    "There is an account with your e-mail address here that the directory does not "
    "open: it vouches for the address not at all, or not enough for this account."
)


@require_POST
@never_cache
def begin(request: HttpRequest) -> HttpResponse:
    """Lead to the directory. Its answer must bring back the state, which only this
    browser knows, and the nonce, which only the directory was told."""
    provider = get_adapter(request).get_provider(request, the_directory().provider)
    nonce = secrets.token_urlsafe(24)
    return provider.redirect(
        request,
        AuthProcess.LOGIN,
        next_url=get_next_redirect_url(request),
        auth_params={"nonce": nonce},
        nonce=nonce,
    )


def the_directory() -> Any:
    """An office without one has no such pages."""
    if settings.DIRECTORY is None:
        raise Http404
    return settings.DIRECTORY


class Directory(DefaultSocialAccountAdapter):
    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        told = sociallogin.account.extra_data
        try:
            _demand_ours(told, sociallogin.state.get("nonce"))
            roles = roles_in(told)
            if not sociallogin.is_existing and not roles:
                raise Refused("Your directory gives you no role in this newsroom.")
            person = self._person(request, sociallogin)
            if person:
                follow_directory(person, roles=roles)
        except Refused as refusal:
            raise ImmediateHttpResponse(refused(request, str(refusal))) from refusal

    def _person(self, request: HttpRequest, login: SocialLogin) -> User | None:
        """Who it is, if they have an account; one that was made for the same e-mail
        address is theirs, if the directory has proved the address."""
        if login.is_existing:
            return login.user
        address = next(iter(login.email_addresses), None)
        person = account_for_address(address.email) if address else None
        if person is None or address is None:
            return None
        if not address.verified or may_do_everything(person):
            raise Refused(NOT_JOINED)
        login.connect(request, person)
        return person

    def is_open_for_signup(
        self, request: HttpRequest, sociallogin: SocialLogin
    ) -> bool:
        return bool(roles_in(sociallogin.account.extra_data))

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form=None):
        person = super().save_user(request, sociallogin, form)
        follow_directory(person, roles=roles_in(sociallogin.account.extra_data))
        return person

    def on_authentication_error(self, request, provider, **about) -> None:
        raise ImmediateHttpResponse(
            refused(request, "The directory did not confirm who you are. Try again.")
        )


def refused(request: HttpRequest, sentence: str) -> HttpResponse:
    context = {"sentence": sentence}
    return render(request, "account/not_let_in.html", context, status=403)


def roles_in(told: dict[str, Any]) -> set[str]:
    """The roles here that the groups there stand for."""
    groups = _groups_in(told)
    return {role for group, role in the_directory().roles.items() if group in groups}


def _groups_in(told: dict[str, Any]) -> set[str]:
    claims: Any = {**told.get("id_token", {}), **told.get("userinfo", {})}
    for part in the_directory().groups_claim.split("."):
        claims = claims.get(part, {}) if isinstance(claims, dict) else {}
    groups = [claims] if isinstance(claims, str) else claims
    return {str(group) for group in groups} if isinstance(groups, list) else set()


def _demand_ours(told: dict[str, Any], nonce: str | None) -> None:
    id_token, userinfo = told.get("id_token", {}), told.get("userinfo", {})
    is_ours = bool(nonce) and secrets.compare_digest(
        str(id_token.get("nonce", "")), str(nonce)
    )
    # OpenID Connect Core 5.3.2: the two may be of different people.
    if not is_ours or userinfo.get("sub", id_token.get("sub")) != id_token.get("sub"):
        raise Refused(FORGED)
