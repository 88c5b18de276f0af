from datetime import date

import pytest
from django.urls import reverse

from briefings.actions.reminders import set_reminder
from briefings.admin.deeds import page_of
from briefings.models import User
from tests.admin.pressing import said
from tests.making import MONDAY, fresh, make_edition, make_issued_edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
JUNE = date(2091, 6, 1)
JULY = MONDAY.replace(month=7)


def page(edition) -> str:
    return reverse("admin:briefings_edition_reminders", args=[edition.pk])


def do(client, edition, deed: str, **fields):
    data = {f"{deed}-{name}": value for name, value in fields.items()}
    return client.post(page(edition), {"do": deed, **data}, follow=True)


def set_one(edition, person, words="Are the fares still right?"):
    return set_reminder(edition, by=person, person=person, on=JUNE, words=words)


def test_a_colleague_is_reminded_from_the_page_and_settles_it_there(
    client, writer, approver, clock
):
    edition = make_issued_edition()
    client.force_login(writer)
    fields = {"on": "2091-06-01", "person": approver.pk, "words": "The fares."}
    assert said(do(client, edition, "set", **fields)) == (
        "Asa is reminded on 1 June 2091."
    )
    assert "To be looked at again since" not in client.get(page_of(edition)).text

    clock.move_to(JULY)
    client.force_login(approver)
    desk = client.get("/admin/").context["desk"]
    [row] = next(s for s in desk.sections if s.name == "reminders").rows
    assert (row.headline, row.note) == (
        edition.headline,
        "For 1 June 2091: “The fares.”",
    )
    shown = client.get(page_of(edition)).text
    assert "To be looked at again since 1 June 2091, by Asa." in shown
    assert page(edition) in shown

    reminder = edition.reminders.get()
    deed = f"settle-{reminder.pk}"
    assert said(do(client, edition, deed, again_on="2092-06-01")) == (
        "Settled, until 1 June 2092."
    )
    assert "1 settled" in client.get(page(edition)).text
    assert not client.get("/admin/").context["desk"].sections


def test_what_is_to_be_looked_at_again_is_found_in_the_list(
    client, writer, approver, clock
):
    set_one(make_issued_edition(make_edition(headline="Due")), approver)
    make_issued_edition(make_edition(headline="Not asked for"))
    client.force_login(writer)
    releases = reverse("admin:briefings_release_changelist")

    def listed() -> set[str]:
        rows = client.get(releases, {"needs": "reminders"}).context["cl"].result_list
        return {release.newest_edition.headline for release in rows}

    assert listed() == set()
    clock.move_to(JULY)
    assert listed() == {"Due"}


def test_a_bad_day_is_told_beside_what_was_typed(client, writer):
    edition = make_issued_edition()
    client.force_login(writer)

    answer = do(
        client, edition, "set", on="2091-02-30", person=writer.pk, words="The fares."
    )
    assert "The fares." in answer.text
    assert not edition.reminders.exists()

    answer = do(
        client, edition, "set", on="2091-03-05", person=writer.pk, words="The fares."
    )
    assert "from tomorrow on" in said(answer)
    assert not edition.reminders.exists()


def test_an_account_without_a_role_finds_no_page(client):
    edition = make_issued_edition()
    client.force_login(User.objects.create_user(username="Rita", is_staff=True))

    assert client.get(page(edition)).status_code == 403


def test_records_officers_set_one_too(client, records_officer):
    """It is a note to colleagues, which everybody with a role may leave."""
    edition = make_issued_edition()
    client.force_login(records_officer)

    do(
        client,
        edition,
        "set",
        on="2091-06-01",
        person=records_officer.pk,
        words="The fares.",
    )

    assert fresh(edition).reminders.get().by == records_officer
