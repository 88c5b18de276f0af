"""How the bytes of a file leave the house: as what they are, and never as anything that
could act in a reader's browser under the office's name."""

from briefings.media.kinds import FileKind

_POLICY = "default-src 'none'; sandbox"


def safe_headers(kind: FileKind, name: str, *, is_shown: bool) -> dict[str, str]:
    """Only what is shown on pages, which the program made itself, opens in a browser;
    everything that somebody uploaded is handed over to be saved."""
    charset = "; charset=utf-8" if kind.media_type.startswith("text/") else ""
    disposition = "inline" if is_shown else "attachment"
    return {
        "Content-Type": kind.media_type + charset,
        "Content-Disposition": f'{disposition}; filename="{name}"',
        "Content-Security-Policy": _POLICY,
        "Cross-Origin-Resource-Policy": "cross-origin" if is_shown else "same-origin",
        "X-Content-Type-Options": "nosniff",
    }
