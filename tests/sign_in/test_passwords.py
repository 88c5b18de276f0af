"""Long, unknown to thieves, and otherwise as people like."""

import re

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from briefings.jobs.accounts import send_password_link
from briefings.models import User
from tests.sign_in.showing import PASSWORD, sign_in

NEW = "lanterns over the old canal"


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        "onlysmallletters",
        "мосты над старым каналом",
        "🚲🌉🌊🏔️🎻🕯️🧭🪁🛶🌾🪵🧺",
        "a" + "brown fox " * 30,
    ],
)
def test_whatever_is_long_and_strange_is_taken(editor, password):
    validate_password(password, editor)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("river harbou", None),
        ("river harbo", "too short"),
        ("password1234", "Thieves"),
        ("!!Liverpool2024", "Thieves"),
        ("passwordpassword", "Thieves"),
        ("aaaaaaaaaaaaaaaa", "Thieves"),
        ("abababababababab", "Thieves"),
        ("123456789012345", "Thieves"),
        ("qwertyuiopasdf", "Thieves"),
        ("zyxwvutsrqponm", "Thieves"),
        ("Wren Wren Wren 1", "your own name"),
        ("Government of Valmere", "office’s"),
        ("Valmere newsroom 26", "office’s"),
    ],
)
def test_what_is_guessed_first_is_refused(editor, settings, password, why):
    settings.OFFICE_NAME = "Government of Valmere"
    if why is None:
        validate_password(password, editor)
        return
    with pytest.raises(ValidationError) as refused:
        validate_password(password, editor)
    assert why in " ".join(refused.value.messages)


def test_one_keyboard_writes_as_another(client, editor):
    editor.set_password("café by the old canal")
    editor.save()

    sign_in(client, editor, password="cafe\u0301 by the old canal")

    assert "_auth_user_id" in client.session


def test_changing_it_signs_other_browsers_out(client, editor):
    other = Client()
    for browser in (client, other):
        sign_in(browser, editor)
    sent = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}

    client.post("/account/password/", sent)

    assert client.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302
    page = client.get("/account/").context
    assert [session["is_here"] for session in page["sessions"]] == [True]
    assert UserSession.objects.filter(user=editor).count() == 1


def test_the_present_one_is_asked_for(client, editor):
    sign_in(client, editor)

    page = client.post(
        "/account/password/",
        {"oldpassword": "wrong", "password1": NEW, "password2": NEW},
    )

    assert "This is not your present password." in page.content.decode()
    editor.refresh_from_db()
    assert editor.check_password(PASSWORD)


def link_in_letter() -> str:
    return re.search(r"(/account/password/new/\S+)", mail.outbox[-1].body)[1]


def test_a_forgotten_one_is_chosen_anew_by_letter_once(client, editor):
    signed_in = Client()
    sign_in(signed_in, editor)
    send_password_link("wren@office.example")
    link = link_in_letter()

    form = client.get(link)
    chosen = {"password1": NEW, "password2": NEW}
    client.post(form.headers["Location"], chosen)

    editor.refresh_from_db()
    assert editor.check_password(NEW)
    assert "_auth_user_id" not in client.session
    assert signed_in.get("/account/").status_code == 302
    assert "This link does not work" in Client().get(link).content.decode()


def test_the_answer_is_the_same_whether_there_is_an_account(
    client, editor, django_assert_num_queries
):
    def ask(email: str):
        return client.post("/account/password/forgotten/", {"email": email})

    known, unknown = ask("wren@office.example"), ask("nobody@office.example")

    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )
    # Letters are sent by a job, which takes no time here.
    assert mail.outbox == []


def test_letters_go_to_accounts_that_are_there_and_on(editor):
    assert send_password_link("nobody@office.example") == 0
    assert send_password_link("WREN@office.example") == 1
    editor.is_active = False
    editor.save()
    assert send_password_link("wren@office.example") == 0
    assert [letter.to for letter in mail.outbox] == [["wren@office.example"]]


def test_letters_lead_to_the_office_whatever_host_was_asked(editor, settings):
    settings.SITE_URL = "https://press.example.org"
    send_password_link("wren@office.example")

    (letter,) = mail.outbox
    assert "https://press.example.org/account/password/new/" in letter.body
    assert letter.message()["Auto-Submitted"] == "auto-generated"


def test_asking_over_and_over_is_answered_with_a_pause(client, editor):
    for _ in range(4):
        answer = client.post(
            "/account/password/forgotten/", {"email": "wren@office.example"}
        )

    assert answer.status_code == 429


def test_no_password_is_set_by_somebody_else(client, administrator, editor):
    client.force_login(administrator)

    answer = client.post(
        f"/admin/briefings/user/{editor.pk}/password/",
        {"password1": NEW, "password2": NEW},
    )

    assert answer.status_code == 403
    assert User.objects.get(pk=editor.pk).check_password(PASSWORD)
