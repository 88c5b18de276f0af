"""Images and attachments: what was uploaded, and how an edition shows it."""

from pathlib import PurePath
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Now, TruncDate
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from briefings.media import licences
from briefings.media.kinds import KINDS, PICTURES, SHOWN, FileKind
from briefings.media.pictures import widths_of
from briefings.models.editions import Edition
from briefings.models.publicity import EditionBoundQuerySet, NamedQuerySet, When
from briefings.models.visibility import LimitedQuerySet, hidden_files
from briefings.workflow import SUBMITTED_STATES

_SHA256 = r"^[0-9a-f]{64}$"
_PICTURES = [kind.media_type for kind in PICTURES]


class Licence(models.TextChoices):
    PRESS_USE = "press_use", _("Free for press use, with the credit")
    OGL = licences.OGL, _("Open Government Licence 3.0")
    CC_BY = licences.CC_BY, _("Creative Commons Attribution 4.0")
    CC_BY_SA = licences.CC_BY_SA, _("Creative Commons Attribution-ShareAlike 4.0")
    PUBLIC_DOMAIN = licences.PUBLIC_DOMAIN, _("Public domain")
    OWN_TERMS = "own_terms", _("Other terms")


class AssetQuerySet(NamedQuerySet["Asset"], LimitedQuerySet["Asset"]):  # type: ignore[override]
    belongs_to = ("pk", hidden_files)
    named_in = ("uses", "portrait_of")

    def handed_out(self, at: When = None) -> Self:
        """Whose originals readers may have: what a release shows. Of a portrait they
        have what was made for pages, without what the camera wrote into it."""
        uses = EditionAsset.objects.published(at).filter(asset=OuterRef("pk"))
        return self.filter(Exists(uses))

    def waiting(self) -> Self:
        """Pictures whose renditions are still to be made."""
        pictures = self.filter(media_type__in=_PICTURES)
        return pictures.filter(rendered_at=None, failure="")


