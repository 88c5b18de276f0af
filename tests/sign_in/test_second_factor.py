"""Both factors open the desk; one opens the page where the other is entered."""

from urllib.parse import quote

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from briefings.models import AuditEntry, AuditKind
from tests.sign_in.showing import SECRET, code_now, sign_in

DESK = "/admin/briefings/release/?q=ferry"


@pytest.fixture
def with_app(editor):
    TOTP.activate(editor, SECRET)
    return editor


def opens_desk(client: Client) -> bool:
    return client.get(DESK).status_code == 200


def test_a_password_alone_leads_to_entering_a_second_factor_and_back(client, editor):
    first = sign_in(client, editor, next=DESK)
    led = client.get(DESK, follow=True)
    assert first.headers["Location"] == DESK
    assert led.redirect_chain[-1][0].startswith("/account/second-factor/?next=")

    page = client.get("/account/second-factor/app/")
    secret = page.context["form"].secret
    added = client.post("/account/second-factor/app/", {"code": code_now(secret)})
    codes = client.get(added.headers["Location"])

    assert f'href="{DESK}"' in codes.content.decode()
    assert len(codes.context["unused_codes"]) == 10
    assert opens_desk(client)


def test_whoever_has_one_is_asked_for_it_before_they_are_signed_in(client, with_app):
    asked = sign_in(client, with_app, next=DESK)
    assert asked.headers["Location"] == "/account/sign-in/code/"
    assert "_auth_user_id" not in client.session

    entered = client.post("/account/sign-in/code/", {"code": code_now()})

    assert entered.headers["Location"] == DESK
    assert opens_desk(client)


def test_a_session_from_before_the_second_factor_does_not_open_the_desk(client, editor):
    sign_in(client, editor)
    TOTP.activate(editor, SECRET)

    assert not opens_desk(client)
    client.get(DESK, follow=True)
    refused = AuditEntry.objects.filter(kind=AuditKind.REFUSAL, person=editor)
    assert "second factor" in refused.latest("at").label


@pytest.mark.parametrize(
    "page",
    [
        "",
        "second-factor/",
        "second-factor/app/",
        "second-factor/passkey/",
        "recovery-codes/",
        "recovery-codes/new/",
        "recovery-codes/file/",
        "password/",
        "confirm/",
    ],
)
def test_a_session_from_before_the_second_factor_finds_no_way_to_one(
    client, editor, page
):
    """A thief with the password who came first."""
    sign_in(client, editor)
    TOTP.activate(editor, SECRET)
    RecoveryCodes.activate(editor)

    answer = client.get(f"/account/{page}")

    back = quote(f"/account/{page}", safe="")
    assert answer.headers["Location"] == f"/account/sign-in/?next={back}"
    assert "_auth_user_id" not in client.session


def test_a_copy_of_the_database_shows_no_codes_to_come(client, with_app, settings):
    kept = str(list(with_app.authenticator_set.values_list("data", flat=True)))
    assert SECRET not in kept

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another long key that came after the first one"
    sign_in(client, with_app)
    client.post("/account/sign-in/code/", {"code": code_now()})
    assert opens_desk(client)

    settings.SECRET_KEY_FALLBACKS = []
    other = Client()
    sign_in(other, with_app)
    page = other.post("/account/sign-in/code/", {"code": code_now(steps=1)})
    assert "This code is not right" in page.content.decode()


def test_a_recovery_code_works_once(client, with_app):
    code = RecoveryCodes.activate(with_app).get_unused_codes()[0]
    sign_in(client, with_app)
    client.post("/account/sign-in/code/", {"code": code})
    assert opens_desk(client)

    other = Client()
    sign_in(other, with_app)
    again = other.post("/account/sign-in/code/", {"code": code})

    assert "This code is not right" in again.content.decode()
    assert not opens_desk(other)


@pytest.mark.parametrize("spelling", ["{}", " {} ", "{:.3} {:.0}"])
def test_a_code_of_the_app_works_once_however_it_is_written(client, with_app, spelling):
    # The next one, valid already because telephones are fast or slow.
    code = code_now(steps=1)
    sign_in(client, with_app)
    client.post("/account/sign-in/code/", {"code": code})
    assert opens_desk(client)

    other = Client()
    sign_in(other, with_app)
    written = f"{code[:3]} {code[3:]}" if ":" in spelling else spelling.format(code)
    other.post("/account/sign-in/code/", {"code": written})

    assert not opens_desk(other)


def test_the_last_second_factor_cannot_be_removed(client, with_app):
    client.force_login(with_app)

    page = client.get("/account/second-factor/app/remove/").content.decode()
    client.post("/account/second-factor/app/remove/")

    assert "Add another one first" in page
    assert with_app.authenticator_set.count() == 1


def test_it_can_be_optional_on_a_machine_of_ones_own(client, editor, settings):
    settings.SECOND_FACTOR = "optional"
    sign_in(client, editor)

    assert opens_desk(client)


def test_who_is_no_editor_is_told_so(client, editor):
    editor.is_staff = False
    editor.save()
    client.force_login(editor)

    told = client.get(DESK, follow=True)

    assert told.status_code == 403
    assert "no role at this desk" in told.content.decode()
