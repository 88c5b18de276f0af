import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefings.actions.features import end_feature, feature_release, move_feature
from briefings.actions.notices import withdraw_release
from briefings.actions.releases import begin_correction
from tests.attaching import show
from tests.making import THURSDAY, make_edition, make_issued_edition, save
from tests.views.reading import read, source

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_monday(clock):
    return clock


def feature(headline, at=None, *, picture=False, **about):
    edition = make_edition(headline=headline, **about)
    if picture:
        show(edition, alt=f"Of {headline}.")
    issued = make_issued_edition(edition, at=at)
    return feature_release(issued.release, by=None)


def featured(client):
    page = source(client, "/")
    found = re.search(r'<section class="featured".*?</section>', page, re.DOTALL)
    return found[0] if found else ""


def headlines(client):
    return re.findall(r'<h2 class="item-title"><a [^>]*>(.*?)</a>', featured(client))


def test_home_begins_with_the_news_where_nothing_is_featured(stranger):
    make_issued_edition()

    assert featured(stranger) == ""
    assert "items-lead" in source(stranger, "/")


def test_what_is_featured_stands_first_and_once(stranger):
    feature("A ferry for Skerrow", summary="It sails on Monday.")
    make_issued_edition(headline="A quay")

    page = read(stranger, "/")

    assert page.index("A ferry for Skerrow It sails on Monday.") < page.index("A quay")
    assert page.count("It sails on Monday.") == 1
    assert "items-lead" not in source(stranger, "/")


def test_each_has_the_image_of_its_live_edition(stranger, clock):
    feature("A quay")
    row = feature("A ferry", picture=True)

    assert 'alt="Of A ferry."' in featured(stranger)
    assert featured(stranger).count("<picture>") == 1
    clock.move_to(THURSDAY)
    draft = begin_correction(row.release, by=None)
    draft = save(draft, summary="Corrected.", change_note="The summary.")
    make_issued_edition(draft)
    assert "Corrected." in featured(stranger)


def test_six_at_most_are_shown_in_the_order_chosen(stranger, clock):
    rows = [feature(f"No. {number}") for number in range(6)]
    feature("To come", at=THURSDAY)
    move_feature(rows[0], by=None, place=1)
    assert headlines(stranger) == [f"No. {number}" for number in (0, 5, 4, 3, 2, 1)]

    clock.move_to(THURSDAY)
    assert headlines(stranger) == [
        *("No. 0", "To come"),
        *(f"No. {number}" for number in (5, 4, 3, 2)),
    ]
    # Whatever has no room there is among the news.
    assert read(stranger, "/").count("No. 1") == 1


def test_what_is_chosen_ahead_leaves_no_trace(stranger, clock):
    make_issued_edition()
    before = source(stranger, "/")
    feature("To come", at=THURSDAY, picture=True)

    assert source(stranger, "/") == before
    clock.move_to(THURSDAY)
    assert headlines(stranger) == ["To come"]


def test_what_is_withdrawn_is_among_the_news_alone(stranger):
    row = feature("A ferry for Skerrow")
    withdraw_release(row.release, by=None, explanation="A sum was wrong.")

    assert featured(stranger) == ""
    assert "A ferry for Skerrow" in read(stranger, "/")
    end_feature(row, by=None)
    assert "A ferry for Skerrow" in read(stranger, "/")


def test_home_of_featured_releases_alone_is_no_empty_page(stranger):
    feature("A ferry for Skerrow")

    page = read(stranger, "/")
    assert "Nothing has been published yet" not in page
    assert "What is due" in page


def test_it_is_said_in_french_too(stranger):
    feature("A ferry for Skerrow")

    assert 'aria-label="À la une"' in source(stranger, "/fr/")


def test_home_takes_eight_queries_however_much_is_featured(stranger):
    for number in range(6):
        feature(f"No. {number}", picture=number < 3)
    make_issued_edition()

    with CaptureQueriesContext(connection) as captured:
        source(stranger, "/")
    assert len(captured) <= 8


def test_the_api_tells_what_is_featured(stranger, clock):
    feature("A ferry for Skerrow")
    feature("To come", at=THURSDAY)
    make_issued_edition(headline="A quay")

    def slugs(query):
        rows = stranger.get(f"/api/v1/releases/?featured={query}").json()["results"]
        return [row["slug"] for row in rows]

    assert slugs("true") == ["a-ferry-for-skerrow"]
    assert slugs("false") == ["a-quay"]
    clock.move_to(THURSDAY)
    assert set(slugs("true")) == {"a-ferry-for-skerrow", "to-come"}
    assert stranger.get("/api/v1/releases/?featured=maybe").status_code == 400
