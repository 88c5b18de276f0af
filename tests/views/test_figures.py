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


def test_a_share_is_told_as_people_say_it(stranger, clock):
    edition = make_edition(body="Over half of all boats are old.")
    share = {"value": "0.5", "unit": "share", "modifier": "more_than"}
    mark_figure(edition, by=edition.written_by, **share, **span(edition, "Over half"))
    make_issued_edition(fresh(edition))

    assert "more than half" in read(stranger, "/figures/")


def test_a_figure_is_told_in_the_language_of_its_text_on_every_page(stranger, clock):
    edition = make_edition(body="14 millions d’euros, la moitié.", language="fr")
    by = edition.written_by
    euros = {"value": 14_000_000, "unit": "euros", "currency": "EUR"}
    mark_figure(edition, by=by, **euros, **span(edition, "14 millions d’euros"))
    half = {"value": "0.5", "unit": "share", "modifier": "about"}
    mark_figure(edition, by=by, **half, **span(edition, "la moitié"))
    make_issued_edition(make_marked_edition())
    make_issued_edition(fresh(edition))

    english, french = (source(stranger, f"{p}/figures/") for p in ("", "/fr"))

    assert '<bdi lang="fr">14\N{NO-BREAK SPACE}millions d’euros</bdi>' in english
    assert '<bdi lang="fr">environ la moitié</bdi>' in english
    assert "<bdi>environ la moitié</bdi>" in french
    assert '<bdi lang="en">almost 4,200 people</bdi>' in french


def test_figures_are_chosen_by_source_and_year(stranger, clock):
    make_issued_edition(make_marked_edition())

    assert "1 figure found" in read(stranger, "/figures/?source=none&year=2091")
    assert "No figure matches" in read(stranger, "/figures/?source=research")
    assert "No figure matches" in read(stranger, "/figures/?year=2090&topic=%00x")


def test_an_average_is_told_as_one(stranger, clock):
    edition = make_edition(body="Fares rose by an average of 15 per cent.")
    average = {"value": 15, "unit": "%", "modifier": "average"}
    words = span(edition, "an average of 15 per cent")
    mark_figure(edition, by=edition.written_by, **average, **words)
    make_issued_edition(fresh(edition))

    assert "15% on average" in read(stranger, "/figures/")
