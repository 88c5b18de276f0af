"""Names that were found in a text, and tagged or left."""

import pytest
from django.core.management import call_command

from briefings.actions.imports import import_release
from briefings.actions.people import add_person
from briefings.admin.deeds import mark_up_page_of
from briefings.models import Person, Place, TagProposal
from tests.admin.pressing import said
from tests.making import fresh, make_issued_edition

TEXT = b"""\
A new quay

12 March 2091

Transport Minister Ines Calder opened a quay in Skerrow today, with Odd Larsen, the
mayor.

Ines Calder said: "The islands have waited long enough for it."

It was shown at the Harbour Festival.
"""


@pytest.fixture
def edition(writer):
    return import_release(TEXT, name="quay.txt", by=writer)


def named(client, edition) -> list[tuple[str, str]]:
    found = client.get(mark_up_page_of(edition)).context["named"]
    return [(one.row.kind, one.row.name) for one in found]


def press(client, edition, deed: str, name: str):
    row = edition.tag_proposals.get(name=name)
    address = mark_up_page_of(edition)
    return client.post(address, {"do": f"{deed}-{row.pk}"}, follow=True)


def test_whoever_is_named_and_not_quoted_is_proposed(client, writer, edition):
    client.force_login(writer)

    assert named(client, edition) == [
        ("events", "Harbour Festival"),
        ("people", "Odd Larsen"),
        ("places", "Skerrow"),
    ]


def test_one_click_enters_the_name_and_tags_the_release(client, writer, edition):
    client.force_login(writer)

    answer = press(client, edition, "tag", "Skerrow")

    assert "Tagged with Skerrow." in said(answer)
    assert "undo" not in answer.redirect_chain[-1][0]
    assert list(fresh(edition).places.all()) == [Place.objects.get(name="Skerrow")]
    assert fresh(edition).revisions.latest("number").content["places"]
    assert ("places", "Skerrow") not in named(client, edition)


def test_somebody_the_office_knows_is_not_entered_again(client, writer, edition):
    known = add_person(by=writer, name="Odd Larsen")
    client.force_login(writer)

    press(client, edition, "tag", "Odd Larsen")

    assert list(fresh(edition).people.all()) == [known]
    assert Person.objects.filter(name="Odd Larsen").count() == 1


def test_what_is_left_untagged_counts_against_its_rule(client, writer, edition, capsys):
    client.force_login(writer)

    press(client, edition, "leave", "Harbour Festival")

    again = press(client, edition, "leave", "Harbour Festival")
    assert "decided this already" in said(again)
    assert not fresh(edition).events.exists()
    call_command("measure_reading", "--suggestions")
    rule = TagProposal.objects.get(name="Harbour Festival").rule
    [line] = [
        li for li in capsys.readouterr().out.splitlines() if f"events: {rule}" in li
    ]
    assert line.split()[-5:] == ["0", "0", "0", "1", "0%"]


def test_forged_tags_are_refused_by_the_action(client, records_officer, edition):
    client.force_login(records_officer)

    for deed in ("tag", "leave"):
        assert "may not" in said(press(client, edition, deed, "Skerrow"))

    assert not fresh(edition).places.exists()
    assert TagProposal.objects.open().count() == 3


def test_nothing_is_offered_of_a_text_that_readers_read(client, writer, edition):
    client.force_login(writer)
    assert "Named in the text" in client.get(mark_up_page_of(edition)).content.decode()

    issued = make_issued_edition(edition)

    page = client.get(mark_up_page_of(issued)).content.decode()
    assert "Named in the text" not in page
    assert "Begin a correction" in said(press(client, issued, "tag", "Skerrow"))
