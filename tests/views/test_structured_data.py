"""Pages as programs read them: schema.org, and what a bibliography keeps."""

import json
import re

import pytest
from django.conf import settings

from briefings.actions.files import describe_file
from briefings.actions.people import add_role, appoint
from briefings.actions.quotes import change_quote
from briefings.actions.releases import begin_correction
from briefings.models.files import Licence
from briefings.views import office_look
from tests.attaching import attach
from tests.drawing import CSV
from tests.making import (
    MONDAY,
    THURSDAY,
    fresh,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    make_tagged_edition,
    save,
)
from tests.views.reading import source

pytestmark = pytest.mark.django_db


def told(client, address: str) -> dict:
    found = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', source(client, address)
    )
    assert len(found) == 1
    return json.loads(found[0])


def metas(client, address: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, content in re.findall(
        r'<meta name="([^"]+)" content="([^"]*)"', source(client, address)
    ):
        found.setdefault(name, []).append(content)
    return found


@pytest.fixture
def edition(clock):
    return make_issued_edition(make_tagged_edition(summary="It sails in June."))


def test_a_release_is_a_news_article_with_its_quotes(stranger, edition):
    article = told(stranger, f"/releases/{edition.release.slug}/")

    assert (article["@context"], article["@type"]) == (
        "https://schema.org",
        "NewsArticle",
    )
    assert article["headline"] == edition.headline
    assert article["datePublished"] == "2091-03-05T09:00:00+00:00"
    assert [one["name"] for one in article["author"]] == ["Ministry of Transport"]
    assert [one["name"] for one in article["mentions"]] == ["Odd Larsen"]
    quote = edition.quotes.get()
    (quotation,) = article["hasPart"]
    assert quotation["text"] == quote.words
    assert quotation["url"].endswith(f"/quotes/{quote.ref}/")
    assert "correction" not in article


def test_a_correction_is_told_as_one(stranger, edition, writer, clock):
    draft = begin_correction(edition.release, by=writer)
    save(draft, change="major", change_note="It sails in July.")
    make_issued_edition(draft, at=THURSDAY)

    address = f"/releases/{edition.release.slug}/"
    assert "correction" not in told(stranger, address)
    clock.move_to(THURSDAY)
    article = told(stranger, address)
    assert [one["text"] for one in article["correction"]] == ["It sails in July."]
    assert article["version"] == 2
    assert article["dateModified"] > article["datePublished"]
    past = told(stranger, f"{address}editions/1/")
    assert past["url"].endswith("/editions/1/")
    assert "correction" not in past


def test_no_word_of_a_release_ends_the_script(stranger, clock):
    hostile = "</script><script>alert(1)</script> & \N{LINE SEPARATOR} <!--"
    edition = make_issued_edition(headline=hostile)

    address = f"/releases/{edition.release.slug}/"
    assert told(stranger, address)["headline"] == edition.headline
    assert "<script>alert" not in source(stranger, address)


def test_a_quote_says_who_and_where(stranger, edition):
    quote = edition.quotes.get()

    quotation = told(stranger, f"/quotes/{quote.ref}/")

    assert quotation["@type"] == "Quotation"
    assert quotation["creator"]["name"] == quote.printed_speaker.name
    assert quotation["creator"]["jobTitle"] == "Transport Minister"
    assert quotation["isPartOf"].endswith(f"/releases/{edition.release.slug}/")


def test_a_person_is_told_with_the_roles_of_the_page(stranger, clock, writer):
    edition = make_marked_edition()
    quote = edition.quotes.get()
    role = add_role(by=writer, title="Minister for Ferries")
    held = appoint(quote.speaker, role, by=writer, started_on=MONDAY.date())
    change_quote(quote, by=writer, appointment=held)
    make_issued_edition(edition)

    person = told(stranger, f"/people/{quote.speaker.slug}/")

    assert person["name"] == quote.speaker.name
    assert person["hasOccupation"] == [
        {
            "@type": "Role",
            "roleName": "Minister for Ferries",
            "startDate": "2091-03-05",
        }
    ]


def test_home_names_the_office(stranger, db, settings):
    site = told(stranger, "/")

    assert site["name"] == settings.OFFICE_NAME
    assert site["publisher"]["@type"] == "GovernmentOrganization"


def test_a_release_has_a_picture_and_its_office_a_logo(
    stranger, clock, edition, monkeypatch
):
    logo = office_look.Logo("/static/office/logo.svg", 120, 40)
    monkeypatch.setattr(office_look, "logo", lambda: logo)

    drawn = told(stranger, f"/releases/{edition.release.slug}/")

    assert (drawn["image"]["width"], drawn["image"]["height"]) == (1200, 630)
    path = drawn["image"]["contentUrl"].removeprefix(settings.SITE_URL)
    assert stranger.get(path).headers["Content-Type"] == "image/png"
    assert drawn["publisher"]["logo"]["url"].endswith("/static/office/logo.svg")


def test_a_bibliography_finds_what_it_keeps(stranger, edition):
    kept = metas(stranger, f"/releases/{edition.release.slug}/")

    assert kept["citation_title"] == kept["DC.title"] == [edition.headline]
    assert kept["citation_author"] == ["Ministry of Transport"]
    assert kept["citation_publication_date"] == ["2091/03/05"]
    assert kept["citation_public_url"] == kept["DC.identifier"]


def test_the_header_leads_to_the_parts_of_a_release(stranger, edition):
    links = stranger.get(f"/releases/{edition.release.slug}/").headers["Link"]

    assert f'/releases/{edition.release.slug}/>; rel="cite-as"' in links
    assert '<https://schema.org/NewsArticle>; rel="type"' in links
    assert '/organisations/ministry-of-transport/>; rel="author"' in links
    described = re.search(r'<[^>]*(/api/[^>]*)>; rel="describedby"', links)[1]
    assert stranger.get(described).json()["slug"] == edition.release.slug
    item = re.search(r'<([^>]*)>; rel="item"; type="text/csv"', links)[1]
    assert item.endswith("/passengers.csv")
    assert stranger.get(item.removeprefix(settings.SITE_URL)).status_code == 200


def test_the_header_tells_the_licence_that_holds_for_every_file(stranger, clock):
    edition = make_edition(headline="Two files")
    other = make_edition(headline="Another")
    free = [attach(edition, CSV), attach(edition, b"1,2\n", name="b.csv")]
    for use in (*free, attach(other, b"3,4\n", name="c.csv")):
        describe_file(use, by=None, licence=Licence.CC_BY)
    attach(other, b"5,6\n", name="d.csv")
    for one in (edition, other):
        make_issued_edition(fresh(one))

    both, not_all = (
        stranger.get(f"/releases/{one.release.slug}/").headers["Link"]
        for one in (edition, other)
    )

    licence = '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
    assert licence in both
    assert 'rel="license"' not in not_all
