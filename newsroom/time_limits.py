"""PostgreSQL ends by itself what takes too long, so that no page and no forgotten
transaction holds others up. A migration waits for no lock that readers would then have
to queue behind."""

import os
from typing import Any

# Said by what starts a process: wsgi.py and manage.py.
PROCESS = os.environ.get("NEWSROOM_PROCESS", "command")
_OF_STATEMENTS = {
    "web": {
        "statement_timeout": "15s",
        "lock_timeout": "5s",
        "idle_in_transaction_session_timeout": "60s",
    },
    "worker": {
        "statement_timeout": "10min",
        "lock_timeout": "30s",
        "idle_in_transaction_session_timeout": "10min",
    },
    "command": {"lock_timeout": "30s"},
}


def settings_of_connections() -> str:
    # To compile a query takes longer than any query of ours.
    named = {"jit": "off"} | _OF_STATEMENTS[PROCESS]
    return " ".join(f"-c {name}={value}" for name, value in named.items())


def pool(largest: int) -> dict[str, Any]:
    # A visitor is told that there is no database before they give up.
    patience = 10.0 if PROCESS == "web" else 30.0
    return {"min_size": 1, "max_size": largest, "timeout": patience}
