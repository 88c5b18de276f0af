"""Releases that editors group under a title, such as all on one bill. What is in a
collection is the collection's: it changes at once, and no edition with it."""

from typing import Any, Self
from urllib.parse import urlsplit

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse

from briefings.models.editions import Edition
from briefings.models.publicity import ExistsByRow, When, moment
from briefings.models.releases import Release
from briefings.models.visibility import LimitedByRelease


class CollectionQuerySet(models.QuerySet["Collection"]):
    def public(self, at: When = None) -> Self:
        """With a release that is public, or opened before it had one. Nothing that is
        hidden in it makes a difference."""
        shown = CollectionEntry.objects.of_public_releases(at)
        own = shown.filter(collection=OuterRef("pk"))
        return self.filter(Q(opened_at__lte=moment(at)) | ExistsByRow(own))

    published = public


class Collection(models.Model):
    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=150, unique=True)
    summary = models.TextField(
        blank=True, help_text="One or two sentences, for lists and under the title."
    )
    body = models.TextField(
        blank=True, help_text="What the collection is about, in Markdown."
    )
    body_html = models.TextField(blank=True, editable=False)
    opened_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text="Since when readers have its page even without a public release.",
    )

    objects = CollectionQuerySet.as_manager()

    class Meta:
        ordering = ["title", "slug"]
        constraints = [
            models.CheckConstraint(
                name="collections_have_a_title",
                condition=Q(title__regex=r"\S"),
                violation_error_message="Give the collection a title.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("collection-detail", args=[self.slug])


class CollectionEntryQuerySet(LimitedByRelease["CollectionEntry"]):
    def of_public_releases(self, at: When = None) -> Self:
        public = Edition.objects.public(at).filter(release=OuterRef("release"))
        return self.filter(ExistsByRow(public))

    def public(self, at: When = None) -> Self:
        """What readers find in a collection that is public: releases and links. A
        heading is shown with what stands under it, and never alone: it might name what
        is still to come."""
        public = Edition.objects.public(at).filter(release=OuterRef("release"))
        return self.filter(~Q(url="") | ExistsByRow(public))

    def under_headings(self) -> Self:
        """With the last heading above each, and its number."""
        above = CollectionEntry.objects.filter(
            collection=OuterRef("collection"),
            position__lt=OuterRef("position"),
            release=None,
            url="",
        ).order_by("-position")
        return self.annotate(
            heading=Subquery(above.values("words")[:1]),
            heading_id=Subquery(above.values("pk")[:1]),
        )


class CollectionEntry(models.Model):
    """A release, a heading, or a link that leads away, in the order of the editor."""

    collection = models.ForeignKey(
        Collection, on_delete=models.PROTECT, related_name="entries"
    )
    # Between those of its neighbours, so that a move changes the row that is moved and
    # no other: others would tell that something was put between them.
    position = models.FloatField(editable=False)
    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, null=True, related_name="collected"
    )
    words = models.CharField(
        "title",
        max_length=200,
        blank=True,
        help_text="Of a heading or a link; a release has its headline.",
    )
    url = models.URLField("address", max_length=500, blank=True)

    objects = CollectionEntryQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        verbose_name_plural = "collection entries"
        indexes = [
            models.Index(
                fields=["collection", "position"], name="collections_in_their_order"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                name="a_release_is_in_a_collection_once",
                fields=["collection", "release"],
                violation_error_message="This release is in the collection already.",
            ),
            models.CheckConstraint(
                name="an_entry_is_a_release_or_has_words",
                condition=Q(release__isnull=False, words="", url="")
                | Q(release=None, words__regex=r"\S"),
                violation_error_message="Give it a title.",
            ),
            models.CheckConstraint(
                name="links_of_collections_are_safe",
                condition=Q(url="") | Q(url__startswith="https://"),
                violation_error_message="Give an address that begins with https://.",
            ),
        ]

    def __str__(self) -> str:
        return self.words or str(self.release)

    @property
    def site(self) -> str:
        """Of a link, where it leads away to."""
        return urlsplit(self.url).hostname or ""


def public_collections(at: When = None, release: str = "release") -> ArraySubquery:
    """The collections that the release of a column is in, as readers know them."""
    named = CollectionEntry.objects.filter(release=OuterRef(OuterRef(release)))
    public = Collection.objects.public(at).filter(pk__in=named.values("collection"))
    link: Any = JSONObject(name="title", slug="slug")
    return ArraySubquery(public.values(json=link))


def collected_in(slug: str) -> QuerySet[Any, Any]:
    """The releases that are in a collection, whoever may read them."""
    entries = CollectionEntry.objects.filter(collection__slug=slug)
    return entries.filter(release__isnull=False).order_by().values("release")
