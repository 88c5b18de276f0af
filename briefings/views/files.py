"""The bytes of images and attachments: public as the releases are that use them."""

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)

from briefings.media.manners import safe_headers
from briefings.models import Asset, EditionAsset, Rendition
from briefings.models.stored import piece_of
from briefings.views.answers import FOR_GOOD, gone, public_file, unchanged
from briefings.views.ranges import Unsatisfiable, range_asked

# Whoever has seen a file may keep it: its name is its digest. What stands between asks
# again within the hour, so that a removed release is soon gone from there as well.


@public_file
def file(request: HttpRequest, digest: str, name: str) -> HttpResponseBase:
    row = _published(digest, name)
    if row is None:
        return _gone(request, digest, name)
    return _answer(request, row)


def _published(digest: str, name: str) -> Asset | Rendition | None:
    rows = [
        *Asset.objects.handed_out().filter(sha256=digest),
        *Rendition.objects.public().select_related("asset").filter(sha256=digest),
    ]
    return next((row for row in rows if row.file_name == name), None)


def _gone(request: HttpRequest, digest: str, name: str) -> HttpResponse:
    """Of a removed release a reader is told so, as at the address of the release; but
    not of a file that was never public in it."""
    uses = EditionAsset.objects.taken_down().select_related("asset", "edition__release")
    renditions = Rendition.objects.filter(sha256=digest).values("asset")
    for use in [
        *uses.filter(asset__sha256=digest),
        *uses.filter(asset__in=renditions),
    ]:
        rows = [use.asset, *use.asset.renditions.filter(sha256=digest)]
        if any(row.file_name == name and row.sha256 == digest for row in rows):
            return gone(request, use.edition.release.removal_explanation)
    raise Http404


def _answer(request: HttpRequest, row: Asset | Rendition) -> HttpResponseBase:
    etag = f'"{row.sha256}"'
    headers = {
        **safe_headers(row.kind, row.file_name, is_shown=isinstance(row, Rendition)),
        "Cache-Control": FOR_GOOD,
        "ETag": etag,
        "Accept-Ranges": "bytes",
    }
    known = unchanged(request, headers)
    if known is not None:
        return known
    try:
        asked = _range(request, row.size, etag)
    except Unsatisfiable:
        refused = {"Content-Range": f"bytes */{row.size}", "Cache-Control": "no-store"}
        return HttpResponse(status=416, headers=refused)
    return _stream(row, asked, headers)


def _range(request: HttpRequest, size: int, etag: str) -> range | None:
    if request.method != "GET":
        return None
    told = request.headers
    return range_asked(
        told.get("Range", ""), told.get("If-Range", ""), size=size, etag=etag
    )


def _stream(
    row: Asset | Rendition, asked: range | None, headers: dict[str, str]
) -> StreamingHttpResponse:
    part = asked if asked is not None else range(row.size)
    headers = {**headers, "Content-Length": str(len(part))}
    if asked is not None:
        headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{row.size}"
    return StreamingHttpResponse(
        piece_of(row.sha256, part.start, len(part)),
        status=200 if asked is None else 206,
        headers=headers,
    )
