"""Nobody changes what they themselves may do, and nobody gives more than they have."""

import pytest
from django.contrib.auth.models import Group, Permission

from briefings import permissions
from briefings.actions.accounts import (
    define_role,
    end_lockout,
    give_roles,
    name_account,
    reset_second_factor,
    sign_out_everywhere,
    switch_off_account,
    switch_on_account,
    trust_beyond_roles,
)
from briefings.actions.invitations import (
    accept_invitation,
    invite,
    invite_again,
    revoke_invitation,
)
from briefings.errors import Refused
from briefings.models import User
from briefings.permissions import may
from briefings.workflow import Duty
from tests.actions.racing import at_once, kinds
from tests.actions.test_accounts import browser_of, is_out


@pytest.fixture
def chief(db):
    return User.objects.create_superuser("chief")


@pytest.fixture
def reception(writer):
    """Somebody who looks after accounts, and beyond that only writes."""
    role = Group.objects.create(name="Reception")
    role.permissions.add(Permission.objects.get(codename=Duty.KEEP_ACCOUNTS))
    writer.groups.add(role)
    return User.objects.get(pk=writer.pk)


def role(name: str) -> Group:
    return Group.objects.get(name=name)


def everything() -> list[Permission]:
    return list(Permission.objects.all())


def roles_of(person: User) -> set[str]:
    return {group.name for group in Group.objects.filter(user=person)}


def test_an_administrator_may_give_every_role(administrator, approver):
    for name in (permissions.WRITER, permissions.ADMINISTRATOR):
        give_roles(approver, by=administrator, roles=[role(name)])
        assert roles_of(approver) == {name}
    assert set(permissions.roles_to_give(administrator)) == set(Group.objects.all())


@pytest.mark.parametrize("wanted", [[], [permissions.WRITER]])
def test_nobody_changes_their_own_roles(administrator, wanted):
    with pytest.raises(Refused, match="their own roles"):
        give_roles(administrator, by=administrator, roles=[role(n) for n in wanted])

    assert roles_of(administrator) == {permissions.ADMINISTRATOR}


def test_not_even_who_may_do_everything(chief):
    with pytest.raises(Refused, match="their own roles"):
        give_roles(chief, by=chief, roles=[role(permissions.WRITER)])
    with pytest.raises(Refused, match="their own roles"):
        trust_beyond_roles(chief, by=chief, may_everything=False, permissions=[])

    chief.refresh_from_db()
    assert chief.is_superuser


def test_an_administrator_goes_beyond_no_role(administrator, approver):
    for account in (administrator, approver):
        for told in ((True, []), (False, everything())):
            with pytest.raises(Refused, match="may do everything"):
                trust_beyond_roles(
                    account,
                    by=administrator,
                    may_everything=told[0],
                    permissions=told[1],
                )
    with pytest.raises(Refused, match="may do everything"):
        define_role(
            role(permissions.ADMINISTRATOR),
            by=administrator,
            name="Emperor",
            permissions=everything(),
        )


def test_nobody_gives_more_than_they_have(reception, press_officer):
    nobody = User.objects.create_user("nobody")

    with pytest.raises(Refused, match="more than you have yourself: Publisher"):
        give_roles(nobody, by=reception, roles=[role(permissions.PUBLISHER)])

    give_roles(nobody, by=reception, roles=[role(permissions.WRITER)])
    assert roles_of(nobody) == {permissions.WRITER}
    assert set(permissions.roles_to_give(reception).values_list("name", flat=True)) == {
        "Reception",
        permissions.WRITER,
    }


@pytest.mark.parametrize(
    "act",
    [
        switch_off_account,
        switch_on_account,
        reset_second_factor,
        end_lockout,
        sign_out_everywhere,
        name_account,
    ],
)
def test_nobody_looks_after_an_account_that_may_do_more(act, reception, publisher):
    with pytest.raises(Refused, match="may do more than yours"):
        act(publisher, by=reception)

    # Nor while it is off: switched on it is worth as much as before.
    publisher.is_active = False
    publisher.save()
    with pytest.raises(Refused, match="may do more than yours"):
        act(publisher, by=reception)


