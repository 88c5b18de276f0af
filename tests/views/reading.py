"""Pages as a reader takes them in."""

import re
from html import unescape


def read(client, address, *, status=200):
    """The words of the page at an address, tags away and blanks made one."""
    html = source(client, address, status=status)
    body = re.sub(r"</?bdi>", "", html[html.index("<main") :])
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


# The one for comfort, and what programs read, in which no element can begin.
_OWN = re.compile(
    r'<script type="module" src="/static/public/newsroom\.js"></script>'
    r'|<script type="application/ld\+json">[^<]*</script>'
)


def without_own_scripts(html):
    return _OWN.sub("", html)


def source(client, address, *, status=200):
    response = client.get(address)
    assert response.status_code == status, f"{address}: {response.status_code}"
    return response.content.decode()
