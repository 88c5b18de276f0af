"""What all marked records have in common."""

import pytest

from briefings.actions.commitments import (
    change_statement,
    mark_commitment,
    restate_commitment,
    unmark_statement,
)
from briefings.actions.figures import change_figure, mark_figure, unmark_figure
from briefings.actions.quotes import change_quote, mark_quote, unmark_quote
from briefings.errors import Conflict, Refused
from tests.making import BODY, fresh, make_edition, make_marked_edition, save, span

pytestmark = pytest.mark.django_db

WORDS = "people signed the petition"
OTHERS = "The pier was mended first.\n\n" + BODY


def quote_in(edition):
    return edition.quotes.get()


def figure_in(edition):
    return edition.figures.get()


def statement_in(edition):
    return edition.statements.get()


def restate(edition, *, by, **place):
    made = make_marked_edition(headline="Before").statements.get().commitment
    return restate_commitment(made, by=by, edition=edition, **place)


def count(edition, *, by, **place):
    return mark_figure(edition, by=by, value=1, unit="petition", **place)


MARK = {
    "quote": mark_quote,
    "commitment": mark_commitment,
    "restatement": restate,
    "figure": count,
}
CHANGE = {
    "quote": (quote_in, change_quote),
    "commitment": (statement_in, change_statement),
    "figure": (figure_in, change_figure),
}


@pytest.mark.parametrize("mark", MARK.values(), ids=MARK)
def test_words_are_marked_where_a_colleague_moved_them(writer, mark):
    read = make_edition()
    selected = span(read, WORDS)
    save(read, body=OTHERS)

    record = mark(read, by=writer, **selected)

    assert record.words == WORDS
    assert fresh(read).plain_text[record.start : record.end] == WORDS


@pytest.mark.parametrize("mark", MARK.values(), ids=MARK)
def test_words_a_colleague_took_out_are_not_marked(writer, mark):
    read = make_edition()
    selected = span(read, WORDS)
    save(read, body=BODY.replace(WORDS, "islanders asked"))

    with pytest.raises(Conflict, match="These words were changed since you read them"):
        mark(read, by=writer, **selected)


@pytest.mark.parametrize(("find", "change"), CHANGE.values(), ids=CHANGE)
def test_a_record_is_put_where_a_colleague_moved_the_words(writer, find, change):
    read = make_marked_edition()
    record, selected = find(read), span(read, WORDS)
    save(read, body=OTHERS)

    changed = change(record, by=writer, **selected)

    assert changed.words == WORDS
    assert fresh(read).plain_text[changed.start : changed.end] == WORDS


@pytest.mark.parametrize("blank", [" ", "\n\n"])
@pytest.mark.parametrize("mark", MARK.values(), ids=MARK)
def test_spaces_alone_are_no_words(writer, mark, blank):
    edition = make_edition()

    with pytest.raises(Refused, match="Select some words of the text first"):
        mark(edition, by=writer, **span(edition, blank))


@pytest.mark.parametrize(
    "about",
    [{"words": "x" * 9}, {"ref": "mine"}, {"edition": None}, {"sorce_name": "A log"}],
    ids=lambda about: next(iter(about)),
)
@pytest.mark.parametrize(("find", "change"), CHANGE.values(), ids=CHANGE)
def test_only_what_is_said_of_a_record_is_set(writer, find, change, about):
    record = find(make_marked_edition())

    with pytest.raises(TypeError, match=f"Nobody sets {next(iter(about))} of a"):
        change(record, by=writer, **about)


def test_the_language_of_a_quote_is_that_of_its_text(writer):
    edition = make_marked_edition()

    with pytest.raises(TypeError, match="Nobody sets language of a quote"):
        change_quote(quote_in(edition), by=writer, language="cy")
    save(edition, language="cy")

    assert quote_in(edition).language == "cy"


@pytest.mark.parametrize("half", ["start", "end"])
@pytest.mark.parametrize(("find", "change"), CHANGE.values(), ids=CHANGE)
def test_half_a_place_is_a_programmers_mistake(writer, find, change, half):
    with pytest.raises(TypeError, match="Words have both a start and an end"):
        change(find(make_marked_edition()), by=writer, **{half: 1})


@pytest.mark.parametrize(
    ("find", "unmark", "change"),
    [
        (quote_in, unmark_quote, change_quote),
        (statement_in, unmark_statement, change_statement),
        (figure_in, unmark_figure, change_figure),
    ],
    ids=CHANGE,
)
def test_a_record_that_a_colleague_took_out_is_gone(writer, find, unmark, change):
    record = find(make_marked_edition())
    unmark(record, by=None)

    for act in (change, unmark):
        with pytest.raises(Refused, match="A colleague took this record out meanwhile"):
            act(record, by=writer)
