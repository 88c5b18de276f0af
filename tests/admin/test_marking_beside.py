"""The headline, the summary and the notes, drawn where the text is marked up."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefings.actions.comments import add_comment, add_comment_beside
from briefings.actions.releases import begin_correction
from briefings.admin.deeds import mark_up_page_of, page_of
from briefings.models.comments import Beside
from tests.admin.pressing import said
from tests.making import fresh, make_edition, make_issued_edition, save, span

pytestmark = pytest.mark.django_db
NOTES = "The **first** ferry.\n\n- The first quay"


@pytest.fixture
def edition(writer):
    about = {"headline": "A ferry & a quay", "notes_to_editors": NOTES}
    return make_edition(written_by=writer, summary="It is the *first*.", **about)


@pytest.fixture
def desk(client, writer):
    client.force_login(writer)
    return client


def press(desk, edition, deed, **fields):
    data = {f"{deed}-{name}": value for name, value in fields.items()}
    return desk.post(mark_up_page_of(edition), {"do": deed, **data}, follow=True)


def form_of(deed, **changed) -> dict:
    return {name: deed[name].value() for name in deed.fields} | changed


def paper(desk, edition) -> str:
    page = desk.get(mark_up_page_of(edition)).content.decode()
    return page.partition('id="paper"')[2].partition("</article>")[0]


def select_beside(desk, edition, part, words, *, kind="comment", time=1):
    start = -1
    for _ in range(time):
        start = part.of(fresh(edition)).index(words, start + 1)
    chosen = {"start": start, "end": start + len(words), "part": part.value}
    return desk.get(mark_up_page_of(edition), {"mark": kind, **chosen})


def test_every_part_is_drawn_as_it_will_look_and_says_which_it_is(
    desk,
    edition,
):
    drawn = paper(desk, edition)

    headline = drawn.partition('data-part="headline"')[2].partition("</p>")[0]
    assert headline.endswith('<span data-start="0">A ferry &amp; a quay</span>')
    summary = drawn.partition('data-part="summary"')[2].partition("</p>")[0]
    assert summary.endswith("It is the *first*.</span>"), "it is no Markdown"
    notes = drawn.partition('data-part="notes_to_editors"')[2]
    assert "<strong>first</strong>" in notes
    assert '<li><span data-start="18">The first quay</span></li>' in notes


@pytest.fixture
def correction(writer):
    issued = make_issued_edition(make_edition(written_by=writer))
    correction = begin_correction(issued.release, by=writer)
    return save(correction, change_note="The *fee* is <b>one</b> crown.")


def test_the_change_note_of_a_correction_is_drawn_and_commented_on(desk, correction):
    shown = select_beside(desk, correction, Beside.CHANGE_NOTE, "<b>one</b>")
    deed = shown.context["selected"]
    press(desk, correction, deed.name, **form_of(deed, said="Is it?"))

    drawn = paper(desk, correction).partition('data-part="change_note"')[2]
    assert "The *fee* is <mark" in drawn
    assert "&lt;b&gt;one&lt;/b&gt;</mark> crown." in drawn
    assert correction.comments.get().where == "change note"


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (Beside.HEADLINE, "ferry & a"),
        (Beside.SUMMARY, "the *first*"),
        (Beside.NOTES, "first"),
        (Beside.CHANGE_NOTE, "one crown"),
    ],
)
def test_whoever_reads_an_edition_sees_what_comments_beside_the_text_are_about(
    client, edition, records_officer, part, words
):
    edition = save(edition, change_note="It costs one crown.")
    about = {"by": records_officer, "said": "Why?", "part": part, "words": words}
    comment = add_comment_beside(edition, **about)
    client.force_login(records_officer)

    page = client.get(page_of(edition)).content.decode()

    preview = page.partition('id="preview"')[2].partition("</article>")[0]
    assert f'<a href="#comment-{comment.pk}">' in preview
    assert f'<article class="comment" id="comment-{comment.pk}"' in page
    told = page.partition("<dt>Change note</dt>")[2].partition("</dd>")[0]
    assert ('<mark class="comment"' in told) == (part is Beside.CHANGE_NOTE)


def test_a_part_without_words_is_not_drawn(desk, writer):
    drawn = paper(desk, make_edition(written_by=writer))

    assert 'data-part="summary"' not in drawn
    assert "Notes to editors" not in drawn


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (Beside.HEADLINE, "ferry & a"),
        (Beside.SUMMARY, "the *first*"),
        (Beside.NOTES, "The first"),
    ],
)
def test_words_selected_there_are_commented_on_and_shown(
    desk,
    edition,
    part,
    words,
):
    shown = select_beside(desk, edition, part, words)
    assert shown.context["chosen_words"] == words
    deed = shown.context["selected"]

    about = form_of(deed, said="Which?")
    assert "is added" in said(press(desk, edition, deed.name, **about))

    comment = edition.comments.get()
    assert (comment.part, comment.words) == (part, words)
    there = paper(desk, edition).partition(f'data-part="{part.value}"')[2]
    assert f'<mark class="comment" data-ref="comment-{comment.pk}">' in there


def test_words_that_stand_twice_there_are_shown_where_they_were_selected(
    desk,
    edition,
):
    shown = select_beside(desk, edition, Beside.NOTES, "first", time=2)
    deed = shown.context["selected"]
    press(desk, edition, deed.name, **form_of(deed, said="Which?"))

    assert "The <mark class" in paper(desk, edition).partition("<li>")[2]
    # And where the words around them went.
    save(edition, notes_to_editors="The first quay.\n\nThe first ferry.")
    assert "</mark> quay." in paper(desk, edition)


@pytest.mark.parametrize("kind", ["quote", "commitment", "figure"])
def test_nothing_but_a_comment_stands_beside_the_text(desk, edition, kind):
    about = {"part": Beside.HEADLINE, "words": "ferry"}

    shown = select_beside(desk, edition, kind=kind, **about)

    assert shown.context["selected"] is None
    assert shown.context["said_before"] == []


@pytest.mark.parametrize("part", ["body", "text", "x" * 500])
def test_a_part_that_there_is_not_selects_nothing(desk, edition, part):
    asked = {"mark": "comment", "start": "0", "end": "5", "part": part}

    shown = desk.get(mark_up_page_of(edition), asked)

    assert shown.status_code == 200
    assert shown.context["selected"] is None


def test_a_place_behind_the_part_has_no_words_to_comment_on(desk, edition):
    asked = {"mark": "comment", "start": "500", "end": "505", "part": "headline"}

    assert desk.get(mark_up_page_of(edition), asked).context["selected"] is None


def test_cards_come_as_readers_meet_the_words(desk, edition, writer):
    by = {"by": writer, "said": "Why?"}
    for part, words in (
        (Beside.NOTES, "ferry"),
        (Beside.HEADLINE, "quay"),
        (Beside.SUMMARY, "first"),
        (Beside.HEADLINE, "ferry"),
        (Beside.SUMMARY, "It is"),
    ):
        add_comment_beside(edition, part=part, words=words, **by)
    text = fresh(edition).plain_text.split()[0]
    add_comment(fresh(edition), **by, **span(edition, text))
    save(edition, summary="The first.")

    cards = desk.get(mark_up_page_of(edition)).context["cards"]

    told = [(card["row"].where, card["row"].words) for card in cards]
    assert told == [
        ("summary", "It is"),  # its words are gone
        ("headline", "ferry"),
        ("headline", "quay"),
        ("summary", "first"),
        ("text", text),
        ("notes to editors", "ferry"),
    ]


def test_the_parts_are_drawn_with_as_many_queries_for_many_comments_as_for_few(
    desk,
    edition,
    writer,
):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            paper(desk, edition)
        return len(captured)

    add_comment_beside(edition, by=writer, said="?", part=Beside.NOTES, words="ferry")
    queries()
    few = queries()
    for number in range(20):
        for part in (Beside.NOTES, Beside.SUMMARY):
            about = {"said": f"Why {number}?", "part": part, "words": "first"}
            add_comment_beside(edition, by=writer, **about)

    assert queries() == few < 30
