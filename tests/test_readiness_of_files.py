"""What stops a release because of its images and attachments, or is worth a look."""

from datetime import date, timedelta

import pytest

from briefings.actions.files import describe_file
from briefings.models import Asset
from briefings.models.files import Licence
from briefings.readiness import obstacles, stopped_editions
from tests.attaching import attach, show
from tests.drawing import camera_picture, picture
from tests.making import MONDAY, fresh, make_edition

pytestmark = pytest.mark.django_db


def told(edition, *, stops: bool, day: date | None = None) -> list[str]:
    found = obstacles(fresh(edition), day=day or MONDAY.date())
    return [o.sentence for o in found if o.stops == stops and o.place[:5] == "file-"]


def test_an_image_that_nothing_lacks_is_no_obstacle(writer):
    edition = make_edition()
    describe_file(show(edition), by=writer, licence=Licence.PRESS_USE)

    assert told(edition, stops=True) == told(edition, stops=False) == []


def test_an_image_without_a_description_stops_until_it_is_decorative(writer):
    edition = make_edition()
    use = show(edition, alt="")

    [sentence] = told(edition, stops=True)
    assert sentence.startswith("Describe “ferry.png”")
    assert stopped_editions() == [edition]
    describe_file(use, by=writer, is_decorative=True)
    assert told(edition, stops=True) == stopped_editions() == []


def test_an_image_that_is_not_made_ready_stops():
    edition = make_edition()
    attach(edition, picture(), name="a.png")

    assert any("being made ready" in sentence for sentence in told(edition, stops=True))
    Asset.objects.update(failure="It is damaged.")
    assert any("cannot be shown" in sentence for sentence in told(edition, stops=True))


def test_a_file_that_may_not_be_used_on_the_day_stops(writer):
    edition, until = make_edition(), MONDAY.date()
    describe_file(attach(edition), by=writer, not_for_use_after=until)

    assert told(edition, stops=True, day=until) == []
    [sentence] = told(edition, stops=True, day=until + timedelta(days=1))
    assert "may not be used after 5 March 2091" in sentence


def test_credit_licence_and_place_are_worth_a_look(writer):
    edition = make_edition()
    use = show(edition, camera_picture(), name="camera.jpg")
    describe_file(use, by=writer, credit="")

    sentences = " ".join(told(edition, stops=False))

    assert "Nobody is credited" in sentences
    assert "what they may do with" in sentences
    assert "says where it was taken" in sentences
