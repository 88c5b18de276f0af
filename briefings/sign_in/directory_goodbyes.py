"""The directory tells, from server to server, that somebody is gone (OpenID Connect
Back-Channel Logout 1.0): their browsers are signed out before they ask again."""

from typing import Any

import jwt
from allauth.core import ratelimit
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import (
    OpenIDConnectOAuth2Adapter,
)
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from briefings.actions.accounts import sign_out_by_directory
from briefings.sign_in.directory import the_directory

EVENT = "http://schemas.openid.net/event/backchannel-logout"
# The directory keeps the private half: what is signed with a shared secret, or not at
# all, anybody could have made.
_SIGNED_BY = ("RS", "PS", "ES", "Ed")


# No browser sends it: the token in it is signed by the directory.
@csrf_exempt
@require_POST
def goodbye(request: HttpRequest) -> HttpResponse:
    directory = the_directory()
    too_many = ratelimit.consume_or_429(request, action="login")
    if too_many:
        return too_many
    adapter = OpenIDConnectOAuth2Adapter(request, directory.provider)
    told = _read(adapter, request.POST.get("logout_token", ""), directory.client_id)
    if told is None:
        return HttpResponse(status=400)
    sign_out_by_directory(
        person=str(told.get("sub", "")), session=str(told.get("sid", ""))
    )
    return HttpResponse()


def _read(adapter: Any, token: str, client: str) -> dict[str, Any] | None:
    """What it says, if the directory says it, to us, and it is a goodbye: a token of
    signing in has no such event, and a nonce."""
    try:
        if not jwt.get_unverified_header(token)["alg"].startswith(_SIGNED_BY):
            return None
        told = jwtkit.verify_and_decode(
            credential=token,
            keys_url=adapter.openid_config["jwks_uri"],
            issuer=adapter.openid_config["issuer"],
            audience=client,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
    except (
        # Among the last is a directory that cannot be reached.
        *(jwt.PyJWTError, OAuth2Error, AttributeError, LookupError),
        *(TypeError, ValueError, OSError),
    ):
        return None
    events = told.get("events")
    is_goodbye = isinstance(events, dict) and EVENT in events
    is_whole = is_goodbye and "nonce" not in told and "jti" in told and "exp" in told
    return told if is_whole else None
