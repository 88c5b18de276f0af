import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from briefings.actions.accreditation import accredit_journalist
from briefings.actions.collections import add_collection, collect_releases
from briefings.actions.comments import add_comment, reply_to_comment
from briefings.actions.commitments import record_update
from briefings.actions.entering import Visitor, ask_code
from briefings.actions.features import feature_release
from briefings.actions.guests import give_early_sight
from briefings.actions.imports import import_release
from briefings.actions.limits import join_organisation
from briefings.actions.notices import withdraw_release
from briefings.actions.people import add_organisation, add_role, appoint
from briefings.actions.record import add_note
from briefings.actions.reminders import set_reminder
from briefings.actions.subjects import (
    add_contact,
    add_event,
    add_government,
    add_place,
    add_topic,
)
from briefings.admin import site
from briefings.admin.deeds import page_of
from briefings.models import (
    Edition,
    FormerAddress,
    OrganisationName,
    Person,
    PersonName,
)
from tests.attaching import show
from tests.making import MONDAY, make_issued_edition, make_marked_edition, span

MODELS = sorted(site._registry, key=lambda model: model.__name__)
TEXT = b"""A bridge for Tarn

The bridge at Tarn will open by 1 May 2092, and 40 people will work there.

Works Minister Odo Brandt said:

"We build it because people asked for it."
"""


@pytest.fixture
def office(writer, publisher, records_officer, press_officer):
    """At least one row of every model."""
    topic = add_topic(by=writer, name="Ferries")
    place = add_place(by=writer, name="Skerrow")
    event = add_event(by=writer, name="Island day", place=place)
    contact = add_contact(by=writer, name="Press desk")
    add_government(by=writer, name="2088 government", started_on=date(2088, 1, 1))
    ministry = add_organisation(by=writer, name="Ministry of Transport")
    join_organisation(writer, ministry, by=None)
    role = add_role(by=writer, title="Transport Minister", organisation=ministry)
    edition = make_marked_edition(
        topics=[topic],
        places=[place],
        events=[event],
        contacts=[contact],
        lead_organisations=[ministry],
    )
    show(edition)
    add_note(edition, by=writer, words="Check the date with the harbour.")
    soon = timezone.localdate() + timedelta(days=9)
    set_reminder(edition, by=writer, person=writer, on=soon, words="The fares.")
    words = span(edition, "We start on Monday.")
    comment = add_comment(edition, by=writer, said="Which Monday?", **words)
    reply_to_comment(comment, by=writer, said="The fifth.")
    person = Person.objects.get()
    appoint(person, role, by=writer, started_on=MONDAY.date())
    PersonName.objects.create(person=person, name="Ines Hale")
    OrganisationName.objects.create(organisation=ministry, name="Board of Works")
    edition = make_issued_edition(edition)
    ferries = add_collection(by=writer, title="All ferries")
    collect_releases(ferries, [edition.release], by=writer)
    FormerAddress.objects.create(slug="ferry", release=edition.release)
    feature_release(edition.release, by=publisher)
    withdraw_release(edition.release, by=publisher, explanation="The date is wrong.")
    record_update(
        edition.statements.get().commitment,
        by=records_officer,
        stage="in_progress",
        words="Work has begun.",
        effective_on=MONDAY.date(),
        evidence=[
            {"kind": "news_report", "title": "A quay", "url": "https://a.example/1"}
        ],
    )
    import_release(TEXT, name="bridge.txt", by=writer)
    let_somebody_in(Edition.objects.get(headline__contains="bridge"), by=press_officer)
    return edition


def let_somebody_in(edition, *, by):
    journalist = accredit_journalist(
        by=by,
        name="Ana Reyes",
        outlet="The Skerrow Herald",
        email="ana@herald.example",
        accredited_until=date(2092, 1, 1),
    )
    [link] = give_early_sight(edition, by=by, journalists=[journalist])
    ask_code(by=link, visitor=Visitor())


def test_every_model_has_a_list_and_a_page(client, administrator, office):
    administrator.is_superuser = True
    administrator.save()
    client.force_login(administrator)

    answers = {}
    for model in MODELS:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        row = model._default_manager.first()
        listed = client.get(reverse(f"{name}_changelist"), {"q": "a"})
        page = client.get(reverse(f"{name}_change", args=[row.pk]), follow=True)
        answers[model.__name__] = (listed.status_code, page.status_code)

    assert len(answers) == 42
    assert {n: a for n, a in answers.items() if a != (200, 200)} == {}


@pytest.mark.parametrize(
    "name", ["release", "edition", "quote", "commitment", "figure", "transition"]
)
def test_a_list_asks_as_much_for_many_rows_as_for_few(client, writer, name):
    client.force_login(writer)
    address = reverse(f"admin:briefings_{name}_changelist")
    make_marked_edition(headline="The first")
    make_issued_edition(make_marked_edition(headline="The second"))
    few = _queries(client, address)

    for number in range(4):
        make_marked_edition(headline=f"Another, {number}")
    many = _queries(client, address)

    assert many == few


def test_a_reader_of_the_record_is_offered_no_button(client, records_officer):
    edition = make_marked_edition()
    client.force_login(records_officer)

    context = client.get(page_of(edition)).context

    assert not context["page"].words.is_offered
    assert context["moves"] == []
    assert b"The islands have waited" in client.get(page_of(edition)).content


def test_nobody_from_outside_sees_the_desk(stranger, db):
    response = stranger.get(reverse("admin:index"))

    assert response.status_code == 302
    assert response.url.startswith(reverse("admin:login"))


def test_pages_carry_no_style_or_script_of_their_own(client, writer):
    edition = make_marked_edition()
    client.force_login(writer)

    page = client.get(page_of(edition)).content.decode()

    assert " style=" not in page
    assert "<style" not in page
    assert re.search(r"<script(?![^>]* src=)", page) is None


def _queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
