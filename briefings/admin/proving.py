"""Whoever signed out and in again in another window has another proof of who sends a
form: with the old one nothing typed in this window could be saved any more."""

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.urls import path

from briefings.admin.site import site


def view(request: HttpRequest) -> JsonResponse:
    """`who` is signed in, by number, so that nobody sends what a colleague typed."""
    return JsonResponse({"proof": get_token(request), "who": str(request.user.pk)})


site.pages.append(path("proof/", site.admin_view(view), name="proof"))
