"""The embedded PostgreSQL, with real processes: each is a Python that starts or joins
the server of a folder, runs some SQL, and ends when its standard input does."""

import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from newsroom import embedded_place
from newsroom.embedded_place import REFUGES, Account, Unavailable, find_place
from newsroom.embedded_postgres import local_secret

PROJECT = Path(__file__).resolve().parent.parent
IS_ROOT = os.geteuid() == 0
PROGRAM = """
import os
import sys
from pathlib import Path

import psycopg

from newsroom import embedded_postgres

if account := os.environ.get("BECOME"):
    os.setgroups([])
    os.setresgid(*[int(account.split(":")[1])] * 3)
    os.setresuid(*[int(account.split(":")[0])] * 3)
try:
    url = embedded_postgres.start(Path(sys.argv[1]))
    if os.environ.get("RECREATE"):
        embedded_postgres.recreate_database(Path(sys.argv[1]))
    if os.environ.get("FORK"):
        until_parent_ends, held_by_parent = os.pipe()
        if os.fork():
            sys.exit()
        os.close(held_by_parent)
        os.read(until_parent_ends, 1)
except embedded_postgres.Unavailable as reason:
    sys.exit(str(reason))
with psycopg.connect(url, autocommit=True) as connection:
    for statement in sys.argv[2:]:
        cursor = connection.execute(statement)
        if cursor.description:
            print(cursor.fetchone()[0])
print("ready", flush=True)
sys.stdin.read()
"""
COUNT_FROM_ONE = (
    "DROP TABLE IF EXISTS counted; CREATE TABLE counted AS SELECT 1 AS number"
)
NUMBER = "SELECT number FROM counted"
STARTED = "SELECT pg_postmaster_start_time()"
SOCKET_FOLDER = "SHOW unix_socket_directories"


def begin(folder: Path, *statements: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, folder, *statements],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd="/",
        env={"PATH": os.defpath, "PYTHONPATH": str(PROJECT), **environment},
    )


def finish(process: subprocess.Popen[str]) -> list[str]:
    """What it printed, without the closing "ready"."""
    said, complaint = process.communicate(timeout=90)
    assert process.returncode == 0, complaint
    return said.splitlines()[:-1]


def use(folder: Path, *statements: str, **environment: str) -> list[str]:
    return finish(begin(folder, *statements, **environment))


def stay(folder: Path, *statements: str) -> subprocess.Popen[str]:
    """A process that goes on using the server until it is finished or killed."""
    process = begin(folder, *statements)
    for line in process.stdout:
        if line == "ready\n":
            return process
    raise AssertionError(process.communicate()[1])


def refusal(folder: Path) -> str:
    process = begin(folder)
    _, complaint = process.communicate(timeout=90)
    assert process.returncode == 1
    return complaint


