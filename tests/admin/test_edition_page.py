import pytest

from briefings.actions.figures import change_figure
from briefings.actions.notices import reinstate_release, withdraw_release
from briefings.actions.quotes import unmark_quote
from briefings.admin.deeds import page_of
from briefings.admin.marking import find_span
from briefings.errors import Refused
from briefings.models import EditorialNote, Quote
from briefings.workflow import State
from tests.admin.pressing import press, said, words_form
from tests.making import (
    MONDAY,
    THURSDAY,
    fresh,
    make_approved_edition,
    make_edition,
    make_edition_in_review,
    make_issued_edition,
    make_marked_edition,
    save,
)


def test_saving_the_text_keeps_words_and_tags(client, writer):
    edition = make_edition()
    client.force_login(writer)
    typed = words_form(
        client, edition, headline="A quay for Holm", key_points="One.\r\n\r\nTwo."
    )

    response = press(client, edition, "words", **typed)

    edition = fresh(edition)
    assert said(response) == "The text is saved."
    assert edition.headline == "A quay for Holm"
    assert edition.key_points == ["One.", "Two."]


def test_a_stale_save_shows_both_texts_and_loses_neither(client, writer):
    edition = make_edition()
    client.force_login(writer)
    typed = words_form(client, edition, headline="My headline", summary="My summary.")
    save(edition, headline="Their headline")

    response = press(client, edition, "words", **typed)

    page = response.content.decode()
    assert "Your text is not lost" in said(response)
    assert "Their headline" in page
    assert 'value="My headline"' in page
    assert "My summary." in page
    assert fresh(edition).headline == "Their headline"


def test_saving_again_after_seeing_theirs_goes_through(client, writer):
    edition = make_edition()
    client.force_login(writer)
    typed = words_form(client, edition, headline="My headline")
    save(edition, headline="Their headline")
    stale = press(client, edition, "words", **typed)

    based_on = stale.context["page"].words["based_on"].value()
    response = press(client, edition, "words", **{**typed, "based_on": based_on})

    assert said(response) == "The text is saved."
    assert fresh(edition).headline == "My headline"


def test_what_cannot_be_saved_stays_in_the_form(client, writer):
    edition = make_edition()
    client.force_login(writer)
    typed = words_form(client, edition, headline="", summary="Typed at length.")

    response = press(client, edition, "words", **typed)

    assert "Nothing is saved yet" in said(response)
    assert "Typed at length." in response.content.decode()
    assert fresh(edition).headline == "A ferry for Skerrow"


def test_words_are_marked_wherever_the_lines_were_broken(client, writer):
    edition = make_edition()
    client.force_login(writer)
    pasted = "> The islands have\r\n> waited long enough.\r\n>\r\n> We start on Monday."

    response = press(
        client, edition, "mark-markquote", words=pasted, time=1, speaker_name="Ines"
    )

    quote = Quote.objects.get()
    assert said(response) == "The quote is marked."
    assert quote.paragraphs == [
        "The islands have waited long enough.",
        "We start on Monday.",
    ]


def test_the_form_for_marking_begins_with_the_words(client, writer):
    edition = make_edition()
    client.force_login(writer)

    marks = client.get(page_of(edition)).context["page"].marks

    assert [next(iter(deed.fields)) for deed in marks] == ["words"] * 3


def test_words_that_are_not_in_the_text_are_refused_and_kept(client, writer):
    edition = make_edition()
    client.force_login(writer)

    response = press(
        client,
        edition,
        "mark-markquote",
        words="9 ferries",
        time=1,
        speaker_name="Ines",
    )

    assert "is not in the saved text" in said(response)
    assert "9 ferries" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("part", "column"),
    [
        ("headline", "headline"),
        ("summary", "summary"),
        ("notes to editors", "notes_to_editors"),
    ],
)
def test_words_beside_the_text_are_told_where_they_stand(part, column):
    edition = make_edition(**{column: "It costs five crowns."})

    with pytest.raises(Refused, match=f"“five crowns” is in the {part}. Records"):
        find_span(edition, "five crowns")


