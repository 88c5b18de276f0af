"""People outside who may read what is not public: by a link of their own, and a code
that is mailed to them each time a browser is new."""

import secrets
from typing import Self

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Now
from django.urls import reverse

from briefings.models.accounts import digest_of
from briefings.models.editions import Edition
from briefings.models.journalists import Journalist, in_order, terms_version
from briefings.models.record import Revision, Transition
from briefings.models.visibility import LimitedByLink, LimitedQuerySet
from briefings.workflow import OPEN_STATES, State


class Purpose(models.TextChoices):
    EARLY_SIGHT = "early_sight", "Early sight"
    FACT_CHECK = "fact_check", "Fact check"
    PREVIEW = "preview", "Preview"


def _signer() -> Signer:
    """Nobody makes a link out of what stands in the database alone."""
    return Signer(salt="briefings.guests.link", sep=".")


def new_nonce() -> str:
    return secrets.token_urlsafe(18)


def _standing_sessions() -> models.QuerySet["GuestSession"]:
    """Of the link in the query around: neither ended nor over."""
    of_link = GuestSession.objects.filter(link=OuterRef("pk"))
    return of_link.filter(ended_at=None, expires_at__gt=Now())


def _entered_with(key: str) -> Exists:
    return Exists(_standing_sessions().filter(key_hash=digest_of(key)))


class GuestLinkQuerySet(LimitedQuerySet["GuestLink"]):
    def by_token(self, token: str) -> Self:
        """The link of an address. A forged or changed one asks the database nothing."""
        try:
            return self.filter(nonce=_signer().unsign(token))
        except BadSignature:
            return self.none()

    def standing(self) -> Self:
        """Links that hold, with what has become of their edition by the clock."""
        accredited = Journalist.objects.accredited()
        edition = Edition.objects.filter(pk=OuterRef("edition"))
        taken_back = Transition.objects.filter(
            edition=OuterRef("edition"), move="unschedule"
        )
        in_hand = Exists(edition.filter(state__in=sorted(OPEN_STATES)))
        return self.filter(
            Q(journalist=None) | Q(journalist__in=accredited),
            ~Q(edition__state=State.DISCARDED),
            revoked_at=None,
            expires_at__gt=Now(),
            edition__release__removed_at=None,
        ).annotate(
            now=Now(),
            is_over=Exists(edition.published()),
            is_scheduled=Exists(edition.scheduled()),
            is_in_hand=in_hand,
            is_taken_back=Q(in_hand, Exists(taken_back)),
        )

    def held(self) -> Self:
        """Links that lead somewhere before the lift: early sight is of what is
        scheduled, or was not scheduled yet."""
        sees = ~Q(purpose=Purpose.EARLY_SIGHT) | Q(is_taken_back=False)
        return self.standing().filter(sees, is_over=False)

    def entered_with(self, key: str) -> Self:
        """Those which a browser with this key was let in by."""
        return self.filter(_entered_with(key))

    def open_to(self, key: str) -> Self:
        """Those which let one browser more in, or have let in this one. Each code that
        was confirmed is one, until it is forgotten there or its time is over; whoever
        follows a link confirms none."""
        left = Q(most_openings__gt=F("openings"))
        within = Q(most_openings=None) | left | Q(_entered_with(key))
        return self.with_openings().filter(within)

    def with_openings(self) -> Self:
        """In how many browsers each is open."""
        used = _standing_sessions().order_by()
        number = used.values("link").annotate(number=Count("pk"))
        return self.annotate(openings=Coalesce(Subquery(number.values("number")), 0))

    def read(self) -> Self:
        """Those by which somebody read, which is always before readers could."""
        reading = GuestAccess.objects.filter(link=OuterRef("pk"), deed=Deed.READ)
        return self.filter(Exists(reading))

    def to_mail(self) -> Self:
        return self.held().filter(mailed_at=None, mail_due_at__lte=Now())


