from datetime import UTC, date, datetime

import pytest

from briefings.actions.issue import backdate_edition
from briefings.actions.people import add_organisation, add_person, add_role, appoint
from briefings.actions.quotes import change_quote, mark_quote, unmark_quote
from briefings.actions.releases import begin_correction
from briefings.actions.review import approve_edition, submit_edition
from briefings.errors import Refused
from tests.making import (
    BODY,
    MONDAY,
    THURSDAY,
    fresh,
    make_approved_edition,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    save,
    span,
)

pytestmark = pytest.mark.django_db

SAID = "The islands have waited long enough.\n\nWe start on Monday."


def held(person, title, **days):
    return appoint(person, add_role(by=None, title=title), by=None, **days)


@pytest.fixture
def ines():
    return add_person(by=None, name="Ines Calder")


def test_a_role_that_another_release_has_still_to_announce_is_not_taken(
    writer, approver, clock
):
    edition = make_edition()
    speaker = add_person(by=writer, name="Ines Calder")
    secret = make_issued_edition(headline="A reshuffle", at=THURSDAY).release
    prime = add_role(by=writer, title="Prime Minister")
    since = {"started_on": MONDAY.date(), "announced_in": secret}
    held = appoint(speaker, prime, by=writer, **since)
    place = span(edition, "The islands have waited long enough.")

    quote = mark_quote(edition, by=writer, speaker=speaker, **place)
    assert quote.appointment is None

    # Nor may an editor choose it before its day.
    change_quote(quote, by=writer, appointment=held)
    edition = submit_edition(fresh(edition), by=writer)
    with pytest.raises(Refused, match="is announced by a release that is not public"):
        approve_edition(edition, by=approver)
    clock.move_to(THURSDAY)
    assert approve_edition(edition, by=approver)


def test_a_title_that_is_printed_is_not_taken_for_another(writer):
    edition = make_edition()
    speaker = add_person(by=writer, name="Ines Calder")
    role = add_role(by=writer, title="Prime Minister")
    appoint(speaker, role, by=writer, started_on=date(2000, 1, 1))
    place = span(edition, "The islands have waited long enough.")

    told = {"speaker": speaker, "speaker_role": "Harbour Minister"}
    assert mark_quote(edition, by=writer, **told, **place).appointment is None


def test_a_quote_of_two_paragraphs_is_one_slice_of_the_text(writer, ines):
    edition = make_edition()

    quote = mark_quote(
        edition,
        by=writer,
        speaker=ines,
        speaker_name="I. Calder",
        **span(edition, SAID),
    )

    text = fresh(edition).plain_text
    assert text[quote.start : quote.end] == quote.words == SAID
    assert quote.paragraphs == SAID.split("\n\n")
    assert (quote.speaker_name, quote.language) == ("I. Calder", "en")
    assert quote.anchor.prefix == text[quote.start - 32 : quote.start]


def test_marking_is_kept_as_a_revision_and_shown_in_the_page(writer, ines):
    edition = make_edition()

    quote = mark_quote(edition, by=writer, speaker=ines, **span(edition, SAID))

    edition = fresh(edition)
    last = edition.revisions.latest("number")
    assert (last.number, last.by) == (2, writer)
    assert last.content["quotes"][0]["ref"] == quote.ref
    assert f"quote-{quote.ref}" in edition.body_html


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 5), (0, 9_999), (-3, 5)])
def test_a_quote_needs_some_words_of_the_text(writer, start, end):
    with pytest.raises(Refused, match=r"Select some words of the text first"):
        mark_quote(make_edition(), by=writer, start=start, end=end)


def test_two_quotes_do_not_share_words(writer):
    edition = make_marked_edition()

    with pytest.raises(Refused, match="are part of another quote"):
        mark_quote(edition, by=writer, **span(edition, "We start"))

    other = mark_quote(edition, by=writer, **span(edition, "4,200 people"))
    with pytest.raises(Refused, match="are part of another quote"):
        change_quote(other, by=writer, **span(edition, "We start"))


def test_a_quote_changes_its_words_and_keeps_its_ref(writer):
    edition = make_marked_edition()
    quote = edition.quotes.get()

    changed = change_quote(
        quote, by=writer, context="On the quay.", **span(edition, "We start on Monday.")
    )

    assert (changed.ref, changed.context) == (quote.ref, "On the quay.")
    assert edition.quotes.get().words == "We start on Monday."


def test_the_words_of_a_quote_that_is_taken_out_stay(writer):
    edition = make_marked_edition()

    unmark_quote(edition.quotes.get(), by=writer)

    edition = fresh(edition)
    assert SAID in edition.plain_text
    assert not edition.quotes.exists()
    assert "quote-" not in edition.body_html


def test_what_cannot_be_stored_is_refused_with_a_sentence(writer):
    edition = make_edition()

    with pytest.raises(
        Refused, match="Speaker name: Ensure this value has at most 200"
    ):
        mark_quote(edition, by=writer, speaker_name="x" * 201, **span(edition, SAID))


