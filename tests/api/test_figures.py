import pytest

from briefings.actions.figures import change_figure, mark_figure
from tests.making import (
    THURSDAY,
    fresh,
    make_issued_edition,
    make_marked_edition,
    span,
)


@pytest.fixture(autouse=True)
def on_monday(clock, db):
    return clock


def figure_in(edition):
    return fresh(edition).figures.get()


def test_a_figure_is_told_with_its_value_and_its_release(api):
    figure = figure_in(make_issued_edition(make_marked_edition()))

    told = api.get(f"figures/{figure.ref}/")

    assert (told["value"], told["modifier"], told["unit"]) == (
        "4200",
        "almost",
        "people",
    )
    page = "http://testserver/releases/a-ferry-for-skerrow/"
    assert told["page_url"] == f"{page}#figure-{figure.ref}"
    assert told["release"]["page_url"] == page
    assert api.get("figures/")["results"] == [told]


def test_a_figure_goes_public_with_its_release(api, clock):
    figure = figure_in(make_issued_edition(make_marked_edition(), at=THURSDAY))

    api.get(f"figures/{figure.ref}/", status=404)
    assert api.get("figures/")["results"] == []

    clock.move_to(THURSDAY)
    assert api.get(f"figures/{figure.ref}/")["ref"] == figure.ref


def test_figures_with_and_without_a_source(api, writer):
    edition = make_marked_edition()
    sourced = change_figure(figure_in(edition), by=writer, source_name="The petition")
    other = mark_figure(
        edition, by=writer, value=1, unit="June", **span(edition, "1 June")
    )
    make_issued_edition(edition)

    def refs(**asked):
        return {row["ref"] for row in api.get("figures/", **asked)["results"]}

    assert refs(has_source="true") == {sourced.ref}
    assert refs(has_source="false") == {other.ref}
    assert refs() == {sourced.ref, other.ref}


def test_a_larger_figure_is_named_once_it_is_public(api, clock, writer):
    edition = make_marked_edition()
    later = make_marked_edition(headline="More signed")
    figure = change_figure(figure_in(edition), by=writer, part_of=figure_in(later))
    make_issued_edition(edition)
    make_issued_edition(later, at=THURSDAY)

    assert api.get(f"figures/{figure.ref}/")["part_of"] is None

    clock.move_to(THURSDAY)
    whole = api.get(f"figures/{figure.ref}/")["part_of"]
    assert whole["ref"] == figure_in(later).ref
