"""What stands around the texts, in the languages that the interface speaks."""

import gettext
import io
import re
from datetime import date
from html import unescape
from pathlib import Path

import feedparser
import pytest
from django.conf import settings
from django.template import engines
from django.urls import reverse
from django.utils import translation
from jinja2 import nodes

from briefings.actions.collections import add_collection, collect_releases
from briefings.actions.notices import remove_release
from briefings.actions.people import add_role, appoint
from briefings.actions.quotes import change_quote
from briefings.management.commands.collect_translations import (
    brought_up_to_date,
    catalogues,
)
from briefings.text.catalogues import (
    Message,
    as_mo,
    compile_catalogues,
    read_po,
    write_po,
)
from briefings.urls import IN_EACH_LANGUAGE
from tests.making import (
    THURSDAY,
    fresh,
    make_edition,
    make_issued_edition,
    make_tagged_edition,
    mark_words,
)
from tests.views.reading import read, source

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[2]
(FRENCH,) = catalogues()
SAID = read_po(FRENCH.read_text())[1:]
# They have no letters of a language, or the same word in both.
_NAMES = re.compile(r"%\(\w+\)s|<[^>]*>")


@pytest.fixture
def newsroom(clock, writer):
    """One of everything, in no language that the interface speaks."""
    edition = make_tagged_edition(language="cy")
    quote, statement = edition.quotes.get(), edition.statements.get()
    role = add_role(by=writer, title="Gweinidog")
    held = appoint(quote.speaker, role, by=writer, started_on=date(2090, 5, 1))
    change_quote(quote, by=writer, appointment=held)
    issued = make_issued_edition(fresh(edition))
    ferries = add_collection(by=writer, title="Fferïau")
    collect_releases(ferries, [issued.release], by=writer)
    return {
        "person-detail": quote.speaker.slug,
        "role-detail": role.slug,
        "commitment-detail": statement.commitment.slug,
        "topic-detail": "ferries",
        "place-detail": "skerrow",
        "event-detail": "island-summit",
        "collection-detail": ferries.slug,
        "organisation-detail": "ministry-of-transport",
    }


def pages(newsroom) -> list[str]:
    """Of every pattern that is in each language."""
    found = []
    for pattern in IN_EACH_LANGUAGE:
        keys = [newsroom[pattern.name]] if "slug" in str(pattern.pattern) else []
        with translation.override("fr"):
            found.append(reverse(pattern.name, args=keys))
    return found


# The catalogue


def test_the_catalogue_is_what_templates_and_programs_say():
    """`manage.py collect_translations` brings it up to date."""
    assert FRENCH.read_text() == write_po(brought_up_to_date(FRENCH))


@pytest.mark.parametrize("message", SAID, ids=lambda m: m.id[:40])
def test_every_message_is_translated_whole(message):
    assert all(words.strip() for words in message.said)
    assert len(message.said) == (2 if message.plural else 1)
    assert not message.is_fuzzy
    assert "'" not in message.id, "Apostrophes are curly"
    for words in message.said:
        assert sorted(_NAMES.findall(words)) == sorted(_NAMES.findall(message.id))
        assert not re.search(r" [:;?!»]|« ", words), "French keeps its distance"


def test_a_catalogue_is_read_as_gettext_reads_it():
    messages = [
        Message(
            "",
            said=[
                "Content-Type: text/plain; charset=UTF-8\n"
                "Plural-Forms: nplurals=2; plural=(n > 1);\n"
            ],
        ),
        Message('"Quoted"\n', said=["« Cité »\n"]),
        Message("In", context="a place", said=["À"]),
        Message("One", "Many", said=["Un", "Des"]),
        Message("Guess", said=["Devine"], is_fuzzy=True),
        Message("Untold", said=[""]),
    ]

    told = gettext.GNUTranslations(io.BytesIO(as_mo(read_po(write_po(messages)))))

    assert told.gettext('"Quoted"\n') == "« Cité »\n"
    assert told.pgettext("a place", "In") == "À"
    assert [told.ngettext("One", "Many", n) for n in (0, 1, 2)] == ["Un", "Un", "Des"]
    assert (told.gettext("Guess"), told.gettext("Untold")) == ("Guess", "Untold")


def test_what_programs_read_is_made_once_and_anew_when_its_source_is(tmp_path):
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text('msgid "Search"\nmsgstr "Recherche"\n')

    assert compile_catalogues(tmp_path) == [folder / "django.mo"]
    assert compile_catalogues(tmp_path) == []
    assert sorted(path.name for path in folder.iterdir()) == ["django.mo", "django.po"]


