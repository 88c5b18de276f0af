"""Quotes and releases shown elsewhere: oEmbed, block quotations, pictures."""

import io
import json
import re
from datetime import timedelta
from html import unescape
from xml.etree import ElementTree

import pytest
from PIL import Image

from briefings.actions.addresses import readdress_release
from briefings.actions.notices import remove_release
from briefings.actions.quotes import change_quote
from briefings.actions.releases import begin_correction
from tests.attaching import show
from tests.making import (
    THURSDAY,
    fresh,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    make_tagged_edition,
    mark_words,
    save,
)
from tests.views.reading import source

pytestmark = pytest.mark.django_db


@pytest.fixture
def quote(clock):
    return make_issued_edition(make_marked_edition()).quotes.get()


def asked(stranger, settings, path, **more):
    return stranger.get("/oembed", {"url": settings.SITE_URL + path, **more})


def picture_of(stranger, address):
    """The address of the picture, as a page tells it."""
    page = source(stranger, address)
    found = re.search(r'og:image" content="http://[^/]+(/[^"]+)"', page)
    return found[1] if found else None


def card_of(stranger, quote):
    return picture_of(stranger, f"/quotes/{quote.ref}/")


def test_quote_is_embedded_as_a_block_quotation_without_a_script(
    stranger, settings, quote
):
    response = asked(stranger, settings, f"/quotes/{quote.ref}/")

    about = response.json()
    assert response["Content-Type"] == "application/json"
    assert (about["type"], about["version"]) == ("rich", "1.0")
    assert about["author_name"] == "Ines Calder"
    assert "<p>“We start on Monday.”</p></blockquote>" in about["html"]
    assert "<script" not in about["html"]
    assert isinstance(about["width"], int)
    assert isinstance(about["height"], int)


def test_xml_says_the_same(stranger, settings, quote):
    path = f"/quotes/{quote.ref}/"

    response = asked(stranger, settings, path, format="xml")

    told = {row.tag: row.text for row in ElementTree.fromstring(response.content)}  # noqa: S314
    as_json = asked(stranger, settings, path, format="json").json()
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    assert told == {name: str(value) for name, value in as_json.items()}


def test_release_is_embedded_by_its_headline(stranger, settings, quote):
    about = asked(stranger, settings, quote.edition.release.get_absolute_url()).json()

    assert about["title"] == "A ferry for Skerrow"
    assert ">A ferry for Skerrow</a>" in about["html"]


def test_pages_lead_to_what_embeds_them(stranger, settings, quote):
    for path in (f"/quotes/{quote.ref}/", quote.edition.release.get_absolute_url()):
        page = source(stranger, path)
        for media_type in ("application/json", "text/xml"):
            tag = rf'<link rel="alternate" type="{media_type}\+oembed" href="([^"]+)"'
            address = unescape(re.search(tag, page)[1])
            found = stranger.get(address.removeprefix(settings.SITE_URL))
            assert found.status_code == 200
            assert found["Content-Type"].startswith(media_type)


def test_what_does_not_fit_is_a_link(stranger, settings, quote):
    path = f"/quotes/{quote.ref}/"

    narrow = asked(stranger, settings, path, maxwidth="300").json()
    assert narrow["width"] == 300
    assert "thumbnail_url" not in narrow
    assert asked(stranger, settings, path, maxheight="60").json()["type"] == "link"
    wide = asked(stranger, settings, path, maxwidth="5000", maxheight="²").json()
    assert (wide["width"], wide["thumbnail_width"]) == (640, 1200)


def test_a_quote_has_a_thumbnail_unless_less_room_was_given(stranger, settings, quote):
    path = f"/quotes/{quote.ref}/"

    about = asked(stranger, settings, path).json()

    assert about["thumbnail_url"] == settings.SITE_URL + card_of(stranger, quote)
    assert (about["thumbnail_width"], about["width"]) == (1200, 640)
    for little in ({"maxwidth": "640"}, {"maxheight": "600"}):
        assert "thumbnail_url" not in asked(stranger, settings, path, **little).json()


def test_addresses_that_the_site_leads_on_from_are_embedded(
    stranger, settings, quote, clock, publisher
):
    release = quote.edition.release
    old = release.get_absolute_url()
    readdress_release(release, by=publisher, slug="ferry-for-all")
    assert stranger.get(old).status_code == 301

    expected = asked(stranger, settings, "/releases/ferry-for-all/").json()
    for path in (old, old.rstrip("/"), "/releases/ferry-for-all"):
        assert asked(stranger, settings, path).json() == expected, path
    short = asked(stranger, settings, f"/quotes/{quote.ref}")
    assert short.json()["author_name"] == "Ines Calder"

    clock.move_to(THURSDAY)
    remove_release(release, by=publisher, explanation="It was wrong.")
    assert asked(stranger, settings, old).status_code == 404


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("", 400),
        ("https://elsewhere.example/quotes/x/", 404),
        ("//[", 404),
        ("{site}/", 404),
        ("{site}/admin/", 404),
        ("{site}/quotes/nothing-here/", 404),
        ("{site}/nowhere", 404),
    ],
)
def test_nothing_else_is_embedded(stranger, settings, clock, address, status):
    url = address.format(site=settings.SITE_URL)

    assert stranger.get("/oembed", {"url": url}).status_code == status


