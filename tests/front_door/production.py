"""The settings as a real server reads them, in a process of their own."""

import os
import subprocess
import sys

from newsroom.settings import BASE_DIR

STRONG = "kH2v-9sQe7Lw_3ZtYb8RnXcPq4Jd6MfGa1UoTi5SxVr0WyEzAhBlCm"


def environment(**own: str) -> dict[str, str]:
    """What README tells a server to be given; of this machine only its database, which
    is named as if it were a server's."""
    kept = ("PATH", "HOME", "LANG", "PYTHONPATH", "DATABASE_URL")
    given = {name: os.environ[name] for name in kept if name in os.environ}
    return given | {
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "SECRET_KEY": STRONG,
        "ALLOWED_HOSTS": "press.example.org",
        "CSRF_TRUSTED_ORIGINS": "https://press.example.org",
        "SITE_URL": "https://press.example.org",
        "SECURITY_CONTACT": "mailto:security@press.example.org",
        **own,
    }


def ended(*command: str, **own: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=BASE_DIR,
        env=environment(**own),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def in_production(script: str, **own: str) -> str:
    process = ended("-c", script, **own)
    assert process.returncode == 0, process.stderr
    return process.stdout


def refusal(**own: str) -> str:
    """The sentence with which a server refuses to begin with these settings."""
    process = ended("-c", "import newsroom.settings", **own)
    assert process.returncode != 0, process.stdout
    return process.stderr.strip().splitlines()[-1]
