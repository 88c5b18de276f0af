"""Faces beside quotes: public as the people are."""

import re
from datetime import date

import pytest
from django.urls import reverse

from briefings.actions.files import change_rights, delete_file, remove_file
from briefings.actions.people import add_person
from briefings.actions.subjects import change_entry
from briefings.admin.deeds import page_of
from briefings.errors import Refused
from briefings.models import Asset
from tests.attaching import attach, show
from tests.drawing import picture
from tests.making import (
    THURSDAY,
    fresh,
    make_edition,
    make_issued_edition,
    make_marked_edition,
)
from tests.views.reading import source

pytestmark = pytest.mark.django_db
IMAGE = re.compile(r'<img class="portrait" src="([^"]+)" alt="" width="48" height="48"')


@pytest.fixture
def portrayed(clock, writer):
    """A draft whose speaker has a portrait, which stands in a draft of its own."""
    drawn = show(make_marked_edition(headline="Portraits"), picture(500, 500)).asset
    edition = make_marked_edition()
    speaker = edition.quotes.get().speaker
    change_entry(speaker, by=writer, portrait=drawn)
    return edition


def faces(client, edition):
    ref = edition.quotes.get().ref
    pages = (edition.release.get_absolute_url(), f"/quotes/{ref}/")
    return [IMAGE.findall(source(client, address)) for address in pages]


def test_portrait_stands_beside_the_quote_and_is_served(stranger, portrayed):
    edition = make_issued_edition(portrayed)

    [on_release], [on_quote] = faces(stranger, edition)

    assert on_release == on_quote
    assert stranger.get(on_release)["Content-Type"] == "image/webp"


def test_portrait_is_public_only_when_the_person_is(stranger, portrayed, clock):
    edition = make_issued_edition(portrayed, at=THURSDAY)
    rendition = Asset.objects.get().renditions.filter(media_type="image/webp").first()

    assert stranger.get(rendition.get_absolute_url()).status_code == 404

    clock.move_to(THURSDAY)
    assert faces(stranger, edition)[0] == [rendition.get_absolute_url()]
    assert stranger.get(rendition.get_absolute_url()).status_code == 200


def test_speaker_without_a_portrait_is_shown_without(stranger, clock):
    edition = make_issued_edition(make_marked_edition())

    assert faces(stranger, fresh(edition)) == [[], []]


def test_portrait_is_left_out_after_its_last_day(stranger, portrayed, writer):
    yesterday = date(2091, 3, 4)
    change_rights(Asset.objects.get(), by=writer, not_for_use_after=yesterday)
    edition = make_issued_edition(portrayed)

    assert faces(stranger, edition) == [[], []]


def test_picture_that_is_a_portrait_is_kept(portrayed, administrator):
    drawn = Asset.objects.get()
    remove_file(drawn.uses.get(), by=administrator)

    with pytest.raises(Refused, match="portrait of Ines Calder"):
        delete_file(drawn, by=administrator)


def test_editors_choose_a_portrait_among_pictures(client, writer, portrayed):
    attach(portrayed, name="Passengers.csv")
    client.force_login(writer)
    person = portrayed.quotes.get().speaker
    asked = {
        "app_label": "briefings",
        "model_name": "person",
        "field_name": "portrait",
        "term": "",
    }

    page = client.get(page_of(person)).content.decode()
    found = client.get(reverse("admin:autocomplete"), asked).json()["results"]

    assert 'name="portrait"' in page
    assert [row["text"] for row in found] == ["ferry.png"]


def test_no_portrait_goes_round_the_embargo_of_a_release(stranger, writer, publisher):
    scheduled = make_edition()
    drawn = show(scheduled, picture(500, 500)).asset
    made = drawn.renditions.first().get_absolute_url()
    make_issued_edition(scheduled, at=THURSDAY)
    known = make_issued_edition(make_marked_edition()).quotes.get().speaker

    with pytest.raises(Refused, match="not public yet"):
        change_entry(known, by=writer, portrait=drawn)
    with pytest.raises(Refused, match="not public yet"):
        add_person(by=writer, name="Una Marsh", portrait=drawn)
    assert stranger.get(made).status_code == 404

    change_entry(known, by=publisher, portrait=drawn)
    assert stranger.get(made).status_code == 200
    # What was uploaded is the release's still.
    assert stranger.get(drawn.get_absolute_url()).status_code == 404
