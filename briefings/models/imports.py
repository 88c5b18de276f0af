from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from briefings.models.releases import Release


class ImportedFile(models.Model):
    """A file a release was made from. The digest notices the same file coming again."""

    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, unique=True)
    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, related_name="imported_files"
    )
    warnings = models.JSONField(default=list)
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.name
