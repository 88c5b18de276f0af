"""People outside are spoken to in a language of theirs, which says nothing of the
text that they are to read."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils.translation import override

from briefings.actions.guests import ask_fact_check, give_preview
from briefings.jobs.guests import remind_fact_checkers
from tests.guests.conftest import Guest, mailed_letters
from tests.making import MONDAY, make_edition

pytestmark = pytest.mark.django_db
DUE = (MONDAY + timedelta(days=3)).date()
FRENCH = {"headers": {"accept-language": "fr-CA, en;q=0.5"}}


class FrenchGuest(Guest):
    def __init__(self, link):
        super().__init__(link)
        self.client = Client(**FRENCH)


def ask(**content):
    edition = make_edition(**content)
    return ask_fact_check(
        edition, by=edition.written_by, name="Ada", email="ada@lab.example", due_on=DUE
    )


def test_a_browser_is_answered_in_its_language_at_the_door_and_inside(clock):
    guest = FrenchGuest(ask())

    door = guest.open().text
    assert '<html lang="fr"' in door
    assert "vous demande de vérifier un texte" in door
    assert "M’envoyer un code" in door
    assert "Ce code est faux" in guest.post("enter", digits="1").text

    guest.enter()
    inside = guest.open().text
    assert "8 mars 2091</time>." in inside
    assert "Envoyer la réponse" in inside
    assert "Choisissez «\u00a0exact\u00a0»" in guest.post("answer").text


def test_who_sends_too_often_is_told_so_in_their_language(
    clock, settings, empty_counters
):
    settings.RATE_LIMITS = {"guests": (1, timedelta(minutes=1))}
    guest = FrenchGuest(ask())
    guest.post("code")

    assert "C’était trop souvent" in guest.post("code").text


def test_the_door_tells_nothing_of_the_language_of_the_text(clock):
    doors = [
        Guest(ask(headline=headline, language=language)).open().text
        for headline, language in (("A ferry", "en"), ("Un bac", "fr"))
    ]

    assert all('<html lang="en"' in door for door in doors)
    assert all("Send me a code" in door for door in doors)


def test_letters_are_in_the_first_language_of_the_office(clock, settings):
    with override("fr"):
        link = ask()
        give_preview(
            link.edition,
            by=link.edition.written_by,
            name="Bo",
            email="bo@lab.example",
            days=3,
        )
        letters = {letter.to[0][:2]: letter for letter in mailed_letters()}
        assert "jusqu’à la fin du jeudi 8 mars 2091" in letters["ad"].body
        assert "fonctionne jusqu’au jeudi 8 mars 2091, 09:00 GMT" in letters["bo"].body
        assert "vous montre un projet de texte" in letters["bo"].subject
        assert "Saisissez-le" in code_of(link).body

        mail.outbox.clear()
        clock.move_to(MONDAY + timedelta(days=2, hours=1))
        assert remind_fact_checkers() == 1
        assert "espère encore votre réponse" in mail.outbox[0].subject


def code_of(link):
    Guest(link).ask()
    return mail.outbox[-1]
