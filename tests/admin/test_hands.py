"""Whose turn it is: asked of another, taken back, taken over."""

import pytest

from briefings.actions.review import (
    approve_edition,
    ask_another,
    submit_edition,
    take_over,
)
from briefings.admin.deeds import page_of
from briefings.errors import Refused
from briefings.models import User
from briefings.models.waiting import drafts
from briefings.permissions import APPROVER, WRITER
from briefings.workflow import State
from tests.admin.pressing import press, said
from tests.admin.test_desk import piles
from tests.making import MONDAY, fresh, make_edition, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def bea(db):
    return make_member(APPROVER, "Bea")


@pytest.fixture
def submitted(writer, approver):
    edition = make_edition(written_by=writer)
    return submit_edition(edition, by=writer, asked=approver)


def test_what_waits_for_somebody_who_is_away_is_asked_of_another(
    client, writer, approver, bea, submitted
):
    client.force_login(writer)

    page = press(client, submitted, "askanother", asked=bea.pk, note="Asa is ill.")

    assert "It waits for Bea now." in said(page)
    assert "Waits for Bea. Asked by Wren." in page.text
    assert fresh(submitted).state == State.IN_REVIEW
    assert "review" in piles(client, bea)
    assert "review" not in piles(client, approver)
    approve_edition(submitted, by=bea)


def test_it_is_asked_of_nobody_twice_and_of_nobody_who_may_not(
    writer, approver, submitted
):
    with pytest.raises(Refused, match="waits for Asa already"):
        ask_another(submitted, by=writer, asked=approver)
    with pytest.raises(Refused, match="may not approve"):
        ask_another(submitted, by=writer, asked=make_member(WRITER, "Wim"))
    ask_another(submitted, by=writer, asked=None)
    with pytest.raises(Refused, match="waits for any approver already"):
        ask_another(submitted, by=writer, asked=None)


def test_what_was_submitted_too_early_is_taken_back(
    client, writer, approver, submitted
):
    client.force_login(writer)

    page = press(client, submitted, "takebackfromreview", note="A sum is missing.")

    assert "It is a draft again" in said(page)
    assert "A sum is missing." in page.text
    assert piles(client, writer)["drafts"] == [submitted.headline]
    assert "review" not in piles(client, approver)
    with pytest.raises(Refused, match="not possible while the edition is draft"):
        approve_edition(submitted, by=approver)


def test_a_draft_is_taken_over_and_handed_on(client, writer):
    edition, wim = make_edition(written_by=writer), make_member(WRITER, "Wim")
    client.force_login(wim)
    assert "Take over" in client.get(page_of(edition)).text

    page = press(client, edition, "takeover", note="Wren is away.")

    assert "Wim took it over." in page.text
    assert "Wren is away." in page.text
    assert 'value="takeover"' not in client.get(page_of(edition)).text
    assert piles(client, wim)["drafts"] == [edition.headline]
    assert "drafts" not in piles(client, writer)
    assert fresh(edition).written_by == writer
    with pytest.raises(Refused, match="in hand already"):
        take_over(edition, by=wim)

    take_over(edition, by=writer)
    assert piles(client, writer)["drafts"] == [edition.headline]


def test_what_somebody_took_over_who_left_is_everybodys(writer):
    edition, wim = make_edition(written_by=writer), make_member(WRITER, "Wim")
    take_over(edition, by=wim)
    assert not drafts(writer, MONDAY).exists()

    User.objects.filter(pk=wim.pk).update(is_active=False)

    assert drafts(writer, MONDAY).get() == edition
