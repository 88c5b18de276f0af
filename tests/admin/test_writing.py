import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from briefings.actions.subjects import add_topic
from briefings.actions.writing import be_present, keep_unsaved_text
from briefings.admin.deeds import page_of
from tests.admin.keeping import ask, taken_up, typed
from tests.admin.pressing import press, said, words_form
from tests.making import (
    BODY,
    fresh,
    make_approved_edition,
    make_edition,
    make_issued_edition,
    make_member,
    save,
)

VERBS = ("keep", "here", "leave", "look", "paste")


@pytest.mark.parametrize("verb", VERBS)
def test_a_stranger_is_sent_to_the_door(db, stranger, verb):
    edition = make_edition()

    response = ask(stranger, edition, verb, **typed(headline="Mine"))

    assert response.status_code == 302
    assert "/login/" in response.url
    assert not edition.unsaved_texts.exists()


@pytest.mark.parametrize("verb", ["keep", "here", "look", "paste"])
def test_somebody_who_may_only_read_is_refused(client, records_officer, verb):
    edition = make_edition()
    client.force_login(records_officer)

    response = ask(client, edition, verb, **typed(headline="Mine"))

    assert response.status_code == 403
    assert not edition.presences.exists()
    assert not edition.unsaved_texts.exists()


def test_nothing_is_kept_by_following_a_link(client, writer):
    edition = make_edition()
    client.force_login(writer)

    where = reverse("admin:briefings_edition_writing_keep", args=[edition.pk])
    assert client.get(where).status_code == 405


@pytest.mark.parametrize("number", ["x", "", "-1", "9" * 25, "9" * 5000])
def test_a_request_that_names_no_revision_is_refused(client, writer, number):
    edition = make_edition()
    client.force_login(writer)
    form = words_form(client, edition, headline="Mine", based_on=number)

    response = ask(client, edition, "keep", **typed(**form))
    page = press(client, edition, "words", **form).content.decode()

    assert "reload it" in response.json()["refused"]
    assert "reload it" in page
    assert 'value="Mine"' in page


def test_what_was_not_saved_is_offered_and_taken_up(client, writer):
    edition = make_edition()
    topic = add_topic(by=writer, name="Ferries")
    client.force_login(writer)
    fields = typed(headline="A longer headline", topics=[topic.pk], body=BODY)

    kept = ask(client, edition, "keep", **fields).json()["said"]
    offered = client.get(page_of(edition)).content.decode()
    page = taken_up(client, edition)

    assert kept.startswith("Kept ")
    assert "and did not save it" in offered
    assert page.words["headline"].value() == "A longer headline"
    assert page.words["topics"].value() == [str(topic.pk)]


def test_what_was_not_saved_is_gone_when_discarded(client, writer):
    edition = make_edition()
    client.force_login(writer)
    ask(client, edition, "keep", **typed(headline="A longer headline"))

    [kept] = edition.unsaved_texts.all()
    response = press(client, edition, f"discard-unsaved-{kept.pk}")

    assert "is discarded" in said(response)
    assert "and did not save it" not in response.content.decode()


def test_what_is_typed_after_a_crash_leaves_what_was_kept_before_it(client, writer):
    edition = make_edition()
    client.force_login(writer)
    before = words_form(client, edition, headline="Before the crash")
    ask(client, edition, "keep", **typed(**before))

    after = words_form(client, edition, headline="A letter")
    ask(client, edition, "keep", **typed(**after))

    page = client.get(page_of(edition)).context["page"]
    offered = [kept["text"].kept.content["headline"] for kept in page.offered]
    assert offered == ["A letter", "Before the crash"]


def test_unsaved_text_like_the_saved_one_is_not_offered(client, writer):
    edition = make_edition()
    client.force_login(writer)

    ask(client, edition, "keep", **typed(headline=edition.headline))

    assert "and did not save it" not in client.get(page_of(edition)).content.decode()


def test_colleagues_at_the_same_draft_are_told_of_each_other(client, writer, approver):
    edition = make_edition()
    colleague = make_member("Writer", "Odile")
    be_present(edition, by=colleague, is_writing=True)
    client.force_login(writer)

    page = client.get(page_of(edition)).content.decode()
    answer = ask(client, edition, "here", writing="no").json()["here"]

    assert "has this page open since" in page
    assert "<strong>Odile</strong>" in answer
    assert "has typed what is not saved yet" in answer
    assert "Wren" not in answer


def test_leaving_the_page_is_told_too(client, writer):
    edition = make_edition()
    client.force_login(writer)
    ask(client, edition, "here")

    ask(client, edition, "leave")

    assert not edition.presences.exists()


def test_tags_that_were_chosen_otherwise_are_named(client, writer):
    ferries, bridges = (add_topic(by=writer, name=n) for n in ("Ferries", "Bridges"))
    edition = make_edition(topics=[ferries], written_by=writer)
    client.force_login(writer)
    fields = typed(topics=[bridges.pk, "x", 10**17], places=[])

    changes = ask(client, edition, "look", **fields).json()["changes"]

    assert "Added: <ins>Bridges</ins>. Taken out: <del>Ferries</del>." in changes
    assert "Places" not in changes


