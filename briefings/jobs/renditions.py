"""Pictures in the formats and widths that pages show. A rendition that is made is a
row, so whichever worker looks next goes on where another was killed."""

import logging

from django.conf import settings
from django.db.models.functions import Now
from PIL.Image import Image
from procrastinate.contrib.django import app

from briefings.media.kinds import FileKind
from briefings.media.pictures import rendition, upright
from briefings.media.refusals import Unacceptable
from briefings.models import Asset, Rendition
from briefings.models.stored import bytes_of, keep_bytes

log = logging.getLogger(__name__)


# The lock is held by one worker at a time, and given back when it dies.
@app.periodic(cron="* * * * *")
@app.task(queueing_lock="make_renditions", lock="make_renditions", pass_context=False)
def make_renditions(timestamp: int = 0) -> int:
    """Make what waits, the oldest first; of how many pictures. One that fails says so
    and does not stop the others."""
    waiting = list(Asset.objects.waiting().order_by("uploaded_at", "id"))
    for asset in waiting:
        try:
            make_renditions_of(asset)
        except Unacceptable as reason:
            _fail(asset, str(reason))
        except Exception:
            log.exception("Renditions of file %s failed", asset.pk)
            _fail(asset, "Something went wrong. Try again, or upload another copy.")
    return len(waiting)


def make_renditions_of(asset: Asset) -> None:
    made = set(asset.renditions.values_list("media_type", "width"))
    missing = [(k, w) for k, w in asset.wanted if (k.media_type, w) not in made]
    most = settings.MEDIA_MOST_PIXELS
    if missing:
        image = upright(bytes_of(asset.sha256), asset.kind, most_pixels=most)
        for kind, width in missing:
            _make(asset, image, kind, width)
    Asset.objects.filter(pk=asset.pk, failure="").update(rendered_at=Now())


def _make(asset: Asset, image: Image, kind: FileKind, width: int) -> None:
    content, height = rendition(image, width, kind)
    Rendition.objects.create(
        asset=asset,
        media_type=kind.media_type,
        width=width,
        height=height,
        sha256=keep_bytes(content),
        size=len(content),
    )


def _fail(asset: Asset, sentence: str) -> None:
    Asset.objects.filter(pk=asset.pk, rendered_at=None).update(failure=sentence)
