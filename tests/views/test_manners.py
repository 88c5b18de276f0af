"""What every public page promises, whatever it is about."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from tests.making import THURSDAY, make_issued_edition, make_tagged_edition
from tests.views.reading import source, without_own_scripts

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses(clock):
    edition = make_issued_edition(make_tagged_edition())
    slug, ref = edition.release.slug, edition.quotes.get().ref
    return [
        "/",
        "/releases/",
        f"/releases/{slug}/",
        f"/releases/{slug}/history/",
        f"/releases/{slug}/editions/1/",
        "/quotes/",
        f"/quotes/{ref}/",
        "/commitments/",
        "/commitments/open-a-ferry-line-to-skerrow/",
        "/figures/",
        "/people/",
        "/people/ines-calder/",
        "/organisations/ministry-of-transport/",
        "/topics/ferries/",
        "/places/skerrow/",
        "/events/island-summit/",
        "/organisations/",
        "/topics/",
        "/places/",
        "/events/",
        "/roles/",
        "/diary/",
        "/search/",
        "/search/?q=ferry",
        "/nothing/here/",
        "/releases/nothing/",
    ]


def test_pages_are_the_same_for_everybody(stranger, addresses):
    for address in addresses:
        response = stranger.get(address)
        assert not response.cookies, address
        assert not response.has_header("Vary"), address
        assert b"csrf" not in response.content.lower(), address


def test_signed_in_editor_gets_the_same_bytes(stranger, addresses, writer):
    before = [stranger.get(address).content for address in addresses]

    stranger.force_login(writer)

    assert [stranger.get(address).content for address in addresses] == before


def test_pages_can_be_read_but_not_written(stranger, addresses):
    for address in addresses[:-2]:
        assert stranger.head(address).status_code == 200
        assert stranger.post(address).status_code == 405, address
        assert stranger.delete(address).status_code == 405, address


def test_page_that_has_not_changed_is_not_sent_again(stranger, addresses, clock):
    first = stranger.get("/releases/")
    assert first["Cache-Control"] == "public, no-cache"

    known = {"If-None-Match": first["ETag"]}
    assert stranger.get("/releases/", headers=known).status_code == 304

    make_issued_edition(headline="Another", at=THURSDAY)
    assert stranger.get("/releases/", headers=known).status_code == 304
    clock.move_to(THURSDAY)
    assert stranger.get("/releases/", headers=known).status_code == 200


def test_pages_are_built_for_readers_of_every_kind(stranger, addresses):
    for address in addresses:
        page = stranger.get(address).content.decode()
        assert page.count("<h1") == 1, address
        assert page.count("<main") == 1, address
        assert '<html lang="en">' in page, address
        ids = re.findall(r'\sid="([^"]+)"', page)
        assert len(ids) == len(set(ids)), f"{address}: {ids}"


def test_pages_need_nobody_else_and_no_script_but_their_own(stranger, addresses):
    for address in addresses:
        page = without_own_scripts(stranger.get(address).content.decode())
        assert not re.search(r"<script|\sstyle=|\son\w+=", page), address
        for loaded in re.findall(r'(?:src|rel="\w+" href)="([^"]+)"', page):
            assert loaded.startswith(("/", settings.SITE_URL)), f"{address}: {loaded}"


def test_pages_number_nothing(stranger, addresses):
    edition = make_issued_edition(headline="Numbered")
    quote = source(stranger, f"/releases/{edition.release.slug}/")

    assert not re.search(rf'(id|href)="[^"]*\b{edition.pk}\b[^"]*"', quote)


def test_unknown_addresses_are_answered_in_the_sites_own_words(stranger, addresses):
    for address in ("/nothing/here/", "/releases/nothing/", "/quotes/a%00b/"):
        page = source(stranger, address, status=404)
        assert "There is nothing at this address" in page
        assert "nothing/" not in page


def test_fault_on_our_side_is_said_without_its_cause(stranger, clock, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("a secret cause")

    monkeypatch.setattr("briefings.views.releases.listing", fail)
    stranger.raise_request_exception = False

    page = source(stranger, "/releases/", status=500)

    assert "Something went wrong on our side" in page
    assert "secret" not in page


def test_style_sheet_and_script_are_small_and_ask_nobody_else():
    script = Path(finders.find("public/newsroom.js"))
    sheets = sorted(script.parent.glob("*.css"))
    script = script.read_text()
    sheet = "".join(path.read_text() for path in sheets)

    assert {path.name for path in sheets} >= {"newsroom.css", "print.css"}
    assert len(gzip.compress(sheet.encode())) < 20_000
    assert len(gzip.compress(script.encode())) < 5_000
    assert not re.search(r"fetch|import|http", script)
    assert "url(" not in sheet
    assert "@import" not in sheet