def test_the_preview_is_what_a_save_would_make(client, writer):
    edition = make_edition()
    client.force_login(writer)
    fields = typed(
        headline="A <b>ferry</b>", body="## Why\n\n<script>x</script> *Now*."
    )

    answer = ask(client, edition, "look", **fields).json()

    assert "A &lt;b&gt;ferry&lt;/b&gt;" in answer["paper"]
    assert "<em>Now</em>" in answer["paper"]
    assert "<script" not in answer["paper"]
    assert "public/newsroom.css" in answer["paper"]
    assert "<ins>" in answer["changes"]
    assert "words" in answer["advice"]["headline"]


def test_what_a_word_processor_copied_becomes_markdown(client, writer):
    client.force_login(writer)
    html = (
        "<h2>Why</h2><p>Some <b>bold</b> and a <a href='https://a.example/'>link</a>."
        "</p><ul><li>one</li><li>two</li></ul><blockquote><p>Said.</p></blockquote>"
    )

    answer = ask(client, make_edition(), "paste", html=html).json()

    assert answer["markdown"] == (
        "## Why\n\nSome **bold** and a [link](https://a.example/).\n\n- one\n- two\n\n"
        "> Said."
    )


def test_changes_in_different_places_are_merged_and_saved_with_one_click(
    client, writer
):
    edition = make_edition(body="One.\n\nTwo.\n\nThree.")
    topic, other = (add_topic(by=writer, name=name) for name in ("Ferries", "Roads"))
    client.force_login(writer)
    mine = words_form(client, edition, body="My one.\n\nTwo.\n\nThree.")
    save(edition, body="One.\n\nTwo.\n\nTheir three.", topics=[topic])

    merged = press(client, edition, "words", **{**mine, "topics": [other.pk]})

    deed = merged.context["page"].words
    assert deed["body"].value() == "My one.\n\nTwo.\n\nTheir three."
    assert set(deed["topics"].value()) == {topic.pk, other.pk}
    assert "Nothing overlaps" in merged.content.decode()
    assert "Their three." in fresh(edition).body
    again = {name: deed[name].value() for name in deed.fields}
    again = {name: "" if value is None else value for name, value in again.items()}
    assert said(press(client, edition, "words", **again)) == "The text is saved."
    assert fresh(edition).body == "My one.\n\nTwo.\n\nTheir three."


def test_a_paragraph_both_changed_is_shown_in_both_versions(client, writer):
    edition = make_edition(body="One.\n\nTwo.")
    client.force_login(writer)
    mine = words_form(client, edition, body="My one.\n\nTwo.")
    save(edition, body="Their one.\n\nTwo.")

    response = press(client, edition, "words", **mine)

    page = response.content.decode()
    assert response.context["page"].words["body"].value() == "My one.\n\nTwo."
    assert "In 1 place you both changed" in page
    assert "Their one." in page
    assert fresh(edition).body == "Their one.\n\nTwo."


def test_what_could_not_be_saved_is_kept_first(client, writer):
    edition = make_edition()
    client.force_login(writer)
    mine = words_form(client, edition, headline="My headline")
    save(edition, headline="Their headline")

    press(client, edition, "words", **mine)

    kept = edition.unsaved_texts.get(person=writer)
    assert (kept.content["headline"], kept.based_on) == ("My headline", 1)


def test_an_answer_that_is_loaded_again_leaves_what_was_typed_since(client, writer):
    """The browser sends the form once more, as it was."""
    edition = make_edition()
    client.force_login(writer)
    old = words_form(client, edition, headline="Mine", language="no tag!!")
    refused = press(client, edition, "words", **old)
    window = refused.context["page"].words["window"].value()
    typed = {"headline": "Mine, ten minutes later"}
    keep_unsaved_text(edition, by=writer, based_on=1, content=typed, window=window)

    press(client, edition, "words", **old)

    kept = edition.unsaved_texts.values_list("content__headline", flat=True)
    assert set(kept) == {"Mine", "Mine, ten minutes later"}


def test_what_is_kept_of_a_refused_save_goes_with_the_next_one(client, writer):
    edition = make_edition()
    client.force_login(writer)
    mine = words_form(client, edition, headline="Mine", language="no tag!!")
    refused = press(client, edition, "words", **mine)
    window = refused.context["page"].words["window"].value()

    press(client, edition, "words", **mine | {"language": "en", "window": window})

    assert edition.unsaved_texts.count() == 0
    assert fresh(edition).headline == "Mine"


def test_whoever_ends_an_approval_is_told_before_and_after(client, writer):
    edition = make_approved_edition(written_by=writer)
    client.force_login(writer)
    offered = client.get(page_of(edition)).content.decode()
    assert "Approved by Abel. If you change any of it" in offered

    answer = press(
        client, edition, "words", **words_form(client, edition, headline="Another")
    )

    assert "The text is saved. The approval by Abel ended with that." in said(answer)
    assert "If you change any of it" not in answer.content.decode()


def test_whoever_types_in_an_edition_that_was_issued_is_told(client, writer):
    edition = make_issued_edition()
    client.force_login(writer)

    told = ask(client, edition, "keep", **typed(headline="Mine")).json()["said"]

    assert "issued meanwhile" in told


def test_the_queries_do_not_grow_with_the_people_who_are_there(client, writer):
    edition = make_edition()
    client.force_login(writer)
    client.get(page_of(edition))

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(page_of(edition))
        return len(asked)

    alone = queries()
    for name in ("Odile", "Ottar", "Oona"):
        be_present(edition, by=make_member("Writer", name))

    assert queries() == alone
