import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from newsroom import embedded_postgres

HOST = "127.0.0.1"
PATIENCE = 60.0  # seconds until the first answer, and no more than these
OFFICE = "Government of Valmere"  # whose releases the sample consists of
GRACE = 10.0  # seconds for a child to end by itself
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

# The worker waits on a connection of its own as long as a newsroom is open.
_OTHERS = (
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() "
    "AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
)

Children = dict[str, subprocess.Popen[bytes]]


class Command(BaseCommand):
    help = (
        "Show the newsroom on this machine: tables, the sample newsroom, web server "
        "and worker. Ctrl-C stops everything, the embedded database included."
    )
    requires_system_checks = ()  # migrate makes them
    stopping = False
    office = ""  # by its own name, until it is known that the sample is shown

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=_port, default=8000)
        parser.add_argument(
            "--reset",
            action="store_true",
            help="throw the embedded database away and start over",
        )

    def handle(self, *, port: int, reset: bool, **options: Any) -> None:
        for number in STOPPING:
            signal.signal(number, signal.default_int_handler)
        try:
            self._prepare(port, reset)
            self._serve(port)
        except KeyboardInterrupt:
            self._stop()
        self._say("Stopped.")

    def _prepare(self, port: int, reset: bool) -> None:
        if reset:
            _demand_closed()
        _demand_free(port)
        if reset:
            self._say("Throwing the old database away.")
            embedded_postgres.recreate_database(settings.DATA_DIR)
        self._say("Preparing the database.")
        try:
            # The pool would try for half a minute and then hide the reason.
            psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=10).close()
        except psycopg.OperationalError as error:
            raise CommandError(f"The database cannot be used: {error}") from error
        call_command("migrate", interactive=False, verbosity=0)
        try:
            call_command("load_sample_newsroom", port=port, stdout=self.stdout)
            self.office = OFFICE
        except CommandError as refusal:
            # A newsroom with releases of its own is shown as it is.
            self._say(str(refusal))
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]

    def _serve(self, port: int) -> None:
        # From here on nothing is interrupted half-way: a child between its start and
        # its entry in the list would go on for ever.
        for number in STOPPING:
            signal.signal(number, self._stop)
        with _address_left(port), _children(port, self.office) as children:
            give_up_at = time.monotonic() + PATIENCE
            while not self.stopping and not _answers(port):
                _demand_alive(children)
                if time.monotonic() > give_up_at:
                    raise CommandError(
                        f"The web server gives no good answer after {PATIENCE:.0f} s; "
                        "everything was stopped."
                    )
                time.sleep(0.1)
            if not self.stopping:
                address = f"http://{HOST}:{port}/"
                self._say(_on_second_factors(_environment(port, self.office)))
                self._say(f"The newsroom is open on {address}; Ctrl-C closes it.")
            while not self.stopping:
                _demand_alive(children)
                time.sleep(0.2)

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()

    def _stop(self, number: int = 0, frame: FrameType | None = None) -> None:
        self.stopping = True


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise ArgumentTypeError(f"{text!r} is not a port: give a number up to 65535.")
    return int(text)


def _demand_closed() -> None:
    """A reset would take the database away from whoever works with it."""
    if not settings.ON_OWN_DATABASE:
        raise CommandError(
            "--reset throws away the embedded database only, and DATABASE_URL "
            "names another. Empty that one yourself, or unset DATABASE_URL."
        )
    with psycopg.connect(os.environ["DATABASE_URL"]) as own:
        if own.execute(_OTHERS).fetchone() is not None:
            raise CommandError(
                "The newsroom is open, and its database is in use. Close it with "
                "Ctrl-C where it runs, then start over."
            )


def _demand_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} cannot be used: {error.strerror}. Stop the program that "
                "has it, or choose another port, as in `make demo PORT=8123`."
            ) from error


def _commands(port: int) -> dict[str, tuple[str, ...]]:
    manage = str(settings.BASE_DIR / "manage.py")
    return {
        "web server": (
            *(sys.executable, "-m", "gunicorn", "newsroom.wsgi"),
            *("--config", "python:newsroom.web_server", "--bind", f"{HOST}:{port}"),
            *("--workers", "2", "--graceful-timeout", "5", "--log-level", "warning"),
        ),
        "worker": (
            *(sys.executable, manage, "procrastinate", "worker"),
            *("--fetch-job-polling-interval", "0.5"),
            *("--shutdown-graceful-timeout", "5"),
        ),
    }


@contextmanager
def _address_left(port: int) -> Iterator[None]:
    """Commands that run beside an open newsroom find where it is."""
    if not settings.ON_OWN_DATABASE:
        yield
        return
    settings.OPEN_AT.write_text(f"http://{HOST}:{port}")
    try:
        yield
    finally:
        settings.OPEN_AT.unlink(missing_ok=True)


@contextmanager
def _children(port: int, office: str) -> Iterator[Children]:
    children: Children = {}
    try:
        for name, command in _commands(port).items():
            # In a session of its own, so that ^C reaches this process only, which
            # stops the others in order.
            children[name] = subprocess.Popen(  # noqa: S603
                command,
                cwd=settings.BASE_DIR,
                env=_environment(port, office),
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        with _guard(children):
            yield children
    finally:
        _end(children)


def _environment(port: int, office: str) -> dict[str, str]:
    """The address of the embedded server is in it since the settings were read."""
    local = {"SITE_URL": f"http://{HOST}:{port}", "BEHIND_HTTPS": "false"}
    if settings.ON_OWN_DATABASE:
        # Who has the machine has the database; elsewhere the settings refuse this.
        local["SECOND_FACTOR"] = "optional"
    if office:
        local["OFFICE_NAME"] = office
    return {**local, **os.environ, "NEWSROOM_DATA": str(settings.DATA_DIR)}


def _on_second_factors(environment: dict[str, str]) -> str:
    if environment.get("SECOND_FACTOR") == "optional":
        return (
            "A password opens the desk here. An office is asked for a second factor, "
            "as `SECOND_FACTOR=required make demo` shows."
        )
    return "Whoever signs in for the first time adds a second factor."


@contextmanager
def _guard(children: Children) -> Iterator[None]:
    """Ends the children if this process is killed outright: then the pipe closes."""
    numbers = [str(child.pid) for child in children.values()]
    script = 'read -r _; kill -TERM "$@"'
    with subprocess.Popen(  # noqa: S603
        ["/bin/sh", "-c", script, "sh", *numbers],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as guard:
        try:
            yield
        finally:
            guard.kill()


def _end(children: Children) -> None:
    for child in children.values():
        child.terminate()
    deadline = time.monotonic() + GRACE
    for child in children.values():
        try:
            child.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _answers(port: int) -> bool:
    page = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        page.request("GET", "/")
        return page.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        page.close()


def _demand_alive(children: Children) -> None:
    for name, child in children.items():
        status = child.poll()
        if status is None:
            continue
        end = f"ended with status {status}"
        if status < 0:
            end = f"was ended by {signal.Signals(-status).name}"
        raise CommandError(
            f"The {name} {end}; everything was stopped. Its last words are above."
        )
