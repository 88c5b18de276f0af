"""What readers get whose browser runs no scripts, knows no styles, is narrow or shows
large type."""

import re
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.urls import resolve
from django.utils import translation
from lxml import html

from briefings.actions.collections import add_collection, collect_releases
from briefings.actions.people import add_role, appoint
from briefings.actions.quotes import change_quote
from briefings.actions.releases import begin_correction
from briefings.actions.subjects import add_event
from briefings.urls import IN_EACH_LANGUAGE, OF_ONE_LANGUAGE
from newsroom.languages import spoken_at
from tests.attaching import attach, show
from tests.browser.axe import barriers
from tests.browser.test_narrow_screens import too_wide
from tests.making import (
    MONDAY,
    THURSDAY,
    fresh,
    make_issued_edition,
    make_tagged_edition,
    save,
)

pytestmark = pytest.mark.django_db(transaction=True)

# They are files, or for programs; the method of the tests is to follow links.
NO_PAGES = re.compile(r"atom|json|sitemap|robots|alive|ready|media-kit|file|calendar")
NO_PAGES_EITHER = {"time-gate", "time-map"}


WANTED = {
    pattern.name
    for pattern in (*IN_EACH_LANGUAGE, *OF_ONE_LANGUAGE)
    if not NO_PAGES.search(pattern.name) and pattern.name not in NO_PAGES_EITHER
}


@pytest.fixture
def release(clock, writer):
    """With one of everything, corrected on Thursday."""
    day = THURSDAY.date()
    events = [add_event(by=writer, name="Harbour day", starts_on=day)]
    draft = make_tagged_edition(
        written_by=writer,
        summary="Boats will sail again.",
        key_points=["The line opens in June."],
        notes_to_editors="Skerrow has 900 inhabitants.",
    )
    show(draft)
    attach(draft)
    quote = draft.quotes.get()
    role = add_role(by=writer, title="Transport Minister")
    held = appoint(quote.speaker, role, by=writer, started_on=MONDAY.date())
    change_quote(quote, by=writer, appointment=held)
    release = make_issued_edition(fresh(draft)).release
    clock.move_to(THURSDAY)
    correction = begin_correction(release, by=writer)
    tags = {"change_note": "The day was wrong.", "events": events}
    make_issued_edition(save(correction, **tags))
    collection = add_collection(by=writer, title="Ferries to the islands")
    collect_releases(collection, [release], by=writer)
    return release


def links(page) -> list[str]:
    """Those that stay on the site, and lead to pages."""
    tree = html.fromstring(page.content())
    absolute = {urldefrag(urljoin(page.url, a)).url for a in tree.xpath("//a/@href")}
    parts = [urlsplit(one) for one in absolute]
    return [one.path for one in parts if one.netloc == urlsplit(page.url).netloc]


def name_of(address):
    """Whichever language it speaks."""
    with translation.override(spoken_at(address)):
        return resolve(address).url_name


def test_every_page_is_reached_by_links_without_a_script(open_page, release):
    page = open_page(java_script_enabled=False)
    reached, waiting, seen = set(), ["/"], {"/"}

    while waiting:
        address = waiting.pop()
        assert page.goto(address).status == 200, address
        assert page.locator("h1").count() == 1, address
        assert page.locator("main").inner_text().strip(), address
        reached.add(name_of(address))
        for path in links(page):
            if name_of(path) in WANTED and path not in seen:
                seen.add(path)
                waiting.append(path)

    assert reached == WANTED


def test_searches_and_filters_work_by_keyboard_without_a_script(open_page, release):
    page = open_page(java_script_enabled=False)
    page.goto("/search/")
    page.get_by_role("searchbox").fill("ferry")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="A ferry for Skerrow").first.wait_for()

    page.goto("/releases/")
    page.get_by_label("Kind").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Show").press("Enter")
    page.wait_for_url("**/releases/?*kind=press_release*")
    assert page.get_by_text("1 release found").is_visible()


# One element behind another, with no blank or mark between their words.
GLUED = re.compile(r"[\w.]</(?:\w+)>(?:</\w+>)*<(?:span|a|strong|time)\b[^>]*>")

PARTS = [
    *("Press release", "5 March 2091", "A ferry for Skerrow", "Boats will sail again."),
    *("The line opens in June.", "Issued by Ministry of Transport"),
    *("The day was wrong.", "The islands have waited long enough."),
    *("What this release promises", "Said here", "Figures and their sources"),
    *("Notes to editors", "Contacts", "Images and attachments", "Related", "Editions"),
    "Cite and share",
]


def test_a_release_is_in_order_and_complete_without_styles(open_page, release):
    page = open_page(java_script_enabled=False)
    page.route("**/*.css", lambda route: route.fulfill(content_type="text/css"))
    page.goto(release.get_absolute_url())

    text = page.locator("main").inner_text()

    places = [text.find(part) for part in PARTS]
    assert dict(zip(PARTS, places, strict=True)) == dict(
        zip(PARTS, sorted(places), strict=True)
    )
    assert min(places) >= 0
    assert GLUED.findall(page.locator("main").inner_html()) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_public_page_shuts_anybody_out_or_is_cut_off_when_narrow(
    open_page, release, scheme
):
    page, found = open_page(color_scheme=scheme), []
    quote = release.editions.first().quotes.get()
    promise = release.editions.first().statements.get().commitment
    own = release.get_absolute_url()
    names = ("releases", "quotes", "commitments", "figures", "people", "diary", "roles")
    lists = [f"/{name}/" for name in names]
    searches = ["/search/", "/search/?q=skerrow", "/search/?q=fery"]
    records = [quote.get_absolute_url(), promise.get_absolute_url()]
    past = [own, f"{own}history/", f"{own}editions/1/", f"{own}compare/1/2/"]
    registers = ["/people/ines-calder/", "/roles/transport-minister/"]

    for place in ["/", *lists, *searches, *records, *past, *registers, "/nowhere/"]:
        page.goto(place)
        page.set_viewport_size({"width": 320, "height": 640})
        found += barriers(page)
        found += too_wide(page)

    assert found == []


def test_results_stand_before_filters_on_a_telephone_and_behind_them_elsewhere(
    open_page, release
):
    page = open_page(java_script_enabled=False)
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto("/releases/")
    filters = page.get_by_label("Kind")

    assert (
        page.get_by_role("link", name="A ferry for Skerrow").bounding_box()["y"] < 640
    )
    assert not filters.is_visible()
    page.get_by_text("Search and filter").click()
    assert filters.is_visible()
    page.goto("/releases/?kind=press_release")
    assert filters.is_visible(), "What was chosen is not hidden."

    page.set_viewport_size({"width": 1000, "height": 640})
    page.goto("/releases/")
    assert filters.is_visible()
    assert not page.get_by_text("Search and filter").is_visible()


def test_what_is_printed_names_its_address_once(open_page, release):
    page = open_page()
    page.emulate_media(media="print")
    quote = release.editions.first().quotes.get()
    promise = release.editions.first().statements.get().commitment

    for row in (release, quote, promise):
        page.goto(row.get_absolute_url())
        on_paper = page.locator("main").inner_text()
        assert on_paper.count(row.get_absolute_url()) == 1, row
        assert page.locator(".imprint").is_visible(), row
