import json
import os
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import call_command

RELEASE = """EMBARGOED UNTIL 00:01, Friday 8 November 2024
New lock opens at Saltmouth
- £12 million for the river.
The Ministry of Rivers today approved £12 million for a new lock at Saltmouth.
Harbour Minister Ada Penhallow said
We promised this town a lock, and we will build it by 2027.
"""

# Of each find, what other programs read.
KEYS = {
    "quotes": {"attribution", "speaker", "role", "organisation", "paragraphs"},
    "commitments": {
        *("words", "kind", "specific", "amount", "currency", "deadline", "in_quote"),
    },
    "figures": {"words", "value", "unit", "is_money"},
    "warnings": {"message", "words"},
}


@pytest.fixture
def release(tmp_path):
    path = tmp_path / "lock.txt"
    path.write_text(RELEASE, encoding="utf-8")
    return path


def run(*arguments):
    out, err = StringIO(), StringIO()
    status = 0
    try:
        call_command("read_release", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as exit_:
        status = exit_.code
    return status, out.getvalue(), err.getvalue()


def test_each_file_becomes_one_line_of_json_in_the_order_given(release, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("The river rose by 3 per cent overnight.")

    status, out, _ = run("--json", other, release)

    first, second = (json.loads(line) for line in out.splitlines())
    assert status == 0
    assert [first["file"], second["file"]] == [str(other), str(release)]
    assert second["headline"] == "New lock opens at Saltmouth"


def test_the_json_has_every_key_of_the_contract(release):
    _, out, _ = run("--json", release)

    found = json.loads(out)
    assert {
        *("headline", "key_points", "issued_on", "organisation", "body", "quotes"),
        *("commitments", "figures", "people", "organisations", "places", "events"),
        *("contacts", "notes_to_editors", "warnings"),
    } <= found.keys()
    for name, keys in KEYS.items():
        assert found[name], name
        assert keys <= found[name][0].keys(), name
    assert found["quotes"][0]["speaker"] == "Ada Penhallow"
    assert found["quotes"][0]["role"] == "Harbour Minister"
    assert found["figures"][0]["value"] == 12_000_000
    assert found["commitments"][-1]["deadline"] == "by 2027"


def test_no_database_is_started_to_read_a_file(release, tmp_path):
    data = tmp_path / "data"
    own = {"NEWSROOM_DATA": str(data), "DATABASE_URL": ""}

    ended = subprocess.run(
        [sys.executable, "manage.py", "read_release", str(release)],
        env=os.environ | own,
        capture_output=True,
        text=True,
        check=True,
    )

    assert "Ada Penhallow" in ended.stdout
    assert not data.exists()


def test_a_file_that_cannot_be_read_is_named_and_the_others_go_on(release, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    missing = tmp_path / "missing.txt"

    status, out, _ = run("--json", empty, missing, tmp_path, release)

    lines = [json.loads(line) for line in out.splitlines()]
    assert status == 1
    assert [set(line) for line in lines[:3]] == [{"file", "error"}] * 3
    assert "empty" in lines[0]["error"]
    assert lines[3]["headline"] == "New lock opens at Saltmouth"


def test_people_get_a_summary_and_complaints_apart_from_it(release, tmp_path):
    status, out, err = run(release, tmp_path / "missing.txt")

    assert status == 1
    assert "Ada Penhallow, Harbour Minister (1 paragraph)" in out
    assert "£12 million = 12000000 GBP" in out
    assert "missing.txt cannot be read" in err


def test_without_a_file_the_command_says_how_it_is_used():
    with pytest.raises(Exception, match="FILE"):
        call_command("read_release")
