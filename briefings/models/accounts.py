from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """Somebody who works in the press office."""

    desk_read_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="Until when this person has read what happened in the office.",
    )

    def __str__(self) -> str:
        return self.get_full_name() or self.username
