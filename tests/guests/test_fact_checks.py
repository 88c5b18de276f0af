import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from django.urls import reverse

from briefings.actions.guests import ask_fact_check, renew_link, revoke_link
from briefings.actions.people import add_organisation
from briefings.actions.subjects import change_entry
from briefings.admin.deeds import mark_up_page_of, page_of
from briefings.jobs.guests import remind_fact_checkers
from briefings.models import Contact, GuestLink, Organisation
from briefings.readiness import obstacles
from tests.guests.conftest import Guest, mailed_letters
from tests.making import MONDAY, fresh, make_edition, save

pytestmark = pytest.mark.django_db
DUE = (MONDAY + timedelta(days=3)).date()
FERRY = "The government will open a ferry line to Skerrow by 1 June 2091."


@pytest.fixture
def edition(clock):
    return make_edition()


def ask(edition, name: str) -> Guest:
    email = f"{name.lower()}@lab.example"
    link = ask_fact_check(
        edition, by=edition.written_by, name=name, email=email, due_on=DUE
    )
    return Guest(link)


def told(edition) -> set[str]:
    found = obstacles(fresh(edition), day=MONDAY.date())
    return {o.sentence for o in found if o.place == "checked"}


def test_three_check_at_once_and_see_only_their_own(edition, client, writer):
    ada, ben, cy = (ask(edition, name) for name in ("Ada", "Ben", "Cy"))
    for guest in (ada, ben, cy):
        guest.enter()

    ada.post("remark", passage=0, words="1 June", verdict="change", said="July.")
    ben.post("answer", verdict="correct")
    cy.post("answer", verdict="change", said="Nobody signed.")

    assert "July." in ada.open().content.decode()
    for guest in (ben, cy):
        assert "July." not in guest.open().content.decode()
    assert "Nobody signed." not in ben.open().content.decode()
    assert told(edition) == {
        "Ada has not answered the fact check yet.",
        "Cy asks for a change after a fact check.",
    }
    client.force_login(writer)
    for page in (
        page_of(edition),
        reverse("admin:briefings_edition_guests", args=[edition.pk]),
    ):
        shown = client.get(page).content.decode()
        assert "July." in shown
        assert "Nobody signed." in shown


def test_a_checker_reads_exactly_what_was_sent(edition):
    guest = ask(edition, "Ada")
    save(edition, body="The ferry is cancelled.")
    guest.enter()

    page = guest.open().content.decode()
    assert FERRY in page
    assert "cancelled" not in page


def test_a_checker_reads_a_contact_that_is_gone_as_it_was_sent(clock):
    contact = Contact.objects.create(name="Night desk", email="night@office.example")
    edition = make_edition(contacts=[contact])
    guest = ask(edition, "Ada")
    edition.contacts.clear()
    contact.delete()
    guest.enter()

    page = guest.open().content.decode()
    assert FERRY in page
    assert "Night desk" in page
    assert "night@office.example" in page


@pytest.fixture
def named(clock):
    """A text with everything that a checker reads, and all of it told by its name."""
    desk = Contact.objects.create(name="Day desk", telephone="+44 20 7946 0000")
    lead = add_organisation(by=None, name="Ministry of Ferries")
    return make_edition(
        headline="A ferry, as sent",
        summary="A summary, as sent.",
        notes_to_editors="Notes, as sent.",
        contacts=[desk],
        lead_organisations=[lead],
        supporting_organisations=[add_organisation(by=None, name="Harbour Trust")],
    )


def change_everything(edition) -> None:
    change_entry(Contact.objects.get(), by=None, name="Changed desk", telephone="9999")
    for row in Organisation.objects.all():
        change_entry(row, by=None, name=f"Changed {row.name}")
    save(
        fresh(edition),
        headline="A changed ferry",
        summary="A changed summary.",
        body="Changed words.",
        notes_to_editors="Changed notes.",
        contacts=[],
        lead_organisations=[],
        kind="speech",
    )


def test_no_later_change_reaches_what_a_checker_was_sent(named):
    guest = ask(named, "Ada")
    guest.enter()
    sent = without_seals(guest.open())
    change_everything(named)

    read = without_seals(guest.open())
    assert read == sent
    assert "Changed " not in read
    for name in ("Ministry of Ferries", "Harbour Trust", "Day desk", "7946 0000"):
        assert name in read
    for part in ("A ferry, as sent", "A summary, as sent.", "Notes, as sent."):
        assert part in read


