import json
import os
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from briefings.models import Edition, ImportedFile, Release

GOOD = """\
A lighthouse for Skerrow

Skerrow will have a lighthouse again by 1 June 2091, the Ministry of Transport said.

Almost 4,200 people signed the petition for it.
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    def write(name: str, content: str | bytes) -> str:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    return write


def failing(*arguments: str) -> int:
    with pytest.raises(SystemExit) as exit_status:
        call_command("import_release", *arguments)
    return exit_status.value.code


def objects(capsys) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_file_becomes_a_draft_with_suggestions(file, capsys):
    call_command("import_release", file("skerrow.txt", GOOD))

    edition = Edition.objects.get()
    printed = capsys.readouterr().out
    assert edition.headline == "A lighthouse for Skerrow"
    assert edition.state == "draft"
    assert edition.suggestions.count() > 0
    assert f"{edition.suggestions.count()} suggestion" in printed
    assert f"/admin/briefings/edition/{edition.pk}/change/" in printed


def test_the_draft_is_written_by_the_person_named(file, writer):
    call_command("import_release", file("skerrow.txt", GOOD), by=writer.username)

    assert Edition.objects.get().written_by == writer


def test_somebody_without_an_account_imports_nothing(file):
    with pytest.raises(CommandError, match="no account called “nobody”"):
        call_command("import_release", file("skerrow.txt", GOOD), by="nobody")

    assert not Release.objects.exists()


def test_somebody_without_the_duty_is_refused(file, records_officer, capsys):
    status = failing(file("skerrow.txt", GOOD), "--by", records_officer.username)

    assert status == 1
    assert "may not write releases" in capsys.readouterr().err
    assert not Release.objects.exists()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "picture"),
        (b"One word. " * 600_000, "too large"),
        (b"Words \x81 in no \x8d known \x8f encoding \x90", "encoding"),
    ],
)
def test_a_bad_file_is_refused_by_name_and_reason(file, capsys, content, reason):
    bad = file("bad.txt", content)

    assert failing(bad) == 1

    report = capsys.readouterr().err
    assert report.startswith(bad)
    assert reason in report
    assert not Release.objects.exists()


def test_a_folder_and_a_missing_file_are_refused_by_name(tmp_path, capsys):
    missing = str(tmp_path / "missing.txt")

    assert failing(str(tmp_path), missing) == 1

    folder_report, missing_report = capsys.readouterr().err.splitlines()
    assert folder_report == f"{tmp_path}: This is a folder: name the files in it."
    assert missing_report == f"{missing}: There is no such file."


def test_good_files_go_on_after_a_bad_one(file, tmp_path, capsys):
    names = [
        file("first.txt", GOOD),
        str(tmp_path / "missing.txt"),
        file("empty.txt", ""),
        file("last.txt", GOOD.replace("Skerrow", "Merrow")),
    ]

    assert failing(*names, "--json") == 1

    first, missing, empty, last = objects(capsys)
    assert [o["file"] for o in (first, missing, empty, last)] == names
    assert missing == {"file": names[1], "error": "There is no such file."}
    assert "empty" in empty["error"]
    assert last["release"] == "a-lighthouse-for-merrow"
    assert Release.objects.count() == 2


def test_json_names_the_release_and_counts_the_suggestions(file, capsys):
    call_command("import_release", file("skerrow.txt", GOOD), "--json")

    (printed,) = objects(capsys)
    edition = Edition.objects.get()
    assert printed["release"] == edition.release.slug
    assert printed["edition"] == 1
    assert printed["suggestions"] == edition.suggestions.count()


def test_a_file_imported_before_is_refused_with_its_address(file, capsys):
    call_command("import_release", file("skerrow.txt", GOOD))

    # The same bytes under another name are the same file.
    assert failing(file("copy.txt", GOOD)) == 1

    report = capsys.readouterr().err
    page = f"/admin/briefings/edition/{Edition.objects.get().pk}/change/"
    assert "imported before, as “A lighthouse for Skerrow”. It is at http" in report
    assert report.strip().endswith(page)
    assert ImportedFile.objects.count() == 1


def test_a_name_that_is_no_text_does_not_stop_the_others(tmp_path, file):
    odd = os.fsencode(tmp_path) + b"/f\xe9rry.txt"
    Path(os.fsdecode(odd)).write_bytes(GOOD.encode())
    strict = TextIOWrapper(BytesIO(), encoding="utf-8", errors="strict")
    other = file("other.txt", GOOD.replace("Skerrow", "Merrow"))

    call_command("import_release", os.fsdecode(odd), other, stdout=strict)

    strict.seek(0)
    assert "f\ufffdrry.txt: “A lighthouse for Skerrow”" in strict.read()
    assert Release.objects.count() == 2


def test_a_text_that_fills_the_search_index_is_imported_all_the_same(file):
    # A character of such a word takes eight bytes of the index, which holds 1 MB.
    crowded = "-".join(chr(0x4E00 + n % 20_000) for n in range(400_000))
    names = [file("long.txt", f"A list\n\n{crowded}"), file("good.txt", GOOD)]

    call_command("import_release", *names)

    assert Release.objects.count() == 2
