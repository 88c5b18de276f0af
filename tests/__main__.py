"""`python -m tests` proves the whole project and says in its last line what it proved.

`--lint` leaves out the tests themselves.
"""

import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg

# Reading the settings starts the embedded database, unless DATABASE_URL names another.
# The steps find its address in the environment, and share it.
from newsroom.settings import BASE_DIR

BIN = Path(sys.executable).parent
MANAGE = (sys.executable, "manage.py")
SCHEMA = ("spectacular", "--validate", "--fail-on-warn", "--file")
# Tests of one file share what they are about, which one worker makes.
BY_FILE = ("-n", "2", "--dist", "loadfile")
PYTEST = (sys.executable, "-m", "pytest", *BY_FILE, "--color=no")
# Said by tests/browser/conftest.py where there is no Chromium.
NO_BROWSER = "NOTHING WAS TRIED IN A BROWSER"
CLOSING_LINE = re.compile(r"\b(\d+) passed\b.* in [\d.]+s")
# The tests speak plain HTTP, as a browser does to this machine.
LOCAL = {"BEHIND_HTTPS": "false", "DEBUG": "false"}

Commands = list[tuple[str, ...]]


def main() -> int:
    os.chdir(BASE_DIR)
    os.environ.update(LOCAL)
    with tempfile.TemporaryDirectory() as folder:
        checked, failed = check(steps(Path(folder)))
    if "--lint" not in sys.argv:
        tests = run_tests()
        (checked if tests else failed).append(tests or "tests")
    if failed:
        say(f"FAILED: {listed(failed)}. Passed: {listed(checked)}.")
        return 1
    say(f"{listed(checked)} passed on PostgreSQL {server_version()}")
    return 0


def steps(folder: Path) -> dict[str, Commands]:
    """The slowest first: two run at a time."""
    return {
        "types": [(str(BIN / "mypy"),)],
        "schema": [(*MANAGE, *SCHEMA, str(folder / "openapi.yaml"))],
        "migrations": [(*MANAGE, "makemigrations", "--check", "--dry-run")],
        "imports": [(str(BIN / "lint-imports"),)],
        "lint": [
            (str(BIN / "ruff"), "check", "."),
            (str(BIN / "ruff"), "format", "--check", "."),
        ],
    }


def check(steps: dict[str, Commands]) -> tuple[list[str], list[str]]:
    with ThreadPoolExecutor(2) as pool:
        complaints = dict(zip(steps, pool.map(complaint, steps.values()), strict=True))
    for name, words in complaints.items():
        if words:
            say(f"--- {name} ---\n{words}")
    passed = [name for name in steps if not complaints[name]]
    return passed[::-1], [name for name in steps if complaints[name]]


def complaint(commands: Commands) -> str:
    """What the commands that fail have to say."""
    ended = [
        subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        for command in commands
    ]
    return "\n".join(
        f"{step.stdout}\n{Path(step.args[0]).name} ended with status {step.returncode}"
        for step in ended
        if step.returncode
    )


def run_tests() -> str:
    """How many passed; nothing if one did not."""
    count = but = ""
    with subprocess.Popen(PYTEST, stdout=subprocess.PIPE, text=True) as pytest:
        for line in pytest.stdout or ():
            say(line.rstrip("\n"))
            if NO_BROWSER in line:
                but = " (NONE OF THEM IN A BROWSER)"
            if closing := CLOSING_LINE.search(line):
                count = f"{closing[1]} tests{but}"
    return count if pytest.returncode == 0 else ""


def server_version() -> str:
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        return connection.info.parameter_status("server_version") or "?"


def listed(names: list[str]) -> str:
    *most, last = names or ["nothing"]
    return f"{', '.join(most)} and {last}" if most else last


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
