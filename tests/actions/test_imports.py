import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefings.actions.imports import ImportedBefore, import_release
from briefings.actions.people import add_organisation
from briefings.actions.subjects import add_contact
from briefings.errors import Refused
from briefings.models import ImportedFile, Release
from briefings.workflow import State

pytestmark = pytest.mark.django_db

FORMATS = sorted((Path(__file__).parent.parent / "data" / "formats").iterdir())

TEXT = """\
Skerrow gets a ferry

The government will open a ferry line to Skerrow by June 2091.
"""


def test_a_file_becomes_a_draft(writer):
    edition = import_release(TEXT.encode(), name="ferry.txt", by=writer)

    assert (edition.state, edition.headline) == (State.DRAFT, "Skerrow gets a ferry")
    assert "a ferry line to Skerrow by June 2091." in edition.plain_text
    assert edition.written_by == writer
    file = ImportedFile.objects.get()
    assert (file.name, file.release, file.by) == ("ferry.txt", edition.release, writer)


def test_the_same_file_again_is_refused_with_the_address_of_the_first(writer):
    first = import_release(TEXT.encode(), name="ferry.txt", by=writer)

    with pytest.raises(ImportedBefore, match="before, as “Skerrow gets a") as refusal:
        import_release(TEXT.encode(), name="copy.txt", by=writer)

    assert refusal.value.edition == first
    assert Release.objects.count() == 1


@pytest.mark.parametrize(
    "source", [b"", b" \n ", b"\x89PNG\r\n\x1a\n\0\0\0", b"x" * 6_000_000]
)
def test_what_cannot_be_read_is_refused_and_nothing_is_half_saved(writer, source):
    with pytest.raises(Refused):
        import_release(source, name="odd.txt", by=writer)

    assert not Release.objects.exists()
    assert not ImportedFile.objects.exists()


def test_a_name_no_database_can_keep_does_not_stop_the_file(writer):
    import_release(TEXT.encode(), name="f\udce9rry\0.txt" + "x" * 300, by=writer)

    assert ImportedFile.objects.get().name.startswith("frry.txt")


def test_a_text_without_a_headline_is_named_after_its_first_line(writer):
    body = b"The government will open a ferry line to Skerrow by June 2091, it said."

    edition = import_release(body, name="ferry.txt", by=writer)

    assert edition.headline.startswith("The government will open a ferry line")


def test_somebody_who_may_not_write_imports_nothing(records_officer):
    import_release(TEXT.encode(), name="ferry.txt", by=None)

    # Not even that there is one already.
    with pytest.raises(Refused, match="may not write releases"):
        import_release(TEXT.encode(), name="ferry.txt", by=records_officer)


def test_a_command_on_the_server_needs_no_account():
    add_organisation(by=None, name="Ministry of Transport")

    assert import_release(TEXT.encode(), name="ferry.txt", by=None).written_by is None


@pytest.mark.parametrize("path", FORMATS, ids=lambda path: path.name)
def test_a_file_of_every_format_becomes_a_draft(writer, path):
    edition = import_release(path.read_bytes(), name=path.name, by=writer)

    assert edition.headline
    assert edition.body


def test_what_became_of_a_release_elsewhere_is_left_as_a_note(writer):
    (path,) = (path for path in FORMATS if path.name == "night_ferry_govuk.json")

    edition = import_release(path.read_bytes(), name=path.name, by=None)

    assert edition.summary.startswith("A ferry will sail to Skerrow every night")
    note = edition.notes.get().words
    assert "on 2 December 2024: Corrected the time of departure." in note
    assert note.endswith(
        "Withdrawn there on 1 March 2025: The line was closed in 2025."
    )


def test_the_parts_of_a_release_become_those_of_the_draft(writer):
    edition = import_release(
        b"MEDIA ADVISORY\nEMBARGOED UNTIL 00:01, Friday 8 June 2091\n"
        b"Skerrow gets a ferry\nThe first boat will carry children for nothing\n"
        b"Skerrow, 7 June 2091\nA ferry line to Skerrow opens today.\nENDS\n"
        b"Notes to editors\nThe ferry is 26m long.\nAbout the ferry office\n"
        b"It was founded in 1902.",
        name="ferry.txt",
        by=writer,
    )

    assert edition.release.kind == "media_advisory"
    assert edition.summary == "The first boat will carry children for nothing"
    assert edition.dateline == "Skerrow, 7 June 2091"
    assert edition.notes_to_editors == (
        "The ferry is 26m long.\n\n## About the ferry office\n\nIt was founded in 1902."
    )
    file = ImportedFile.objects.get()
    assert [doubt["message"] for doubt in file.warnings] == [
        "Embargoed until Friday 8 June 2091, 00:01 UK time (BST).",
    ]
    assert file.embargoed_until == datetime(2091, 6, 7, 23, 1, tzinfo=UTC)


def test_an_embargo_without_a_zone_is_in_that_of_the_office(writer, settings):
    settings.TIME_ZONE = "America/New_York"

    import_release(
        b"EMBARGOED UNTIL 00:01, 8 June 2091\nSkerrow gets a ferry\nIt opens today.",
        name="ferry.txt",
        by=writer,
    )

    (doubt,) = ImportedFile.objects.get().warnings
    assert doubt["message"] == (
        "Embargoed until Friday 8 June 2091, 00:01 New York time (EDT)."
    )


CALLED = """\
Skerrow gets a ferry

A ferry line to Skerrow opens today.

Press office: 020 7946 0018
Zebedee Quirk, Ferry desk: 07700 900123
"""


def words_of(edition):
    kept = (edition.headline, edition.plain_text, edition.notes_to_editors)
    called = (f"{c.name} {c.telephone} {c.email}" for c in edition.contacts.all())
    return set(re.findall(r"\w+", " ".join([*kept, *called])))


def test_nobody_who_is_called_about_a_release_is_lost(writer):
    edition = import_release(CALLED.encode(), name="ferry.txt", by=writer)

    assert set(re.findall(r"\w+", CALLED)) <= words_of(edition)
    assert not edition.contacts.exists()


def test_of_two_press_offices_the_one_with_the_same_number_is_called(writer):
    add_contact(by=None, name="Press office", telephone="020 7946 0999")
    ours = add_contact(by=None, name="Press office", telephone="(020) 7946-0018")

    edition = import_release(CALLED.encode(), name="ferry.txt", by=writer)

    assert edition.contacts.get() == ours
    assert "Zebedee Quirk" in edition.notes_to_editors
    assert "7946" not in edition.notes_to_editors


def test_the_file_is_kept_as_it_was(writer):
    import_release(CALLED.encode(), name="ferry.txt", by=writer)

    assert bytes(ImportedFile.objects.get().source) == CALLED.encode()


def test_a_draft_is_never_named_after_a_line_that_hands_over_to_a_speaker(writer):
    words = (
        "Ada Penhallow, Minister for Locks, said:\n\n“We will open the lock by 2091.”"
    )

    edition = import_release(words.encode(), name="lock.txt", by=writer)

    assert "said" not in edition.headline
    assert edition.headline.startswith("“We will open the lock")
