import pytest

from briefings.actions.figures import change_figure, mark_figure
from tests.making import (
    THURSDAY,
    fresh,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    span,
)
from tests.views.reading import read, source

pytestmark = pytest.mark.django_db


def test_figure_is_shown_in_its_words_with_its_source(stranger, clock):
    edition = make_marked_edition()
    figure = edition.figures.get()
    change_figure(
        figure,
        by=edition.written_by,
        source_name="Register of petitions",
        source_status="official_statistics",
    )
    make_issued_edition(fresh(edition))

    page = read(stranger, "/figures/")

    assert "almost 4,200 people Almost 4,200 people signed the petition" in page
    assert "Source: Register of petitions Official statistics" in page
    assert f"#figure-{figure.ref}" in source(stranger, "/figures/")


def test_figure_waits_for_its_release(stranger, clock):
    make_issued_edition(make_marked_edition(), at=THURSDAY)

    assert "No figure has been published yet." in read(stranger, "/figures/")

    clock.move_to(THURSDAY)
    assert "almost 4,200 people" in read(stranger, "/figures/")


def test_share_of_a_sum_is_told_to_be_one(stranger, clock):
    edition = make_edition(body="Of €5 million, €2 million is for boats.")
    by = edition.written_by
    money = {"by": by, "unit": "euro", "currency": "EUR"}
    whole = mark_figure(
        edition, value=5_000_000, **money, **span(edition, "€5 million")
    )
    part = {"value": 2_000_000, "part_of": whole}
    mark_figure(edition, **money, **part, **span(edition, "€2 million"))
    make_issued_edition(fresh(edition))

    assert "Part of €5 million: the two are not added" in read(stranger, "/figures/")


def test_figures_are_chosen_by_source_and_year(stranger, clock):
    make_issued_edition(make_marked_edition())

    assert "1 figure found" in read(stranger, "/figures/?source=none&year=2091")
    assert "No figure matches" in read(stranger, "/figures/?source=research")
    assert "No figure matches" in read(stranger, "/figures/?year=2090&topic=%00x")
