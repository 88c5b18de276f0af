"""Pages that Django draws speak as the rest of the desk does."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from briefings.actions.people import add_person
from briefings.admin.deeds import page_of
from briefings.admin.site import site
from briefings.models import User
from tests.making import make_marked_edition

pytestmark = pytest.mark.django_db
OF_DJANGO = (
    "Authentication and Authorization",
    "Select ",
    "Designates",
    "admin site",
    "The groups this user",
)


@pytest.fixture
def shown(client):
    client.force_login(User.objects.create_superuser("chief"))

    def at(address: str) -> str:
        answer = client.get(address)
        assert answer.status_code == 200
        return answer.content.decode()

    return at


def left_over(page: str) -> list[str]:
    words = page.replace("Select all objects on this page for an action", "")
    words = words.replace("Select this object for an action", "")
    return [phrase for phrase in OF_DJANGO if phrase in words]


def test_every_list_is_called_by_what_it_lists(shown):
    found = {
        model.__name__: left_over(
            shown(
                reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_changelist")
            )
        )
        for model in site._registry
    }

    assert {name: words for name, words in found.items() if words} == {}
    assert "<h1>Accounts</h1>" in shown(reverse("admin:briefings_user_changelist"))


def test_a_form_is_called_by_whom_it_is_about(shown):
    ines = add_person(by=None, name="Ines Low")
    page = shown(page_of(ines))

    assert "<h1>Ines Low</h1>" in page
    assert "<h2>Person</h2>" in page
    assert left_over(page) == []


def test_forms_of_accounts_and_roles_speak_of_editors(shown, writer):
    role = Group.objects.first()
    account, duties = (
        shown(page_of(writer)),
        shown(reverse("admin:auth_group_change", args=[role.pk])),
    )

    assert left_over(account) == left_over(duties) == []
    assert "May do everything" in account
    assert f"<h1>{role}</h1>" in duties
    assert "Roles of editors" in duties


def test_who_changed_a_row_is_told_where_people_change_it(shown):
    ines = add_person(by=None, name="Ines Low")
    quote = make_marked_edition().quotes.get()
    history = reverse("admin:briefings_person_history", args=[ines.pk])

    assert history in shown(page_of(ines))
    assert "Nobody has changed it on its page." in shown(history)
    # Quotes change through actions alone, of which Django's log knows nothing.
    assert "Who changed it" not in shown(page_of(quote))
