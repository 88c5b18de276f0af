"""Renditions are made in the background, each once, whatever happens to a worker."""

import io

import pytest
from django.core.files.storage import storages
from PIL import Image

from briefings.jobs import renditions
from briefings.jobs.renditions import make_renditions
from briefings.models import Asset, Rendition
from briefings.models.stored import bytes_of, keep_bytes
from tests.attaching import attach
from tests.drawing import CSV, camera_picture, picture
from tests.making import make_edition

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """As a worker ends that is killed: nothing of ours catches it."""


def test_a_picture_comes_in_three_widths_and_three_formats():
    attach(make_edition(), picture(2000, 1000), name="a.png")

    assert make_renditions() == 1

    made = Rendition.objects.values_list("media_type", "width", "height")
    assert set(made) == {
        (f"image/{kind}", width, width // 2)
        for kind in ("avif", "webp", "jpeg")
        for width in (480, 960, 1600)
    }
    assert Asset.objects.get().rendered_at is not None
    for one in Rendition.objects.all():
        content = bytes_of(one.sha256)
        assert len(content) == one.size
        assert Image.open(io.BytesIO(content)).size == (one.width, one.height)


def test_what_is_no_picture_has_nothing_made_of_it():
    attach(make_edition(), CSV)

    assert make_renditions() == 0


def test_a_killed_worker_leaves_the_rest_to_the_next(monkeypatch):
    attach(make_edition(), picture(600, 400), name="a.png")
    made, encode = [], renditions.rendition

    def encode_some(image, width, kind):
        if len(made) == 2:
            raise Killed
        made.append(kind)
        return encode(image, width, kind)

    monkeypatch.setattr(renditions, "rendition", encode_some)
    with pytest.raises(Killed):
        make_renditions()
    first = list(Rendition.objects.values_list("pk", flat=True))
    assert (len(first), Asset.objects.get().rendered_at) == (2, None)

    monkeypatch.setattr(renditions, "rendition", encode)
    assert make_renditions() == 1

    assert Rendition.objects.count() == 6
    assert set(first) < set(Rendition.objects.values_list("pk", flat=True))
    assert make_renditions() == 0


def test_one_that_fails_says_so_and_does_not_stop_the_others(monkeypatch):
    edition = make_edition()
    attach(edition, picture(colour="red"), name="bad.png")
    attach(edition, picture(colour="blue"), name="good.png")
    read = renditions.bytes_of
    bad = Asset.objects.get(name="bad.png")
    monkeypatch.setattr(
        renditions, "bytes_of", lambda d: b"x" if d == bad.sha256 else read(d)
    )

    assert make_renditions() == 2

    bad.refresh_from_db()
    assert "It is damaged" in bad.failure
    assert Asset.objects.get(name="good.png").rendered_at


def test_what_was_half_written_is_written_anew():
    digest = keep_bytes(b"all of it")
    place = f"{digest[:2]}/{digest[2:4]}/{digest}"
    store = storages["media"]
    store.delete(place)
    store.save(place, io.BytesIO(b"all"))

    assert keep_bytes(b"all of it") == digest

    assert bytes_of(digest) == b"all of it"


def test_no_rendition_says_where_a_picture_was_taken():
    use = attach(make_edition(), camera_picture(), name="a.jpg")
    assert use.asset.tells_place

    make_renditions()

    for one in Rendition.objects.all():
        assert b"Harbour street" not in bytes_of(one.sha256)
        assert not Image.open(io.BytesIO(bytes_of(one.sha256))).getexif()
