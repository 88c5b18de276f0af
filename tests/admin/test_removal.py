import pytest
from django.urls import reverse

from briefings.actions.notices import remove_release
from briefings.admin.deeds import page_of
from tests.admin.pressing import said
from tests.making import make_issued_edition

pytestmark = pytest.mark.django_db

FORM = {"do": "explain", "explain-explanation": "It was wrong."}


@pytest.fixture
def edition(publisher):
    edition = make_issued_edition()
    remove_release(edition.release, by=publisher, explanation="A court ordered it.")
    return edition


def page(edition) -> str:
    return reverse("admin:briefings_release_removal", args=[edition.release_id])


def test_a_removal_is_explained_anew_from_the_page_of_its_edition(
    client, publisher, edition
):
    client.force_login(publisher)

    assert page(edition) in client.get(page_of(edition)).content.decode()
    assert "A court ordered it." in client.get(page(edition)).content.decode()
    answer = client.post(page(edition), FORM, follow=True)

    assert said(answer) == "The removal is explained anew."
    told = answer.content.decode()
    assert "Readers are told: It was wrong." in told
    assert "Before, readers were told: “A court ordered it.”" in told


def test_who_may_not_take_down_is_neither_shown_the_form_nor_obeyed(
    client, writer, edition
):
    client.force_login(writer)

    assert page(edition) not in client.get(page_of(edition)).content.decode()
    assert client.get(page(edition)).status_code == 403
    assert "may not withdraw" in said(client.post(page(edition), FORM))
    edition.release.refresh_from_db()
    assert edition.release.removal_explanation == "A court ordered it."
