"""What gunicorn turns away before there is a request: too long, damaged, or never sent
to its end. The newsroom answers that, too, with its own page and headers."""

import io
import os
import socket
import ssl
import sys
import time
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any

from gunicorn import util
from gunicorn.http import errors
from gunicorn.workers.gthread import ThreadWorker

from newsroom.middleware import UNREAD

_STATUS_OF: dict[type[Exception], int] = {
    errors.LimitRequestLine: 414,
    errors.LimitRequestHeaders: 431,
    errors.UnsupportedTransferCoding: 501,
    errors.ExpectationFailed: 417,
    # Headers that the program itself made, or settings: a fault of ours.
    errors.InvalidResponseHeader: 500,
    errors.InvalidResponseHeaderName: 500,
    errors.ConfigurationProblem: 500,
}


# In seconds. A proxy sends whole requests at once; whoever comes past it may not keep a
# thread by sending slowly, or nothing more.
READ_WITHIN = float(os.environ.get("WEB_READ_WITHIN", "60"))


class _Hasty:
    """Reads until a moment, however often somebody sends a little more."""

    # Of a connection that begins, from its first word on.
    read_by: float | None = None

    def recv(self, buflen: int = 1024, flags: int = 0) -> bytes:
        told: bytes = self._in_time(partial(super().recv, buflen, flags))  # type: ignore[misc]
        return told

    def _in_time(self, receive: Callable[[], Any]) -> Any:
        if self.read_by is None:
            self.read_by = _soon()
        connection: Any = self
        left, own = self.read_by - time.monotonic(), connection.gettimeout()
        if left <= 0:
            raise TimeoutError("This request was not sent in time.")
        connection.settimeout(left if own is None else min(left, own))
        try:
            return receive()
        finally:
            connection.settimeout(own)


class HastySocket(_Hasty, socket.socket):
    pass


class HastyTLSSocket(_Hasty, ssl.SSLSocket):
    """Where gunicorn itself encrypts; also who never ends the greeting is let go."""

    def do_handshake(self, block: bool = False) -> None:
        self._in_time(partial(super().do_handshake, block))


def _of_hasty_sockets(config: Any, default: Callable[[], Any]) -> ssl.SSLContext:
    context: ssl.SSLContext = default()
    context.sslsocket_class = HastyTLSSocket
    return context


def _soon() -> float:
    return time.monotonic() + READ_WITHIN


class Worker(ThreadWorker):  # type: ignore[misc]
    def init_process(self) -> None:
        self.cfg.set("ssl_context", _of_hasty_sockets)
        super().init_process()

    def handle(self, conn: Any) -> Any:
        """In a thread, once a request; also when there was no word of it yet."""
        if type(conn.sock) is socket.socket:
            conn.sock = HastySocket(fileno=conn.sock.detach())
        conn.sock.read_by = _soon()
        return super().handle(conn)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Exception) -> None:
        """Its own way writes what was asked for into the log, where words under embargo
        and guests' links do not belong, and sends a bare page."""
        status = status_of(exc)
        kind = type(exc).__name__
        self.log.warning("A request was answered %s, because of %s", status, kind)
        try:
            util.write_nonblock(client, whole_answer(self.wsgi, status))
        except OSError:
            self.log.debug("Whoever sent it is gone.")


def status_of(error: Exception) -> int:
    for kind, status in _STATUS_OF.items():
        if isinstance(error, kind):
            return status
    return 400 if isinstance(error, errors.ParseException) else 500


def whole_answer(application: Any, status: int) -> bytes:
    """What the newsroom says of it; the connection is closed, since nobody knows where
    in it another request begins."""
    told: dict[str, Any] = {}

    def start_response(line: str, headers: list[tuple[str, str]], *_: Any) -> None:
        told["headers"] = headers

    answered = application(_environment(status), start_response)
    body = b"".join(answered)
    answered.close()
    own = {"content-length", "connection"}
    headers = [(n, v) for n, v in told["headers"] if n.lower() not in own]
    headers += [
        ("Content-Length", str(len(body))),
        ("Connection", "close"),
        ("Date", util.http_date()),
    ]
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}"]
    lines += [f"{name}: {value}" for name, value in headers]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def _environment(status: int) -> dict[str, Any]:
    return {
        UNREAD: status,
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/",
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "",
        # No answer to be redirected: it was asked for by no address.
        "HTTP_X_FORWARDED_PROTO": "https",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "https",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
