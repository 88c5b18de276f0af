"""gunicorn as a real server runs it, and what strangers send to it."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from ssl import SSLContext

from newsroom.settings import BASE_DIR
from tests.front_door.production import environment


@contextmanager
def serving(*options: str) -> Iterator[int]:
    """The port at which it is open, with two threads and two seconds for a request."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}"),
            *("--config", "python:newsroom.web_server", "--log-level", "critical"),
            *options,
        ],
        cwd=BASE_DIR,
        env=environment(
            WEB_WORKERS="1",
            WEB_THREADS="2",
            WEB_READ_WITHIN="2",
            BEHIND_HTTPS="false",
            ALLOWED_HOSTS="127.0.0.1",
        ),
    )
    try:
        yield _until_open(process, port)
    finally:
        process.terminate()
        process.wait(30)


def _until_open(process: "subprocess.Popen[bytes]", port: int) -> int:
    give_up_at = time.monotonic() + 60
    while time.monotonic() < give_up_at and process.poll() is None:
        with socket.socket() as knocking:
            if knocking.connect_ex(("127.0.0.1", port)) == 0:
                return port
        time.sleep(0.1)
    raise AssertionError("The server did not open.")


def connect(port: int, encrypted: SSLContext | None = None) -> socket.socket:
    plain = socket.create_connection(("127.0.0.1", port), 30)
    if encrypted is None:
        return plain
    return encrypted.wrap_socket(plain, server_hostname="127.0.0.1")


def answer(port: int, request: bytes, encrypted: SSLContext | None = None) -> str:
    with connect(port, encrypted) as client:
        client.sendall(request)
        told = b""
        while part := client.recv(65536):
            told += part
            if b"\r\n\r\n" in told and b"Connection: close" not in told:
                break
    return told.decode("latin-1")


def get(path: bytes, *headers: bytes) -> bytes:
    lines = [b"GET " + path + b" HTTP/1.1", b"Host: 127.0.0.1", *headers]
    return b"\r\n".join([*lines, b"Connection: close", b"", b""])


HALF = {
    "no body": (
        b"POST /account/sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n"
        b"Content-Length: 500\r\n\r\nlogin=wren"
    ),
    "no end of the head": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
}


def is_let_go(client) -> bool:
    """Within a minute, of somebody who sends a letter now and then."""
    for _ in range(200):
        try:
            client.sendall(b"x")
            if not client.recv(65536):
                return True
        except TimeoutError:
            continue
        except OSError:
            return True
    return False