def test_a_link_given_anew_leads_to_the_names_that_were_sent(named):
    guest = ask(named, "Ada")
    change_everything(named)
    renewed = Guest(renew_link(guest.link, by=named.written_by))
    renewed.enter()

    page = renewed.open().content.decode()
    assert "Ministry of Ferries" in page
    assert "Day desk" in page


def test_the_names_that_were_sent_are_not_rewritten(named):
    link = ask(named, "Ada").link

    with pytest.raises(DatabaseError, match="given anew"), transaction.atomic():
        GuestLink.objects.filter(pk=link.pk).update(printed={})
    link.refresh_from_db()
    assert "Harbour Trust" in link.printed["organisations"].values()


def without_seals(answer) -> str:
    return re.sub(r'name="seal" value="[^"]+"', "", answer.content.decode())


def test_a_remark_follows_its_words_and_tells_where_they_are_gone(edition):
    guest = ask(edition, "Ada")
    guest.enter()
    guest.post("remark", passage=0, words="1 June", verdict="change", said="July.")
    edition = save(fresh(edition), body=f"First of all.\n\n{FERRY}")
    remark = edition.fact_check_remarks.get()
    assert edition.plain_text[remark.start : remark.end] == remark.words == "1 June"

    save(fresh(edition), body="Nothing is left of it.")
    guest.post("remark", passage=0, verdict="change", said="All of it.")
    first, second = edition.fact_check_remarks.order_by("id")
    assert first.is_lost
    assert second.is_lost
    assert second.read == FERRY


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"do": "answer", "verdict": "change"}, "Say what should be changed."),
        ({"do": "answer", "verdict": "perhaps"}, "Choose “correct”"),
        ({"do": "remark", "passage": "7", "verdict": "correct"}, "no such passage"),
        ({"do": "remark", "passage": "²", "verdict": "correct"}, "no such passage"),
        (
            {"do": "remark", "passage": "0", "words": "pigs", "verdict": "correct"},
            "not in the passage",
        ),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_typed_is_lost(edition, form, sentence):
    guest = ask(edition, "Ada")
    guest.enter()

    answer = guest.post(**form, said="")

    assert sentence in answer.content.decode()
    assert not guest.link.answers.exists()
    assert not guest.link.remarks.exists()


def test_a_check_ends_with_the_day_it_is_due(edition, clock):
    guest = ask(edition, "Ada")
    guest.enter()
    clock.move_to(MONDAY + timedelta(days=3, hours=14))
    guest.enter()
    assert FERRY in guest.open().content.decode()

    clock.move_to(MONDAY + timedelta(days=4))
    assert guest.open().status_code == 404


def test_who_has_not_answered_is_reminded_once(edition, clock):
    ada, ben, cy = (ask(edition, name) for name in ("Ada", "Ben", "Cy"))
    mailed_letters()
    ben.enter()
    ben.post("answer", verdict="correct")
    revoke_link(cy.link, by=None)
    mail.outbox.clear()

    assert remind_fact_checkers() == 0
    clock.move_to(MONDAY + timedelta(days=2))
    assert remind_fact_checkers() == 1
    assert remind_fact_checkers() == 0
    [letter] = mail.outbox
    assert letter.to == ["ada@lab.example"]
    assert ada.address in letter.body
    assert "ferry" not in (letter.subject + letter.body).lower()


def test_what_checkers_say_stands_beside_the_words_in_the_marking_view(
    edition, client, writer
):
    ada, ben = ask(edition, "Ada"), ask(edition, "Ben")
    for guest in (ada, ben):
        guest.enter()
    ada.post("remark", passage=0, words="1 June", verdict="change", said="July.")
    ben.post("answer", verdict="change", said="Nobody signed.")
    [remark] = edition.fact_check_remarks.all()
    client.force_login(writer)

    shown = client.get(mark_up_page_of(edition))

    page = shown.content.decode()
    marked = f'<mark class="comment" data-ref="comment-c{remark.pk}">1 June</mark>'
    assert marked in page
    assert f'id="comment-c{remark.pk}"' in page
    assert "Ada: Change this" in page
    assert "July." in page
    assert "Nobody signed." in page
    starts = [card["row"].start for card in shown.context["cards"]]
    assert starts == sorted(starts)


def test_a_remark_whose_words_are_gone_stays_beside_the_text(edition, client, writer):
    ada = ask(edition, "Ada")
    ada.enter()
    ada.post("remark", passage=0, words="1 June", verdict="change", said="July.")
    save(edition, body="The ferry line opens some day.")
    client.force_login(writer)

    page = client.get(mark_up_page_of(edition)).content.decode()

    assert '<mark class="comment"' not in page
    assert "These words are no longer in the text." in page
    assert "The text has changed since it was sent." in page