def test_nobody_marks_or_changes_quotes_of_an_issued_edition(writer):
    edition = make_issued_edition(make_marked_edition())
    quote = edition.quotes.get()

    for change in (
        lambda: mark_quote(edition, by=writer, **span(edition, "4,200")),
        lambda: change_quote(quote, by=writer, context="Other"),
        lambda: unmark_quote(quote, by=writer),
    ):
        with pytest.raises(Refused, match=r"issued\. Begin a correction"):
            change()


def test_somebody_who_may_not_write_marks_and_changes_nothing(records_officer):
    edition = make_marked_edition()
    quote = edition.quotes.get()

    for change in (
        lambda by: mark_quote(edition, by=by, **span(edition, "4,200")),
        lambda by: change_quote(quote, by=by, context="Other"),
        lambda by: unmark_quote(quote, by=by),
    ):
        with pytest.raises(Refused, match="may not write releases"):
            change(records_officer)


def test_the_role_of_the_day_is_filled_in_where_there_was_one(ines):
    edition = make_edition()
    days = {"started_on": date(2020, 1, 1), "ended_on": date(2022, 5, 1)}
    before = held(ines, "Energy Minister", **days)
    after = held(ines, "Transport Minister", started_on=date(2022, 5, 1))

    quote = mark_quote(
        edition,
        by=None,
        speaker=ines,
        said_on=date(2022, 4, 30),
        **span(edition, SAID),
    )

    assert quote.appointment == before
    changed = change_quote(quote, by=None, said_on=date(2022, 5, 1))
    assert changed.appointment == after


def test_the_printed_title_decides_between_two_roles_of_one_day(ines):
    edition = make_edition()
    transport = held(ines, "Transport Minister", started_on=date(2020, 1, 1))
    held(ines, "Minister for the Islands", started_on=date(2020, 1, 1))

    quote = mark_quote(edition, by=None, speaker=ines, **span(edition, SAID))

    assert quote.appointment is None
    changed = change_quote(quote, by=None, speaker_role="transport minister")
    assert changed.appointment == transport


def test_an_editors_choice_of_role_is_not_overruled(ines):
    edition = make_edition()
    held(ines, "Transport Minister", started_on=date(2020, 1, 1))
    chosen = held(ines, "Deputy Premier", started_on=date(2019, 1, 1))
    quote = mark_quote(
        edition, by=None, speaker=ines, appointment=chosen, **span(edition, SAID)
    )

    changed = change_quote(quote, by=None, context="On the quay.")

    assert changed.appointment == chosen


def test_a_later_correction_leaves_the_role_of_the_day(ines, clock):
    that_day = datetime(2020, 6, 1, 9, tzinfo=UTC)
    edition = make_edition()
    minister = held(
        ines,
        "Transport Minister",
        started_on=date(2020, 1, 1),
        ended_on=date(2022, 1, 1),
    )
    held(ines, "Premier", started_on=date(2022, 1, 1))
    said = date(2020, 6, 1)
    mark_quote(edition, by=None, speaker=ines, said_on=said, **span(edition, SAID))
    live = backdate_edition(make_approved_edition(edition), by=None, at=that_day)
    copied = begin_correction(live.release, by=None).quotes.get()

    changed = change_quote(copied, by=None, context="On the quay.")
    assert changed.appointment == minister
    changed = change_quote(
        copied, by=None, speaker_role="Transport Minister", said_on=None
    )
    assert changed.appointment == minister


def test_an_organisations_spokesperson_holds_no_role(writer):
    edition = make_edition()
    ferries = add_organisation(by=None, name="Skerrow Ferries")

    quote = mark_quote(edition, by=writer, organisation=ferries, **span(edition, SAID))

    assert (quote.speaker, quote.appointment) == (None, None)


def test_a_quote_follows_its_words_through_edits():
    edition = make_marked_edition()
    ref = edition.quotes.get().ref

    save(edition, key_points=["A new ferry."], body="First of all:\n\n" + BODY)
    save(edition, body=BODY.replace("Almost 4,200", "4,100"))
    save(edition, body=BODY + "\nThe islands have waited long enough.\n")

    quote = edition.quotes.get()
    text = fresh(edition).plain_text
    assert (quote.ref, quote.words) == (ref, SAID)
    assert text[quote.start : quote.end] == SAID
    assert text.index(SAID) == quote.start


def test_a_quote_whose_words_are_gone_is_kept_and_found_again():
    edition = make_marked_edition()

    save(edition, body=BODY.replace("long enough", "for years"))
    assert edition.quotes.get().is_lost
    assert edition.quotes.get().words == SAID

    save(edition, body=BODY)
    assert not edition.quotes.get().is_lost


def test_recording_is_signed_and_its_absence_leaves_digests_as_they_were(clock):
    quote = make_marked_edition().quotes.get()
    without = quote.content()
    assert "recording_url" not in without

    url = "https://video.example/ferry"
    changed = change_quote(quote, by=quote.edition.written_by, recording_url=url)

    assert changed.content() == without | {"recording_url": url}
    assert fresh(changed.edition).digest != quote.edition.digest


def test_recording_is_an_address(clock):
    quote = make_marked_edition().quotes.get()

    with pytest.raises(Refused):
        change_quote(quote, by=quote.edition.written_by, recording_url="the video")
