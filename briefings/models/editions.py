from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    ArrayField,
    DateTimeRangeField,
    RangeOperators,
)
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Case, F, Q
from django.db.models import When as IfSo
from django.db.models.functions import Now, Upper
from django.urls import reverse

from briefings.models.facts import GIVEN_AS_IS_KNOWN, Facts
from briefings.models.people import Organisation, Person
from briefings.models.printed import KINDS
from briefings.models.publicity import EditionBoundQuerySet, When, moment
from briefings.models.ranges import same
from briefings.models.searching import beginnings, search_vector, stems_of, word_vector
from briefings.models.subjects import Contact, Event, Place, Topic
from briefings.models.visibility import hidden_releases, seeing_everything
from briefings.workflow import OPEN_STATES, State


class Change(models.TextChoices):
    MAJOR = "major", "Major: readers must know"
    MINOR = "minor", "Minor: nothing a reader relied on"


class EditionQuerySet(EditionBoundQuerySet["Edition"]):
    via = ""
    belongs_to = ("release", hidden_releases)

    def lifted(self) -> Self:
        """Editions that went live by the clock, also those replaced since; not those
        that were entered when their day had passed."""
        return self.published().filter(live_during__startswith__gte=F("issued_at"))

    def with_end(self, at: When = None) -> Self:
        """With `replaced_at`, the end of the period once it has come: one that lies
        ahead would give a scheduled successor away."""
        end = F("live_during__endswith")
        ended = IfSo(live_during__endswith__lte=moment(at), then=end)
        return self.annotate(replaced_at=Case(ended))

    def unapproved(self) -> Self:
        """Issued without approval, and nobody has approved them afterwards."""
        afterwards = Q(transitions__move="approve_afterwards")
        return self.filter(~Q(urgency=""), state=State.ISSUED).exclude(afterwards)

    def current(self) -> Self:
        """What is written, scheduled or standing: not what was replaced or removed, nor
        what was discarded."""
        return self.without_discarded().filter(live_during__endswith=None)

    def numbered(self) -> Self:
        """Without discarded corrections, whose number the next one takes. A discarded
        first edition stays: its release has no other."""
        return self.exclude(state=State.DISCARDED, number__gt=1)

    def scheduled(self, at: When = None) -> Self:
        ahead = self.filter(live_during__startswith__gt=moment(at))
        return ahead.filter(release__removed_at=None)

    def headed(self, words: str) -> Self:
        """Those whose headline has words that begin with each of these."""
        asked = beginnings(words)
        if asked is None:
            return self.none()
        return self.alias(headed=word_vector("headline")).filter(headed=asked)

    def without_texts(self) -> Self:
        """For lists, which would drag whole texts along for their headlines."""
        return self.defer(
            "body",
            "plain_text",
            "body_html",
            "notes_to_editors",
            "notes_html",
            "key_points",
            "key_points_html",
            "search",
        )

    def newest_first(self) -> Self:
        return self.order_by("-release__first_published_at", "-release_id", "-number")


