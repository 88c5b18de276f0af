from rest_framework.throttling import BaseThrottle

from briefings.actions.rate_limits import spend
from briefings.errors import TooMany


class VisitorThrottle(BaseThrottle):
    """Generous: it stops a loop gone wild, not a reader of everything. A search costs
    more than a list does, so there are fewer of them."""

    seconds: int | None = None

    def allow_request(self, request, view):
        visitor = request.META["REMOTE_ADDR"]
        try:
            spend("api", by=visitor)
            if request.query_params.get("q"):
                spend("search", by=visitor)
        except TooMany as refusal:
            self.seconds = refusal.retry_after
            return False
        return True

    def wait(self):
        return self.seconds
