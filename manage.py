#!/usr/bin/env python3
import os
import sys

from django.core.management import execute_from_command_line

# They read files and no table, so no database is started for them.
WITHOUT_DATABASE = {"read_release"}

# What the others are is a command that somebody waits for, such as migrate.
PROCESSES = {"procrastinate": "worker", "runserver": "web"}

if __name__ == "__main__":
    if set(sys.argv[1:2]) & WITHOUT_DATABASE:
        os.environ["NEWSROOM_WITHOUT_DATABASE"] = "true"
    os.environ["NEWSROOM_PROCESS"] = PROCESSES.get("".join(sys.argv[1:2]), "command")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    execute_from_command_line(sys.argv)