class GuestLink(models.Model):
    """Leads one person outside to one edition, for one purpose. Its address is not
    kept: it is the nonce, signed."""

    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="guest_links"
    )
    revision = models.ForeignKey(
        Revision,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="The saved state that a fact-checker was sent.",
    )
    printed = models.JSONField(
        null=True, editable=False, help_text="The names and contacts that stood in it."
    )
    journalist = models.ForeignKey(
        Journalist, on_delete=models.PROTECT, null=True, related_name="guest_links"
    )
    name = models.CharField(max_length=120)
    outlet = models.CharField(max_length=120, blank=True)
    email = models.EmailField("e-mail")
    question = models.TextField(blank=True, help_text="What they are asked to check.")
    due_on = models.DateField(null=True, editable=False)
    most_openings = models.PositiveSmallIntegerField(
        null=True,
        editable=False,
        help_text="How many browsers it lets in, each by a code; without, any number.",
    )
    nonce = models.CharField(max_length=32, unique=True, default=new_nonce)
    made_at = models.DateTimeField(editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    expires_at = models.DateTimeField(editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    mailed_at = models.DateTimeField(null=True, editable=False)
    mail_due_at = models.DateTimeField(editable=False)
    mail_tries = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True, editable=False)

    objects = GuestLinkQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "purpose", "name", "id"]
        verbose_name = "guest link"
        indexes = [
            models.Index(
                name="guest_links_to_mail",
                fields=["mail_due_at"],
                condition=Q(mailed_at=None, revoked_at=None),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="guest_link_purpose_is_known",
                condition=Q(purpose__in=Purpose.values),
            ),
            models.CheckConstraint(
                name="early_sight_is_for_journalists",
                condition=Q(purpose=Purpose.EARLY_SIGHT, journalist__isnull=False)
                | (~Q(purpose=Purpose.EARLY_SIGHT) & Q(journalist=None)),
            ),
            models.CheckConstraint(
                name="a_fact_check_is_of_a_saved_text",
                condition=Q(
                    purpose=Purpose.FACT_CHECK,
                    revision__isnull=False,
                    due_on__isnull=False,
                )
                | (~Q(purpose=Purpose.FACT_CHECK) & Q(revision=None, due_on=None)),
            ),
            models.CheckConstraint(
                name="guests_have_a_name", condition=Q(name__regex=r"\S")
            ),
            *(
                in_order("guestlink", "made_at", later)
                for later in ("revoked_at", "mailed_at", "mail_due_at", "reminded_at")
            ),
            models.CheckConstraint(
                name="a_guest_link_expires_later",
                condition=Q(expires_at__gt=F("made_at")),
            ),
            models.CheckConstraint(
                name="a_guest_link_opens_once_or_more",
                condition=Q(most_openings=None) | Q(most_openings__gt=0),
            ),
            models.UniqueConstraint(
                name="one_early_sight_a_journalist",
                fields=["edition", "journalist"],
                condition=Q(revoked_at=None, journalist__isnull=False),
                violation_error_message="They have early sight of it already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} for {self.holder}"

    def get_absolute_url(self) -> str:
        return reverse("guest-page", args=[self.token])

    @property
    def holder(self) -> str:
        return f"{self.name}, {self.outlet}" if self.outlet else self.name

    @property
    def token(self) -> str:
        return _signer().sign(self.nonce)

    @property
    def has_terms_to_accept(self) -> bool:
        journalist = self.journalist
        return journalist is not None and journalist.terms_version != terms_version()


class GuestCode(models.Model):
    """A number that a guest asked for, once. Who reads this table cannot read it."""

    link = models.ForeignKey(GuestLink, on_delete=models.PROTECT, related_name="codes")
    asked_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    code_hash = models.CharField(max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    objects = LimitedByLink["GuestCode"].as_manager()

    class Meta:
        ordering = ["link", "asked_at", "id"]
        constraints = [
            in_order("guestcode", "asked_at", "sent_at"),
            in_order("guestcode", "asked_at", "used_at"),
            in_order("guestcode", "sent_at", "used_at"),
        ]

    def __str__(self) -> str:
        return f"Code {self.pk}"


class GuestSession(models.Model):
    """A browser that was let in by a code."""

    link = models.ForeignKey(
        GuestLink, on_delete=models.PROTECT, related_name="sessions"
    )
    key_hash = models.CharField(max_length=64, unique=True)
    begun_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = LimitedByLink["GuestSession"].as_manager()

    class Meta:
        ordering = ["link", "begun_at", "id"]
        constraints = [
            in_order("guestsession", "begun_at", "expires_at"),
            in_order("guestsession", "begun_at", "ended_at"),
        ]

    def __str__(self) -> str:
        return f"Session {self.pk}"


class Deed(models.TextChoices):
    ASKED = "asked", "Asked for a code"
    WRONG = "wrong", "Gave a wrong code"
    ENTERED = "entered", "Entered"
    ACCEPTED = "accepted", "Accepted the terms"
    READ = "read", "Read"
    ANSWERED = "answered", "Answered"
    REFUSED = "refused", "Was refused"
    LEFT = "left", "Left"


class GuestAccess(models.Model):
    """What was done with a link. Rows are only ever added, and a trigger says so."""

    link = models.ForeignKey(
        GuestLink, on_delete=models.PROTECT, related_name="accesses"
    )
    deed = models.CharField(max_length=10, choices=Deed.choices)
    at = models.DateTimeField(db_default=Now())
    address = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=40, blank=True)
    embargoed_until = models.DateTimeField(
        null=True, help_text="The lift that a reader was told."
    )
    terms_version = models.CharField(max_length=12, blank=True)

    objects = LimitedByLink["GuestAccess"].as_manager()

    class Meta:
        ordering = ["at", "id"]
        verbose_name = "guest’s access"
        verbose_name_plural = "guests’ accesses"
        constraints = [
            models.CheckConstraint(
                name="guest_deed_is_known", condition=Q(deed__in=Deed.values)
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_deed_display()}, link {self.link_id}"


class EarlySightNote(models.Model):
    """What readers are told of those who read a release before them, by role."""

    edition = models.OneToOneField(
        Edition, on_delete=models.PROTECT, related_name="early_sight_note"
    )
    words = models.TextField()
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = LimitedQuerySet["EarlySightNote"].as_manager()

    class Meta:
        ordering = ["edition"]
        constraints = [
            models.CheckConstraint(
                name="early_sight_notes_have_words", condition=Q(words__regex=r"\S")
            )
        ]

    def __str__(self) -> str:
        return self.words[:80]