def unmarked(path: Path) -> list[str]:
    """Words of a template that stand outside of any mark."""
    tree = engines["public"].env.parse(path.read_text())
    data = " ".join(node.data for node in tree.find_all(nodes.TemplateData))
    labels = re.findall(
        r'(?:aria-label|title|alt|placeholder)="([^"]*[a-z][^"]*)"', data
    )
    words = re.sub(r"<!--.*?-->|<(code|pre)>.*?</\1>", " ", data, flags=re.DOTALL)
    words = re.sub(r"<[^<>]*>", " ", words)
    marked = {
        const
        for call in tree.find_all(nodes.Call)
        if getattr(call.node, "name", "") in ("_", "gettext", "ngettext", "pgettext")
        for const in call.find_all(nodes.Const)
    }
    said = [
        const.value
        for const in tree.find_all(nodes.Const)
        if isinstance(const.value, str)
        and const not in marked
        and re.match("[A-Z][a-z]+", const.value)
    ]
    return [
        *labels,
        *said,
        *re.findall(r"(?<![&\w./:=\"-])[A-Za-z]{3,}(?![\w=\"/-])", words),
    ]


SAME_IN_EVERY_LANGUAGE = {
    *("Atom", "JSON", "Feed", "diary", "ics", "oEmbed"),
    # Of Open Graph.
    *("article", "profile", "website"),
    # Names by which one is told from the others.
    "E-mail",
}


@pytest.mark.parametrize(
    "name",
    sorted(
        str(path.relative_to(ROOT / "templates/public"))
        for path in (ROOT / "templates/public").rglob("*.html")
    ),
)
def test_no_template_says_a_word_that_is_not_marked(name):
    words = set(unmarked(ROOT / "templates/public" / name))

    assert not words - SAME_IN_EVERY_LANGUAGE


# The pages


def spoken_by(html: str) -> str:
    """What the page itself says: without what names another language, or is data."""
    html = re.sub(r"<(script|style|pre|code)\b.*?</\1>", " ", html, flags=re.DOTALL)
    html = re.sub(
        r'<(\w+) [^>]*lang="(?!fr)[^"]*"[^>]*>.*?</\1>', " ", html, flags=re.DOTALL
    )
    labels = re.findall(r'(?:aria-label|title)="([^"]*)"', html)
    words = [unescape(re.sub(r"<[^>]+>", "\n", html)), *map(unescape, labels)]
    return " \n".join(words)


def test_no_page_of_the_second_language_says_a_sentence_of_the_first(
    stranger, newsroom
):
    english = {
        m.id
        for m in SAID
        if m.id not in m.said and not _NAMES.search(m.id) and len(m.id) > 3
    }

    for address in pages(newsroom):
        if address.endswith((".ics", ".atom", ".json")):
            continue
        html = source(stranger, address)
        lines = {line.strip() for line in spoken_by(html).splitlines()}
        assert '<html lang="fr">' in html, address
        assert not lines & english, address


def test_pages_of_rows_and_filters_are_in_the_second_language(stranger, newsroom):
    assert "1 communiqué " in read(stranger, "/fr/releases/") + " "
    assert "1 citation pour ces critères" in read(stranger, "/fr/quotes/?q=islands")
    assert "presque 4\u202f200" in source(stranger, "/fr/figures/")
    assert "5 mars 2091" in read(stranger, "/fr/releases/")
    assert "Il n’y a rien à cette adresse" in read(stranger, "/fr/x/", status=404)


def test_each_page_names_itself_in_every_language(stranger, newsroom):
    for address in ("/releases/?kind=speech", "/people/ines-calder/", "/"):
        english, french = source(stranger, address), source(stranger, f"/fr{address}")
        told = re.findall(r'<link rel="alternate" hreflang=.*', english)
        assert told == re.findall(r'<link rel="alternate" hreflang=.*', french)
        assert [re.search('hreflang="(.+?)"', one)[1] for one in told] == [
            *("en", "fr", "x-default"),
        ]
        assert f'<link rel="canonical" href="{settings.SITE_URL}{address}' in english
        assert f'rel="canonical" href="{settings.SITE_URL}/fr{address}' in french
        assert 'hreflang="fr" lang="fr" dir="ltr">Français</a>' in english


