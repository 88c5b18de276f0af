"""No page of ours shuts anybody out, as far as a program can tell, by day or night."""

import pytest
from django.urls import reverse

from briefings.admin.deeds import page_of
from briefings.models import AuditEntry, Person
from tests.attaching import show
from tests.browser.axe import barriers
from tests.browser.office import (
    LISTS,
    in_every_state,
    pages_of_a_draft,
    pages_of_access,
    pages_of_many_rows,
    pages_of_people,
    pages_of_people_outside,
)
from tests.making import make_edition, make_issued_edition, make_tagged_edition

pytestmark = pytest.mark.django_db(transaction=True)

SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
PUBLIC = (
    "/",
    "/releases/",
    "/quotes/",
    "/commitments/",
    "/figures/",
    "/people/",
    "/nowhere/",
)


def shut_out(page, addresses) -> dict[str, list[list[str]]]:
    found = {}
    for address in addresses:
        page.goto(address)
        found[address] = barriers(page)
    return {address: rules for address, rules in found.items() if rules}


@SCHEMES
def test_signing_in_shuts_nobody_out(open_page, scheme):
    assert shut_out(open_page(color_scheme=scheme), ["/admin/login/"]) == {}


@SCHEMES
def test_the_desk_and_the_ways_to_a_new_release_shut_nobody_out(
    browser_of, writer, clock, scheme
):
    page = browser_of(writer, color_scheme=scheme)
    empty = shut_out(page, ["/admin/"])
    make_edition()

    pages = ["add", "import"]
    new = [reverse(f"admin:briefings_release_{name}") for name in pages]
    rest = ["/admin/", *new, reverse("admin:password_change")]
    assert empty | shut_out(page, rest) == {}


@SCHEMES
def test_a_release_shuts_nobody_out_in_any_state(
    browser_of, writer, publisher, approver, clock, scheme
):
    pages = [page_of(edition) for edition in in_every_state(publisher, approver, clock)]

    assert shut_out(browser_of(writer, color_scheme=scheme), pages) == {}
    assert shut_out(browser_of(approver, color_scheme=scheme), pages[1:2]) == {}
    assert shut_out(browser_of(publisher, color_scheme=scheme), pages[3:]) == {}


@SCHEMES
def test_lists_and_forms_of_the_register_shut_nobody_out(
    browser_of, administrator, writer, clock, scheme
):
    edition = make_issued_edition(make_tagged_edition())
    promise = edition.statements.get().commitment
    page = browser_of(writer, color_scheme=scheme)
    lists = [reverse(f"admin:briefings_{name}_changelist") for name in LISTS[:-1]]
    forms = [reverse("admin:briefings_person_add"), page_of(Person.objects.first())]

    assert shut_out(page, [*lists, *forms, page_of(promise)]) == {}
    accounts = [reverse("admin:briefings_user_changelist"), page_of(writer)]
    page = browser_of(administrator, color_scheme=scheme)
    assert shut_out(page, accounts) == {}


@SCHEMES
@pytest.mark.parametrize(
    "pages",
    [
        pages_of_a_draft,
        pages_of_access,
        pages_of_people,
        pages_of_people_outside,
        pages_of_many_rows,
    ],
)
def test_daily_work_shuts_nobody_out(browser_of, allrounder, clock, pages, scheme):
    page = browser_of(allrounder, color_scheme=scheme)

    assert shut_out(page, pages(allrounder)) == {}


@SCHEMES
def test_public_pages_shut_nobody_out(open_page, clock, scheme):
    draft = make_tagged_edition()
    show(draft)
    edition = make_issued_edition(draft)
    release, quote = edition.release, edition.quotes.get()
    promise = edition.statements.get().commitment
    home = release.get_absolute_url()
    records = [quote.get_absolute_url(), promise.get_absolute_url()]

    pages = [*PUBLIC, home, f"{home}history/", f"{home}editions/1/", *records]
    pages.append(quote.speaker.get_absolute_url())
    assert shut_out(open_page(color_scheme=scheme), pages) == {}


@SCHEMES
def test_what_happened_shuts_nobody_out(browser_of, administrator, clock, scheme):
    make_issued_edition(make_tagged_edition())
    entries = AuditEntry.objects
    kinds = ("move", "change", "permission")
    pages = [page_of(entries.filter(kind=kind).first()) for kind in kinds]
    page = browser_of(administrator, color_scheme=scheme)
    listed = reverse("admin:briefings_auditentry_changelist")

    assert shut_out(page, [listed, *pages]) == {}
    page.goto(listed)
    page.get_by_text("columns").first.click()
    assert barriers(page) == []


@pytest.mark.parametrize("media", ["screen", "print"])
def test_a_release_and_a_quote_shut_nobody_out_narrow_and_on_paper(
    open_page, clock, media
):
    draft = make_tagged_edition()
    show(draft)
    edition = make_issued_edition(draft)
    pages = [edition.release, edition.quotes.get()]
    page = open_page()
    page.set_viewport_size({"width": 320, "height": 600})
    page.emulate_media(media=media)

    assert shut_out(page, [shown.get_absolute_url() for shown in pages]) == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
