"""Pictures as readers see them: turned upright, in the colours of the web, and without
a word of what the camera or a program wrote into them."""

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps

from briefings.media.kinds import AVIF, JPEG, WEBP, FileKind
from briefings.media.refusals import Unacceptable

WIDTHS = (480, 960, 1600)
LONGEST_SIDE = 16_000  # no WebP is longer
_GPS, _ORIENTATION = 0x8825, 0x0112
# What Pillow raises of a file that is not as its format says.
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    KeyError,
    TypeError,
    struct.error,
)
_HOW: dict[FileKind, dict[str, object]] = {
    AVIF: {"quality": 60, "speed": 6},
    WEBP: {"quality": 80, "method": 4},
    JPEG: {"quality": 82, "optimize": True, "progressive": True},
}


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    # Whether it says where it was taken.
    tells_place: bool


def look_at(content: bytes, kind: FileKind, *, most_pixels: int) -> Picture:
    """What a picture is, upright; one that cannot be shown is refused."""
    with _opened(content, kind, most_pixels) as image:
        tells_place = bool(image.getexif().get_ifd(_GPS))
        width, height = image.size
        is_on_its_side = image.getexif().get(_ORIENTATION, 1) in (5, 6, 7, 8)
        # A camera's photograph is decoded small: only whether it can be is asked.
        image.draft("RGB", (width // 8, height // 8))
        image.load()
    if is_on_its_side:
        width, height = height, width
    return Picture(width, height, tells_place)


def widths_of(width: int) -> list[int]:
    """The widths in which a picture is shown; it is never enlarged."""
    return sorted({min(width, wanted) for wanted in WIDTHS})


def upright(content: bytes, kind: FileKind, *, most_pixels: int) -> Image.Image:
    with _opened(content, kind, most_pixels) as image:
        image.load()
        return _in_web_colours(ImageOps.exif_transpose(image))


def rendition(image: Image.Image, width: int, kind: FileKind) -> tuple[bytes, int]:
    """The bytes of the picture in this width, and its height."""
    height = max(1, round(image.height * width / image.width))
    small = image
    if width != image.width:
        small = image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3)
    if kind is JPEG:
        small = _on_white(small)
    out = io.BytesIO()
    # From the bare pixels, so that nothing else comes along.
    bare = Image.frombytes(small.mode, small.size, small.tobytes())
    bare.save(out, kind.picture, **_HOW[kind])
    return out.getvalue(), height


@contextmanager
def _opened(content: bytes, kind: FileKind, most: int) -> Iterator[Image.Image]:
    """Its size is known before a single pixel is decoded."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=[kind.picture])
        with image:
            if image.width * image.height > most:
                raise _too_many(most)
            if max(image.size) > LONGEST_SIDE:
                raise Unacceptable(
                    f"It is more than {LONGEST_SIDE} pixels long: save it smaller."
                )
            yield image
    except Unacceptable:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise _too_many(most) from error
    except _BROKEN as error:
        raise Unacceptable(
            "It is damaged: open it where it was made, and save it again."
        ) from error


def _in_web_colours(image: Image.Image) -> Image.Image:
    has_alpha = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    wanted = "RGBA" if has_alpha else "RGB"
    profile = image.info.get("icc_profile")
    if image.mode in ("P", "PA", "LA"):
        image = image.convert(wanted)
    if profile and image.mode in ("RGB", "RGBA", "CMYK", "L"):
        converted = _by_profile(image, profile, wanted)
        if converted is not None:
            return converted
    if image.mode.startswith("I"):
        # Sixteen bits of grey: the upper eight are what a screen shows.
        image = image.point(lambda value: value / 256).convert("L")
    return image.convert(wanted)


def _by_profile(image: Image.Image, profile: bytes, wanted: str) -> Image.Image | None:
    """A profile that does not belong to the picture says nothing of its colours."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        has_alpha = wanted == "RGBA" and image.mode == "RGBA"
        alpha = image.getchannel("A") if has_alpha else None
        plain = image.convert("RGB") if image.mode == "RGBA" else image
        srgb = ImageCms.createProfile("sRGB")
        shown = ImageCms.profileToProfile(plain, source, srgb, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
    if shown is not None and alpha is not None:
        shown.putalpha(alpha)
    return shown


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    page = Image.new("RGB", image.size, "white")
    page.paste(image, mask=image.getchannel("A"))
    return page


def _too_many(most: int) -> Unacceptable:
    return Unacceptable(
        f"It has more pixels than the {most // 1_000_000} million that are taken: "
        "save it smaller."
    )
