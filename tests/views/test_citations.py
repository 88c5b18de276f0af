"""Releases and quotes taken along as references."""

import json
import re

import pytest

from briefings.actions.notices import remove_release
from briefings.actions.releases import begin_correction
from briefings.text.citing import FORMS
from tests.making import (
    THURSDAY,
    make_issued_edition,
    make_marked_edition,
    make_tagged_edition,
    save,
)
from tests.views.reading import read, source, without_own_scripts

pytestmark = pytest.mark.django_db
MEDIA_TYPES = {
    "plain.txt": "text/plain; charset=utf-8",
    "apa.txt": "text/plain; charset=utf-8",
    "chicago.txt": "text/plain; charset=utf-8",
    "bibtex.bib": "application/x-bibtex",
    "csl.json": "application/vnd.citationstyles.csl+json",
    "ris.ris": "application/x-research-info-systems",
}


@pytest.fixture
def edition(clock):
    return make_issued_edition(make_tagged_edition())


def test_each_form_is_a_file_of_its_own_media_type(stranger, edition):
    ref = edition.quotes.get().ref

    for of in (f"/quotes/{ref}/", f"/releases/{edition.release.slug}/"):
        for name, media_type in MEDIA_TYPES.items():
            response = stranger.get(f"{of}cite/{name}")
            assert response["Content-Type"] == media_type
            assert response["Content-Disposition"].startswith("attachment; filename=")
    assert {form.file_name for form in FORMS} == set(MEDIA_TYPES)
    assert stranger.get(f"/quotes/{ref}/cite/word.docx").status_code == 404


def test_quote_is_cited_with_its_speaker_and_the_name_of_the_day(stranger, edition):
    ref = edition.quotes.get().ref

    item = json.loads(stranger.get(f"/quotes/{ref}/cite/csl.json").content)[0]

    assert item["author"] == [{"literal": "Ministry of Transport"}]
    assert item["note"].startswith("Ines Calder, Transport Minister: “The islands")
    assert item["URL"].endswith(f"/quotes/{ref}/")
    assert item["issued"]["date-parts"] == [[2091, 3, 5]]


def test_without_an_organisation_the_office_is_the_author(stranger, clock, settings):
    edition = make_issued_edition(make_marked_edition())

    cited = stranger.get(f"/releases/{edition.release.slug}/cite/apa.txt").content

    assert cited.decode().startswith(f"{settings.OFFICE_NAME}. (2091, March 5).")


def test_pages_show_every_form(stranger, edition):
    ref = edition.quotes.get().ref

    page = read(stranger, f"/quotes/{ref}/")

    words = "“The islands have waited long enough. We start on Monday,” quoted in"
    assert f"{words} Ministry of Transport, “A ferry for Skerrow,” press" in page
    assert "@misc{quote-" in page
    assert "TY - ELEC" in page
    assert "@misc{a-ferry-for-skerrow" in read(
        stranger, f"/releases/{edition.release.slug}/"
    )


def test_words_for_the_text_and_for_the_list_stand_apart(stranger, edition, settings):
    ref = edition.quotes.get().ref

    page = source(stranger, f"/quotes/{ref}/")

    assert page.count('id="cite-apa"') == 1
    parted = (
        r"\(Ministry of Transport, 2091\)\.</p>\s*<p [^>]*>Ministry of Transport\. "
    )
    assert re.search(parted, page)
    ris = stranger.get(f"/quotes/{ref}/cite/ris.ris").content.decode()
    assert f"PB  - {settings.OFFICE_NAME}" in ris


def test_past_edition_is_cited_where_it_stands(
    stranger, edition, clock, writer, settings
):
    clock.move_to(THURSDAY)
    draft = begin_correction(edition.release, by=writer)
    make_issued_edition(save(draft, change_note="It opens in July."))
    slug = edition.release.slug

    past = read(stranger, f"/releases/{slug}/editions/1/")

    address = f"{settings.SITE_URL}/releases/{slug}/editions/1/"
    assert f"press release, 5 March 2091. {address}" in past
    assert ", edition 2. " in read(stranger, f"/releases/{slug}/")


def test_citation_keeps_the_embargo(stranger, clock):
    edition = make_issued_edition(make_marked_edition(), at=THURSDAY)
    ref, slug = edition.quotes.get().ref, edition.release.slug
    addresses = [f"/quotes/{ref}/cite/ris.ris", f"/releases/{slug}/cite/ris.ris"]

    assert [stranger.get(a).status_code for a in addresses] == [404, 404]

    clock.move_to(THURSDAY)
    assert [stranger.get(a).status_code for a in addresses] == [200, 200]


def test_removed_release_is_cited_no_more(stranger, edition, clock, publisher):
    clock.move_to(THURSDAY)
    ref, slug = edition.quotes.get().ref, edition.release.slug
    remove_release(edition.release, by=publisher, explanation="A court decided so.")

    for page in (f"quotes/{ref}", f"releases/{slug}"):
        gone = source(stranger, f"/{page}/cite/ris.ris", status=410)
        assert "A court decided so." in gone


def test_hostile_words_stay_words_in_every_form(stranger, clock):
    hostile = '"><script>alert(1)</script>'
    edition = make_issued_edition(make_marked_edition(headline=hostile))

    page = source(stranger, f"/quotes/{edition.quotes.get().ref}/")

    assert "<script>alert" not in page
    assert "<script" not in without_own_scripts(page)
