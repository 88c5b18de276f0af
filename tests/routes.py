"""Every address of the house, from the URL patterns themselves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLResolver, get_resolver

_ARGUMENT = re.compile(r"<(?:(\w+):)?\w+>|\(\?P<\w+>(?:[^()]|\([^()]*\))*\)")
_ODD = re.compile(r"\(\?:.*?\)\?|[\^$?\\]|\(\?P<url>")


@dataclass(frozen=True)
class Route:
    name: str
    route: str

    def path(self, value: str = "1") -> str:
        """An address of this route; whatever it names is not there."""
        return "/" + _ODD.sub("", _ARGUMENT.sub(value, self.route))

    @property
    def arguments(self) -> int:
        return len(_ARGUMENT.findall(self.route))

    @property
    def is_private(self) -> bool:
        return self.route.startswith(("admin/", "account/"))

    @property
    def is_api(self) -> bool:
        return self.route.startswith("api/")


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[Route]:
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        else:
            yield Route(pattern.name or "", route)
