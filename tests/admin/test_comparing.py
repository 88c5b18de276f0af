import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from briefings.actions.figures import change_figure
from briefings.actions.quotes import unmark_quote
from briefings.actions.releases import begin_correction
from briefings.actions.subjects import add_topic, remove_entry
from briefings.admin.differences import Comparison
from tests.admin.pressing import said
from tests.making import (
    BODY,
    fresh,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    make_tagged_edition,
    save,
)


def page_of_comparison(edition) -> str:
    return reverse("admin:briefings_edition_compare", args=[edition.pk])


def compared(client, edition, first: int, second: int):
    numbers = edition.revisions.in_bulk(field_name="pk")
    pks = {revision.number: pk for pk, revision in numbers.items()}
    asked = {"from": pks[first], "to": pks[second]}
    return client.get(page_of_comparison(edition), asked)


def restore(client, edition, number: int):
    revision = edition.revisions.get(number=number)
    address = f"{page_of_comparison(edition)}?from={revision.pk}&to={revision.pk}"
    deed = f"restore-{revision.pk}"
    newest = fresh(edition).release.newest_edition
    over = newest.revisions.latest("number").number
    return client.post(address, {"do": deed, f"{deed}-over": over}, follow=True)


def test_two_saved_states_are_compared_word_by_word(client, writer):
    edition = make_edition()
    save(edition, body=BODY.replace("Almost 4,200", "Over 5,000"), summary="A ferry.")
    client.force_login(writer)

    page = compared(client, edition, 1, 2).content.decode()

    assert "<del>Almost 4,200</del>" in page
    assert "<ins>Over 5,000</ins>" in page
    assert "<ins>A ferry.</ins>" in page


def test_without_a_choice_the_last_save_is_compared(client, writer):
    edition = make_edition()
    save(edition, headline="A quay for Holm")
    client.force_login(writer)

    context = client.get(page_of_comparison(edition)).context

    assert (context["before"].number, context["after"].number) == (1, 2)


def test_a_correction_is_compared_with_the_edition_before(client, writer):
    first = make_issued_edition()
    edition = begin_correction(first.release, by=writer)
    client.force_login(writer)

    context = client.get(page_of_comparison(edition)).context

    assert context["before"].edition == first
    assert not context["comparison"].records


@pytest.mark.django_db
def test_tags_and_records_that_were_added_changed_or_taken_out_are_told(writer):
    edition = make_tagged_edition()
    old = edition.content()
    change_figure(edition.figures.get(), by=writer, source_name="The harbour")
    unmark_quote(edition.quotes.get(), by=writer)
    save(edition, topics=[add_topic(by=writer, name="Harbours")])

    comparison = Comparison(old, fresh(edition).content())

    topics = [(t.label, t.added, t.removed) for t in comparison.tags]
    assert topics == [("Topics", ["Harbours"], ["Ferries"])]
    told = [(r.label, r.verb) for r in comparison.records]
    assert told == [("Quote", "taken out"), ("Figure", "changed")]
    [column] = comparison.records[1].columns
    assert (column.label, column.old, column.new) == ("Source name", "", "The harbour")
    assert comparison.words == []


def test_a_reader_of_the_record_compares_and_a_stranger_does_not(
    client, records_officer
):
    edition = make_edition()
    address = page_of_comparison(edition)
    assert client.get(address).status_code == 302

    client.force_login(records_officer)

    assert client.get(address).context["restores"] == []


def test_revisions_of_another_release_are_not_found(client, writer):
    edition, other = make_edition(), make_edition(headline="Another")
    client.force_login(writer)
    strange = other.revisions.get().pk

    asked = client.get(page_of_comparison(edition), {"from": strange})
    assert asked.status_code == 404


def test_a_number_too_long_to_be_one_asks_for_nothing(client, writer):
    edition = make_edition()
    client.force_login(writer)

    asked = client.get(page_of_comparison(edition), {"from": "9" * 5000})

    assert asked.status_code == 200


def test_an_earlier_state_is_restored_from_the_page(client, writer):
    edition = make_edition()
    save(edition, headline="Worse words")
    client.force_login(writer)

    response = restore(client, edition, 1)

    assert said(response) == "What revision 1 held is back."
    assert fresh(edition).headline == "A ferry for Skerrow"


def test_what_cannot_come_back_is_named(client, writer):
    topic = add_topic(by=writer, name="Ferries")
    edition = make_edition(topics=[topic])
    save(edition, headline="Worse words", topics=[])
    remove_entry(topic, by=writer)
    client.force_login(writer)

    told = said(restore(client, edition, 1))

    assert told == (
        "What revision 1 held is back, but for what was deleted since: 1 topic."
    )
    issued = make_issued_edition(save(edition, headline="Other words"))
    told = said(restore(client, issued, 1))
    assert "held is back, but for what was deleted since: 1 topic. Say in" in told


def test_a_correction_is_begun_from_the_page_of_what_is_public(client, writer):
    edition = make_edition()
    save(edition, headline="Worse words")
    issued = make_issued_edition(edition)
    client.force_login(writer)

    response = restore(client, issued, 1)

    begun = "A correction is begun. What revision 1 of edition 1 held is back."
    assert begun in said(response)
    correction = response.context["edition"]
    assert (correction.number, correction.headline) == (2, "A ferry for Skerrow")

    # What is public comes back into what is now in hand.
    response = restore(client, issued, 2)
    assert said(response) == "What revision 2 of edition 1 held is back."
    assert fresh(correction).headline == "Worse words"


def test_a_forged_restoration_is_refused_by_the_action(client, records_officer):
    edition = make_edition()
    save(edition, headline="Other words")
    client.force_login(records_officer)
    assert "may not write" in said(restore(client, edition, 1))

    assert fresh(edition).headline == "Other words"


def test_a_restoration_that_does_not_say_over_what_is_refused(client, writer):
    """It would take back what a colleague saved meanwhile."""
    edition = make_edition()
    first = edition.revisions.get()
    save(edition, headline="A colleague's words")
    client.force_login(writer)

    address = f"{page_of_comparison(edition)}?from={first.pk}&to={first.pk}"
    page = client.post(address, {"do": f"restore-{first.pk}"}).content.decode()

    assert "This page does not say what it was typed over: reload it." in page
    assert fresh(edition).headline == "A colleague's words"


def test_many_revisions_are_as_many_queries_as_few(client, writer):
    edition = make_marked_edition()
    client.force_login(writer)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(page_of_comparison(edition))
        return len(asked)

    save(edition, headline="Save 0")
    few = queries()
    for number in range(1, 6):
        save(edition, headline=f"Save {number}")

    assert queries() == few < 15


def test_saving_from_a_browser_changes_no_line_ends_and_no_space_around(client, writer):
    edition = make_edition()
    client.force_login(writer)
    saved_by_browser = BODY.strip().replace("\n", "\r\n")
    save(edition, body=saved_by_browser.replace("Monday", "Tuesday"))

    [change] = client.get(page_of_comparison(edition)).context["comparison"].words

    changed = [p.words for p in change.pieces if p.kind in ("gone", "new")]
    assert changed == ["Monday", "Tuesday"]
