"""E-mails to colleagues: a row for each that is to go out, and what nobody wants."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from briefings.models.editions import Edition
from briefings.models.record import Transition
from briefings.models.visibility import LimitedQuerySet

# After so many in vain, two days later, somebody has to say that it is worth another.
MOST_TRIES = 20
# What comes within this time for one person goes in one e-mail, and what is overtaken
# within it in none.
PAUSE = timedelta(minutes=1)


class Occasion(models.TextChoices):
    """What somebody can be mailed about, and can ask not to be."""

    REVIEW = "review", "A release waits for your approval"
    CHANGES = "changes", "Changes are asked of you"
    APPROVED = "approved", "A release of yours is approved"
    READY = "ready", "A release is approved and can be issued"
    LIVE = "live", "A release of yours went live"
    ALTERED = "altered", "A colleague changes, unschedules or takes down your release"
    COMMENT = "comment", "A colleague comments on your release, or answers you"
    URGENT = "urgent", "A release was issued without approval and waits for it"
    REMINDER = "reminder", "Something still waits for you, or its time has passed"
    COMMITMENTS = "commitments", "Commitments are overdue or silent, once a week"


class MailQuerySet(LimitedQuerySet["Mail"]):
    def waiting(self) -> Self:
        return self.filter(sent_at=None, dropped="")

    def letters(self) -> Self:
        return self.exclude(to="")

    def due(self) -> Self:
        ready = self.waiting().filter(tries__lt=MOST_TRIES, due_at__lte=Now())
        return ready.order_by("due_at", "id")

    def in_vain(self) -> Self:
        """Tried, and not accepted by the mail server."""
        return self.waiting().filter(tries__gt=0)


class Mail(models.Model):
    """Something a colleague is to be told. Words of a release are in none of its
    columns: they are what `jobs.mail_words` makes of the rows when it is sent. A letter
    about an account has words and an address of its own, and no occasion: nobody can
    ask not to get it, and it goes where letters went before."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mails"
    )
    occasion = models.CharField(max_length=20, choices=Occasion.choices)
    to = models.EmailField(blank=True, db_default="", help_text="Of a letter.")
    subject = models.CharField(
        max_length=200, blank=True, db_default="", help_text="Of a letter."
    )
    words = models.TextField(blank=True, db_default="", help_text="Of a letter.")
    act = models.CharField(
        max_length=80,
        help_text="What it tells of, as in “submit 12”, so that it is told once.",
    )
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, null=True, related_name="mails"
    )
    transition = models.ForeignKey(
        Transition, on_delete=models.PROTECT, null=True, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="Whose act it tells of; nobody, where it is the clock's.",
    )
    written_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(
        db_default=Now() + PAUSE, help_text="Not tried before this moment."
    )
    sent_at = models.DateTimeField(null=True)
    dropped = models.CharField(
        max_length=120, blank=True, help_text="Why it is not sent at all."
    )
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(
        blank=True, help_text="What the mail server said the last time."
    )

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-id"]
        verbose_name = "e-mail"
        indexes = [
            models.Index(
                name="mails_to_send",
                fields=["due_at"],
                condition=Q(sent_at=None, dropped=""),
            ),
            models.Index(fields=["-written_at", "-id"], name="mails_newest_first"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="one_mail_a_person_an_act", fields=["recipient", "act"]
            ),
            models.CheckConstraint(
                name="mail_occasion_is_known",
                condition=Q(occasion__in=["", *Occasion.values]),
            ),
            models.CheckConstraint(
                name="a_mail_has_an_occasion_or_is_a_letter",
                condition=~Q(occasion="") & Q(to="", subject="", words="")
                | (Q(occasion="") & ~Q(to="") & ~Q(subject="") & ~Q(words="")),
            ),
            models.CheckConstraint(
                name="a_mail_is_sent_or_dropped",
                condition=Q(sent_at=None) | Q(dropped=""),
            ),
            models.CheckConstraint(
                name="mails_are_sent_after_they_are_written",
                condition=Q(due_at__gte=F("written_at"))
                & (Q(sent_at=None) | Q(sent_at__gte=F("written_at"))),
            ),
            models.CheckConstraint(
                name="nobody_is_mailed_about_their_own_act",
                condition=Q(by=None) | ~Q(by=F("recipient")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about}, to {self.recipient}"

    @property
    def about(self) -> str:
        return self.subject or self.get_occasion_display()


class UnwantedMail(models.Model):
    """What a person does not want to be mailed about."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="unwanted_mails",
    )
    occasion = models.CharField(max_length=20, choices=Occasion.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="an_occasion_is_unwanted_once", fields=["person", "occasion"]
            ),
            models.CheckConstraint(
                name="unwanted_occasion_is_known",
                condition=Q(occasion__in=Occasion.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} without {self.get_occasion_display()}"