def test_nothing_but_the_address_chooses_the_language(stranger, newsroom):
    plain = stranger.get("/")

    stranger.cookies["django_language"] = "fr"
    asked = stranger.get("/", headers={"Accept-Language": "fr"})

    assert asked.content == plain.content
    assert "Accept-Language" not in asked.headers.get("Vary", "")
    assert "Cookie" not in asked.headers.get("Vary", "")


def test_a_text_in_a_language_that_is_known_is_surrounded_by_it(stranger, clock):
    edition = make_edition(headline="Un bac pour Skerrow", language="fr-CA")
    mark_words(edition, "We start on Monday.")
    edition = make_issued_edition(fresh(edition))
    quote = edition.quotes.get()

    for address in (f"/releases/{edition.release.slug}/", f"/quotes/{quote.ref}/"):
        html = source(stranger, address)
        assert '<html lang="fr">' in html
        assert "Citer et partager" in html
        assert not re.search(">(Plain text|E-mail|Copy)<", html)
        assert 'href="/fr/releases/"' in html
        assert '<link rel="alternate" hreflang' not in html
    page = f"/releases/{edition.release.slug}/"
    assert "Publié le" in read(stranger, page)
    assert "Historique" in read(stranger, f"{page}history/")
    assert stranger.get(f"/fr{page}").status_code == 404


def test_beside_a_text_of_another_language_and_where_nothing_is_leads_a_way_back(
    stranger, clock, publisher
):
    english = make_issued_edition(make_edition(headline="A ferry"))
    gone = make_issued_edition(make_edition(headline="Gone"))
    clock.move_to(THURSDAY)
    remove_release(gone.release, by=publisher, explanation="It was wrong.")
    back = '<a href="/fr/" hreflang="fr" lang="fr" dir="ltr">Français</a>'

    assert back in source(stranger, f"/releases/{english.release.slug}/")
    assert back in source(stranger, f"/releases/{gone.release.slug}/", status=410)
    assert back in source(stranger, "/nothing/", status=404)
    assert '<a href="/" hreflang="en"' in source(stranger, "/fr/rien/", status=404)


def test_pages_name_their_language_and_country(stranger, newsroom):
    for address, locale in (("/releases/", "en_GB"), ("/fr/releases/", "fr_FR")):
        html = source(stranger, address)
        assert f'<meta property="og:locale" content="{locale}">' in html


def test_sizes_of_files_are_told_in_the_language_of_the_page(stranger, clock):
    edition = make_issued_edition(make_tagged_edition(language="fr"))

    assert "19 octets" in read(stranger, f"/releases/{edition.release.slug}/")


def test_a_picture_of_a_quote_has_one_address_in_every_language(stranger, clock):
    edition = make_edition(language="fr")
    mark_words(edition, "We start on Monday.")
    quote = make_issued_edition(fresh(edition)).quotes.get()
    html = source(stranger, f"/quotes/{quote.ref}/")

    (card,) = set(re.findall(r'href="(/quotes/[^"]*card\.png)"', html))

    assert stranger.get(card).status_code == 200


def test_feeds_speak_and_name_entries_alike_in_every_language(stranger, newsroom):
    english, french = (
        feedparser.parse(stranger.get(f"{prefix}/releases/feed.atom").content)
        for prefix in ("", "/fr")
    )

    assert french.feed.title.startswith("Communiqués")
    assert french.feed.language == "fr"
    assert [e.id for e in french.entries] == [e.id for e in english.entries]
    assert stranger.get("/fr/people/feed.json").json()["language"] == "fr"


@pytest.mark.parametrize("page", ["releases", "search", "diary"])
def test_crawlers_are_led_to_a_page_in_every_language(stranger, db, page):
    lists = stranger.get("/sitemap-lists-1.xml").content.decode()

    assert f'hreflang="fr" href="{settings.SITE_URL}/fr/{page}/"/>' in lists


def test_an_embargo_holds_in_every_language(stranger, newsroom):
    before = {page: stranger.get(page).content for page in pages(newsroom)}
    make_issued_edition(headline="Quillfeather bridge", at=THURSDAY)

    assert {page: stranger.get(page).content for page in before} == before


def test_what_has_one_address_has_no_other(stranger):
    for address in ("/fr/robots.txt", "/fr/sitemap.xml", "/fr/admin/", "/fr/api/v1/"):
        assert stranger.get(address).status_code == 404
    assert stranger.get("/en-gb/releases/").status_code == 404
