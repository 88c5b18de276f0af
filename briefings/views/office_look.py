"""What the office chose of the look of its pages: a colour, a sign, words below."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from PIL import Image

from briefings.media.kinds import SVG
from briefings.media.licences import DEEDS
from briefings.models.files import Licence
from briefings.text.markup.rendering import render_markdown
from briefings.views.answers import public_file

_VIEW_BOX = re.compile(r'viewBox="[\d.+-]+[ ,]+[\d.+-]+[ ,]+([\d.]+)[ ,]+([\d.]+)"')
# A colour changes with the process that serves it, and the address with the colour.
_KEPT = "public, max-age=86400"


@public_file
def style(request: HttpRequest) -> HttpResponse:
    look = settings.OFFICE_LOOK
    accent, dark = look.accent, look.accent_dark
    css = (
        f":root{{--accent:{accent};--accent-strong:{accent}}}"
        f"@media screen and (prefers-color-scheme:dark){{"
        f":root{{--accent:{dark};--accent-strong:{dark}}}}}\n"
    )
    headers = {"Cache-Control": _KEPT}
    return HttpResponse(css, content_type="text/css; charset=utf-8", headers=headers)


def style_address() -> str:
    """Empty where the office has the colours of the house."""
    look = settings.OFFICE_LOOK
    if not look.has_own_colours:
        return ""
    colours = f"{look.accent}{look.accent_dark}".replace("#", "")
    return f"{reverse('office-style')}?v={colours}"


@dataclass(frozen=True)
class Logo:
    src: str
    width: int
    height: int


@cache
def logo() -> Logo | None:
    """With its proportions, so that nothing moves when it comes."""
    look = settings.OFFICE_LOOK
    if not look.logo:
        return None
    path = Path(look.files) / look.logo
    width, height = _size(path)
    shown = 40
    src = static(f"office/{look.logo}")
    return Logo(src, max(1, round(width * shown / height)), shown)


def _size(path: Path) -> tuple[float, float]:
    if path.suffix == f".{SVG.extension}":
        box = _VIEW_BOX.search(path.read_text("utf-8", errors="replace"))
        return (float(box[1]), float(box[2])) if box else (1, 1)
    with Image.open(path) as image:
        return image.size


@dataclass(frozen=True)
class TermsOfUse:
    name: str
    deed: str


def licence() -> TermsOfUse | None:
    """Of the words; files have licences of their own."""
    chosen = settings.OFFICE_LOOK.licence
    return TermsOfUse(str(Licence(chosen).label), DEEDS[chosen]) if chosen else None


@cache
def footer() -> str:
    return render_markdown(settings.OFFICE_LOOK.footer)
