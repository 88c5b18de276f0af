"""No page of the desk is cut off or scrolls sideways, on the narrowest screen and in
type of twice the size."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from playwright.sync_api import Page

from briefings.actions.comments import add_comment
from briefings.actions.lists import request_export, save_filter
from briefings.actions.people import add_organisation, add_person, add_role, appoint
from briefings.actions.subjects import add_topic
from briefings.admin.deeds import mark_up_page_of, page_of
from briefings.jobs.exports import make_exports
from briefings.models import User
from briefings.permissions import APPROVER, PUBLISHER, RECORDS_OFFICER, WRITER
from tests.browser.desk import paste
from tests.browser.office import LISTS, in_every_state
from tests.making import make_tagged_edition, save, span

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = ((320, "100%"), (320, "200%"), (640, "200%"))
MEASURE = """(size) => {
  document.documentElement.style.fontSize = size;
  for (const folded of document.querySelectorAll("details")) folded.open = true;
  return document.documentElement.scrollWidth;
}"""
LONG = "Interdepartmental"
TABLE = f"""\
name,role,organisation,start date
Bartholomew Featherstonehaugh,Minister for {LONG} Affairs,Cabinet Office,2090-01-01
Una Low,Premier,Cabinet Office,soon
"""


@pytest.fixture
def allrounder(administrator):
    """Somebody to whom every button is shown."""
    roles = (WRITER, APPROVER, PUBLISHER, RECORDS_OFFICER)
    administrator.groups.add(*(Group.objects.get_or_create(name=r)[0] for r in roles))
    return administrator


def too_wide(page: Page) -> list[str]:
    found = []
    for width, size in SIZES:
        page.set_viewport_size({"width": width, "height": 640})
        if (needed := page.evaluate(MEASURE, size)) > width:
            found.append(f"{page.url} takes {needed} of {width} at {size}")
    return found


def of_releases(by: User, publisher: User, approver: User, clock) -> Iterator[str]:
    yield from ("/admin/", address("release", "add"), address("release", "calendar"))
    for edition in in_every_state(publisher, approver, clock):
        yield page_of(edition)
    draft = make_tagged_edition(headline=f"{LONG} arrangements", written_by=by)
    add_comment(draft, by=approver, said="Says who?", **span(draft, "4,200"))
    save(draft, body="See https://example.org/a/long/address/without/any/space/in/it")
    yield page_of(draft)
    yield mark_up_page_of(draft)
    yield from (address("edition", page, draft.pk) for page in ("compare", "history"))


def of_people(by: User, publisher: User, approver: User, clock) -> Iterator[str]:
    body = add_organisation(by=by, name=f"Committee for {LONG} Affairs")
    role = add_role(by=by, title=f"Minister for {LONG} Affairs", organisation=body)
    ines, inez = (add_person(by=by, name=name) for name in ("Ines Low", "Inez Low"))
    appoint(ines, role, by=by, started_on=date(2020, 1, 1))
    yield from (page_of(ines), page_of(role), address("role", "handover", role.pk))
    yield f"{address('person', 'merge', ines.pk)}?duplicate={inez.pk}"
    yield from (address("person", "add"), address("roleappointment", "held"))


def of_lists(by: User, publisher: User, approver: User, clock) -> Iterator[str]:
    edition, topic = make_tagged_edition(), add_topic(by=by, name=f"{LONG} affairs")
    save_filter(by=by, subject="release", name="What I wrote", query="state=draft")
    done, waiting = (request_export(by=by, subject="release", query="") for _ in "ab")
    for name in LISTS:
        yield f"{address(name, 'changelist')}?q=a"
    yield from (reverse("admin:exports"), reverse("admin:export", args=[waiting.pk]))
    make_exports()
    yield from (reverse("admin:exports"), reverse("admin:export", args=[done.pk]))
    retag = f"{address('release', 'retag')}?ids={edition.release_id}"
    yield from (retag, f"{retag}&preview=1&add_topics={topic.pk}")
    yield page_of(edition.statements.get().commitment)
    yield from (page_of(by), reverse("admin:password_change"))


def address(model: str, page: str, *args) -> str:
    return reverse(f"admin:briefings_{model}_{page}", args=args)


@pytest.mark.parametrize("pages", [of_releases, of_people, of_lists])
def test_nothing_is_cut_off(browser_of, allrounder, publisher, approver, clock, pages):
    page, found = browser_of(allrounder), []

    for place in pages(allrounder, publisher, approver, clock):
        assert page.goto(place).status == 200
        found += too_wide(page)

    assert found == []


def test_nothing_that_comes_of_a_press_is_cut_off(browser_of, allrounder):
    page = browser_of(allrounder)

    paste(page)
    marking = too_wide(page)
    page.goto(address("roleappointment", "import"))
    page.get_by_label("Or paste the table").fill(TABLE)
    page.get_by_role("button", name="Show what would happen").click()
    page.get_by_role("heading", name="Cannot be entered").wait_for()

    assert marking + too_wide(page) == []
