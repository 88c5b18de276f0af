import pytest

from briefings.actions.imports import import_release
from briefings.admin.deeds import mark_up_page_of
from briefings.models import Edition, Person
from tests.admin.pressing import press, said

SOURCE = b"""A bridge for Tarn

The government will spend 3 million euros on a bridge at Tarn by 1 May 2092. It
will carry 40 trains a day.

Works Minister Odo Brandt said:

"We build it because people asked for it."
"""


@pytest.fixture
def edition(writer) -> Edition:
    return import_release(SOURCE, name="bridge.txt", by=writer)


def find(edition, kind):
    return edition.suggestions.get(kind=kind)


def form_of(client, edition, suggestion, **changed) -> dict:
    """The form for taking a suggestion otherwise, as a browser would send it."""
    name = f"change-suggestion-{suggestion.pk}"
    page = client.get(
        f"/admin/briefings/edition/{edition.pk}/change/", {"change": name}
    )
    cards = page.context["page"].suggestions
    deed = next(c["otherwise"] for c in cards if c["row"] == suggestion)
    shown = {n: deed[n].value() for n in deed.fields}
    return {n: "" if v is None else v for n, v in (shown | changed).items()}


def test_an_accepted_quote_is_a_record_with_its_speaker(client, writer, edition):
    client.force_login(writer)
    suggestion = find(edition, "quote")

    response = press(client, edition, f"accept-{suggestion.pk}")

    quote = edition.quotes.get()
    assert quote.words == "We build it because people asked for it."
    assert quote.speaker.name == "Odo Brandt"
    assert 'id="quote-' + quote.ref in response.content.decode()


def test_a_rejected_suggestion_leaves_no_record(client, writer, edition):
    client.force_login(writer)
    suggestion = find(edition, "quote")

    press(client, edition, f"reject-{suggestion.pk}")

    suggestion.refresh_from_db()
    assert suggestion.verdict == "rejected"
    assert not edition.quotes.exists()


def test_a_suggested_figure_is_printed_as_its_record_will_be(client, writer, edition):
    client.force_login(writer)

    page = client.get(mark_up_page_of(edition))

    shown = [card["in_short"] for card in page.context["suggestions"]]
    assert "€3\N{NO-BREAK SPACE}million" in shown
    assert "40 trains" in shown
    assert "Funding, €3\N{NO-BREAK SPACE}million" in shown


def test_deciding_leads_to_the_next_card_and_at_the_end_to_the_first(
    client, writer, edition
):
    client.force_login(writer)
    first, *others = edition.suggestions.all()
    last = others.pop()

    def place_after(suggestion, deed):
        response = press(client, edition, f"{deed}-{suggestion.pk}")
        return response.redirect_chain[0][0].partition("#")[2]

    assert place_after(first, "accept") == f"suggestion-{others[0].pk}"
    assert place_after(last, "reject") == f"suggestion-{others[0].pk}"
    for suggestion in others[:-1]:
        press(client, edition, f"reject-{suggestion.pk}")
    assert place_after(others[-1], "reject") == "suggestions"


def test_a_suggestion_is_taken_with_changes(client, writer, edition):
    client.force_login(writer)
    suggestion = find(edition, "quote")
    odo = Person.objects.create(name="Odo Brandt-Lys", slug="odo", sort_name="Brandt")
    fields = form_of(
        client, edition, suggestion, speaker=odo.pk, speaker_role="Minister for Works"
    )

    response = press(client, edition, f"change-suggestion-{suggestion.pk}", **fields)

    quote = edition.quotes.get()
    assert said(response) == "Accepted with your changes."
    assert quote.speaker == odo
    assert quote.speaker_role == "Minister for Works"
    assert Person.objects.count() == 1


def test_a_corrected_name_decides_who_spoke(client, writer, edition):
    client.force_login(writer)
    suggestion = find(edition, "quote")
    fields = form_of(client, edition, suggestion, speaker_name="Odo Brandt-Lys")

    press(client, edition, f"change-suggestion-{suggestion.pk}", **fields)

    assert edition.quotes.get().speaker.name == "Odo Brandt-Lys"
    assert not Person.objects.filter(name="Odo Brandt").exists()


def test_a_figure_is_taken_with_a_source(client, writer, edition):
    client.force_login(writer)
    suggestion = edition.suggestions.filter(kind="figure").first()
    fields = form_of(client, edition, suggestion, source_name="Board of Works")

    press(client, edition, f"change-suggestion-{suggestion.pk}", **fields)

    assert edition.figures.get().source_name == "Board of Works"


def test_a_promise_made_before_is_said_again(client, writer, edition):
    client.force_login(writer)
    first = find(edition, "commitment")
    press(client, edition, f"accept-{first.pk}")
    made = edition.statements.get().commitment
    later = import_release(SOURCE + b"\nMore.\n", name="later.txt", by=writer)
    suggestion = find(later, "commitment")
    fields = form_of(client, later, suggestion, commitment=made.pk)

    press(client, later, f"change-suggestion-{suggestion.pk}", **fields)

    assert later.statements.get().commitment == made
    assert later.statements.get().novelty == "restated"


def test_who_was_quicker_is_named(client, writer, approver, edition):
    suggestion = find(edition, "quote")
    client.force_login(approver)
    press(client, edition, f"reject-{suggestion.pk}")
    client.force_login(writer)

    response = press(client, edition, f"accept-{suggestion.pk}")

    assert "Asa decided this suggestion already" in said(response)
