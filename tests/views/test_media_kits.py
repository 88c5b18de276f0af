import io
import json
import zipfile
from datetime import date, timedelta

import pytest

from briefings.actions.files import change_rights, describe_file
from briefings.actions.notices import (
    remove_release,
    replace_release,
    withdraw_release,
)
from briefings.models.files import Licence
from briefings.models.stored import bytes_of
from tests.attaching import attach, show
from tests.drawing import CSV, picture
from tests.making import THURSDAY, make_edition, make_issued_edition

pytestmark = pytest.mark.django_db

ADDRESS = "/releases/a-ferry-for-skerrow/media-kit.zip"


@pytest.fixture
def edition(clock):
    edition = make_edition(notes_to_editors="Call **us**.", dateline="Skerrow")
    use = show(edition, picture(600, 400), name="Ferry at sea.png")
    describe_file(
        use,
        by=None,
        caption="At sea.",
        licence=Licence.CC_BY,
        not_for_use_after=date(2092, 1, 1),
    )
    attach(edition, CSV, name="Passengers.csv")
    return edition


def kit(client) -> zipfile.ZipFile:
    response = client.get(ADDRESS)
    assert response.status_code == 200
    archive = zipfile.ZipFile(io.BytesIO(response.getvalue()))
    assert archive.testzip() is None
    return archive


def test_a_kit_holds_the_words_the_files_and_what_may_be_done_with_them(
    client, edition
):
    make_issued_edition(edition)

    archive = kit(client)

    assert archive.namelist() == [
        "a-ferry-for-skerrow.txt",
        "a-ferry-for-skerrow.html",
        "RIGHTS.txt",
        "manifest.json",
        "images/01-ferry-at-sea.png",
        "images/for-pages/01-ferry-at-sea-600.jpg",
        "attachments/02-passengers.csv",
    ]
    text = archive.read("a-ferry-for-skerrow.txt").decode()
    assert text.startswith("A ferry for Skerrow\n\nSkerrow\n\n")
    assert "“" not in text.split("Notes")[1]
    assert "Call us." in text
    assert archive.read("attachments/02-passengers.csv") == CSV


def test_every_file_is_told_of_with_its_rights(client, edition):
    use = edition.files.in_order()[0]
    make_issued_edition(edition)

    archive = kit(client)

    manifest = json.loads(archive.read("manifest.json"))
    first, second = manifest["files"]
    assert first["file"] == "images/01-ferry-at-sea.png"
    assert archive.read(first["file"]) == bytes_of(first["sha256"])
    assert first["alternative_text"] == use.alternative_text
    assert first["credit"] == "Odd Larsen"
    assert first["licence"] == "Creative Commons Attribution 4.0"
    assert first["not_for_use_after"] == "2092-01-01"
    assert second["licence"] is None
    rights = archive.read("RIGHTS.txt").decode()
    assert "Credit: Odd Larsen" in rights
    assert "Licence: not stated: ask first" in rights


def test_what_may_not_be_used_any_more_is_left_out_and_said_to_be(
    client, edition, clock
):
    make_issued_edition(edition)
    use = edition.files.in_order()[0]
    before = client.get(ADDRESS).headers["ETag"]
    change_rights(use.asset, by=None, not_for_use_after=clock.at.date())
    assert "images/01-ferry-at-sea.png" in kit(client).namelist()

    clock.move_to(clock.at + timedelta(days=1))

    archive = kit(client)
    assert [n for n in archive.namelist() if n.startswith("images/")] == []
    assert "Left out" in archive.read("RIGHTS.txt").decode()
    left_out = json.loads(archive.read("manifest.json"))["left_out"]
    assert [one["name"] for one in left_out] == ["Ferry at sea.png"]
    assert client.get(ADDRESS).headers["ETag"] != before


def test_the_same_kit_is_the_same_bytes_and_is_not_sent_twice(client, edition):
    make_issued_edition(edition)

    first, second = client.get(ADDRESS), client.get(ADDRESS)

    assert first.getvalue() == second.getvalue()
    assert first.headers["ETag"] == second.headers["ETag"]
    asked = {"If-None-Match": first.headers["ETag"]}
    assert client.get(ADDRESS, headers=asked).status_code == 304
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert first.headers["Content-Disposition"] == (
        'attachment; filename="a-ferry-for-skerrow-media-kit.zip"'
    )


def test_a_kit_is_public_as_its_release_is(client, edition, clock):
    make_issued_edition(edition, at=THURSDAY)
    hidden, unknown = client.get(ADDRESS), client.get("/releases/x/media-kit.zip")
    assert (hidden.status_code, hidden.content) == (404, unknown.content)

    clock.move_to(THURSDAY)
    assert client.get(ADDRESS).status_code == 200

    clock.move_to(THURSDAY + timedelta(seconds=1))
    remove_release(edition.release, by=None, explanation="A court ordered it.")
    gone = client.get(ADDRESS)
    assert gone.status_code == 410
    assert "A court ordered it." in gone.text


def test_the_kit_of_a_withdrawn_release_says_so(client, edition):
    make_issued_edition(edition)
    withdraw_release(edition.release, by=None, explanation="A sum was wrong.")

    archive = kit(client)

    text = archive.read("a-ferry-for-skerrow.txt").decode()
    assert text.startswith("This release is withdrawn. A sum was wrong.\n\nA ferry")
    assert b"A sum was wrong." in archive.read("a-ferry-for-skerrow.html")
    manifest = json.loads(archive.read("manifest.json"))
    assert manifest["release"]["withdrawn"] == "A sum was wrong."


def test_readers_of_a_replaced_release_are_led_on(client, edition, clock):
    make_issued_edition(edition)
    clock.move_to(clock.at + timedelta(seconds=1))
    about = {"explanation": "Twice.", "redirect_to": "/releases/"}
    replace_release(edition.release, by=None, **about)

    response = client.get(ADDRESS)

    assert (response.status_code, response.headers["Location"]) == (301, "/releases/")


def test_a_release_without_files_has_a_kit_of_its_words(client, clock):
    make_issued_edition(body="<script>alert(1)</script> and **words**")

    archive = kit(client)

    assert len(archive.namelist()) == 4
    page = archive.read("a-ferry-for-skerrow.html").decode()
    assert "<script" not in page
    assert "<strong>words</strong>" in page


def test_a_kit_speaks_the_language_of_its_release(client, clock):
    words = {"headline": "Un bac pour Skerrow", "notes_to_editors": "Appelez-nous."}
    make_issued_edition(make_edition(language="fr", **words))

    response = client.get("/releases/un-bac-pour-skerrow/media-kit.zip")
    archive = zipfile.ZipFile(io.BytesIO(response.getvalue()))

    page = archive.read("un-bac-pour-skerrow.html").decode()
    assert '<h2 lang="fr" dir="ltr">Notes aux rédactions</h2>' in page
    assert "Notes aux rédactions" in archive.read("un-bac-pour-skerrow.txt").decode()
    rights = archive.read("RIGHTS.txt").decode()
    assert "Aucun fichier n’accompagne le texte." in rights
    assert json.loads(archive.read("manifest.json"))["release"]["language"] == "fr"
