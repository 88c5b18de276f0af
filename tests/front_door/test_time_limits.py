"""Nothing waits for ever: what takes too long is ended, and said so."""

import socket
from pathlib import Path

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import UnreadablePostError
from gunicorn.http.errors import InvalidHeader

from newsroom.doors import DoorMiddleware
from newsroom.web_worker import Worker
from tests.front_door.production import in_production
from tests.front_door.serving import HALF, answer, get, is_let_go, serving

SHOW = """
import {imported}
from django.db import connection
with connection.cursor() as cursor:
    for name in ("statement_timeout", "lock_timeout",
                 "idle_in_transaction_session_timeout"):
        cursor.execute(f"SHOW {{name}}")
        print(cursor.fetchone()[0], end=" ")
connection.close()
connection.close_pool()
"""


def test_each_kind_of_process_has_its_time_limits():
    web = in_production(SHOW.format(imported="newsroom.wsgi"))
    worker = in_production(
        SHOW.format(imported="django; django.setup()"), NEWSROOM_PROCESS="worker"
    )
    command = in_production(SHOW.format(imported="django; django.setup()"))

    assert web.split() == ["15s", "5s", "1min"]
    assert worker.split() == ["10min", "30s", "10min"]
    assert command.split() == ["0", "30s", "0"]


def test_page_that_takes_too_long_is_ended_in_words(client, committed, monkeypatch):
    def slow(*args, **kwargs):
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = '50ms'")
            try:
                cursor.execute("SELECT pg_sleep(20)")
            finally:
                cursor.execute("RESET statement_timeout")

    monkeypatch.setattr("briefings.views.releases.listing", slow)
    client.raise_request_exception = False

    response = client.get("/releases/")

    assert response.status_code == 503
    assert "cannot answer just now" in response.content.decode()


@pytest.fixture(scope="module")
def server():
    """Without encryption: a proxy in front sees to it."""
    with serving() as port:
        yield port


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (get(b"/healthz"), "200 OK"),
        (get(b"/?q=" + b"x" * 5000), "414"),
        (get(b"/healthz", b"X-Long: " + b"x" * 9000), "431"),
        (get(b"/healthz", *[b"X-More: 1"] * 70), "431"),
        (get(b"/healthz", b"Bad Header: 1"), "400"),
        (get(b"/%00%ff/"), "404"),
        (b"\x16\x03\x01 nonsense\r\n\r\n", "400"),
    ],
)
def test_server_refuses_what_is_too_long_and_does_not_name_itself(
    server, request_, status
):
    told = answer(server, request_)

    assert told.startswith(f"HTTP/1.1 {status}"), told
    assert "gunicorn" not in told
    assert "Traceback" not in told
    assert str(Path.home()) not in told


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        (get(b"/?q=quillfeather" + b"x" * 5000), "This address is too long"),
        (get(b"/healthz", b"X-Long: " + b"x" * 9000), "Delete the cookies"),
        (get(b"/healthz", b"Bad Header: quillfeather"), "cannot be understood"),
        (b"\x16\x03\x01 quillfeather\r\n\r\n", "cannot be understood"),
        (get(b"/", b"Transfer-Encoding: quillfeather"), "cannot be understood"),
    ],
)
def test_what_is_no_request_is_answered_in_our_words_with_our_headers(
    server, request_, said
):
    head, _, body = answer(server, request_).partition("\r\n\r\n")
    headers = dict(line.split(": ", 1) for line in head.split("\r\n")[1:])

    assert said in body
    assert len(body) == int(headers["Content-Length"])
    assert "quillfeather" not in head + body
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "camera=()" in headers["Permissions-Policy"]
    assert (headers["X-Frame-Options"], headers["X-Content-Type-Options"]) == (
        "DENY",
        "nosniff",
    )
    assert (headers["Connection"], headers["Cache-Control"]) == ("close", "no-store")
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("half", HALF)
def test_who_never_sends_the_rest_holds_no_thread(server, half):
    """Not even by a little from time to time: each thread there is, and more."""
    slow = [socket.create_connection(("127.0.0.1", server), 30) for _ in range(5)]
    for client in slow:
        client.sendall(HALF[half])
        client.settimeout(0.3)

    assert all(is_let_go(client) for client in slow)
    assert answer(server, get(b"/healthz")).startswith("HTTP/1.1 200")


def test_a_form_that_does_not_arrive_is_answered_in_words(rf):
    class Broken:
        def read(self, *size):
            raise TimeoutError

    request = rf.post("/account/sign-in/", {"login": "wren"})
    request._stream = Broken()
    door = DoorMiddleware(lambda asked: None)

    with pytest.raises(UnreadablePostError) as raised:
        _ = request.POST
    said = door.process_exception(request, raised.value)

    assert said.status_code == 408
    assert "did not arrive" in said.content.decode()
    assert door.process_exception(request, ValueError()) is None


# Where this process has a connection, a request looks whether it still holds.
@pytest.mark.django_db
def test_what_a_request_held_is_in_no_log():
    heard = []

    class Log:
        def warning(self, *told):
            heard.append(told[0] % told[1:])

    worker = object.__new__(Worker)
    worker.log, worker.wsgi = Log(), get_wsgi_application()
    ours, theirs = socket.socketpair()

    with ours, theirs:
        secret = InvalidHeader("guest=quillfeather")
        worker.handle_error(None, ours, ("192.0.2.7", 1), secret)
        told = theirs.recv(65536)

    assert heard == ["A request was answered 400, because of InvalidHeader"]
    assert told.startswith(b"HTTP/1.1 400 Bad Request\r\n")
