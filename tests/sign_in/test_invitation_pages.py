"""The link of an invitation, opened by people, programs and thieves."""

from django.contrib.auth.models import Group
from django.test import Client

from briefings.actions.invitations import CLOSED, invite, revoke_invitation
from briefings.models import AuditEntry, AuditKind, Invitation, User
from briefings.permissions import WRITER

WORDS = "rivers run down to the harbour"
CHOSEN = {"password1": WORDS, "password2": WORDS}


def link_for(administrator, **about) -> str:
    roles = [Group.objects.get(name=WRITER)]
    about = {"first_name": "Ines", "last_name": "Calder"} | about
    invited = invite(
        by=administrator, email="ines@office.example", roles=roles, **about
    )
    return "/account/" + invited.link.partition("/account/")[2]


def test_looking_at_the_link_uses_nothing_up(client, administrator):
    link = link_for(administrator)
    for _ in range(3):
        page = client.get(link)
        client.head(link)

    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]
    assert Invitation.objects.open().exists()
    assert not User.objects.filter(first_name="Ines").exists()


def test_it_leads_through_a_password_to_a_second_factor(client, administrator):
    answer = client.post(link_for(administrator), CHOSEN)

    account = User.objects.get(first_name="Ines")
    assert answer.headers["Location"] == "/account/second-factor/"
    assert client.session["_auth_user_id"] == str(account.pk)
    assert client.get("/admin/").status_code == 302


def test_it_can_be_gone_through_without_a_password(client, administrator):
    answer = client.post(link_for(administrator), {"passkey": "on"})

    assert answer.headers["Location"] == "/account/second-factor/passkey/"
    assert client.get(answer.headers["Location"]).status_code == 200
    assert not User.objects.get(first_name="Ines").has_usable_password()


def test_every_link_that_opens_nothing_is_answered_alike(client, administrator):
    used = link_for(administrator)
    client.post(used, CHOSEN)
    client.logout()
    User.objects.filter(first_name="Ines").update(email="")
    revoked = link_for(administrator)
    for invitation in Invitation.objects.unanswered():
        revoke_invitation(invitation, by=administrator)
    expired = link_for(administrator)
    Invitation.objects.unanswered().update(
        invited_at="2001-01-01T00:00Z", expires_at="2001-01-02T00:00Z"
    )
    links = [used, revoked, expired, used[:-2] + "x/", "/account/invitation/x/"]

    pages = {Client().get(link).content for link in links}
    answers = {Client().post(link, CHOSEN).content for link in links}

    assert len(pages | answers) == 1
    assert "does not open an account" in pages.pop().decode()
    assert {Client().get(link).status_code for link in links} == {404}
    told = AuditEntry.objects.filter(kind=AuditKind.REFUSAL)
    assert told.filter(label=CLOSED).count() == 3 * len(links)


def test_whoever_is_signed_in_gives_way_to_the_new_account(
    client, administrator, writer
):
    link = link_for(administrator)
    client.force_login(writer)
    before = client.session.session_key

    client.post(link, CHOSEN)

    account = User.objects.get(first_name="Ines")
    assert client.session["_auth_user_id"] == str(account.pk)
    assert client.session.session_key != before
    # What the other one had shown is not theirs.
    assert client.get("/admin/").status_code == 302


def test_passwords_that_differ_or_are_weak_use_nothing_up(client, administrator):
    link = link_for(administrator)

    differing = client.post(link, CHOSEN | {"password2": "rivers run up"})
    weak = client.post(
        link, {"password1": "ines calder 1", "password2": "ines calder 1"}
    )

    assert "two different passwords" in differing.content.decode()
    assert "your own name" in weak.content.decode()
    assert client.post(link, CHOSEN).status_code == 302


def test_names_are_shown_as_letters_and_not_as_markup(client, administrator):
    page = client.get(link_for(administrator, first_name="<script>alert(1)</script>"))

    assert "<script>alert" not in page.content.decode()


def test_links_cannot_be_tried_for_ever(client, db):
    for n in range(21):
        answer = client.post(f"/account/invitation/{n}/", CHOSEN)

    assert answer.status_code == 429
