from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from briefings import permissions
from briefings.admin.deeds import page_of
from briefings.models import User


def fields_of(user: User, **changed) -> dict:
    return {"username": user.username, "is_active": "on", "is_staff": "on"} | changed


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


def test_a_writer_sees_no_accounts(client, writer):
    client.force_login(writer)

    response = client.get(reverse("admin:briefings_user_changelist"))

    assert response.status_code == 403
