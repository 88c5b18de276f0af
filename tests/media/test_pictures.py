import io
import zlib

import pytest
from PIL import Image, ImageCms

from briefings.media.kinds import AVIF, JPEG, PNG, SHOWN, WEBP
from briefings.media.pictures import look_at, rendition, upright, widths_of
from briefings.media.recognition import recognise
from briefings.media.refusals import Unacceptable
from tests.drawing import camera_picture, picture

MOST = 50_000_000


def shown(content: bytes, width: int = 30, kind=JPEG) -> Image.Image:
    made = upright(content, recognise(content, name=""), most_pixels=MOST)
    small, _ = rendition(made, width, kind)
    return Image.open(io.BytesIO(small))


def test_a_picture_is_never_enlarged():
    assert widths_of(4000) == [480, 960, 1600]
    assert widths_of(1000) == [480, 960, 1000]
    assert widths_of(480) == [480]
    assert widths_of(60) == [60]


@pytest.mark.parametrize("kind", SHOWN)
def test_nothing_that_a_camera_wrote_is_passed_on(kind):
    content = camera_picture()
    assert b"Harbour street" in content

    made = upright(content, JPEG, most_pixels=MOST)
    small, _ = rendition(made, 40, kind)

    image = Image.open(io.BytesIO(small))
    assert dict(image.getexif()) == {}
    assert not {"exif", "xmp", "icc_profile", "comment"} & image.info.keys()
    for said in (b"Larsen", b"Harbour", b"Exif", b"xmpmeta"):
        assert said not in small


def test_a_picture_taken_on_its_side_stands_upright():
    found = look_at(camera_picture(60, 40), JPEG, most_pixels=MOST)

    assert (found.width, found.height, found.tells_place) == (40, 60, True)
    assert shown(camera_picture(60, 40), 20).size == (20, 30)


def test_a_picture_without_a_place_tells_none():
    assert not look_at(picture(), PNG, most_pixels=MOST).tells_place


def test_colours_of_another_profile_become_those_of_the_web():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB", 5000))
    plain = picture(kind="JPEG", colour="red")
    wrong = picture(kind="JPEG", colour="red", icc_profile=lab.tobytes())

    # A profile that does not belong to the picture is not believed.
    assert shown(wrong).getpixel((5, 5)) == shown(plain).getpixel((5, 5))


def test_a_profile_that_belongs_to_the_picture_is_applied():
    """Red and blue are exchanged by it, so that nobody can miss it."""
    srgb = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for ours, theirs in ((b"rXYZ", b"bXY_"), (b"bXYZ", b"rXYZ"), (b"bXY_", b"bXYZ")):
        at = srgb.index(ours, 128)
        srgb[at : at + 4] = theirs
    content = picture(kind="PNG", colour="red", icc_profile=bytes(srgb))

    red, _, blue = shown(content).getpixel((5, 5))

    assert blue > 200 > 60 > red


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "1", "I;16", "CMYK"])
def test_pictures_of_every_make_are_shown(mode):
    kind, colour = ("JPEG" if mode == "CMYK" else "PNG"), 0
    content = picture(kind=kind, mode=mode, colour=colour)

    assert shown(content, kind=WEBP).size == (30, 20)


def test_what_is_clear_stays_clear_and_is_white_where_it_cannot():
    content = picture(mode="RGBA", colour=(0, 0, 0, 0))

    assert shown(content, kind=WEBP).getchannel("A").getextrema() == (0, 0)
    assert shown(content, kind=AVIF).getchannel("A").getextrema() == (0, 0)
    assert min(shown(content, kind=JPEG).getpixel((3, 3))) > 250


def test_of_a_film_the_first_picture_is_shown():
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])

    image = shown(out.getvalue())

    assert getattr(image, "n_frames", 1) == 1
    assert image.getpixel((5, 5))[0] > 200


def huge_png(width: int = 20_000, height: int = 20_000) -> bytes:
    """400 million pixels in some hundred bytes of head; nothing but a decoder knows
    that the rest is missing."""

    def chunk(name: bytes, content: bytes) -> bytes:
        check = zlib.crc32(name + content)
        return len(content).to_bytes(4) + name + content + check.to_bytes(4)

    head = width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\x00\x00\x00"
    rows = zlib.compress(bytes(1_000_000))
    parts = [(b"IHDR", head), (b"IDAT", rows), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def test_a_picture_of_400_million_pixels_is_refused_before_it_is_decoded(monkeypatch):
    decoded = []
    monkeypatch.setattr(Image.Image, "load", lambda self: decoded.append(self.size))

    with pytest.raises(Unacceptable, match="more pixels than the 50 million"):
        look_at(huge_png(), PNG, most_pixels=MOST)

    assert decoded == []


def test_a_picture_no_wider_than_a_line_is_refused():
    with pytest.raises(Unacceptable, match="16000 pixels long"):
        look_at(huge_png(20_000, 1), PNG, most_pixels=MOST)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_half_a_picture_is_refused(kind):
    content = picture(400, 300, kind=kind)
    found = recognise(content, name="")

    with pytest.raises(Unacceptable, match="It is damaged"):
        look_at(content[: len(content) // 2], found, most_pixels=MOST)


def test_a_script_that_begins_like_a_picture_is_no_picture():
    script = b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)//;"

    kind = recognise(script, name="x.gif")

    with pytest.raises(Unacceptable):
        look_at(script, kind, most_pixels=MOST)
