"""Scripts that run from right to left, among words that do not."""

import re
from html import unescape
from pathlib import Path

import feedparser
import pytest

from briefings.actions.people import add_organisation, add_person
from briefings.actions.quotes import mark_quote
from briefings.text.directions import direction
from tests.making import make_edition, make_issued_edition, save, span
from tests.views.reading import source

ROOT = Path(__file__).parents[2]
WORDS = "انتظرت الجزر طويلا بما فيه الكفاية."
BODY = f"تفتح الحكومة خط عبّارات في 1 يونيو 2091.\n\nقالت الوزيرة:\n\n> {WORDS}\n"


@pytest.fixture
def arabic(db, clock):
    edition = make_edition(
        headline="عبّارة إلى سكيرو",
        summary="تبدأ يوم الاثنين.",
        body=BODY,
        language="ar",
    )
    speaker = add_person(by=None, name="إيناس كالدر")
    mark_quote(
        edition,
        by=None,
        speaker=speaker,
        speaker_name="إيناس كالدر",
        speaker_role="وزيرة النقل",
        **span(edition, WORDS),
    )
    ministry = add_organisation(by=None, name="Ministry (UK)")
    return make_issued_edition(save(edition, lead_organisations=[ministry]))


def test_the_text_runs_from_the_right_and_the_page_around_it_does_not(stranger, arabic):
    html = source(stranger, arabic.release.get_absolute_url())

    assert '<html lang="en"' in html
    assert '<article class="release" lang="ar" dir="rtl">' in html
    assert "<bdi>إيناس كالدر</bdi></a></span>, <bdi>وزيرة النقل</bdi>" in html
    assert "<bdi>Ministry (UK)</bdi>" in html


def test_lists_searches_and_embeds_set_it_as_its_page_does(stranger, arabic):
    quote = arabic.quotes.get()
    pages = {
        "/": '<h3 class="item-title" lang="ar" dir="rtl">',
        "/releases/": '<h2 class="item-title" lang="ar" dir="rtl">',
        "/quotes/": 'lang="ar" dir="rtl">\n',
        "/search/?q=سكيرو": '<h3 lang="ar" dir="rtl">',
        f"/quotes/{quote.ref}/": 'lang="ar" dir="rtl">\n',
        f"/releases/{arabic.release.slug}/history/": 'lang="ar" dir="rtl">',
    }
    for address, told in pages.items():
        html = source(stranger, address)
        assert re.sub(r"h[23] ", "h ", told) in re.sub(r"h[23] ", "h ", html), address


def test_feeds_carry_the_direction_of_what_they_hold(stranger, arabic):
    atom = feedparser.parse(stranger.get("/releases/feed.atom").content)
    (item,) = stranger.get("/quotes/feed.json").json()["items"]

    raw = unescape(stranger.get("/releases/feed.atom").content.decode())
    assert '<div lang="ar" dir="rtl">' in raw
    assert atom.entries[0].title_detail.language == "ar"
    assert item["language"] == "ar"
    assert 'lang="ar" dir="rtl">' in item["content_html"]


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        *(("ar", "rtl"), ("ur-PK", "rtl"), ("fa", "rtl"), ("he-IL", "rtl")),
        *(("cy", "ltr"), ("az", "ltr"), ("az-Arab", "rtl"), ("ks-Deva", "ltr")),
        *(("uz-Arab-AF", "rtl"), ("ar-Latn", "ltr"), ("ku", "ltr"), ("AR", "rtl")),
    ],
)
def test_a_direction_is_that_of_the_script(tag, told):
    assert direction(tag) == told


def test_whatever_names_its_language_says_which_way_it_runs():
    """In the templates of readers; the interface itself knows only one way."""
    for path in (ROOT / "templates/public").rglob("*.html"):
        silent = re.findall(r'(?<!href)lang="\{\{[^"]*"(?! dir=)', path.read_text())
        own = ['lang="{{ interface_tag() }}"']
        assert silent in ([], own), f"{path.name}: {silent}"


def test_style_sheets_know_no_left_and_right():
    """Start and end mean the same for both, but for what is set against its text."""
    physical = re.compile(
        r"(?:(?:margin|padding|border)-(?:left|right)|(?<![-\w])(?:left|right)"
        r"|(?:text-align|float): (?:left|right))\s*[:;]"
    )
    for folder in ("public", "admin-newsroom", "sign-in"):
        for path in (ROOT / "static" / folder).glob("*.css"):
            for line in path.read_text().splitlines():
                if not line.startswith('[dir="rtl"] [dir="ltr"]'):
                    assert not physical.search(line), f"{path.name}: {line.strip()}"
