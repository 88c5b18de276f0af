from typing import Any

from django.conf import settings
from django.http import HttpRequest


def office(request: HttpRequest) -> dict[str, Any]:
    return {"office": settings.OFFICE_NAME, "sends_letters": settings.MAIL_IS_ON}
