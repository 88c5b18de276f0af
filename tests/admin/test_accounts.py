from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from briefings import permissions
from briefings.admin.deeds import page_of
from briefings.models import Invitation, User


def fields_of(user: User, **changed) -> dict:
    return {"username": user.username} | changed


def test_an_administrator_gives_a_role(client, administrator, writer):
    client.force_login(administrator)
    role = Group.objects.get(name=permissions.APPROVER)

    client.post(page_of(writer), fields_of(writer, groups=[role.pk]))

    assert list(writer.groups.all()) == [role]


def test_an_administrator_cannot_make_anybody_a_superuser(client, administrator):
    client.force_login(administrator)
    everything = list(Permission.objects.values_list("pk", flat=True))

    client.post(
        page_of(administrator),
        fields_of(administrator, is_superuser="on", user_permissions=everything),
    )

    administrator.refresh_from_db()
    assert not administrator.is_superuser
    assert not administrator.user_permissions.exists()


def test_nobody_changes_their_own_roles_by_any_page(client, administrator):
    chief = User.objects.create_superuser("chief")
    roles = [group.pk for group in Group.objects.all()]
    for person in (administrator, chief):
        client.force_login(person)
        forged = fields_of(person, groups=roles, user_permissions=["1"])

        page = client.get(page_of(person)).content.decode()
        client.post(page_of(person), forged | {"first_name": "Nell"})

        person.refresh_from_db()
        assert 'name="groups"' not in page
        assert person.first_name == "Nell"
        assert not person.user_permissions.exists()
    assert [group.name for group in administrator.groups.all()] == ["Administrator"]
    assert not chief.groups.exists()
    assert chief.is_superuser


def test_an_account_that_may_do_more_is_only_looked_at(client, writer, publisher):
    role = Group.objects.create(name="Reception")
    names = ("keep_accounts", "view_user", "change_user")
    role.permissions.set(Permission.objects.filter(codename__in=names))
    writer.groups.add(role)
    client.force_login(writer)

    page = client.get(page_of(publisher))
    refused = client.post(page_of(publisher), fields_of(publisher, email="a@b.example"))
    gone_too_far = client.post(
        page_of(User.objects.create_user("nobody")),
        {
            "username": "nobody",
            "groups": Group.objects.get(name=permissions.PUBLISHER).pk,
        },
    )

    assert (page.status_code, refused.status_code) == (200, 403)
    assert 'name="_save"' not in page.content.decode()
    assert "is not one of the available choices" in gone_too_far.content.decode()
    assert not User.objects.get(username="nobody").groups.exists()
    publisher.refresh_from_db()
    assert publisher.email == ""


def test_only_who_may_do_everything_says_what_a_role_is(client, administrator):
    role = Group.objects.get(name=permissions.WRITER)
    held = set(role.permissions.all())
    everything = list(Permission.objects.values_list("pk", flat=True))
    place = reverse("admin:auth_group_change", args=[role.pk])
    sent = {"name": "Scribe", "permissions": everything}
    # Given by hand, against all advice.
    administrator.user_permissions.set(
        Permission.objects.filter(content_type__app_label="auth")
    )

    client.force_login(administrator)
    assert client.post(place, sent).status_code == 403
    assert set(role.permissions.all()) == held

    client.force_login(User.objects.create_superuser("chief"))
    client.post(place, sent)
    role.refresh_from_db()
    assert (role.name, role.permissions.count()) == ("Scribe", len(everything))
    client.post(
        reverse("admin:auth_group_changelist"),
        {"action": "delete_selected", "_selected_action": role.pk, "post": "yes"},
    )
    assert Group.objects.filter(pk=role.pk).exists()


def test_who_may_do_everything_is_told_by_another_such(client, writer):
    client.force_login(User.objects.create_superuser("chief"))

    client.post(page_of(writer), fields_of(writer, is_superuser="on"))

    writer.refresh_from_db()
    assert writer.is_superuser