def test_whoever_loses_a_role_is_out_at_once(administrator, writer):
    browser = browser_of(writer)
    give_roles(
        writer,
        by=administrator,
        roles=[role(permissions.WRITER), role(permissions.APPROVER)],
    )
    assert not is_out(browser)

    give_roles(writer, by=administrator, roles=[role(permissions.APPROVER)])

    assert is_out(browser)
    writer = give_roles(writer, by=administrator, roles=[])
    assert not writer.is_staff


def test_what_was_given_beyond_the_roles_is_taken_back_at_once(chief, writer):
    duty = Permission.objects.get(codename=Duty.ISSUE)
    writer = trust_beyond_roles(writer, by=chief, may_everything=False, permissions=[])
    writer = trust_beyond_roles(
        writer, by=chief, may_everything=False, permissions=[duty]
    )
    assert may(User.objects.get(pk=writer.pk), Duty.ISSUE)
    browser = browser_of(writer)

    trust_beyond_roles(writer, by=chief, may_everything=False, permissions=[])

    assert is_out(browser)
    assert not may(User.objects.get(pk=writer.pk), Duty.ISSUE)


def test_nobody_invites_to_more_than_they_have(reception):
    guest = {"first_name": "Ines", "last_name": "Calder", "email": "ines@office.test"}

    with pytest.raises(Refused, match="more than you have yourself: Administrator"):
        invite(by=reception, roles=[role(permissions.ADMINISTRATOR)], **guest)

    assert invite(by=reception, roles=[role(permissions.WRITER)], **guest)


def test_nobody_is_shown_a_link_to_more_than_they_have(administrator, reception):
    made = invite(
        by=administrator,
        roles=[role(permissions.ADMINISTRATOR)],
        first_name="Ines",
        last_name="Calder",
        email="ines@office.test",
    )

    with pytest.raises(Refused, match="more than you have yourself"):
        invite_again(made.invitation, by=reception)

    # To shut a door is everybody's who keeps doors.
    assert revoke_invitation(made.invitation, by=reception).revoked_at


@pytest.mark.parametrize("ending", ["switched off", "role taken"])
def test_who_could_not_invite_any_more_has_invited_nobody(administrator, chief, ending):
    made = invite(
        by=administrator,
        roles=[role(permissions.WRITER)],
        first_name="Ines",
        last_name="Calder",
        email="ines@office.test",
    )
    secret = made.link.rstrip("/").rpartition("/")[2]
    if ending == "switched off":
        switch_off_account(administrator, by=chief)
    else:
        give_roles(administrator, by=chief, roles=[role(permissions.WRITER)])

    with pytest.raises(Refused, match="does not open an account"):
        accept_invitation(secret, password=None)

    again = invite_again(made.invitation, by=chief)
    secret = again.link.rstrip("/").rpartition("/")[2]
    assert roles_of(accept_invitation(secret, password=None)) == {permissions.WRITER}


def test_of_two_administrators_who_depose_each_other_one_stays(
    committed, administrator, chief
):
    other = User.objects.create_user("Bea", is_staff=True)
    give_roles(other, by=chief, roles=[role(permissions.ADMINISTRATOR)])

    def door():
        keys = [administrator.pk, other.pk]
        return list(User.objects.select_for_update().filter(pk__in=keys))

    outcomes = at_once(
        lambda: give_roles(other, by=administrator, roles=[]),
        lambda: give_roles(administrator, by=other, roles=[]),
        door=door,
    )

    assert kinds(outcomes) == ["Refused", "User"]
    left = roles_of(administrator) | roles_of(other)
    assert left == {permissions.ADMINISTRATOR}
