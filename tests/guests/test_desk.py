import pytest
from django.urls import reverse

from briefings.actions.guests import (
    ask_fact_check,
    give_early_sight,
    give_preview,
    renew_link,
    revoke_link,
)
from briefings.admin.deeds import page_of
from briefings.errors import Refused
from briefings.models import GuestLink, Journalist
from tests.admin.pressing import said
from tests.guests.conftest import Guest, make_journalist
from tests.making import MONDAY, THURSDAY, make_edition, make_issued_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(clock):
    return make_issued_edition(at=THURSDAY)


def page(edition) -> str:
    return reverse("admin:briefings_edition_guests", args=[edition.pk])


def press(client, edition, deed, **fields):
    data = {f"{deed}-{name}": value for name, value in fields.items()}
    return client.post(page(edition), {"do": deed, **data}, follow=True)


def test_several_journalists_are_given_early_sight_at_once(
    client, press_officer, edition, journalist
):
    other = make_journalist("Ana Reyes", by=press_officer)
    client.force_login(press_officer)
    assert page(edition) in client.get(page_of(edition)).content.decode()

    answer = press(
        client, edition, "giveearlysight", journalists=[journalist.pk, other.pk]
    )

    assert "2 journalists" in said(answer)
    assert "Ana Reyes, The Skerrow Herald" in answer.content.decode()
    assert edition.guest_links.count() == 2


def test_the_list_says_who_read_and_revokes_at_once(
    client, press_officer, edition, journalist
):
    [link] = give_early_sight(edition, by=press_officer, journalists=[journalist])
    guest = Guest(link)
    guest.read()
    client.force_login(press_officer)

    assert "1 time" in client.get(page(edition)).content.decode()
    answer = press(client, edition, f"revoke-{link.pk}")

    assert "is revoked" in said(answer)
    assert guest.open().status_code == 404


def test_a_writer_gives_no_early_sight_and_a_press_officer_no_preview_of_a_draft(
    client, writer, press_officer, edition, journalist
):
    client.force_login(writer)
    answer = press(client, edition, "giveearlysight", journalists=[journalist.pk])
    assert "may not accredit" in said(answer)

    client.force_login(press_officer)
    told = {"who": "Kim", "email": "kim@example.org", "days": 7}
    draft = make_edition(headline="A draft")
    assert "may not write" in said(press(client, draft, "givepreview", **told))
    assert not GuestLink.objects.exists()


def test_a_link_of_another_edition_is_not_revoked_from_here(
    client, press_officer, edition, journalist
):
    other = make_edition(headline="Another story")
    [link] = give_early_sight(other, by=press_officer, journalists=[journalist])
    client.force_login(press_officer)

    assert "changed this page" in said(press(client, edition, f"revoke-{link.pk}"))
    link.refresh_from_db()
    assert link.revoked_at is None


def test_a_journalist_is_accredited_changed_and_revoked(client, press_officer):
    client.force_login(press_officer)
    form = {
        "do": "accredit",
        "accredit-name": "Ana Reyes",
        "accredit-outlet": "The Skerrow Herald",
        "accredit-email": "ana@herald.example",
        "accredit-accredited_until": "2092-01-01",
    }
    add = reverse("admin:briefings_journalist_add")
    assert "is accredited" in said(client.post(add, form, follow=True))
    # The same person again is refused in a sentence.
    assert "is accredited" in said(client.post(add, form))
    ana = Journalist.objects.get()
    change = {
        "do": "change",
        **{f"change-{k.partition('-')[2]}": v for k, v in form.items() if "-" in k},
        **{f"initial-change-{n}": v for n, v in _told(ana).items()},
        "change-role": "arts editor",
    }
    assert said(client.post(page_of(ana), change, follow=True)) == "Saved."
    client.post(page_of(ana), {"do": "revoke"})

    ana.refresh_from_db()
    assert ana.role == "arts editor"
    assert ana.revoked_by == press_officer


def _told(journalist) -> dict:
    names = ("name", "outlet", "role", "email", "accredited_until")
    return {name: getattr(journalist, name) for name in names}


def test_readers_are_told_by_role_after_the_lift_and_not_before(
    client, press_officer, edition, journalist, clock
):
    [link] = give_early_sight(edition, by=press_officer, journalists=[journalist])
    Guest(link).read()
    client.force_login(press_officer)
    public = edition.release.get_absolute_url()

    assert "once the release is public" in said(
        press(client, edition, "publishearlysight")
    )
    clock.move_to(THURSDAY)
    before = client.get(public).content.decode()
    press(client, edition, "publishearlysight")

    told = "1 journalist of 1 outlet read this under embargo"
    assert told not in before
    after = client.get(public).content.decode()
    assert f"{told}: The Skerrow Herald (political editor)." in after
    assert "Jo Marlow" not in after


def test_what_waits_for_its_moment_is_shown_by_who_answers_for_it(
    client, edition, writer, publisher, press_officer
):
    about = {"name": "Kim", "email": "kim@lab.example"}
    with pytest.raises(Refused, match="is scheduled"):
        give_preview(edition, by=writer, **about)
    with pytest.raises(Refused, match="is scheduled"):
        ask_fact_check(edition, by=writer, due_on=MONDAY.date(), **about)
    client.force_login(writer)
    assert "Give a preview" not in client.get(page(edition)).text

    old = give_preview(edition, by=publisher, **about)
    with pytest.raises(Refused, match="is scheduled"):
        renew_link(old, by=writer)
    give_preview(edition, by=press_officer, name="Bo", email="bo@lab.example")
    revoke_link(old, by=writer)
