from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from briefings.models.releases import Release
from briefings.models.visibility import LimitedByRelease


class ImportedFileQuerySet(LimitedByRelease["ImportedFile"]):
    def without_source(self) -> Self:
        return self.defer("source")


class ImportedFile(models.Model):
    """A file a release was made from, as it was. The digest notices the same file when
    it comes again; `warnings` hold a message and the words it is about."""

    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, related_name="imported_files"
    )
    source = models.BinaryField(editable=False)
    warnings = models.JSONField(default=list)
    embargoed_until = models.DateTimeField(
        null=True, editable=False, help_text="As its embargo line says."
    )
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = ImportedFileQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.name
