"""Who holds which role: a table of them, the next holder, one person entered twice."""

from datetime import date

import pytest
from playwright.sync_api import expect

from briefings.actions.people import add_organisation, add_person, add_role, appoint
from briefings.admin.deeds import page_of
from briefings.models import Organisation, Person
from tests.browser.axe import barriers
from tests.browser.desk import choose, press
from tests.making import make_edition, make_issued_edition, mark_words

pytestmark = pytest.mark.django_db(transaction=True)

TABLE = """\
name,role,organisation,start date,end date
Ines Calder,Premier,Cabinet Office,2090-01-01,
Odd Larsen,Transport Minister,Ministry of Transport,2090-02-01,2091-02-01
Una Low,Premier,Cabinet Office,soon,
"""


@pytest.fixture
def premier(writer):
    body = add_organisation(by=writer, name="Cabinet Office")
    role = add_role(by=writer, title="Premier", organisation=body)
    ines = add_person(by=writer, name="Ines Calder")
    appoint(ines, role, by=writer, started_on=date(2090, 1, 1))
    return role


def test_a_cabinet_is_looked_at_line_by_line_and_then_taken_in(browser_of, writer):
    page = browser_of(writer)
    page.goto("/admin/briefings/roleappointment/")
    page.get_by_role("link", name="Enter a table").click()

    table = {"name": "cabinet.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    page.get_by_label("File").set_input_files(table)
    page.get_by_role("button", name="Show what would happen").click()
    bad = page.get_by_role("region", name="Lines that cannot be entered")
    good = page.get_by_role("region", name="Lines to be entered")
    expect(bad.get_by_role("row", name="Una Low")).to_contain_text("no date")
    expect(good.get_by_role("row", name="Odd Larsen")).to_contain_text("Appointed")
    assert not Person.objects.exists()

    assert "because of line 4" in press(page, "Enter 2 appointments")
    page.get_by_label("Leave out the lines").check()
    assert press(page, "Enter 2 appointments") == "2 appointments entered."
    assert set(Person.objects.values_list("name", flat=True)) == {
        "Ines Calder",
        "Odd Larsen",
    }


def test_a_role_is_handed_over_and_tells_who_held_it_on_a_day(
    browser_of, writer, premier
):
    add_person(by=writer, name="Odd Larsen")
    page = browser_of(writer)
    page.goto(page_of(premier))

    choose(page, "Next holder", "Odd Larsen")
    page.get_by_label("From", exact=True).fill("2091-03-05")
    assert "Odd Larsen holds this role from 5 March 2091." in press(page, "Hand over")

    page.get_by_role("link", name="Who held this role on a day").click()
    for day, holder in (("2091-03-04", "Ines Calder"), ("2091-03-05", "Odd Larsen")):
        page.get_by_label("Day").fill(day)
        page.get_by_role("button", name="Show").click()
        expect(page.get_by_role("row", name="Premier")).to_contain_text(holder)


def test_a_person_entered_twice_becomes_one_for_editors_and_readers(
    browser_of, open_page, records_officer
):
    kept, twice = (quoted(name) for name in ("Ines Calder", "Inez Calder"))
    page, reader = browser_of(records_officer), open_page()
    page.goto(page_of(kept))

    choose(page, "The same person as", "Inez Calder")
    page.get_by_role("button", name="Compare the two").click()
    expect(page.get_by_role("heading", name="What would follow")).to_be_visible()
    assert "are one person now" in press(page, "Merge the two")

    reader.goto(twice.get_absolute_url())
    assert reader.url.endswith(kept.get_absolute_url())
    assert reader.get_by_role("blockquote").count() == 2
    assert "Inez Calder and Ines Calder are two again" in press(page, "Part them again")
    reader.goto(twice.get_absolute_url())
    assert reader.inner_text("h1") == "Inez Calder"


def test_an_organisation_entered_twice_becomes_one_for_editors_and_readers(
    browser_of, open_page, records_officer
):
    kept = leading("Ministry of Ferries")
    leading("Ferry Ministry")
    page, reader = browser_of(records_officer), open_page()
    page.goto(page_of(kept))

    choose(page, "The same organisation as", "Ferry Ministry")
    page.get_by_role("button", name="Compare the two").click()
    expect(page.get_by_role("heading", name="What would follow")).to_be_visible()
    assert barriers(page) == []
    assert "are one organisation now" in press(page, "Merge the two")
    assert barriers(page) == []

    reader.goto("/organisations/ferry-ministry/")
    assert reader.url.endswith("/organisations/ministry-of-ferries/")
    assert reader.locator(".items article").count() == 2
    reader.get_by_role("link", name="News of Ferry Ministry").click()
    expect(reader.get_by_text("Issued by")).to_contain_text("Ferry Ministry")
    reader.get_by_role("link", name="Ferry Ministry", exact=True).click()
    assert reader.inner_text("h1") == "Ministry of Ferries"
    assert "are two again" in press(page, "Part them again")


def leading(name: str) -> Organisation:
    body = add_organisation(by=None, name=name)
    make_issued_edition(headline=f"News of {name}", lead_organisations=[body])
    return body


def quoted(name: str) -> Person:
    edition = make_edition(headline=f"{name} speaks")
    quote = mark_words(edition, "The islands have waited long enough.", speaker=name)
    make_issued_edition(edition)
    return quote.speaker