class Asset(models.Model):
    """A file as it was uploaded, once under a name, however many releases use it; but
    what one may not see, another uploads anew: how it is called, and what may be done
    with it, may be a secret. How it is shown is said by each
    edition that uses it; what may be done with it is said here."""

    sha256 = models.CharField(max_length=64, db_index=True, editable=False)
    name = models.CharField(
        max_length=255, help_text="What it was called when it was uploaded."
    )
    media_type = models.CharField(
        max_length=100,
        editable=False,
        choices=[(kind.media_type, kind.named) for kind in KINDS.values()],
        verbose_name="kind",
    )
    size = models.PositiveBigIntegerField(editable=False, help_text="In bytes.")
    width = models.PositiveIntegerField(null=True, editable=False)
    height = models.PositiveIntegerField(null=True, editable=False)
    tells_place = models.BooleanField(
        default=False,
        editable=False,
        help_text="Whether the original says where it was taken.",
    )
    licence = models.CharField(
        max_length=20,
        blank=True,
        choices=[("", "Not stated"), *Licence.choices],
        help_text="What journalists may do with it.",
    )
    licence_terms = models.TextField(
        blank=True, help_text="Public: the terms, or what the licence does not say."
    )
    not_for_use_after = models.DateField(
        null=True,
        blank=True,
        help_text="The last day on which it may be used. After it the file is left out "
        "of media kits, and readers are told.",
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    uploaded_at = models.DateTimeField(db_default=Now(), editable=False)
    rendered_at = models.DateTimeField(null=True, editable=False)
    failure = models.TextField(
        blank=True, editable=False, help_text="Why no renditions could be made."
    )

    objects = AssetQuerySet.as_manager()

    class Meta:
        verbose_name = "file"
        ordering = ["-uploaded_at", "-id"]
        indexes = [
            models.Index(
                name="assets_to_render",
                fields=["uploaded_at"],
                condition=Q(rendered_at=None, failure="", media_type__in=_PICTURES),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="asset_digest_is_one", condition=Q(sha256__regex=_SHA256)
            ),
            models.CheckConstraint(
                name="asset_media_type_is_known",
                condition=Q(media_type__in=list(KINDS)),
            ),
            models.CheckConstraint(
                name="pictures_have_a_size",
                condition=Q(
                    media_type__in=_PICTURES, width__isnull=False, height__isnull=False
                )
                | (~Q(media_type__in=_PICTURES) & Q(width=None, height=None)),
            ),
            models.CheckConstraint(
                name="asset_licence_is_known",
                condition=Q(licence__in=["", *Licence.values]),
            ),
            models.CheckConstraint(
                name="other_terms_are_told",
                condition=~Q(licence=Licence.OWN_TERMS) | Q(licence_terms__regex=r"\S"),
                violation_error_message="Write down the terms of use.",
            ),
            models.CheckConstraint(
                name="assets_are_rendered_after_they_were_uploaded",
                condition=Q(rendered_at=None) | Q(rendered_at__gte=F("uploaded_at")),
            ),
            models.CheckConstraint(
                name="rendered_assets_did_not_fail",
                condition=Q(rendered_at=None) | Q(failure=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of(self.sha256, self.file_name)

    @property
    def kind(self) -> FileKind:
        return KINDS[self.media_type]

    @property
    def is_picture(self) -> bool:
        return self.kind in PICTURES

    @property
    def file_name(self) -> str:
        """As it stands in addresses: of letters that no program stumbles over, and with
        the ending of what it is, whatever it was called."""
        return file_name(self.name, self.kind)

    @property
    def is_submitted(self) -> bool:
        """Whether an approver reads, or signed, words that show it."""
        return self.uses.submitted().exists()

    @property
    def wanted(self) -> list[tuple[FileKind, int]]:
        """The renditions to be made of it."""
        if not self.is_picture:
            return []
        return [(kind, w) for w in widths_of(self.width or 1) for kind in SHOWN]


class RenditionQuerySet(LimitedQuerySet["Rendition"]):
    belongs_to = ("asset", hidden_files)

    def public(self, at: When = None) -> Self:
        """As the picture is that it shows."""
        of_it = Asset.objects.public(at).filter(pk=OuterRef("asset"))
        return self.filter(Exists(of_it))


class Rendition(models.Model):
    """A picture in one width and format, as pages show it."""

    asset = models.ForeignKey(
        Asset, on_delete=models.PROTECT, related_name="renditions"
    )
    media_type = models.CharField(
        max_length=100, choices=[(kind.media_type, kind.named) for kind in SHOWN]
    )
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    made_at = models.DateTimeField(db_default=Now())

    objects = RenditionQuerySet.as_manager()

    class Meta:
        ordering = ["asset", "width", "id"]
        constraints = [
            models.UniqueConstraint(
                name="a_rendition_is_made_once",
                fields=["asset", "media_type", "width"],
            ),
            models.CheckConstraint(
                name="rendition_media_type_is_known",
                condition=Q(media_type__in=[kind.media_type for kind in SHOWN]),
            ),
            models.CheckConstraint(
                name="rendition_digest_is_one", condition=Q(sha256__regex=_SHA256)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asset}, {self.width} pixels wide"

    def get_absolute_url(self) -> str:
        return address_of(self.sha256, self.file_name)

    @property
    def kind(self) -> FileKind:
        return KINDS[self.media_type]

    @property
    def file_name(self) -> str:
        return rendition_name(self.asset.name, self.kind, self.width)


class FileRole(models.TextChoices):
    LEAD = "lead", "Lead image"
    IMAGE = "image", "Image"
    ATTACHMENT = "attachment", "Attachment"


SHOWN_ROLES = (FileRole.LEAD, FileRole.IMAGE)


class EditionAssetQuerySet(EditionBoundQuerySet["EditionAsset"]):
    def in_order(self) -> Self:
        return self.select_related("asset").order_by("position", "id")

    def submitted(self) -> Self:
        return self.filter(edition__state__in=SUBMITTED_STATES)

    def with_submitted(self) -> Self:
        """With `is_submitted`, of the file, wherever else it is shown."""
        same = self.model.objects.submitted().filter(asset=OuterRef("asset"))
        return self.annotate(is_submitted=Exists(same))

    def with_progress(self) -> Self:
        """With `rendered`: how many renditions of the file are made."""
        return self.annotate(rendered=Count("asset__renditions"))

    def with_expiry(self) -> Self:
        """With `is_over`: whether the last day on which it may be used is past."""
        return self.annotate(is_over=Q(asset__not_for_use_after__lt=TruncDate(Now())))


class EditionAsset(models.Model):
    """A file as an edition shows it, in the words that are printed with it. They are
    part of what an approver signs."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files")
    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="uses")
    role = models.CharField(max_length=10, choices=FileRole.choices)
    position = models.PositiveSmallIntegerField()
    alternative_text = models.TextField(
        blank=True,
        help_text="What somebody who cannot see the image needs to know of it.",
    )
    is_decorative = models.BooleanField(
        "decorative",
        default=False,
        help_text="It says nothing that the text does not: screen readers pass over "
        "it.",
    )
    caption = models.TextField(
        blank=True, help_text="Printed under an image; the title of an attachment."
    )
    credit = models.CharField(
        max_length=200, blank=True, help_text="Who made it, as it is to be printed."
    )

    objects = EditionAssetQuerySet.as_manager()

    is_over: bool  # on rows asked for `with_expiry`

    SIGNED = ("role", "alternative_text", "is_decorative", "caption", "credit")

    class Meta:
        verbose_name = "file in an edition"
        verbose_name_plural = "files in editions"
        ordering = ["edition", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                name="an_edition_shows_a_file_once",
                fields=["edition", "asset"],
                violation_error_message="This edition has that file already.",
            ),
            models.UniqueConstraint(
                name="an_edition_has_one_lead_image",
                fields=["edition"],
                condition=Q(role=FileRole.LEAD),
                violation_error_message="This edition has a lead image already.",
            ),
            models.CheckConstraint(
                name="file_role_is_known", condition=Q(role__in=FileRole.values)
            ),
            models.CheckConstraint(
                name="decorative_images_say_nothing",
                condition=Q(is_decorative=False) | Q(alternative_text=""),
                violation_error_message="Either describe the image or mark it as "
                "decorative, not both.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asset} ({self.get_role_display()})"

    @property
    def is_shown(self) -> bool:
        """An image on the page, and not only to be fetched."""
        return self.role in SHOWN_ROLES

    @property
    def is_described(self) -> bool:
        has_words = bool(self.alternative_text.strip())
        return not self.is_shown or has_words != self.is_decorative

    @property
    def title(self) -> str:
        return self.caption or self.asset.name

    def content(self) -> dict[str, Any]:
        """What an approver signs of it."""
        signed = {name: getattr(self, name) for name in self.SIGNED}
        return {
            "asset": self.asset_id,
            "sha256": self.asset.sha256,
            "name": self.asset.name,
            **signed,
        }


def address_of(digest: str, name: str) -> str:
    return reverse("file", args=[digest, name])


def file_name(name: str, kind: FileKind) -> str:
    return f"{_stem(name)}.{kind.extension}"


def rendition_name(name: str, kind: FileKind, width: int) -> str:
    return f"{_stem(name)}-{width}.{kind.extension}"


def _stem(name: str) -> str:
    return slugify(PurePath(name).stem)[:80].strip("-") or "file"
