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


BACK = {
    "do": "back",
    "back-reason": "Another one was meant.",
    "back-change_note": "Removed by mistake on Monday, and put back.",
}


def test_a_release_removed_by_mistake_is_put_back_from_the_same_page(
    client, publisher, edition
):
    home = edition.release.get_absolute_url()
    places = (home, f"{home}editions/1/", f"/api/v1{home}")
    assert [client.get(place).status_code for place in places] == [410, 410, 410]
    client.force_login(publisher)

    assert "Removed by mistake on" in client.get(page(edition)).content.decode()
    answer = client.post(page(edition), BACK, follow=True)

    assert said(answer).startswith("Put back: edition 2 is public.")
    told = answer.content.decode()
    assert "Put back after its removal by Perrin. Waits for" in told
    assert "Before, readers were told: “A court ordered it.”" in told
    client.logout()
    assert [client.get(place).status_code for place in places] == [200, 200, 200]
    history = client.get(f"{home}history/").content.decode()
    assert "Removed by mistake on Monday, and put back." in history
    assert "Taken down" in history
    assert "Replaced" not in history


def test_a_removal_is_not_undone_without_the_duty_or_the_words(
    client, writer, publisher, edition
):
    client.force_login(writer)
    assert "may not withdraw" in said(client.post(page(edition), BACK))
    client.force_login(publisher)
    answer = client.post(page(edition), BACK | {"back-reason": ""})

    assert "Say why it is put back" in said(answer)
    assert "Removed by mistake on Monday" in answer.content.decode()
    edition.release.refresh_from_db()
    assert edition.release.removed_at


def test_what_is_not_removed_has_no_way_back(client, publisher):
    edition = make_issued_edition(headline="Another")
    client.force_login(publisher)

    assert client.get(page(edition)).status_code == 403
    assert "not removed" in said(client.post(page(edition), BACK))
