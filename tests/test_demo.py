"""The `demo` command from outside: what it says, what it leaves behind."""

import fcntl
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from newsroom.embedded_place import REFUGES
from tests.front_door.production import STRONG

PROJECT = Path(__file__).resolve().parent.parent
MANAGE = (sys.executable, str(PROJECT / "manage.py"), "demo")

# The command with other children and nothing to prepare, which starts in no time.
STAGED = """
import sys

from newsroom.management.commands import demo

server = (sys.executable, "-m", "http.server", "--bind", demo.HOST, sys.argv[1])
worker = tuple(sys.argv[2:])
demo._commands = lambda port: {"web server": server, "worker": worker}
demo.Command._prepare = lambda self, port, reset: None
demo.Command().run_from_argv(["manage.py", "demo", "--port", sys.argv[1]])
"""
ASK_FOR_THE_ADDRESS = """
from django.conf import settings
print(settings.SITE_URL)
"""
PATIENT_WORKER = ("sleep", "600")


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def data_dir():
    data_dir = Path(tempfile.mkdtemp(prefix="newsroom-tests-"))
    data_dir.chmod(0o755)
    yield data_dir
    for name in data_dir.glob("postgres-elsewhere"):
        shutil.rmtree(REFUGES / f"newsroom-{name.read_text()}", ignore_errors=True)
    shutil.rmtree(data_dir)


def begin(*command: object, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [str(part) for part in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=PROJECT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "newsroom.settings"} | environment,
    )


def staged(port: int, *worker: str) -> subprocess.Popen[str]:
    return begin(sys.executable, "-c", STAGED, port, *worker, SECRET_KEY=STRONG)


def wait_until_open(demo: subprocess.Popen[str]) -> str:
    said = ""
    for line in demo.stdout:
        said += line
        if "The newsroom is open" in line:
            return said
    raise AssertionError(said)


def close(demo: subprocess.Popen[str], number: signal.Signals) -> str:
    demo.send_signal(number)
    said, _ = demo.communicate(timeout=60)
    assert demo.returncode == 0, said
    return said


def is_open(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def home_page(port: int) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/")
    return connection.getresponse().read().decode()


def database_is_running(data_dir: Path) -> bool:
    with (data_dir / "server.lock").open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def test_newsroom_from_nothing_and_again(data_dir, port):
    command = (*MANAGE, "--port", port)
    own_database = {"DATABASE_URL": "", "NEWSROOM_DATA": str(data_dir)}
    demo = begin(*command, **own_database)
    said = wait_until_open(demo)
    page = home_page(port)
    assert "passwords" in said
    assert f"http://127.0.0.1:{port}/admin/" in said
    assert "Government of Valmere" in page
    assert_a_password_opens_the_desk(said, port)
    assert_an_open_newsroom_is_left_alone(own_database, port)
    assert "Traceback" not in close(demo, signal.SIGTERM)
    assert not database_is_running(data_dir)

    demo = begin(*command, **own_database)
    said = wait_until_open(demo)
    assert "passwords" not in said
    assert f"http://127.0.0.1:{port}/api/docs/" in said
    assert home_page(port) == page
    close(demo, signal.SIGINT)
    assert not database_is_running(data_dir)


def assert_a_password_opens_the_desk(said: str, port: int) -> None:
    words = said.split()
    opener = build_opener(HTTPCookieProcessor())
    site = f"http://127.0.0.1:{port}"
    form = opener.open(f"{site}/admin/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[1]
    sent = {
        "csrfmiddlewaretoken": token,
        "login": "writer",
        "password": words[words.index("writer") + 1],
    }
    desk = opener.open(f"{site}/account/sign-in/", urlencode(sent).encode())
    assert desk.url == f"{site}/admin/"
    assert "The editors’ desk" in desk.read().decode()
    assert "An office is asked for a second factor" in said


def assert_an_open_newsroom_is_left_alone(own_database, port):
    """Commands beside it know where it is, and none throws it away."""
    ask = (*MANAGE[:2], "shell", "-v", "0", "-c", ASK_FOR_THE_ADDRESS)
    reset = (*MANAGE, "--reset", "--port", port)

    found, _ = begin(*ask, **own_database).communicate(timeout=60)
    refused, _ = begin(*reset, **own_database).communicate(timeout=60)

    assert found.strip() == f"http://127.0.0.1:{port}"
    assert "CommandError: The newsroom is open" in refused
    assert is_open(port)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_each_signal_that_stops_it_stops_all_of_it(port, number):
    demo = staged(port, *PATIENT_WORKER)
    wait_until_open(demo)

    assert close(demo, number).endswith("Stopped.\n")
    assert not is_open(port)


def test_child_that_dies_takes_everything_along_and_is_named(port):
    demo = staged(port, "sh", "-c", "echo no letters; exit 3")
    said, _ = demo.communicate(timeout=60)

    assert demo.returncode == 1
    assert "no letters" in said
    assert "The worker ended with status 3; everything was stopped." in said
    assert not is_open(port)


def test_child_that_was_killed_is_named_with_the_signal(port):
    demo = staged(port, "sh", "-c", "kill -KILL $$")

    assert "The worker was ended by SIGKILL" in demo.communicate(timeout=60)[0]
    assert not is_open(port)


def test_children_do_not_outlive_a_killed_demo(port):
    demo = staged(port, *PATIENT_WORKER)
    wait_until_open(demo)

    demo.kill()
    # The children hold the other end of this pipe: it ends with the last of them.
    demo.communicate(timeout=60)
    assert not is_open(port)


def test_taken_port_is_told_before_anything_is_done(port):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        said, _ = (demo := begin(*MANAGE, "--port", port)).communicate(timeout=60)

    assert demo.returncode == 1
    assert said.startswith(f"CommandError: Port {port} cannot be used")
    assert "Preparing" not in said


def test_database_of_somebody_else_is_never_thrown_away(port):
    theirs = {
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/theirs",
        "SECRET_KEY": STRONG,
    }
    demo = begin(*MANAGE, "--port", port, "--reset", **theirs)
    said, _ = demo.communicate(timeout=60)

    assert demo.returncode == 1
    assert "the embedded database only" in said
    assert "Traceback" not in said


def test_database_that_cannot_be_reached_is_told_without_a_traceback(port):
    theirs = {
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/theirs",
        "SECRET_KEY": STRONG,
    }
    said, _ = begin(*MANAGE, "--port", port, **theirs).communicate(timeout=120)

    assert "CommandError: The database cannot be used" in said
    assert "Traceback" not in said
