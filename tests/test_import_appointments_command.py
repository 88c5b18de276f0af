from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from briefings.models import RoleAppointment

pytestmark = pytest.mark.django_db

TABLE = (
    "name,post,start_date\n"
    "Ines Calder,Premier,2090-01-01\n"
    "Odd Larsen,Transport Minister,soon\n"
)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "cabinet.csv"
    path.write_text(TABLE, "utf-8")
    return path


def run(*arguments) -> str:
    out = StringIO()
    call_command("import_appointments", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_a_dry_run_reports_every_line_and_saves_nothing(file):
    told = run(file, "--dry-run")

    assert "2: Ines Calder, Premier: new; new role; new person" in told
    assert "3: Odd Larsen, Transport Minister: refused; The start is no date" in told
    assert not RoleAppointment.objects.exists()


def test_a_bad_line_stops_all_unless_it_may_be_left_out(file):
    with pytest.raises(CommandError, match="Nothing is entered, because of line 3"):
        run(file)
    assert not RoleAppointment.objects.exists()

    assert "Entered: 1." in run(file, "--leave-out-bad")
    assert RoleAppointment.objects.get().person.name == "Ines Calder"


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        run(tmp_path / "nothing.csv")
    (tmp_path / "picture.csv").write_bytes(b"\xff\xfe\x00\xd8")
    with pytest.raises(CommandError, match="encoding that cannot be read"):
        run(tmp_path / "picture.csv")