def test_an_administrator_cannot_take_over_a_superusers_account(client, administrator):
    chief = User.objects.create_superuser("chief", password="as it was before")
    client.force_login(administrator)
    passwords = {"password1": "a new and long one", "password2": "a new and long one"}

    response = client.post(
        reverse("admin:auth_user_password_change", args=[chief.pk]), passwords
    )

    chief.refresh_from_db()
    assert response.status_code == 403
    assert chief.check_password("as it was before")


INES = {
    "do": "invite",
    "invite-first_name": "Ines",
    "invite-last_name": "Calder",
    "invite-email": "ines@office.example",
}


def asked(name: str, role: str = permissions.WRITER) -> dict:
    return INES | {"do": name, "invite-roles": Group.objects.get(name=role).pk}


def test_an_administrator_invites_and_sees_the_link_once(client, administrator):
    client.force_login(administrator)

    page = client.post(reverse("admin:invitations"), asked("invite")).content.decode()
    again = client.get(reverse("admin:invitations")).content.decode()

    assert "/account/invitation/" in page
    assert "/account/invitation/" not in again
    assert "ines@office.example" in again


def test_an_invitation_is_sent_again_and_revoked(client, administrator):
    client.force_login(administrator)
    client.post(reverse("admin:invitations"), asked("invite"))
    invitation = Invitation.objects.get()

    page = client.post(
        reverse("admin:invitations"), {"do": f"again-{invitation.pk}"}
    ).content.decode()
    assert "/account/invitation/" in page

    client.post(reverse("admin:invitations"), {"do": f"revoke-{invitation.pk}"})
    assert not Invitation.objects.open().exists()


def test_nobody_else_sees_or_makes_invitations(client, publisher):
    client.force_login(publisher)

    for answer in (
        client.get(reverse("admin:invitations")),
        client.post(reverse("admin:invitations"), asked("invite")),
    ):
        assert answer.status_code == 403
    assert not Invitation.objects.exists()


def test_an_account_is_switched_off_and_on_by_its_page(client, administrator, writer):
    client.force_login(administrator)
    access = reverse("admin:briefings_user_access", args=[writer.pk])

    client.post(access, {"do": "off"})
    writer.refresh_from_db()
    assert not writer.is_active
    assert "Switch the account on" in client.get(page_of(writer)).content.decode()

    client.post(access, {"do": "on"})
    writer.refresh_from_db()
    assert writer.is_active


def test_a_forged_request_switches_nobody_off(client, publisher, administrator, writer):
    chief = User.objects.create_superuser("chief")
    for by, account in ((publisher, writer), (administrator, chief)):
        client.force_login(by)
        client.post(
            reverse("admin:briefings_user_access", args=[account.pk]), {"do": "off"}
        )
        account.refresh_from_db()
        assert account.is_active


def test_a_form_of_an_account_does_not_switch_it(client, administrator, writer):
    client.force_login(administrator)

    client.post(page_of(writer), {"username": writer.username, "is_staff": "on"})

    writer.refresh_from_db()
    assert writer.is_active


def test_accounts_are_not_made_or_deleted_by_hand(client, administrator, writer):
    client.force_login(administrator)

    made = client.get(reverse("admin:briefings_user_add"))
    deleted = client.get(reverse("admin:briefings_user_delete", args=[writer.pk]))

    assert made.status_code == deleted.status_code == 403


def test_no_two_accounts_have_one_address(client, administrator, writer, approver):
    approver.email = "one@office.example"
    approver.save()
    client.force_login(administrator)

    page = client.post(page_of(writer), fields_of(writer, email="One@office.example"))

    assert "has an account already" in page.content.decode()
    writer.refresh_from_db()
    assert writer.email == ""


def test_a_writer_sees_no_accounts(client, writer):
    client.force_login(writer)

    response = client.get(reverse("admin:briefings_user_changelist"))

    assert response.status_code == 403


def test_the_list_tells_who_has_which_role(client, administrator, writer):
    client.force_login(administrator)
    page = client.get(reverse("admin:briefings_user_changelist")).content.decode()

    assert f">{writer}</a>" in page
    assert '<td class="field-roles">Writer</td>' in page
    assert "<summary>Role</summary>" in page
