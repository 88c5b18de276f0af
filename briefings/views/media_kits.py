"""Everything that a journalist needs of a release, in one archive: its words, its files
and what may be done with them."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext

from briefings.media.kinds import JPEG
from briefings.media.kits import Member, zipped
from briefings.models import Asset, EditionAsset, Rendition
from briefings.models.stored import piece_of
from briefings.text.markup.markdown import plain_text
from briefings.views.answers import public_page, unchanged
from briefings.views.delivery import delivered_in_words, given_as
from briefings.views.formats import utc
from briefings.views.history_mode import published_under
from briefings.views.interface import speaking
from briefings.views.release_contents import current_editions
from briefings.views.releases import elsewhere

_POLICY = "default-src 'none'; sandbox"


@public_page
def media_kit(request: HttpRequest, slug: str) -> HttpResponseBase:
    edition = current_editions().filter(release__slug=slug).first()
    if edition is None:
        return elsewhere(request, slug)
    kit = MediaKit(edition)
    headers = {
        "Content-Type": "application/zip",
        "Content-Disposition": f'attachment; filename="{slug}-media-kit.zip"',
        "Content-Security-Policy": _POLICY,
        "Cross-Origin-Resource-Policy": "same-origin",
        "ETag": kit.etag,
    }
    known = unchanged(request, headers)
    if known is not None:
        return known
    pieces = zipped(kit.members(), at=edition.live_from)
    return StreamingHttpResponse(pieces, headers=headers)


class MediaKit:
    """Of an edition with its files. Each file is in its manifest by its digest, so what
    is written tells the archive's bytes without them."""

    def __init__(self, edition: Any) -> None:
        self.edition = edition
        uses = EditionAsset.objects.published().filter(edition=edition)
        uses = uses.in_order().with_expiry()
        self.used = [use for use in uses if not use.is_over]
        self.left_out = [use for use in uses if use.is_over]
        keys = [use.asset_id for use in self.used if use.is_shown]
        made = Rendition.objects.filter(asset__in=keys, media_type=JPEG.media_type)
        # Of several widths the largest stays.
        self.for_pages = {one.asset_id: one for one in made.order_by("width")}
        self.words = self._words()
        digest = hashlib.sha256()
        for name, content in self.words.items():
            digest.update(f"{name}:{len(content)}:".encode() + content)
        self.etag = f'"{digest.hexdigest()}"'

    def members(self) -> Iterator[Member]:
        for name, content in self.words.items():
            yield Member(name, len(content), [content])
        for place, use in enumerate(self.used, start=1):
            yield _member(self._path(use, place), use.asset)
            shown = self.for_pages.get(use.asset_id)
            if shown:
                yield _member(self._path_for_pages(use, place), shown)

    def _words(self) -> dict[str, bytes]:
        slug = self.edition.release.slug
        manifest = json.dumps(self._manifest(), ensure_ascii=False, indent=2)
        about = {"edition": self.edition}
        # The manifest is for programs, whichever language is spoken to people.
        with speaking(self.edition.language):
            page = render_to_string("media_kit.html", about, using="public")
            return {
                f"{slug}.txt": self._text().encode(),
                f"{slug}.html": page.encode(),
                "RIGHTS.txt": self._rights().encode(),
                "manifest.json": f"{manifest}\n".encode(),
            }

    def _manifest(self) -> dict[str, Any]:
        release = self.edition.release
        return {
            "release": {
                "headline": self.edition.headline,
                "url": settings.SITE_URL + release.get_absolute_url(),
                "published_at": utc(release.first_published_at),
                "edition": self.edition.number,
                "language": self.edition.language,
                "issued_by": settings.OFFICE_NAME,
                "withdrawn": self.edition.withdrawal,
            },
            "files": [self._entry(*entry) for entry in enumerate(self.used, start=1)],
            "left_out": [
                {"name": use.asset.name, "not_for_use_after": _day(use)}
                for use in self.left_out
            ],
        }

    def _entry(self, place: int, use: EditionAsset) -> dict[str, Any]:
        asset = use.asset
        shown = self.for_pages.get(use.asset_id)
        return {
            "file": self._path(use, place),
            "file_for_pages": self._path_for_pages(use, place) if shown else None,
            "name": asset.name,
            "media_type": asset.media_type,
            "size": asset.size,
            "sha256": asset.sha256,
            "sha256_for_pages": shown.sha256 if shown else None,
            "url": settings.SITE_URL + asset.get_absolute_url(),
            "role": use.role,
            "alternative_text": use.alternative_text,
            "is_decorative": use.is_decorative,
            "caption": use.caption,
            "credit": use.credit,
            "licence": asset.get_licence_display() if asset.licence else None,
            "licence_terms": asset.licence_terms,
            "not_for_use_after": _day(use),
        }

    def _rights(self) -> str:
        """The manifest for people."""
        lines = [self.edition.headline, self._manifest()["release"]["url"], ""]
        for place, use in enumerate(self.used, start=1):
            lines += [self._path(use, place), *_told(use), ""]
        if not self.used:
            lines += [gettext("There are no files beside the text."), ""]
        if self.left_out:
            lines += [gettext("Left out, because they may not be used any more:")]
            until = gettext("%(name)s (until %(day)s)")
            lines += [
                f"  {until % {'name': use.asset.name, 'day': _day(use)}}"
                for use in self.left_out
            ]
            lines += [""]
        return "\n".join(lines)

    def _text(self) -> str:
        edition = self.edition
        parts = [
            edition.withdrawal
            and f"{gettext('This release is withdrawn.')} {edition.withdrawal}",
            published_under(edition),
            edition.headline,
            ". ".join(filter(None, (delivered_in_words(edition), given_as(edition)))),
            edition.dateline,
            edition.summary,
            *(f"* {point}" for point in edition.key_points),
            plain_text((), edition.body),
        ]
        if edition.notes_to_editors:
            notes = plain_text((), edition.notes_to_editors)
            parts += [gettext("Notes to editors"), notes]
        for contact in edition.contact_cards:
            told = (contact[n] for n in ("name", "telephone", "email", "hours"))
            parts.append(", ".join(filter(None, told)))
        parts.append(settings.SITE_URL + edition.release.get_absolute_url())
        return "\n\n".join(filter(None, parts)) + "\n"

    def _path(self, use: EditionAsset, place: int) -> str:
        folder = "images" if use.is_shown else "attachments"
        return f"{folder}/{place:02}-{use.asset.file_name}"

    def _path_for_pages(self, use: EditionAsset, place: int) -> str:
        name = self.for_pages[use.asset_id].file_name
        return f"images/for-pages/{place:02}-{name}"


def _member(path: str, row: Asset | Rendition) -> Member:
    return Member(path, row.size, piece_of(row.sha256, 0, row.size))


def _told(use: EditionAsset) -> Iterator[str]:
    asset = use.asset
    unknown = gettext("not stated: ask first")
    shown = gettext("decorative") if use.is_decorative else use.alternative_text
    told = (
        (gettext("Shows: %(words)s"), shown),
        (gettext("Caption: %(words)s"), use.caption),
        (gettext("Credit: %(words)s"), use.credit),
        (
            gettext("Licence: %(words)s"),
            str(asset.get_licence_display()) if asset.licence else unknown,
        ),
        (gettext("Terms: %(words)s"), asset.licence_terms),
        (gettext("Not for use after: %(words)s"), _day(use)),
    )
    for label, words in told:
        if words:
            yield "  " + label % {"words": " ".join(words.split())}


def _day(use: EditionAsset) -> str | None:
    until = use.asset.not_for_use_after
    return until.isoformat() if until else None
