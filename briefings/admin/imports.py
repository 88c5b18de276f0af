from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin

from briefings.actions.imports import ImportedBefore, import_release
from briefings.admin.site import RecordAdmin, site
from briefings.errors import Refused
from briefings.models import Edition, ImportedFile, User


@dataclass(frozen=True)
class Outcome:
    """What became of one file: a draft, or the reason why not. `earlier` is what the
    same file became before."""

    name: str
    edition: Edition | None = None
    reason: str = ""
    earlier: Edition | None = None


def import_files(sources: Iterable[tuple[str, bytes]], *, by: User) -> list[Outcome]:
    """A bad file is reported by name, and the others go on."""
    return [_import(name, source, by) for name, source in sources]


def _import(name: str, source: bytes, by: User) -> Outcome:
    try:
        return Outcome(name, import_release(source, name=name, by=by))
    except ImportedBefore as refusal:
        return Outcome(name, reason=str(refusal), earlier=refusal.edition)
    except Refused as refusal:
        return Outcome(name, reason=str(refusal))


@admin.register(ImportedFile, site=site)
class ImportedFileAdmin(RecordAdmin):
    list_display = ("name", "release", "at", "by")
    search_fields = ("name", "release__slug", "sha256")
    list_select_related = ("release", "by")
    date_hierarchy = "at"

    def get_queryset(self, request):
        files: Any = super().get_queryset(request)
        return files.without_source()
