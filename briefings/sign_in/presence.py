import time
from typing import Any

from allauth.usersessions.models import UserSession
from django.http import HttpRequest

SEEN = "last_seen_noted_at"
EVERY = 5 * 60  # seconds between two notes


class NoteLastSeen:
    """Keep when and from where each browser was last at the desk. Pages of the public
    have no session, and so are not even asked."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        found = request.resolver_match
        if not found or "admin" not in found.namespaces:
            return
        noted = request.session.get(SEEN, 0)
        if request.user.is_authenticated and time.time() - noted > EVERY:
            UserSession.objects.create_from_request(request)
            request.session[SEEN] = int(time.time())