def test_a_change_of_a_quote_leaves_a_colleagues_change_of_another_field(
    client, writer
):
    edition = make_marked_edition()
    quote = edition.quotes.get()
    client.force_login(writer)
    deed = f"quote-{quote.ref}"
    card = client.get(page_of(edition)).context["page"].records["quotes"][0]
    shown = {n: card["change"][n].value() or "" for n in card["change"].fields}
    hidden = {f"initial-{deed}-{n}": v for n, v in shown.items()}
    Quote.objects.filter(pk=quote.pk).update(context="A colleague's context.")

    data = {f"{deed}-{n}": v for n, v in shown.items()} | hidden
    data |= {"do": deed, f"{deed}-speaker_role": "Minister for Islands"}
    client.post(page_of(edition), data)

    quote.refresh_from_db()
    assert quote.speaker_role == "Minister for Islands"
    assert quote.context == "A colleague's context."


@pytest.mark.parametrize(
    ("deed", "fields", "sentence"),
    [
        ("submit", {}, "may not write releases"),
        ("approve", {"digest": "0"}, "changed while you were reading"),
        ("requestchanges", {"reason": "Too long."}, "may not approve releases"),
        ("issuenow", {}, "may not issue"),
        ("withdraw", {"explanation": "Wrong."}, "may not withdraw"),
        ("accept-all", {}, ""),
    ],
)
def test_a_forged_request_is_refused_by_the_action(
    client, records_officer, deed, fields, sentence
):
    edition = make_approved_edition(make_marked_edition())
    client.force_login(records_officer)
    offered = [d.name for d in client.get(page_of(edition)).context["moves"]]

    response = press(client, edition, deed, **fields)

    assert offered == []
    assert sentence in said(response)
    assert fresh(edition).state == State.APPROVED


def test_a_forged_change_of_an_issued_edition_is_refused(client, writer):
    edition = make_marked_edition()
    client.force_login(writer)
    typed = words_form(client, edition, headline="Other words")
    edition = make_issued_edition(edition)
    quote = edition.quotes.get()

    saved = press(client, edition, "words", **typed)
    unmarked = press(client, edition, f"unmark-quote-{quote.ref}")

    assert "Begin a correction" in said(saved)
    assert "Begin a correction" in said(unmarked)
    assert fresh(edition).headline == "A ferry for Skerrow"
    assert Quote.objects.count() == 1


def test_an_issued_edition_shows_its_words_and_no_form_for_them(client, writer):
    edition = make_issued_edition(make_marked_edition())
    client.force_login(writer)

    response = client.get(page_of(edition))

    page = response.content.decode()
    assert "Public since" in page
    assert 'name="words-headline"' not in page
    assert "Change this quote" not in page
    assert "The islands have waited long enough." in page


def test_the_writer_cannot_approve_and_reads_why(client, administrator):
    edition = make_edition_in_review(written_by=administrator)
    client.force_login(administrator)

    response = press(client, edition, "approve", digest=edition.digest)

    assert "second pair of eyes" in said(response)
    assert fresh(edition).state == State.IN_REVIEW


def test_approval_is_of_the_words_that_the_page_showed(client, approver):
    edition = make_edition_in_review()
    client.force_login(approver)
    save(edition, headline="Other words")

    response = press(client, edition, "approve", digest=edition.digest)

    assert "read it again" in said(response)
    assert fresh(edition).state == State.IN_REVIEW
    moves = {d.name: d for d in response.context["moves"]}
    assert moves["approve"]["digest"].value() == fresh(edition).digest


