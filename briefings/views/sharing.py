"""Plain links that hand an address on to somebody else's site. Nothing of theirs is
loaded before a reader follows one."""

from urllib.parse import quote

_SHARE = (
    ("E-mail", "mailto:?subject={title}&body={address}"),
    ("Bluesky", "https://bsky.app/intent/compose?text={title}%20{address}"),
    ("Facebook", "https://www.facebook.com/sharer/sharer.php?u={address}"),
    ("LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url={address}"),
    ("WhatsApp", "https://wa.me/?text={title}%20{address}"),
    ("X", "https://x.com/intent/post?text={title}&url={address}"),
)


def share_links(address: str, title: str) -> list[tuple[str, str]]:
    escaped = {"address": quote(address, safe=""), "title": quote(title, safe="")}
    return [(label, link.format(**escaped)) for label, link in _SHARE]
