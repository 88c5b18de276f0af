"""A link is given anew in one act: the old one ends, what was done with it stays."""

from datetime import timedelta

import pytest
from django.urls import reverse

from briefings.actions.accreditation import revoke_accreditation
from briefings.actions.guests import (
    ask_fact_check,
    give_early_sight,
    give_preview,
    renew_link,
    revoke_link,
)
from briefings.errors import Refused
from briefings.models import GuestLink
from tests.admin.pressing import said
from tests.guests.conftest import Guest, mailed_letters
from tests.making import MONDAY, THURSDAY, make_edition, make_issued_edition, save

pytestmark = pytest.mark.django_db


def test_a_journalist_gets_a_new_link_and_the_old_one_ends(
    clock, press_officer, journalist
):
    edition = make_issued_edition(at=THURSDAY)
    [old] = give_early_sight(edition, by=press_officer, journalists=[journalist])
    guest = Guest(old)
    guest.read()
    mailed_letters()

    new = renew_link(old, by=press_officer)

    assert guest.open().status_code == 404
    assert Guest(new).open().status_code == 200
    [letter] = mailed_letters()
    assert new.token in letter.body
    assert old.token not in letter.body
    assert old.accesses.filter(deed="read").exists()
    old.refresh_from_db()
    assert (old.revoked_at, old.revoked_by) == (MONDAY, press_officer)


def test_an_expired_preview_lasts_as_long_again(clock, writer):
    edition = make_edition(written_by=writer)
    old = give_preview(
        edition, by=writer, name="Odo", email="odo@guest.example", days=3
    )
    clock.move_to(MONDAY + timedelta(days=5))
    assert Guest(old).open().status_code == 404

    new = renew_link(old, by=writer)

    assert new.expires_at == MONDAY + timedelta(days=8)
    assert (new.name, new.email, new.purpose) == (old.name, old.email, "preview")
    assert Guest(new).open().status_code == 200


def test_a_fact_checker_goes_on_with_the_text_they_were_sent(clock, writer):
    edition = make_edition(written_by=writer)
    old = ask_fact_check(
        edition,
        by=writer,
        name="Odo",
        email="odo@guest.example",
        due_on=(MONDAY + timedelta(days=1)).date(),
        question="Is it 4,200?",
    )
    save(edition, body="Quite another text.")
    clock.move_to(MONDAY + timedelta(days=4))

    new = renew_link(old, by=writer)

    assert new.revision == old.revision
    assert new.question == "Is it 4,200?"
    assert new.due_on == (MONDAY + timedelta(days=5)).date()
    assert "Quite another text" not in Guest(new).read()


def test_what_cannot_be_renewed_says_why(clock, writer, press_officer, journalist):
    edition = make_issued_edition(at=THURSDAY)
    [sight] = give_early_sight(edition, by=press_officer, journalists=[journalist])
    draft = make_edition(written_by=writer)
    gone = give_preview(draft, by=writer, name="Odo", email="odo@guest.example")
    revoke_link(gone, by=writer)

    with pytest.raises(Refused, match="is revoked: give them a new one"):
        renew_link(gone, by=writer)
    with pytest.raises(Refused, match="may not accredit journalists"):
        renew_link(sight, by=writer)
    revoke_accreditation(journalist, by=press_officer)
    with pytest.raises(Refused):
        renew_link(sight, by=press_officer)
    clock.move_to(THURSDAY)
    preview = GuestLink.objects.get(pk=sight.pk)
    with pytest.raises(Refused, match="public, or was"):
        renew_link(preview, by=press_officer)


def test_the_desk_offers_it_while_there_is_something_to_renew(client, clock, writer):
    edition = make_edition(written_by=writer)
    old = give_preview(edition, by=writer, name="Odo", email="odo@guest.example")
    page = reverse("admin:briefings_edition_guests", args=[edition.pk])
    client.force_login(writer)
    assert "Give it anew" in client.get(page).content.decode()

    answer = client.post(page, {"do": f"renew-{old.pk}"}, follow=True)

    assert "will be mailed a new link" in said(answer)
    assert edition.guest_links.count() == 2
    # Only the new one can be renewed once more.
    assert answer.content.decode().count("Give it anew") == 1


def test_what_was_answered_stays_beside_the_text(clock, client, writer):
    edition = make_edition(written_by=writer)
    old = ask_fact_check(
        edition,
        by=writer,
        name="Odo",
        email="odo@guest.example",
        due_on=(MONDAY + timedelta(days=1)).date(),
    )
    guest = Guest(old)
    guest.enter()
    guest.post("answer", verdict="change", said="It was 4,100.")
    renew_link(old, by=writer)
    client.force_login(writer)

    page = client.get(reverse("admin:briefings_edition_guests", args=[edition.pk]))

    assert "It was 4,100." in page.content.decode()
