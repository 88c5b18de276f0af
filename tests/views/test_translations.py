"""A release in several languages, as readers and programs find it."""

import json
import re
from datetime import timedelta

import feedparser
import pytest
from django.conf import settings
from lxml import etree

from briefings.actions.notices import remove_release
from briefings.actions.releases import begin_correction
from briefings.actions.translations import join_translation
from tests.making import (
    MONDAY,
    THURSDAY,
    fresh,
    make_issued_edition,
    make_marked_edition,
    save,
)
from tests.views.reading import read, source

pytestmark = pytest.mark.django_db

ENGLISH, WELSH, ARABIC = (
    f"/releases/{slug}/" for slug in ("a-ferry", "fferi-i-skerrow", "abbarah")
)


@pytest.fixture
def group(clock):
    """English and Welsh are public; Arabic will be on Thursday."""
    english = make_issued_edition(make_marked_edition(headline="A ferry"))
    welsh = make_issued_edition(headline="Fferi i Skerrow", language="cy")
    arabic = make_issued_edition(
        headline="Abbarah", summary="عبّارة", language="ar", at=THURSDAY
    )
    for edition in (welsh, arabic):
        join_translation(edition.release, by=None, original=english.release)
    return english, welsh, arabic


def alternates(client, address):
    html = source(client, address)
    return dict(
        re.findall(r'<link rel="alternate" hreflang="(.+?)" href="(.+?)"', html)
    )


def test_each_language_names_all_of_them_and_the_first_for_everybody_else(
    stranger, group
):
    told = alternates(stranger, ENGLISH)

    assert told == alternates(stranger, WELSH)
    assert told == {
        "en": f"{settings.SITE_URL}{ENGLISH}",
        "cy": f"{settings.SITE_URL}{WELSH}",
        "x-default": f"{settings.SITE_URL}{ENGLISH}",
    }
    header = stranger.get(WELSH).headers["Link"]
    for language, address in told.items():
        assert f'<{address}>; rel="alternate"; hreflang="{language}"' in header


def test_a_page_leads_to_the_others_by_the_names_their_speakers_give_them(
    stranger, group, clock
):
    clock.move_to(THURSDAY)

    html = source(stranger, WELSH)

    assert f'href="{ENGLISH}" hreflang="en" lang="en" dir="ltr">English</a>' in html
    assert f'href="{ARABIC}" hreflang="ar" lang="ar" dir="rtl">العربيّة</a>' in html
    assert "Cymraeg English" in read(stranger, WELSH)


def test_a_language_that_is_not_public_is_told_nowhere(stranger, group, clock):
    ref = group[0].quotes.get().ref
    pages = [
        *(ENGLISH, WELSH, "/releases/feed.atom", "/releases/feed.json"),
        *("/sitemap-releases-1.xml", f"/quotes/{ref}/", "/"),
        *(f"/api/v1{page}" for page in (ENGLISH, WELSH)),
    ]
    before = {page: stranger.get(page) for page in pages}

    clock.move_to(THURSDAY)
    after = {page: stranger.get(page) for page in pages}

    for page in pages:
        hidden, shown = before[page], after[page]
        assert hidden.status_code == 200, page
        assert "abbarah" not in f"{hidden.content.decode()}{hidden.headers}", page
        assert "abbarah" in shown.content.decode(), page
        assert hidden.headers["ETag"] != shown.headers["ETag"]


def test_a_removed_language_is_told_no_more_and_the_others_stay_together(
    stranger, group, clock
):
    clock.move_to(THURSDAY)
    remove_release(group[0].release, by=None, explanation="It was wrong.")

    told = alternates(stranger, ARABIC)

    assert set(told) == {"cy", "ar", "x-default"}
    assert told["x-default"].endswith(WELSH)
    assert "a-ferry" not in source(stranger, WELSH)


def test_a_release_alone_names_no_languages(stranger, clock):
    make_issued_edition(headline="Alone")

    assert alternates(stranger, "/releases/alone/") == {}
    assert 'class="languages' not in source(stranger, "/releases/alone/")


