"""Readers see the organisations behind a release in an order, which editors choose."""

import re

import pytest

from briefings.actions.people import add_organisation
from briefings.actions.releases import save_draft
from briefings.admin.deeds import page_of
from tests.admin.pressing import press, words_form
from tests.making import fresh, make_edition, save

FIELD = "lead_organisations"


@pytest.fixture
def bodies(writer):
    return [add_organisation(by=writer, name=n) for n in ("Health", "Transport", "Art")]


@pytest.fixture
def edition(writer, bodies):
    return make_edition(written_by=writer, lead_organisations=bodies[:2])


def leading(edition) -> list[str]:
    rows = fresh(edition).involvements.filter(part="lead").order_by("position")
    return [str(row.organisation) for row in rows]


def saved_with(client, edition, keys, **places):
    form = words_form(client, edition, **{FIELD: [row.pk for row in keys]})
    return press(client, edition, "words", **form, **places)


def place_of(row) -> str:
    return f"{FIELD}-place-{row.pk}"


def shown_in(response) -> list[str]:
    deed = response.context["page"].words
    return [option["label"] for option in deed.tags[0].places["chosen"]]


def test_the_order_that_was_sent_is_kept(client, writer, edition, bodies):
    client.force_login(writer)
    health, transport, art = bodies

    saved_with(client, edition, [art, transport, health])
    assert leading(edition) == ["Art", "Transport", "Health"]

    # The same form sent as it is shown changes nothing.
    press(client, edition, "words", **words_form(client, edition))
    assert leading(edition) == ["Art", "Transport", "Health"]


@pytest.mark.parametrize(
    ("numbers", "order"),
    [
        ((1, 2, 3), "Health Transport Art"),
        ((1, 2, 1), "Art Health Transport"),
        ((3, 2, 3), "Transport Art Health"),
        ((2, 1, 3), "Transport Health Art"),
        (("x", "", "9" * 50), "Health Transport Art"),
    ],
)
def test_numbers_put_them_in_order_without_scripts(
    client, writer, edition, bodies, numbers, order
):
    save(edition, lead_organisations=bodies)
    client.force_login(writer)
    typed = {place_of(row): n for row, n in zip(bodies, numbers, strict=True)}

    saved_with(client, edition, bodies, **typed)

    assert leading(edition) == order.split()


def test_who_is_chosen_anew_comes_last(client, writer, edition, bodies):
    client.force_login(writer)
    health, transport, art = bodies
    typed = {place_of(health): 2, place_of(transport): 1}

    saved_with(client, edition, [art, health, transport], **typed)

    assert leading(edition) == ["Transport", "Health", "Art"]


def test_a_plain_list_begins_with_who_is_chosen_in_order(
    client, writer, edition, bodies
):
    """Browsers send what is chosen in a list from its top down."""
    save(edition, lead_organisations=[bodies[1], bodies[0]])
    client.force_login(writer)

    deed = client.get(f"{page_of(edition)}?plain").context["page"].words

    html = str(deed[FIELD])
    names = re.findall(">([A-Z][a-z]+)</option>", html)
    assert names == ["Transport", "Health", "Art"]


def test_a_form_that_comes_back_shows_the_order_that_was_typed(
    client, writer, edition, bodies
):
    client.force_login(writer)
    health, transport, _ = bodies
    wrong = words_form(client, edition, headline="")
    wrong |= {place_of(health): 2, place_of(transport): 1}

    again = press(client, edition, "words", **wrong)

    assert shown_in(again) == ["Transport", "Health"]
    # What was typed is kept in that order, and says so.
    kept = client.get(page_of(edition)).context["page"].offered[0]["text"]
    told = {change.label: change.pieces for change in kept.changes}
    words = "".join(piece.words for piece in told["Lead organisations"])
    assert words == "In this order: Transport, Health."


def test_an_order_of_mine_meets_what_a_colleague_saved(client, writer, edition, bodies):
    client.force_login(writer)
    health, transport, _ = bodies
    mine = words_form(client, edition)
    mine |= {place_of(health): 2, place_of(transport): 1}
    save_draft(edition, by=writer, based_on=1, lead_organisations=bodies)

    merged = press(client, edition, "words", **mine)

    assert shown_in(merged) == ["Transport", "Health", "Art"]
    assert leading(edition) == ["Health", "Transport", "Art"]


def test_a_merge_tells_both_orders(client, writer, bodies):
    health, transport, art = bodies
    edition = make_edition(written_by=writer, lead_organisations=bodies)
    client.force_login(writer)
    mine = [transport.pk, health.pk, art.pk]
    mine = words_form(client, edition, **{FIELD: mine})
    save(edition, lead_organisations=[art, health, transport])

    merged = press(client, edition, "words", **mine)

    told = merged.content.decode()
    assert "In this order: Transport, Health, Art" in told
    assert "In this order: Art, Health, Transport" in told
    assert leading(edition) == ["Art", "Health", "Transport"]


def test_one_alone_has_no_order(client, writer, edition, bodies):
    client.force_login(writer)
    assert 'data-name="words-lead_organisations-place-">' in page(client, edition)

    save(edition, lead_organisations=bodies[:1])

    assert 'data-name="words-lead_organisations-place-" hidden' in page(client, edition)


def page(client, edition) -> str:
    return client.get(page_of(edition)).content.decode()
