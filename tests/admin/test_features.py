from datetime import timedelta

import pytest
from django.urls import reverse

from briefings.actions.features import feature_release
from briefings.actions.limits import limit_release
from briefings.actions.notices import withdraw_release
from briefings.admin.deeds import page_of
from briefings.admin.features import address
from briefings.models import Feature
from tests.admin.pressing import said
from tests.making import MONDAY, THURSDAY, make_edition, make_issued_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, publisher, clock):
    client.force_login(publisher)
    return client


def feature(headline, at=None, **about):
    release = make_issued_edition(headline=headline, at=at).release
    return feature_release(release, by=None, **about)


def press(client, deed, **fields):
    data = {f"{deed}-{name}": value for name, value in fields.items()}
    return client.post(address(), {"do": deed, **data}, follow=True)


def order():
    return [str(row) for row in Feature.objects.all()]


def sentences(client):
    cards = client.get(address()).context["cards"]
    return {card["headline"]: card["sentence"] for card in cards}


def test_a_release_is_featured_from_its_page(desk):
    edition = make_issued_edition()
    led = f"{address()}?release={edition.release_id}"
    assert led in desk.get(page_of(edition)).content.decode()
    assert f'value="{edition.release_id}" selected' in desk.get(led).content.decode()

    press(desk, "feature", release=edition.release_id, until="2091-04-01")

    row = Feature.objects.get()
    assert (row.release, f"{row.until}") == (edition.release, "2091-04-01")


def test_the_order_is_changed_and_features_are_ended_by_buttons(desk):
    one, two, three = feature("One"), feature("Two"), feature("Three")
    assert order() == ["three", "two", "one"]

    press(desk, f"move-{one.pk}", way="up")
    assert order() == ["three", "one", "two"]
    press(desk, f"move-{three.pk}", way="down")
    assert order() == ["one", "three", "two"]
    press(desk, f"move-{two.pk}", way="to", to="1")
    assert order() == ["two", "one", "three"]
    press(desk, f"move-{one.pk}", way="out")
    assert order() == ["two", "three"]


def test_the_last_day_is_changed(desk):
    row = feature("One")

    press(desk, f"day-{row.pk}", until="2091-04-01")
    assert f"{Feature.objects.get().until}" == "2091-04-01"
    refused = press(desk, f"day-{row.pk}", until="2091-01-01")
    assert "This day is past." in said(refused)
    press(desk, f"day-{row.pk}", until="")
    assert Feature.objects.get().until is None


def test_each_says_how_it_stands_with_readers(desk, clock):
    feature("Over", until=MONDAY.date())
    feature("Withdrawn")
    feature("Shown")
    feature("To come", at=THURSDAY)
    withdrawn = Feature.objects.get(release__slug="withdrawn").release
    withdraw_release(withdrawn, by=None, explanation="A sum was wrong.")
    clock.move_to(MONDAY + timedelta(days=1))

    told = sentences(desk)

    assert told["Over"] == "Ended: its last day was 5 March 2091."
    assert told["Withdrawn"] == "Not shown: the release is withdrawn."
    assert told["Shown"] == "On the home page."
    assert told["To come"].startswith("Waits, unseen, until Thursday 8 March 2091")


def test_who_does_not_publish_looks_and_presses_nothing(client, writer, clock):
    row = feature("One")
    client.force_login(writer)

    page = client.get(address())
    assert "On the home page." in page.content.decode()
    assert 'name="do"' not in page.content.decode()
    assert "may not feature" in said(press(client, f"move-{row.pk}", way="out"))
    assert "Feature it" not in client.get(page_of(row.release)).content.decode()
    assert order() == ["one"]


def test_what_is_hidden_is_not_there(desk, approver):
    feature("One")
    before = desk.get(address()).content.decode()
    hidden = make_edition(headline="Hidden", written_by=approver)
    limit_release(hidden.release, by=approver, people=[approver])
    make_issued_edition(hidden, at=THURSDAY)
    feature_release(hidden.release, by=None)

    after = desk.get(f"{address()}?release={hidden.release_id}").content.decode()

    assert lines(after) == lines(before)
    answer = press(desk, "feature", release=hidden.release_id)
    assert "Nothing is saved yet" in said(answer)


def lines(page):
    return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]


def test_a_feature_has_no_page_but_the_list(desk):
    row = feature("One")

    assert desk.get(page_of(row)).url == address()
    assert desk.get(reverse("admin:briefings_feature_add")).status_code == 403