def test_what_was_translated_is_told_in_the_vocabulary_of_schema_org(stranger, group):
    def article(address):
        found = re.search(r"application/ld\+json\">(.*?)</", source(stranger, address))
        return json.loads(found[1])

    english, welsh = article(ENGLISH), article(WELSH)

    assert [w["@id"] for w in english["workTranslation"]] == [welsh["@id"]]
    assert welsh["translationOfWork"]["@id"] == english["@id"]
    assert (english["inLanguage"], welsh["inLanguage"]) == ("en", "cy")


def test_the_page_of_a_text_says_its_language_to_caches_and_programs(stranger, group):
    ref = group[0].quotes.get().ref
    pages = {ENGLISH: "en", WELSH: "cy", f"{WELSH}editions/1/": "cy"}
    pages[f"/quotes/{ref}/"] = "en"

    for page, language in pages.items():
        assert stranger.get(page).headers["Content-Language"] == language


def test_a_quote_leads_to_its_release_in_other_languages(stranger, group):
    page = f"/quotes/{group[0].quotes.get().ref}/"

    assert f'<a href="{WELSH}" hreflang="cy" lang="cy"' in source(stranger, page)
    assert "In another language Fferi i Skerrow (Cymraeg)" in read(stranger, page)


def test_feeds_tell_languages(stranger, group):
    feed = feedparser.parse(stranger.get("/releases/feed.atom").content)
    as_json = stranger.get("/releases/feed.json").json()

    entry = next(e for e in feed.entries if e.title == "Fferi i Skerrow")
    links = {
        link.hreflang: link.href for link in entry.links if link.rel == "alternate"
    }
    assert links == {
        "cy": f"{settings.SITE_URL}{WELSH}",
        "en": f"{settings.SITE_URL}{ENGLISH}",
    }
    assert {item["language"] for item in as_json["items"]} == {"en", "cy"}


def test_the_sitemap_tells_languages(stranger, group):
    tree = etree.fromstring(stranger.get("/sitemap-releases-1.xml").content)
    names = {
        "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "x": "http://www.w3.org/1999/xhtml",
    }

    for url in tree.iterfind("s:url", names):
        links = {
            a.get("hreflang"): a.get("href") for a in url.iterfind("x:link", names)
        }
        assert set(links) == {"en", "cy", "x-default"}
        assert url.find("s:loc", names).text in links.values()


def test_the_api_tells_languages_as_of_the_moment(stranger, group, clock):
    clock.move_to(THURSDAY)

    now = stranger.get(f"/api/v1{WELSH}").json()["translations"]
    then = stranger.get(f"/api/v1{WELSH}", {"at": MONDAY.isoformat()}).json()

    told = [(one["language"], one["is_original"]) for one in now]
    assert told == [("en", True), ("ar", False)]
    assert [one["language"] for one in then["translations"]] == ["en"]
    assert now[0]["page_url"].endswith(ENGLISH)


def test_a_translation_says_that_its_original_was_corrected_since(
    stranger, group, clock, writer
):
    english, welsh, _ = group
    behind = "The original was corrected on 8 March 2091"
    clock.move_to(THURSDAY)
    assert behind not in read(stranger, WELSH)

    correct(english, by=writer)

    assert behind in read(stranger, WELSH)
    assert behind not in read(stranger, ENGLISH)
    clock.move_to(THURSDAY + timedelta(hours=1))
    correct(welsh, by=writer)
    assert behind not in read(stranger, WELSH)


def test_a_correction_that_is_under_embargo_is_told_in_no_translation(
    stranger, group, clock, writer
):
    before = stranger.get(WELSH).content

    correct(group[0], by=writer, at=THURSDAY)

    assert stranger.get(WELSH).content == before
    clock.move_to(THURSDAY)
    assert "The original was corrected" in read(stranger, WELSH)


def correct(edition, *, by, **issued):
    draft = begin_correction(edition.release, by=by)
    save(draft, change_note="The hour of the first boat.", summary="It sails at nine.")
    make_issued_edition(fresh(draft), **issued)
