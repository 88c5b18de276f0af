from datetime import date

import pytest

from briefings.actions.figures import change_figure, mark_figure, unmark_figure
from briefings.errors import Refused
from briefings.models import Figure
from tests.making import (
    BODY,
    fresh,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    save,
    span,
)

pytestmark = pytest.mark.django_db


def test_marking_words_makes_a_figure_of_them(writer):
    edition = make_edition()

    figure = mark_figure(
        edition,
        by=writer,
        value=4200,
        modifier="almost",
        unit="people",
        **span(edition, "Almost 4,200"),
    )

    assert Figure.objects.get() == figure
    assert (figure.words, figure.value, figure.is_money) == (
        "Almost 4,200",
        4200,
        False,
    )
    assert f"figure-{figure.ref}" in fresh(edition).body_html


@pytest.mark.parametrize(
    ("about", "sentence"),
    [
        ({"currency": "euro"}, "Currency: Ensure this value has at most 3"),
        ({"currency": "eur"}, "Give the currency as a code"),
        ({"unit": ""}, "Unit: This field cannot be blank"),
        ({"value": None}, "Value: This field cannot be null"),
        (
            {"period_from": date(2091, 2, 1), "period_to": date(2091, 1, 1)},
            "The period cannot end before it begins",
        ),
    ],
)
def test_a_figure_that_cannot_be_stored_is_refused(writer, about, sentence):
    edition = make_edition()

    with pytest.raises(Refused, match=sentence):
        mark_figure(
            edition,
            by=writer,
            **({"value": 1, "unit": "line"} | about),
            **span(edition, "1 June"),
        )


def test_a_figure_changes_and_keeps_its_ref(writer):
    edition = make_marked_edition()
    figure = edition.figures.get()

    changed = change_figure(
        figure, by=writer, value=4201, **span(edition, "4,200 people")
    )

    assert (changed.ref, changed.value) == (figure.ref, 4201)
    assert edition.figures.get().words == "4,200 people"


def test_a_figure_is_taken_out_and_its_words_stay(writer):
    edition = make_marked_edition()

    unmark_figure(edition.figures.get(), by=writer)

    assert not Figure.objects.exists()
    assert "Almost 4,200" in fresh(edition).plain_text


def test_a_figure_others_are_part_of_is_not_taken_from_under_them(writer):
    edition = make_marked_edition()
    whole = edition.figures.get()
    words = span(edition, "1 June")
    part = mark_figure(edition, by=writer, value=1, unit="x", part_of=whole, **words)

    with pytest.raises(Refused, match="Another record is part of this one"):
        unmark_figure(whole, by=writer)

    unmark_figure(part, by=writer)
    unmark_figure(whole, by=writer)
    assert not Figure.objects.exists()


def test_figures_do_not_contain_each_other(writer):
    edition = make_marked_edition()
    whole = edition.figures.get()
    words = span(edition, "1 June")
    part = mark_figure(edition, by=writer, value=1, unit="x", part_of=whole, **words)

    for other in (part, whole):
        with pytest.raises(Refused, match="leads back to “Almost 4,200” already"):
            change_figure(whole, by=writer, part_of=other)


def test_a_figure_is_no_part_of_one_that_a_colleague_took_out(writer):
    edition = make_marked_edition()
    gone = edition.figures.get()
    unmark_figure(edition.figures.get(), by=None)
    words = span(edition, "1 June")

    with pytest.raises(Refused, match="A colleague took this record out meanwhile"):
        mark_figure(edition, by=writer, value=1, unit="x", part_of=gone, **words)


def test_the_figures_of_an_issued_edition_are_fixed(writer):
    edition = make_issued_edition(make_marked_edition())
    figure = edition.figures.get()

    for change in (
        lambda: mark_figure(edition, by=writer, value=1, **span(edition, "1 June")),
        lambda: change_figure(figure, by=writer, value=1),
        lambda: unmark_figure(figure, by=writer),
    ):
        with pytest.raises(Refused, match=r"issued\. Begin a correction"):
            change()


def test_somebody_who_may_not_write_touches_no_figure(records_officer):
    edition = make_marked_edition()
    figure = edition.figures.get()

    for change in (
        lambda by: mark_figure(edition, by=by, value=1, **span(edition, "1 June")),
        lambda by: change_figure(figure, by=by, value=1),
        lambda by: unmark_figure(figure, by=by),
    ):
        with pytest.raises(Refused, match="may not write releases"):
            change(records_officer)


def test_a_figure_said_twice_follows_the_one_that_was_marked():
    edition = make_marked_edition()

    save(edition, body="Almost 4,200 came to the quay.\n\n" + BODY)

    figure = edition.figures.get()
    text = fresh(edition).plain_text
    assert text.index("Almost 4,200") == 0
    assert figure.start == text.rindex("Almost 4,200")
