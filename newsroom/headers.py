"""What every answer tells a browser about how to treat it."""

from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.security import SecurityMiddleware

from newsroom.middleware import Answer

# Whatever a browser could do for a page and ours never ask for.
_NEVER = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "keyboard-map",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "sync-xhr",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
# Where people sign in, by a passkey if they like.
_PASSKEYS = ("publickey-credentials-create", "publickey-credentials-get")


def headers_on_every_answer(get_response: Answer) -> Answer:
    """Also on those that end in an outer layer, such as redirects to HTTPS, static
    files and refusals of a wrong host, which Django's own middleware leaves bare."""
    security = SecurityMiddleware(lambda request: get_response(request))

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        # It only sets headers, which streams have too.
        security.process_response(request, cast(HttpResponse, response))
        is_private = request.path_info.startswith(settings.PRIVATE_PATHS)
        response.headers.setdefault("Origin-Agent-Cluster", "?1")
        response.headers.setdefault("Permissions-Policy", permissions(is_private))
        # What is public may be embedded and read anywhere; the desk nowhere else.
        response.headers.setdefault(
            "Cross-Origin-Resource-Policy",
            "same-origin" if is_private else "cross-origin",
        )
        if is_private and "no-store" not in response.headers.get("Cache-Control", ""):
            response.headers["Cache-Control"] = "private, no-store"
        return response

    return answer


def permissions(is_private: bool) -> str:
    refused = [f"{name}=()" for name in _NEVER]
    passkeys = "(self)" if is_private else "()"
    return ", ".join([*refused, *(f"{name}={passkeys}" for name in _PASSKEYS)])
