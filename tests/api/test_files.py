from datetime import date, timedelta

import pytest

from briefings.actions.files import describe_file
from briefings.actions.notices import remove_release
from briefings.models.files import Licence
from tests.attaching import attach, show
from tests.drawing import PDF, picture
from tests.making import THURSDAY, make_edition, make_issued_edition

pytestmark = pytest.mark.django_db

FERRY = "releases/a-ferry-for-skerrow/"


@pytest.fixture
def edition(clock):
    edition = make_edition()
    use = show(edition, picture(600, 400), name="Ferry.png")
    describe_file(
        use,
        by=None,
        caption="At sea.",
        licence=Licence.OWN_TERMS,
        licence_terms="Not for advertising.",
        not_for_use_after=date(2092, 1, 1),
    )
    attach(edition, PDF, name="Plan.pdf")
    return edition


def test_a_release_tells_of_its_images_and_attachments(api, edition):
    make_issued_edition(edition)

    told = api.get(FERRY)

    [image], [attachment] = told["images"], told["attachments"]
    assert image["is_lead"] is True
    assert image["alternative_text"] == "A ferry at the quay of Skerrow."
    assert (image["caption"], image["credit"]) == ("At sea.", "Odd Larsen")
    assert (image["width"], image["height"]) == (600, 400)
    assert (image["licence"], image["licence_terms"]) == (
        "own_terms",
        "Not for advertising.",
    )
    assert image["not_for_use_after"] == "2092-01-01"
    assert (attachment["name"], attachment["media_type"]) == (
        "plan.pdf",
        "application/pdf",
    )
    assert (attachment["licence"], attachment["not_for_use_after"]) == ("", None)


def test_every_address_of_a_file_leads_to_it(api, stranger, edition):
    make_issued_edition(edition)
    told = api.get(FERRY)
    renditions = told["images"][0]["renditions"]
    assert {(r["media_type"], r["width"]) for r in renditions} == {
        (f"image/{kind}", width)
        for kind in ("avif", "webp", "jpeg")
        for width in (480, 600)
    }

    for file in (*told["images"], *told["attachments"], *renditions):
        response = stranger.get(file["url"])
        assert response.status_code == 200
        assert response.headers["Content-Type"] == file["media_type"]
        assert response.headers["ETag"] == f'"{file["sha256"]}"'
        assert len(response.getvalue()) == file["size"]
    assert stranger.get(told["media_kit_url"]).status_code == 200


def test_before_the_lift_and_after_a_removal_nothing_of_a_file_is_told(
    stranger, edition, clock
):
    make_issued_edition(edition, at=THURSDAY)
    assert stranger.get(f"/api/v1/{FERRY}").status_code == 404

    clock.move_to(THURSDAY + timedelta(seconds=1))
    remove_release(edition.release, by=None, explanation="It was wrong.")

    response = stranger.get(f"/api/v1/{FERRY}")
    assert response.status_code == 410
    assert "media" not in response.text
