from datetime import datetime

from django.db import transaction
from django.db.models.functions import Now

from briefings.models import Edition, User
from briefings.permissions import demand_to_look


@transaction.atomic
def mark_desk_read(*, by: User, until: datetime) -> User:
    """What happened up to a moment is no news to this person any more. What colleagues
    did after the page was shown still is, and nothing becomes news again."""
    demand_to_look(by, Edition)
    reader = (
        User.objects.select_for_update(no_key=True).annotate(now=Now()).get(pk=by.pk)
    )
    until = min(until, reader.now)
    if reader.desk_read_at is None or reader.desk_read_at < until:
        reader.desk_read_at = until
        reader.save(update_fields=["desk_read_at"])
    return reader