def test_a_schedule_is_in_the_offices_time(client, publisher, clock):
    edition = make_approved_edition()
    client.force_login(publisher)

    # In July the office's clock is an hour ahead of UTC.
    response = press(client, edition, "schedule", at_0="2091-07-05", at_1="00:01")

    assert said(response) == "Scheduled for Thursday 5 July 2091, 00:01 BST."
    assert fresh(edition).live_from.isoformat() == "2091-07-04T23:01:00+00:00"


def test_a_time_that_the_clocks_skip_is_refused(client, publisher, clock):
    edition = make_approved_edition()
    client.force_login(publisher)

    response = press(client, edition, "schedule", at_0="2091-03-25", at_1="01:30")

    assert "Nothing is saved yet" in said(response)
    assert 'value="2091-03-25"' in response.content.decode()


def test_a_scheduled_edition_can_be_unscheduled_until_it_is_public(
    client, publisher, clock
):
    clock.move_to(MONDAY)
    edition = make_issued_edition(at=THURSDAY)
    client.force_login(publisher)

    before = client.get(page_of(edition)).context
    clock.move_to(THURSDAY)
    after = client.get(page_of(edition)).context

    assert "Scheduled for" in before["standing"].sentence
    assert [d.name for d in before["moves"]] == ["unschedule", "liftnow"]
    assert "Public since" in after["standing"].sentence
    assert after["moves"] == []


def test_obstacles_link_to_their_places_on_the_page(client, writer):
    edition = make_edition()
    client.force_login(writer)

    page = client.get(page_of(edition)).content.decode()

    assert '<a href="#summary">There is no summary' in page
    assert 'id="summary"' in page
    assert 'id="contacts"' in page


def test_a_figure_shows_its_number_as_readers_see_it(client, writer):
    edition = make_marked_edition()
    figure = edition.figures.get()
    change_figure(figure, by=writer, modifier="exact", value=31, unit="%")
    client.force_login(writer)

    page = client.get(page_of(edition)).content.decode()

    assert "<strong>31%</strong>" in page
    assert "No source" in page
    assert "exactly" not in page


def test_colleagues_leave_notes_beside_any_edition(client, records_officer):
    edition = make_issued_edition()
    client.force_login(records_officer)

    response = press(client, edition, "note", words="Is the date right?")

    assert EditorialNote.objects.get().by == records_officer
    assert "Is the date right?" in response.content.decode()


def test_a_button_that_is_gone_is_explained(client, writer):
    edition = make_edition()
    client.force_login(writer)

    response = press(client, edition, "quote-gone")

    assert "A colleague changed this page" in said(response)


def test_what_was_typed_into_a_card_that_a_colleague_took_away_is_shown(client, writer):
    edition = make_marked_edition()
    quote = edition.quotes.get()
    unmark_quote(quote, by=edition.written_by)
    client.force_login(writer)

    typed = {"context": "At the <quay>.", "speaker": "7"}
    response = press(client, edition, f"change-quote-{quote.ref}", **typed)

    assert said(response).endswith("you had typed is not saved: “At the <quay>.”")
    assert "At the &lt;quay&gt;." in response.text


def test_without_scripts_plain_lists_can_be_chosen_from(client, writer):
    edition = make_marked_edition()
    client.force_login(writer)

    page = client.get(page_of(edition), {"plain": ""}).content.decode()

    assert "admin-autocomplete" not in page
    assert ">Ines Calder</option>" in page


def test_what_readers_were_told_of_a_withdrawal_is_offered_for_the_next(
    client, publisher
):
    edition = make_issued_edition()
    client.force_login(publisher)
    assert offered_explanation(client, edition) is None

    withdraw_release(edition.release, by=publisher, explanation="A date was wrong.")
    reinstate_release(edition.release, by=publisher)

    assert offered_explanation(client, edition) == "A date was wrong."


def offered_explanation(client, edition):
    page = client.get(page_of(edition)).context["page"]
    (withdraw,) = [deed for deed in page.about_the_release if deed.do == "withdraw"]
    return withdraw["explanation"].value()
