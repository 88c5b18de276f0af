from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Somebody who works in the press office."""

    def __str__(self) -> str:
        return self.get_full_name() or self.username