def test_forms_that_oembed_does_not_know_are_refused_as_it_says(
    stranger, settings, quote
):
    answer = asked(stranger, settings, f"/quotes/{quote.ref}/", format="yaml")

    assert answer.status_code == 501


def test_embargoed_words_are_embedded_nowhere(stranger, settings, clock):
    edition = make_issued_edition(make_marked_edition(), at=THURSDAY)
    ref = edition.quotes.get().ref
    paths = (f"/quotes/{ref}/", edition.release.get_absolute_url())

    assert [asked(stranger, settings, p).status_code for p in paths] == [404, 404]

    clock.move_to(THURSDAY)
    assert [asked(stranger, settings, p).status_code for p in paths] == [200, 200]


def test_hostile_words_are_embedded_as_words(stranger, settings, clock):
    edition = make_edition(headline="<b>A</b>", body="> Read <script>this</script>.")
    mark_words(edition, fresh(edition).plain_text, speaker='"><img src=x>')
    quote = make_issued_edition(fresh(edition)).quotes.get()

    html = asked(stranger, settings, f"/quotes/{quote.ref}/").json()["html"]

    assert "<script" not in html
    assert "<img" not in html
    assert json.loads(json.dumps(html)) in unescape(
        source(stranger, f"/quotes/{quote.ref}/")
    ), "The page offers the same HTML to copy."


def test_card_is_a_picture_that_may_be_kept(stranger, quote):
    address = card_of(stranger, quote)

    response = stranger.get(address)

    assert response["Content-Type"] == "image/png"
    assert "immutable" in response["Cache-Control"]
    assert Image.open(io.BytesIO(response.content)).size == (1200, 630)
    known = stranger.get(address, headers={"if-none-match": response["ETag"]})
    assert known.status_code == 304
    assert stranger.get(f"/quotes/{quote.ref}/{'0' * 32}/card.png").status_code == 404


def test_card_of_another_title_has_another_address(stranger, quote, clock, writer):
    before = card_of(stranger, quote)
    clock.move_to(THURSDAY)
    draft = begin_correction(quote.edition.release, by=writer)
    change_quote(draft.quotes.get(), by=writer, speaker_role="Minister of State")
    make_issued_edition(save(fresh(draft), change_note="Her title was wrong."))

    assert card_of(stranger, quote) != before
    assert stranger.get(before).status_code == 404


def test_card_keeps_the_embargo_and_goes_with_the_release(stranger, clock, publisher):
    edition = make_issued_edition(make_marked_edition(), at=THURSDAY)
    clock.move_to(THURSDAY)
    address = card_of(stranger, edition.quotes.get())
    assert stranger.get(address).status_code == 200

    clock.move_to(THURSDAY.replace(day=7))
    assert stranger.get(address).status_code == 404

    clock.move_to(THURSDAY.replace(day=9))
    remove_release(edition.release, by=publisher, explanation="It was wrong.")
    assert stranger.get(address).status_code == 404


def test_words_in_letters_that_cannot_be_drawn_have_no_card(stranger, clock):
    edition = make_edition(body="> משרד התחבורה")
    mark_words(edition, fresh(edition).plain_text, speaker="Ines Calder")
    quote = make_issued_edition(fresh(edition)).quotes.get()

    assert card_of(stranger, quote) is None


def test_a_release_without_a_picture_has_a_card_of_its_headline(stranger, clock):
    draft = make_tagged_edition(headline="A ferry")
    release = make_issued_edition(draft).release

    address = picture_of(stranger, release.get_absolute_url())
    response = stranger.get(address)

    assert Image.open(io.BytesIO(response.content)).size == (1200, 630)
    clock.move_to(THURSDAY)
    correction = begin_correction(release, by=draft.written_by)
    show(correction)
    make_issued_edition(save(fresh(correction), headline="A boat", change_note="New."))
    assert stranger.get(address).status_code == 404
    assert "/media/" in picture_of(stranger, release.get_absolute_url())


def test_card_of_a_release_keeps_the_embargo_and_goes_with_it(
    stranger, clock, publisher
):
    release = make_issued_edition(headline="A ferry", at=THURSDAY).release
    clock.move_to(THURSDAY)
    address = picture_of(stranger, release.get_absolute_url())
    assert stranger.get(address).status_code == 200

    clock.move_to(THURSDAY - timedelta(seconds=1))
    assert stranger.get(address).status_code == 404

    clock.move_to(THURSDAY + timedelta(days=1))
    remove_release(release, by=publisher, explanation="It was wrong.")
    assert stranger.get(address).status_code == 404
