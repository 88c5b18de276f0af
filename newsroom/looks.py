"""What a deployment chooses of how its pages look."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environs import Env

from briefings.media.licences import DEEDS

ACCENT, ACCENT_DARK = "#17507c", "#8ec2ea"
_PAPER, _PAPER_DARK = "#fdfcfa", "#15181b"
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_ENOUGH = 4.5  # WCAG 2.2, 1.4.3: of text with what is behind it


@dataclass(frozen=True)
class Look:
    accent: str
    accent_dark: str
    files: str  # a folder whose files anybody may read, below `office/`
    logo: str  # the name of one of them
    footer: str  # Markdown, under every public page
    licence: str  # of the words, one of those in `licences.DEEDS`; or empty
    font: str  # TrueType or OpenType, for pictures of quotes in other letters

    @property
    def has_own_colours(self) -> bool:
        return (self.accent, self.accent_dark) != (ACCENT, ACCENT_DARK)


def look(env: Env) -> Look:
    accent = _colour(env.str("OFFICE_ACCENT", ACCENT), "OFFICE_ACCENT", _PAPER)
    dark = env.str("OFFICE_ACCENT_DARK", "")
    if not dark:
        dark = ACCENT_DARK if accent == ACCENT else lightened(accent, _PAPER_DARK)
    folder, logo = env.str("OFFICE_FILES", ""), env.str("OFFICE_LOGO", "")
    if logo and not (folder and (Path(folder) / logo).is_file()):
        raise ImproperlyConfigured(
            "OFFICE_LOGO is the name of a file in the folder OFFICE_FILES, such as "
            "logo.svg, and there is none of that name."
        )
    font = env.str("OFFICE_FONT", "")
    if font and not Path(font).is_file():
        raise ImproperlyConfigured(
            f"OFFICE_FONT is the path of a font, and there is no file {font}."
        )
    return Look(
        accent=accent,
        accent_dark=_colour(dark, "OFFICE_ACCENT_DARK", _PAPER_DARK),
        files=folder,
        logo=logo,
        footer=env.str("OFFICE_FOOTER", ""),
        licence=_licence(env.str("OFFICE_LICENCE", "")),
        font=font,
    )


def _licence(given: str) -> str:
    if given and given not in DEEDS:
        raise ImproperlyConfigured(
            f"OFFICE_LICENCE is one of {', '.join(DEEDS)}, or left out, not {given}."
        )
    return given


def _colour(given: str, name: str, paper: str) -> str:
    colour = given.strip().lower()
    if not _COLOUR.fullmatch(colour):
        raise ImproperlyConfigured(f"{name} is a colour such as {ACCENT}, not {given}.")
    if contrast(colour, paper) < _ENOUGH:
        raise ImproperlyConfigured(
            f"{name} is too close to the paper of the pages to be read: links need a "
            f"contrast of {_ENOUGH} to {paper}, and {colour} has "
            f"{contrast(colour, paper):.1f}."
        )
    return colour


def lightened(colour: str, paper: str) -> str:
    """The same colour with as much white as it takes to be read on dark paper."""
    for share in range(0, 101, 5):
        mixed = [round(c + (255 - c) * share / 100) for c in _channels(colour)]
        lighter = "#" + "".join(f"{c:02x}" for c in mixed)
        if contrast(lighter, paper) >= _ENOUGH + 1.5:
            return lighter
    return "#ffffff"


def contrast(one: str, other: str) -> float:
    """As WCAG 2 defines it, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    shares = [c / 255 for c in _channels(colour)]
    red, green, blue = (
        s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))
