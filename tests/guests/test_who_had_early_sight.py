"""Whoever read a release before it was public, by whatever link, is in the list of it;
readers can be told of them by kind, outlet and role, and never by name."""

import pytest
from django.urls import reverse

from briefings.actions.guests import (
    ask_fact_check,
    early_sight_of,
    give_early_sight,
    give_preview,
    publish_early_sight,
    renew_link,
    revoke_link,
)
from briefings.errors import Refused
from briefings.models import EarlySightNote, Journalist
from tests.guests.conftest import Guest
from tests.making import MONDAY, THURSDAY, make_issued_edition

pytestmark = pytest.mark.django_db

NAMES = ("Jo Marlow", "Kim Lund", "Bo Hale", "lab.example", "herald.example")


@pytest.fixture
def edition(clock):
    return make_issued_edition(at=THURSDAY)


def check(edition, name: str):
    email = f"{name.split()[0]}@lab.example"
    about = {"name": name, "email": email, "due_on": MONDAY.date()}
    return ask_fact_check(edition, by=None, **about)


def preview(edition, name: str, email: str = "bo@lab.example"):
    return give_preview(edition, by=None, name=name, email=email)


def let_in_everybody(edition, journalist) -> None:
    [press] = give_early_sight(edition, by=None, journalists=[journalist])
    for link in (press, check(edition, "Kim Lund"), check(edition, "Ada Voss")):
        assert "islands have waited" in Guest(link).read()
    assert "islands have waited" in Guest(preview(edition, "Bo Hale")).read()


def shown(client, edition) -> str:
    where = reverse("admin:briefings_edition_guests", args=[edition.pk])
    page = client.get(where).content.decode()
    _, _, found = page.partition('id="read-before"')
    return found.partition("</section>")[0]


def test_all_kinds_are_told_without_names(edition, journalist):
    let_in_everybody(edition, journalist)

    told = early_sight_of(edition)

    assert told == (
        "1 journalist of 1 outlet read this under embargo: The Skerrow Herald "
        "(political editor). Read before it was public by 2 fact-checkers and 1 "
        "reader of a preview."
    )


def test_whoever_moved_to_another_outlet_is_one_reader(edition, journalist):
    [link] = give_early_sight(edition, by=None, journalists=[journalist])
    Guest(link).read()
    revoke_link(link, by=None)
    Journalist.objects.filter(pk=journalist.pk).update(outlet="The Other Paper")
    journalist.refresh_from_db()
    [link] = give_early_sight(edition, by=None, journalists=[journalist])
    Guest(link).read()

    assert early_sight_of(edition) == (
        "1 journalist of 1 outlet read this under embargo: The Other Paper "
        "(political editor)."
    )


def test_who_was_given_a_link_and_did_not_read_had_no_early_sight(edition):
    preview(edition, "Bo Hale")
    Guest(check(edition, "Kim Lund")).enter()

    with pytest.raises(Refused, match="Nobody read it before its time"):
        early_sight_of(edition)


def test_a_reader_is_counted_once_and_also_after_the_link_was_revoked(edition):
    old = preview(edition, "Bo Hale")
    Guest(old).read()
    new = renew_link(old, by=None)
    Guest(new).read()
    revoke_link(new, by=None)
    Guest(preview(edition, "Bo Hale", "BO@lab.example")).read()

    told = early_sight_of(edition)

    assert told == "Read before it was public by 1 reader of a preview."


def test_the_list_names_them_by_kind_to_the_office(
    client, press_officer, writer, edition, journalist, clock
):
    client.force_login(press_officer)
    assert shown(client, edition) == ""
    let_in_everybody(edition, journalist)

    for person, may_tell in ((writer, False), (press_officer, True)):
        client.force_login(person)
        clock.move_to(MONDAY)
        page = shown(client, edition)
        assert "Accredited press: Jo Marlow, The Skerrow Herald" in page
        assert "Fact-checkers: Ada Voss; Kim Lund" in page
        assert "Previews: Bo Hale" in page
        assert "Tell readers" not in page
        clock.move_to(THURSDAY)
        assert ("Tell readers" in shown(client, edition)) == may_tell


def test_readers_are_told_of_every_kind_and_of_no_name(
    client, press_officer, edition, journalist, clock
):
    let_in_everybody(edition, journalist)
    clock.move_to(THURSDAY)
    client.force_login(press_officer)
    where = reverse("admin:briefings_edition_guests", args=[edition.pk])
    words = early_sight_of(edition)

    client.post(where, {"do": "publishearlysight"})

    assert EarlySightNote.objects.get().words == words
    assert f"Readers are told: {words}" in shown(client, edition)
    client.logout()
    public = client.get(edition.release.get_absolute_url()).content.decode()
    assert words in public
    assert not [name for name in NAMES if name in public]


def test_whoever_may_not_accredit_tells_readers_nothing(
    client, writer, edition, journalist, clock
):
    let_in_everybody(edition, journalist)
    clock.move_to(THURSDAY)
    client.force_login(writer)
    where = reverse("admin:briefings_edition_guests", args=[edition.pk])

    client.post(where, {"do": "publishearlysight"})
    with pytest.raises(Refused, match="may not accredit"):
        publish_early_sight(edition, by=writer)

    assert not EarlySightNote.objects.exists()
