import pytest

from briefings.actions.commitments import mark_commitment, restate_commitment
from briefings.actions.figures import mark_figure
from briefings.actions.people import add_person
from briefings.actions.quotes import mark_quote
from tests.making import fresh, make_edition, mark_words, save, span

pytestmark = pytest.mark.django_db

START = "We start on Monday."
CALDER = f"Ines Calder spoke on the quay:\n\n> The islands waited.\n>\n> {START}"
LARSEN = f"Odd Larsen spoke in the hall:\n\n> The crews are hired.\n>\n> {START}"
BOTH = f"{CALDER}\n\n{LARSEN}"
NEITHER = "The ferry has a name."


def mark_last(edition, words, speaker):
    by, start = edition.written_by, fresh(edition).plain_text.rindex(words)
    person = add_person(by=by, name=speaker)
    end = start + len(words)
    return mark_quote(edition, by=by, speaker=person, start=start, end=end)


def make_two_quotes():
    edition = make_edition(body=BOTH)
    mark_words(edition, START, speaker="Ines Calder")
    mark_last(edition, START, "Odd Larsen")
    return edition


def places(edition):
    """Where each speaker's quote stands, None for one whose words are gone."""
    return {str(quote.speaker): quote.start for quote in edition.quotes.all()}


def test_a_quote_that_is_deleted_does_not_move_into_another_speech():
    edition = make_edition(body=BOTH)
    quote = mark_words(edition, START, speaker="Ines Calder")

    save(edition, body=LARSEN)
    quote.refresh_from_db()
    assert (quote.is_lost, quote.words) == (True, START)

    # Nor does it when the text is saved once more, although the words stand alone.
    save(edition, body=f"{LARSEN}\n\n{NEITHER}")
    assert places(edition) == {"Ines Calder": None}


def test_the_quote_that_is_left_keeps_its_words():
    edition = make_two_quotes()

    save(edition, body=LARSEN)

    start = fresh(edition).plain_text.index(START)
    assert places(edition) == {"Ines Calder": None, "Odd Larsen": start}


def test_a_figure_that_is_deleted_does_not_move_to_another_claim():
    edition = make_edition(body="Unemployment fell 5%.\n\nFood prices rose 5%.")
    by = edition.written_by
    mark_figure(edition, by=by, value=5, unit="percent", **span(edition, "5%"))

    save(edition, body="Food prices rose 5%.")
    assert edition.figures.get().is_lost

    save(edition, body="Food prices rose 5%, the office says.")
    assert edition.figures.get().is_lost


def test_two_lost_quotes_do_not_claim_the_same_words():
    edition = make_two_quotes()
    save(edition, body=NEITHER)

    save(edition, body=f"{NEITHER}\n\nSomebody shouted: {START}")

    assert places(edition) == {"Ines Calder": None, "Odd Larsen": None}


def test_of_two_lost_quotes_the_one_whose_surroundings_are_back_returns():
    edition = make_two_quotes()
    save(edition, body=NEITHER)

    save(edition, body=f"{NEITHER}\n\n{LARSEN}")
    start = fresh(edition).plain_text.index(START)
    assert places(edition) == {"Ines Calder": None, "Odd Larsen": start}

    save(edition, body=BOTH)
    text = fresh(edition).plain_text
    assert places(edition) == {
        "Ines Calder": text.index(START),
        "Odd Larsen": text.rindex(START),
    }


def test_a_lost_quote_does_not_land_inside_another_quote():
    edition = make_edition(body=BOTH)
    mark_words(edition, START, speaker="Ines Calder")
    edition = save(edition, body=LARSEN)
    speech = f"The crews are hired.\n\n{START}"
    mark_words(edition, speech, speaker="Odd Larsen")

    edition = save(edition, body=f"The islands waited.\n\n{LARSEN}")

    start = edition.plain_text.index(speech)
    assert places(edition) == {"Ines Calder": None, "Odd Larsen": start}


def test_words_that_are_put_back_elsewhere_and_only_there_are_found():
    edition = make_edition(body=CALDER)
    mark_words(edition, START, speaker="Ines Calder")

    save(edition, body=NEITHER)
    assert places(edition) == {"Ines Calder": None}

    edition = save(edition, body=f"{NEITHER}\n\nThen she said: {START} Nobody left.")
    assert places(edition) == {"Ines Calder": edition.plain_text.index(START)}


def test_a_promise_is_not_said_twice_at_one_place():
    said, again = "We will open the line.", "Once more: we will open the line."
    edition = make_edition(body=f"{said}\n\n{NEITHER}")
    by = edition.written_by
    first = mark_commitment(edition, by=by, title="Open", **span(edition, said))
    save(edition, body=NEITHER)

    edition = save(edition, body=f"{again}\n\n{NEITHER}")
    restated = restate_commitment(
        first.commitment, edition=edition, by=by, **span(edition, again)
    )
    save(edition, body=f"{NEITHER}\n\nIn short. {again}")

    assert not edition.statements.get(ref=restated.ref).is_lost
    assert edition.statements.get(ref=first.ref).is_lost


def test_a_quote_and_the_figure_inside_it_return_together():
    words = "The line carries 4,200 people a day and never sleeps."
    edition = make_edition(body=f"Ines Calder spoke on the quay:\n\n> {words}")
    mark_words(edition, words)
    by = edition.written_by
    mark_figure(edition, by=by, value=4200, unit="people", **span(edition, "4,200"))
    save(edition, body=NEITHER)
    assert edition.figures.get().is_lost

    edition = save(edition, body=f"Ines Calder spoke on the quay:\n\n> {words}")

    assert edition.plain_text[edition.quotes.get().start :].startswith(words)
    assert edition.figures.get().start == edition.plain_text.index("4,200")