class Edition(Facts):
    """The words of a release, and the time during which they are what it says."""

    release = models.ForeignKey(
        "briefings.Release", on_delete=models.PROTECT, related_name="editions"
    )
    number = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=20, choices=State.choices, default=State.DRAFT, editable=False
    )
    live_during = DateTimeRangeField(null=True, editable=False)
    issued_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text="When it was issued here: before its period if it was scheduled, "
        "after the beginning of it if it was entered later.",
    )

    embargoed_until = models.DateTimeField(null=True, editable=False)

    headline = models.CharField(max_length=255)
    summary = models.TextField(
        blank=True, help_text="One or two sentences for lists, feeds and link previews."
    )
    key_points = ArrayField(models.TextField(), default=list, blank=True)
    body = models.TextField(blank=True, help_text="Markdown.")
    notes_to_editors = models.TextField(blank=True, help_text="Markdown.")
    language = models.CharField(max_length=12, default="en")
    dateline = models.CharField(max_length=120, blank=True)
    change = models.CharField(
        max_length=5, choices=Change.choices, default=Change.MAJOR
    )
    change_note = models.TextField(
        blank=True, help_text="Public: what is different from the edition before."
    )

    organisations = models.ManyToManyField(
        Organisation, through="briefings.Involvement", related_name="editions"
    )
    people = models.ManyToManyField(Person, blank=True, related_name="editions")
    topics = models.ManyToManyField(Topic, blank=True, related_name="editions")
    places = models.ManyToManyField(Place, blank=True, related_name="editions")
    events = models.ManyToManyField(Event, blank=True, related_name="editions")
    contacts = models.ManyToManyField(Contact, blank=True, related_name="editions")
    related_releases = models.ManyToManyField(
        "briefings.Release", blank=True, related_name="related_editions"
    )

    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    approved_digest = models.CharField(max_length=64, blank=True, editable=False)
    urgency = models.TextField(
        blank=True,
        editable=False,
        help_text="Why it was issued before anybody approved it; never public.",
    )
    printed = models.JSONField(
        null=True,
        editable=False,
        help_text="The names, and the ways to call, that it was approved to print.",
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    # Derived when the words or the records in them change; never edited.
    plain_text = models.TextField(blank=True, editable=False)
    key_points_html = ArrayField(models.TextField(), default=list, editable=False)
    body_html = models.TextField(blank=True, editable=False)
    notes_html = models.TextField(blank=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    search = models.GeneratedField(
        expression=search_vector("headline", "plain_text"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["release", "number"]
        indexes = [
            GinIndex(fields=["search"], name="editions_search"),
            GinIndex(word_vector("headline"), name="editions_headline_words"),
            models.Index(F("live_during__startswith"), name="editions_by_start"),
            models.Index(
                name="editions_in_hand",
                fields=["state", "created_at"],
                condition=Q(state__in=sorted(OPEN_STATES)),
            ),
            models.Index(
                name="editions_issued_urgently",
                fields=["issued_at"],
                condition=~Q(urgency=""),
            ),
            models.Index(fields=["-created_at", "-id"], name="editions_newest_first"),
            models.Index(fields=["language", "release"], name="editions_by_language"),
            models.Index(stems_of("language"), name="editions_by_stems"),
            # Whether an edition is public is told without reading its words.
            models.Index(
                fields=["release"],
                include=["id", "live_during"],
                name="editions_by_period",
            ),
            models.Index(Upper("headline"), name="editions_by_headline"),
            models.Index(
                name="editions_discarded",
                fields=["release"],
                condition=Q(state=State.DISCARDED),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="editions_are_numbered",
                fields=["release", "number"],
                condition=~Q(state=State.DISCARDED),
            ),
            models.CheckConstraint(
                name="edition_numbers_begin_at_one", condition=Q(number__gte=1)
            ),
            models.UniqueConstraint(
                name="one_edition_in_hand_at_a_time",
                fields=["release"],
                condition=~Q(state__in=[State.ISSUED, State.DISCARDED]),
                violation_error_message="Another edition is already being written.",
            ),
            models.CheckConstraint(
                name="edition_state_is_known", condition=Q(state__in=State.values)
            ),
            GIVEN_AS_IS_KNOWN,
            models.CheckConstraint(
                name="edition_change_is_known", condition=Q(change__in=Change.values)
            ),
            models.CheckConstraint(
                name="editions_have_a_headline",
                condition=Q(headline__regex=r"\S"),
                violation_error_message="Give the release a headline.",
            ),
            models.CheckConstraint(
                name="languages_are_told_by_tags",
                condition=Q(language__regex=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"),
                violation_error_message="Tell the language by its tag, such as en, cy "
                "or fr-CA.",
            ),
            models.CheckConstraint(
                name="issued_editions_have_a_period",
                condition=Q(
                    state=State.ISSUED,
                    live_during__isnull=False,
                    live_during__isempty=False,
                    live_during__lower_inf=False,
                    live_during__lower_inc=True,
                    live_during__upper_inc=False,
                    issued_at__isnull=False,
                )
                | (~Q(state=State.ISSUED) & Q(live_during=None, issued_at=None)),
            ),
            models.CheckConstraint(
                name="approval_is_of_these_words",
                condition=Q(
                    state__in=[State.APPROVED, State.ISSUED],
                    approved_by__isnull=False,
                    approved_digest=F("digest"),
                )
                & ~Q(digest="")
                | ~Q(state__in=[State.APPROVED, State.ISSUED])
                | Q(state=State.ISSUED, urgency__regex=r"\S"),
                violation_error_message="The words changed since they were approved.",
            ),
            models.CheckConstraint(
                name="what_is_signed_keeps_what_it_prints",
                condition=Q(
                    state__in=[State.APPROVED, State.ISSUED],
                    printed__isnull=False,
                    printed__has_keys=list(KINDS),
                )
                | (
                    ~Q(state__in=[State.APPROVED, State.ISSUED])
                    & Q(printed__isnull=True)
                ),
            ),
            models.CheckConstraint(
                name="only_what_is_issued_was_urgent",
                condition=Q(urgency="") | Q(state=State.ISSUED, approved_by=None),
            ),
            models.CheckConstraint(
                name="nobody_approves_their_own_words",
                condition=Q(approved_by=None)
                | Q(written_by=None)
                | ~Q(approved_by=F("written_by")),
                violation_error_message="A release needs a second pair of eyes.",
            ),
            models.CheckConstraint(
                name="major_changes_are_explained",
                condition=~Q(state=State.ISSUED)
                | Q(number=1)
                | Q(change=Change.MINOR)
                | Q(change_note__regex=r"\S"),
                violation_error_message="Tell readers what changed.",
            ),
            ExclusionConstraint(
                name="one_live_edition_at_a_time",
                expressions=[
                    (same("release"), RangeOperators.OVERLAPS),
                    ("live_during", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Another edition is live at that time.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.headline} (edition {self.number})"

    def get_absolute_url(self) -> str:
        return reverse("edition-detail", args=[self.release.slug, self.number])

    @property
    def kind(self) -> str:
        """Of the release: readers are told it with the first edition, and it is signed
        with every one."""
        kind: str = self.release.kind
        return kind

    @property
    def live_from(self) -> Any:
        return self.live_during.lower if self.live_during else None

    def content(self) -> dict[str, Any]:
        """Everything an approver signs: the words, the tags and the records in the
        words, as plain values that do not depend on when, where or by whom they are
        read."""
        with seeing_everything():
            return self._content()

    def _content(self) -> dict[str, Any]:
        files = [file.content() for file in self.files.in_order()]
        return {
            **{name: getattr(self, name) for name in SIGNED_WORDS},
            **self.facts(),
            "organisations": [
                [i.part, i.organisation_id]
                for i in self.involvements.order_by("part", "position", "id")
            ],
            **{name: sorted(_ids(getattr(self, name))) for name in TAGS},
            "quotes": [q.content() for q in self.quotes.order_by("ref")],
            "statements": [
                s.content()
                for s in self.statements.select_related("commitment").order_by("ref")
            ],
            "figures": [f.content() for f in self.figures.order_by("ref")],
            # Without any, a digest is what it was before there were files.
            **({"files": files} if files else {}),
        }


WORDS = (
    "headline",
    "summary",
    "key_points",
    "body",
    "notes_to_editors",
    "language",
    "dateline",
    "change",
    "change_note",
)
# What an approver signs in plain words; the kind is a column of the release.
SIGNED_WORDS = ("kind", *WORDS)
TAGS = ("people", "topics", "places", "events", "contacts", "related_releases")

# Django would quietly untag an edition when a topic is deleted. What the record points
# to is protected here as everywhere.
for _tag in TAGS:
    for _field in getattr(Edition, _tag).through._meta.fields:
        if _field.remote_field:
            _field.remote_field.on_delete = models.PROTECT


def editions_naming(rows: Any) -> models.QuerySet[Any, Any]:
    """The numbers of the editions that are tagged with one of these rows, or whose
    organisations they are."""
    tags: Any = rows.model._meta.get_field("editions").field
    column = rows.model._meta.model_name
    links: models.QuerySet[Any, Any] = tags.remote_field.through.objects.order_by()
    return links.filter(**{f"{column}__in": rows.values("pk")}).values("edition")


def _ids(rows: Any) -> list[int]:
    return list(rows.values_list("pk", flat=True))
