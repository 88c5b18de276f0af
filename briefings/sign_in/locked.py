from typing import Any

from axes.helpers import get_cool_off
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

TOO_MANY = 429


def locked_page(
    request: HttpRequest, response: Any = None, credentials: Any = None
) -> HttpResponse:
    """What is shown in the place of any answer, while somebody is locked out."""
    cool_off = get_cool_off(request)
    minutes = int(cool_off.total_seconds() // 60) if cool_off else 0
    context = {"minutes": max(1, minutes)}
    return render(request, "account/locked.html", context, status=TOO_MANY)
