import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefings.actions.comments import add_comment, reply_to_comment
from briefings.actions.imports import import_release
from briefings.admin.deeds import mark_up_page_of
from briefings.models import Edition
from tests.admin.pressing import said
from tests.making import make_issued_edition, make_marked_edition, save, span

SOURCE = """A bridge for Tarn

The government will spend €3 million on a bridge at Tarn by 1 May 2092. It
will carry 40 trains a day.

Works Minister Odo Brandt said:

"We build it because people asked for it."
"""


@pytest.fixture
def edition(writer) -> Edition:
    return import_release(SOURCE.encode(), name="bridge.txt", by=writer)


@pytest.fixture
def desk(client, writer):
    client.force_login(writer)
    return client


def press(client, edition, deed, **fields):
    data = {f"{deed}-{name}": value for name, value in fields.items()}
    return client.post(mark_up_page_of(edition), {"do": deed, **data}, follow=True)


def undo(client, response):
    """Press the button that the page offers."""
    deed = response.context["undo"]
    fields = {name: deed[name].value() for name in deed.fields}
    return press(client, response.context["edition"], deed.name, **fields)


def select(client, edition, kind, words):
    chosen = {"mark": kind, **span(edition, words)}
    return client.get(mark_up_page_of(edition), chosen)


def form_of(deed, **changed) -> dict:
    shown = {name: deed[name].value() for name in deed.fields}
    return {n: "" if v is None else v for n, v in (shown | changed).items()}


@pytest.mark.parametrize("start", ["x", "-1", "9" * 5000])
def test_a_place_that_is_none_selects_nothing(desk, edition, start):
    asked = {"mark": "quote", "start": start, "end": "9" * 5000}

    shown = desk.get(mark_up_page_of(edition), asked)

    assert shown.status_code == 200
    assert shown.context["selected"] is None


def test_what_is_proposed_stands_at_its_words(desk, edition):
    page = desk.get(mark_up_page_of(edition)).content.decode()

    figure = edition.suggestions.filter(kind="figure").first()
    assert f'<mark class="figure proposed" data-ref="figure-{figure.pk}">' in page
    assert f'id="suggestion-{figure.pk}"' in page


def test_what_is_marked_looks_otherwise(desk, edition):
    quote = edition.suggestions.get(kind="quote")

    page = press(desk, edition, f"accept-{quote.pk}").content.decode()

    ref = edition.quotes.get().ref
    assert f'<mark class="quote" data-ref="quote-{ref}">' in page
    assert f'id="quote-{ref}"' in page


def test_cards_come_in_the_order_of_the_text(desk, edition):
    press(desk, edition, f"accept-{edition.suggestions.first().pk}")

    cards = desk.get(mark_up_page_of(edition)).context["cards"]

    starts = [card["row"].start for card in cards]
    assert len(starts) >= 4
    assert starts == sorted(starts)


def test_an_accepted_proposal_can_be_taken_back(desk, edition):
    quote = edition.suggestions.get(kind="quote")
    response = press(desk, edition, f"accept-{quote.pk}")

    again = undo(desk, response)

    assert said(again) == "Taken back."
    assert not edition.quotes.exists()
    assert again.context["undo"] is None


def test_a_rejected_proposal_can_be_taken_back(desk, edition):
    quote = edition.suggestions.get(kind="quote")
    response = press(desk, edition, f"reject-{quote.pk}")

    assert said(undo(desk, response)) == "Proposed again."
    assert edition.suggestions.open().filter(pk=quote.pk).exists()


def test_nobody_is_offered_to_undo_a_colleagues_step(client, edition, approver):
    client.force_login(approver)

    page = client.get(mark_up_page_of(edition))

    assert page.context["undo"] is None


def test_selected_words_come_with_a_form_that_is_filled_in(desk, edition):
    page = select(desk, edition, "quote", "We build it because people asked for it.")

    form = form_of(page.context["selected"])
    assert form["speaker_name"] == "Odo Brandt"
    assert form["speaker_role"] == "Works Minister"


def test_the_form_that_is_filled_in_marks_the_words(desk, edition):
    words = "We build it because people asked for it."
    deed = select(desk, edition, "quote", words).context["selected"]

    press(desk, edition, deed.name, **form_of(deed))

    quote = edition.quotes.get()
    assert (quote.words, quote.speaker.name) == (words, "Odo Brandt")


def test_words_that_stand_twice_are_marked_where_they_were_selected(desk, writer):
    twice = "We will build. Nobody asked.\n\nWe will build. Everybody asked."
    edition = import_release(f"Twice\n\n{twice}".encode(), name="t.txt", by=writer)
    text = edition.plain_text
    start = text.rindex("We will build")
    chosen = {"mark": "commitment", "start": start, "end": start + 13}
    deed = desk.get(mark_up_page_of(edition), chosen).context["selected"]

    press(desk, edition, deed.name, **form_of(deed))

    assert edition.statements.get().start == start


def test_a_promise_made_before_is_offered_as_said_again(desk, edition):
    earlier = make_issued_edition(make_marked_edition()).statements.get().commitment
    text = "Skerrow again\n\nThe government will open a ferry line to Skerrow soon."
    again = import_release(text.encode(), name="again.txt", by=edition.written_by)
    words = "The government will open a ferry line to Skerrow"

    [deed] = select(desk, again, "commitment", words).context["said_before"]
    press(desk, again, "say-again", **form_of(deed, commitment=earlier.pk))

    statement = again.statements.get()
    assert (statement.commitment, statement.novelty) == (earlier, "restated")


