from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from briefings.actions.guests import ask_fact_check, revoke_link
from briefings.admin.deeds import mark_up_page_of, page_of
from briefings.jobs.guests import remind_fact_checkers
from briefings.models import Contact
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


def test_a_check_opens_when_a_contact_of_the_text_is_gone(clock):
    contact = Contact.objects.create(name="Night desk", email="night@office.example")
    edition = make_edition(contacts=[contact])
    guest = ask(edition, "Ada")
    edition.contacts.clear()
    contact.delete()
    guest.enter()

    assert FERRY in guest.open().content.decode()


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
