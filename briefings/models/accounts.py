import hashlib
import unicodedata
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser, Group
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now


class User(AbstractUser):
    """Somebody who works in the press office."""

    desk_read_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="Until when this person has read what happened in the office.",
    )
    handed_over_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="When somebody else last changed how this account is entered. Limits "
        "that were set before do not count it.",
    )
    handed_over_by = ArrayField(
        models.BigIntegerField(),
        default=list,
        blank=True,
        editable=False,
        help_text="The accounts that did so, by number, since somebody else last "
        "confirmed whose it is.",
    )

    class Meta(AbstractUser.Meta):
        verbose_name = "account"
        verbose_name_plural = "accounts"
        constraints = [
            models.UniqueConstraint(
                models.functions.Lower("email"),
                name="one_account_an_address",
                condition=~Q(email=""),
                violation_error_message="Somebody with this e-mail address has an "
                "account already.",
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def is_beyond_roles(self) -> bool:
        """Trusted with everything, whatever the roles say; nothing is hidden from such
        an account. `permissions` asks for all others."""
        return self.is_superuser

    @property
    def known_from(self) -> datetime | None:
        """When it sees and signs again, if nobody confirms before whose it is."""
        at = self.handed_over_at
        return at and at + handed_over_for()

    # One keyboard writes é as one character and another as two, and full-width letters
    # look like others: NIST SP 800-63B asks to take them for the same.
    def set_password(self, raw_password: str | None) -> None:
        super().set_password(_normalised(raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        return super().check_password(_normalised(raw_password))


def handed_over_for() -> timedelta:
    return timedelta(hours=settings.HANDED_OVER_HOURS)


def told_hours() -> str:
    hours = settings.HANDED_OVER_HOURS
    return "1 hour" if hours == 1 else f"{hours} hours"


def just_handed_over() -> "models.QuerySet[User]":
    """Accounts of which nobody has confirmed whose they are, and whose owners may not
    know yet that somebody else changed how they are entered."""
    begun = Now() - handed_over_for()
    return User._default_manager.filter(handed_over_at__gt=begun)


def _normalised(password: str | None) -> str | None:
    return None if password is None else unicodedata.normalize("NFKC", password)


def digest_of(secret: str) -> str:
    """What is kept of the secret in a link or a cookie. It is long and random, so that
    a quick digest is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self, at: datetime | None = None) -> "InvitationQuerySet":
        """Those whose link still opens an account."""
        return self.unanswered().filter(expires_at__gt=at or Now())

    def unanswered(self) -> "InvitationQuerySet":
        return self.filter(accepted_at=None, revoked_at=None)


class Invitation(models.Model):
    """A link by which somebody opens the account that an administrator chose for them.
    Only a digest of its secret is kept, so that nobody reads it in the database."""

    first_name = models.CharField(max_length=150)
    last_name = models.CharField(max_length=150)
    email = models.EmailField("e-mail address")
    roles = models.ManyToManyField(Group, related_name="+", blank=True)
    secret_digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="invitations",
    )
    invited_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField(editable=False)
    accepted_at = models.DateTimeField(null=True, editable=False)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="invitation",
    )
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects: Any = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="invitations_end_after_they_begin",
                condition=Q(expires_at__gt=F("invited_at")),
            ),
            models.CheckConstraint(
                name="invitations_are_accepted_after_they_are_made",
                condition=Q(accepted_at=None) | Q(accepted_at__gte=F("invited_at")),
            ),
            models.CheckConstraint(
                name="invitations_are_revoked_after_they_are_made",
                condition=Q(revoked_at=None) | Q(revoked_at__gte=F("invited_at")),
            ),
            models.CheckConstraint(
                name="an_accepted_invitation_has_an_account",
                condition=Q(accepted_at=None, account=None)
                | Q(accepted_at__isnull=False, account__isnull=False),
            ),
            models.CheckConstraint(
                name="an_invitation_is_accepted_or_revoked",
                condition=Q(accepted_at=None) | Q(revoked_at=None),
            ),
            models.UniqueConstraint(
                models.functions.Lower("email"),
                name="one_invitation_an_address",
                condition=Q(accepted_at=None, revoked_at=None),
                violation_error_message="Somebody is invited at this address already. "
                "Send that invitation again, or revoke it first.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.email