def kill(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def is_running(folder: Path) -> bool:
    with (folder / "server.lock").open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def postmaster_of(folder: Path) -> int:
    return int((folder / "pg18" / "postmaster.pid").read_text().split()[0])


def make_parent() -> Path:
    """Passers-by may enter it, unlike pytest's own temporary folders: run by root,
    PostgreSQL is another account."""
    parent = Path(tempfile.mkdtemp(prefix="newsroom tests "))
    parent.chmod(0o755)
    return parent


def stop_servers(parent: Path) -> None:
    """Those that a failed test left: a clean user takes them along."""
    for lock in parent.rglob("server.lock"):
        if is_running(lock.parent):
            use(lock.parent)


def remove(parent: Path) -> None:
    for name in parent.rglob("postgres-elsewhere"):
        shutil.rmtree(REFUGES / f"newsroom-{name.read_text()}", ignore_errors=True)
    shutil.rmtree(parent)


@pytest.fixture
def parent():
    parent = make_parent()
    yield parent
    stop_servers(parent)
    remove(parent)


@pytest.fixture(scope="module")
def used_folder():
    parent = make_parent()
    use(parent / "data")
    yield parent / "data"
    remove(parent)


@pytest.fixture
def folder(used_folder):
    """A folder that has been used before, its server stopped."""
    yield used_folder
    stop_servers(used_folder)


def copy_of(folder: Path, parent: Path) -> Path:
    subprocess.run(["cp", "-a", folder, parent / "copy"], check=True)
    return parent / "copy"


def test_new_folder_becomes_a_database(parent):
    asked = (
        "SHOW server_encoding",
        "SELECT lower('ÉLYSÉE')",
        "SELECT current_database()",
    )

    assert use(parent / "new", *asked) == ["UTF8", "élysée", "newsroom"]
    assert not is_running(parent / "new")


def test_there_is_no_tcp_port(folder):
    assert use(folder, "SHOW listen_addresses", "SELECT inet_server_port()") == [
        "",
        "None",
    ]


def test_data_is_kept_when_the_server_is_started_again(folder):
    first = use(folder, STARTED, COUNT_FROM_ONE)

    assert use(folder, NUMBER) == ["1"]
    assert use(folder, STARTED) != first


def test_server_stops_with_its_last_user(folder):
    user = stay(folder, STARTED)
    (socket_folder,) = use(folder, SOCKET_FOLDER)
    assert is_running(folder)

    finish(user)
    assert not is_running(folder)
    assert not Path(socket_folder).exists()


def test_fork_keeps_the_server_of_its_parent(folder):
    assert use(folder, "SELECT 1", FORK="yes") == ["1"]
    assert not is_running(folder)


def test_eight_processes_at_once_share_one_new_server(parent):
    processes = [begin(parent / "new", STARTED) for _ in range(8)]
    starts = {process.stdout.readline() for process in processes}
    assert len(starts) == 1
    assert is_running(parent / "new")

    for process in processes:
        finish(process)
    assert not is_running(parent / "new")


def test_killed_application_loses_nothing_and_leaves_no_server_behind(folder):
    kill(stay(folder, COUNT_FROM_ONE))
    assert is_running(folder)

    assert use(folder, NUMBER) == ["1"]
    assert not is_running(folder)


def test_killed_postgresql_loses_nothing(folder):
    user = stay(folder, COUNT_FROM_ONE)
    os.kill(postmaster_of(folder), signal.SIGKILL)

    assert use(folder, NUMBER) == ["1"]
    finish(user)
    assert not is_running(folder)


def test_both_killed_at_once_lose_nothing(folder):
    user = stay(folder, COUNT_FROM_ONE)
    os.kill(postmaster_of(folder), signal.SIGKILL)
    kill(user)

    assert use(folder, NUMBER) == ["1"]
    assert not is_running(folder)


@pytest.mark.parametrize("kept_lines", [8, 1], ids=["whole", "torn"])
def test_stale_pid_file_that_names_a_stranger(folder, kept_lines):
    """The stranger belongs to the server's own account, where PostgreSQL alone would
    refuse to start."""
    account = find_place(folder).account
    user = stay(folder, COUNT_FROM_ONE)
    pid_file = folder / "pg18" / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    os.kill(int(lines[0]), signal.SIGKILL)
    kill(user)

    with subprocess.Popen(["sleep", "600"], **account.for_subprocess) as stranger:
        pid_file.write_text("\n".join([str(stranger.pid), *lines[1:kept_lines]]))
        assert use(folder, NUMBER) == ["1"]
        assert not is_running(folder)
        assert stranger.poll() is None
        stranger.kill()


def test_long_path_with_spaces_and_accents(parent):
    folder = parent / "the ministry's own data é" / ("long " * 26).strip()
    assert len(str(folder)) > 130

    assert use(folder, COUNT_FROM_ONE, NUMBER) == ["1"]
    assert use(folder, NUMBER) == ["1"]


def test_ordinary_user(parent):
    become = become_nobody(parent) if IS_ROOT else ""

    assert use(parent / "new", COUNT_FROM_ONE, NUMBER, BECOME=become) == ["1"]
    assert use(parent / "new", NUMBER, BECOME=become) == ["1"]
    assert (parent / "new").stat().st_mode & 0o777 == 0o700


def become_nobody(parent: Path) -> str:
    """Root has `nobody` play the ordinary user."""
    nobody = pwd.getpwnam("nobody")
    account = Account(nobody.pw_uid, nobody.pw_gid)
    postgres = embedded_place._package().parent / embedded_place.BINARIES / "postgres"
    if not account.can_run(postgres):
        pytest.skip(f"nobody may not run {postgres}, so the ordinary user is not tried")
    account.take(parent)
    return f"{account.uid}:{account.gid}"


@pytest.mark.skipif(not IS_ROOT, reason="only root runs PostgreSQL as somebody else")
def test_root_leaves_a_closed_folder_closed(parent):
    parent.chmod(0o700)

    assert use(parent / "new", COUNT_FROM_ONE, NUMBER) == ["1"]
    assert use(parent / "new", NUMBER) == ["1"]
    refuge = REFUGES / f"newsroom-{(parent / 'new' / 'postgres-elsewhere').read_text()}"
    assert not is_running(refuge)
    assert parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(not IS_ROOT, reason="only root runs PostgreSQL as somebody else")
def test_root_copies_programs_that_the_server_may_not_reach(parent, monkeypatch):
    """As when the environment lies in root's home."""
    closed = parent / "closed"
    closed.mkdir(mode=0o700)
    package = embedded_place._package()
    for name in (f"{package.name}/pginstall18", f"{package.name}.libs"):
        if (package.parent / name).exists():
            shutil.copytree(package.parent / name, closed / name)
    monkeypatch.setattr(embedded_place, "_package", lambda: closed / package.name)
    monkeypatch.setattr(embedded_place, "REFUGES", parent)

    place = find_place(parent / "new")

    assert closed not in place.binaries.parents
    said = subprocess.run(
        [place.binaries / "postgres", "--version"],
        check=True,
        capture_output=True,
        **place.account.for_subprocess,
    )
    assert b"PostgreSQL) 18" in said.stdout


def test_copy_of_a_folder_in_use_is_not_taken_for_the_original(parent, folder):
    user = stay(folder, COUNT_FROM_ONE)

    use(copy_of(folder, parent), "UPDATE counted SET number = 2")
    assert use(folder, NUMBER) == ["1"]
    finish(user)


def test_recreated_database_is_empty_whoever_was_reading_it(folder):
    reader = stay(folder, COUNT_FROM_ONE)
    find = "SELECT to_regclass('counted')"

    assert use(folder, find) == ["counted"]
    assert use(folder, find, RECREATE="yes") == ["None"]
    finish(reader)


def test_folder_of_the_socket_that_somebody_else_made_is_refused(folder):
    (socket_folder,) = use(folder, SOCKET_FOLDER)
    Path(socket_folder).mkdir(mode=0o755)

    assert "somebody else made it" in refusal(folder)
    Path(socket_folder).rmdir()
    assert use(folder, SOCKET_FOLDER) == [socket_folder]


@pytest.mark.skipif(not Path("/proc").exists(), reason="needs /proc to be sure")
def test_server_whose_socket_was_cleaned_away_is_replaced(folder):
    user = stay(folder, COUNT_FROM_ONE)
    (socket_folder,) = use(folder, SOCKET_FOLDER)
    shutil.rmtree(socket_folder)

    assert use(folder, NUMBER) == ["1"]
    finish(user)
    assert not is_running(folder)


def test_half_made_cluster_is_made_anew(parent):
    (parent / "new" / "pg18.new" / "base").mkdir(parents=True)

    assert use(parent / "new", "SELECT 1") == ["1"]
    assert not (parent / "new" / "pg18.new").exists()


def test_failed_start_shows_the_end_of_the_log(folder, parent):
    folder = copy_of(folder, parent)
    with (folder / "pg18" / "postgresql.conf").open("a") as settings:
        settings.write("\nno such setting\n")

    assert "did not start" in (complaint := refusal(folder))
    assert "syntax error" in complaint
    assert "Traceback" not in complaint


def test_file_in_the_place_of_the_folder_is_refused_with_a_sentence(parent):
    (parent / "file").write_text("")

    assert refusal(parent / "file") == f"{parent / 'file'} is a file, not a folder.\n"
    assert "Not a directory" in refusal(parent / "file" / "below")


def test_platform_without_binaries_is_told_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(embedded_place, "find_spec", lambda name: None)

    with pytest.raises(Unavailable, match="Install PostgreSQL 15 or newer"):
        find_place(tmp_path)


def test_secret_is_made_once_and_for_its_owner_only(tmp_path):
    secret = local_secret(tmp_path / "data")

    assert len(secret) > 50
    assert local_secret(tmp_path / "data") == secret
    assert (tmp_path / "data" / "secret_key").stat().st_mode & 0o777 == 0o600
