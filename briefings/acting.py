"""Who acts, and by what request. PostgreSQL is told with every statement that writes,
so that its audit names them; a statement that only reads is sent as it is, and no
question more is asked."""

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from ipaddress import ip_address, ip_network
from typing import Any

from django.conf import settings
from psycopg.sql import Literal

_WRITES = re.compile(
    r"\s*(?:WITH noted AS \()?(?:INSERT|UPDATE|DELETE)\b", re.IGNORECASE
)
_NOBODY = (None, "")
# Most browsers give several names, for reasons of history: the first of these is true.
_BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "CriOS/": "Chrome",
    "Chrome/": "Chrome",
    "Outlook": "Outlook",
    "Thunderbird/": "Thunderbird",
    "Safari/": "Safari",
    "curl/": "curl",
    "python": "Python",
}
_SYSTEMS = {
    "iPhone": "an iPhone",
    "iPad": "an iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "a Mac",
    "Linux": "Linux",
}


@dataclass(frozen=True)
class Acting:
    """Somebody at work: at a page, on the server's command line, or the clock."""

    source: str
    name: str = ""
    # Asked when something is written: a page that writes nothing never looks who reads.
    who: Callable[[], tuple[int | None, str]] = field(default=lambda: _NOBODY)
    method: str = ""
    path: str = ""
    address: str = ""
    agent: str = ""
    request: str = ""
    refusals: list[Exception] = field(default_factory=list)

    def as_json(self) -> str:
        person, name = self.who()
        told = {
            "source": "person" if person else self.source,
            "person": person,
            "name": name or self.name,
            "method": self.method,
            "path": self.path,
            "address": self.address,
            "agent": self.agent,
            "request": self.request,
        }
        known = {name: value for name, value in told.items() if value}
        return _storable(json.dumps(known, ensure_ascii=False))


def _storable(text: str) -> str:
    """Without what PostgreSQL takes in no JSON; an address may hold anything."""
    return text.encode("utf-8", "ignore").decode("utf-8").replace("\\u0000", "")


_current: ContextVar[Acting | None] = ContextVar("acting", default=None)


@contextmanager
def acting_as(acting: Acting) -> Iterator[Acting]:
    before = _current.set(acting)
    try:
        yield acting
    finally:
        _current.reset(before)


def current() -> Acting:
    return _current.get() or _of_process()


@cache
def _of_process() -> Acting:
    """Outside a request: the worker is the clock, anything else somebody's command."""
    command = " ".join(sys.argv[1:2])
    if command == "procrastinate":
        return Acting("clock")
    return Acting("command", name=command[:150])


def note_refusal(refusal: Exception) -> None:
    """The page that is being answered tells of it when it is done, because what a
    refused action wrote is rolled back. Elsewhere the command prints it."""
    acting = _current.get()
    if acting:
        acting.refusals.append(refusal)


def listen_on(connection: Any, **signal: Any) -> None:
    """In the first place of the row: others take what they added from its end."""
    if _tell not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, _tell)


def _tell(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
    """In one message with the statement, which needs `server_side_binding` to stay off,
    and for its transaction only, so that a connection leaves no trace of whoever used
    it before."""
    if many or not isinstance(sql, str) or not _WRITES.match(sql):
        return execute(sql, params, many, context)
    told = Literal(current().as_json()).as_string(context["connection"].connection)
    if params is not None:
        told = told.replace("%", "%%")
    prefix = f"SELECT set_config('newsroom.acting', {told}, true); "
    result = execute(prefix + sql, params, many, context)
    context["cursor"].nextset()
    return result


def address_in(told: str) -> str:
    """An address, or the network that it is of where the office wants no more to be
    kept; nothing where none was told."""
    try:
        known = ip_address(told)
    except ValueError:
        return ""
    if not settings.AUDIT_SHORT_ADDRESSES:
        return str(known)
    return str(ip_network((known, 24 if known.version == 4 else 48), strict=False))


def browser_in(header: str) -> str:
    """`Firefox on Windows`, of what a browser says of itself. A family and no more: the
    whole header tells one person from another."""
    names = (_first(_BROWSERS, header), _first(_SYSTEMS, header))
    return " on ".join(filter(None, names))


def _first(names: dict[str, str], header: str) -> str:
    said = header.lower()
    return next((name for sign, name in names.items() if sign.lower() in said), "")