def test_a_proposed_promise_is_accepted_as_said_again(desk, edition):
    earlier = make_issued_edition(make_marked_edition()).statements.get().commitment
    text = "Skerrow again\n\nThe government will open a ferry line to Skerrow in June."
    again = import_release(text.encode(), name="again.txt", by=edition.written_by)
    promise = again.suggestions.get(kind="commitment")

    name = f"restate-{promise.pk}-{earlier.pk}"
    response = press(desk, again, name, commitment=earlier.pk)

    assert said(response) == "Marked as said again."
    assert again.statements.get().commitment == earlier


def test_nothing_can_be_changed_by_whoever_only_reads(client, edition, records_officer):
    client.force_login(records_officer)
    quote = edition.suggestions.get(kind="quote")

    page = client.get(mark_up_page_of(edition)).content.decode()
    forged = press(client, edition, f"accept-{quote.pk}")

    assert "data-accept" not in page
    assert "mark-up.js" not in page
    assert "may not write releases" in said(forged)


def test_an_issued_edition_is_only_looked_at(client, writer):
    edition = make_issued_edition(make_marked_edition())
    client.force_login(writer)

    forged = press(client, edition, "take-back", revision=2)

    assert "issued" in said(forged)
    assert "data-accept" not in forged.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        {"mark": "quote", "start": "9999", "end": "10000"},
        {"mark": "quote", "start": "x", "end": ""},
        {"mark": "nothing", "start": "0", "end": "5"},
        {"undo": "x", "reopen": "y", "change": "z"},
    ],
)
def test_a_made_up_address_shows_the_page_all_the_same(desk, edition, query):
    assert desk.get(mark_up_page_of(edition), query).status_code == 200


def test_the_page_asks_as_little_of_many_proposals_as_of_few(desk, writer, edition):
    promises = "\n\n".join(
        f"We will spend €{n} million on harbour {n} by May 2092." for n in range(2, 40)
    )
    many = import_release(f"Harbours\n\n{promises}".encode(), name="h.txt", by=writer)

    def queries(which):
        with CaptureQueriesContext(connection) as captured:
            desk.get(mark_up_page_of(which))
        return len(captured)

    queries(edition)
    assert many.suggestions.count() > 60
    assert queries(many) == queries(edition) < 30


def test_comments_stand_among_the_cards_and_are_answered_and_resolved(
    desk, edition, approver
):
    about = {"by": approver, **span(edition, "40 trains a day")}
    comment = add_comment(edition, said="Since when?", **about)

    page = desk.get(mark_up_page_of(edition)).content.decode()
    assert f'<mark class="comment" data-ref="comment-{comment.pk}">' in page
    assert f'<li id="comment-{comment.pk}" class="card comment"' in page
    assert "Since when?" in page

    answered = press(desk, edition, f"reply-{comment.pk}", said="Since May.")
    assert "Since May." in answered.content.decode()
    press(desk, edition, f"resolve-{comment.pk}")
    page = desk.get(mark_up_page_of(edition)).content.decode()
    assert f'id="comment-{comment.pk}"' not in page
    assert "resolved this comment already" in said(
        press(desk, edition, f"resolve-{comment.pk}")
    )


def test_selected_words_are_commented_on(desk, edition):
    shown = select(desk, edition, "comment", "40 trains a day")
    deed = shown.context["selected"]
    assert shown.context["chosen_words"] == "40 trains a day"

    about = form_of(deed, said="Since when?")
    assert "is added" in said(press(desk, edition, deed.name, **about))

    comment = edition.comments.get()
    assert (comment.words, comment.said) == ("40 trains a day", "Since when?")
    assert comment.start == span(edition, "40 trains a day")["start"]


def test_words_of_the_headline_are_commented_on(desk, edition):
    about = {"words": "A bridge", "time": 1, "said": "Or a ferry?"}

    page = press(desk, edition, "comment", **about).content.decode()

    assert edition.comments.get().part == "headline"
    assert "In the headline." in page
    text = page.partition("<div data-words")[2]
    assert 'class="comment" data-ref' not in text


def test_many_comments_are_as_many_queries_of_the_view_as_few(desk, edition, approver):
    add_comment(edition, by=approver, said="One", **span(edition, "40 trains"))
    desk.get(mark_up_page_of(edition))
    with CaptureQueriesContext(connection) as few:
        desk.get(mark_up_page_of(edition))
    for said_of in ("Two", "Three"):
        about = {"by": approver, **span(edition, "40 trains a day")}
        comment = add_comment(edition, said=said_of, **about)
        reply_to_comment(comment, by=approver, said="Well?")
    with CaptureQueriesContext(connection) as many:
        desk.get(mark_up_page_of(edition))

    assert len(many) <= len(few) + 1, "the replies, where there are any"


def test_words_in_the_text_and_the_headline_are_commented_on_where_it_is_said(
    desk, edition
):
    save(edition, headline="A bridge of 40 trains a day")
    about = {"words": "40 trains a day", "time": 1}

    press(desk, edition, "comment", **about, where="headline", said="Too long.")
    press(desk, edition, "comment", **about, where="", said="Is it so?")

    told = {c.said: c.part for c in edition.comments.all()}
    assert told == {"Too long.": "headline", "Is it so?": ""}


def test_what_was_not_said_of_words_shows_them_again(desk, edition):
    words = "40 trains a day"

    refused = press(desk, edition, "comment", words=words, time=1, said="")

    assert refused.context["chosen_words"] == words
    assert not edition.comments.exists()


def test_words_pasted_with_signs_of_markdown_are_found_in_the_notes(desk, edition):
    save(edition, notes_to_editors="The **first** point.")

    press(desk, edition, "comment", words="**first** point", time=1, said="And then?")

    assert edition.comments.get().words == "first point"
