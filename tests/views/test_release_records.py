"""What a release's page tells of its promises, quotes, figures and editions."""

import pytest

from briefings.actions.commitments import record_update, restate_commitment
from briefings.actions.figures import mark_figure
from briefings.actions.notices import remove_release
from briefings.actions.releases import begin_correction
from briefings.actions.subjects import add_topic
from tests.making import (
    MONDAY,
    THURSDAY,
    fresh,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    make_tagged_edition,
    save,
    span,
)
from tests.views.reading import read, source

pytestmark = pytest.mark.django_db


def page_of(edition):
    return f"/releases/{edition.release.slug}/"


def restate(edition, first, words="will open"):
    promise = first.statements.get().commitment
    by = edition.written_by
    restate_commitment(promise, by=by, edition=edition, **span(edition, words))


def test_quote_in_the_text_has_who_spoke_and_ways_to_take_it(stranger, clock):
    edition = make_issued_edition(make_marked_edition())
    ref = edition.quotes.get().ref

    page = source(stranger, page_of(edition))

    caption = page[page.index("<figcaption>") : page.index("</figcaption>")]
    assert "<bdi>Ines Calder</bdi></a></span>, <bdi>Transport Minister" in caption
    assert f'<a href="/quotes/{ref}/">Link' in caption
    assert "data-copy=" in caption
    assert "We start on Monday.” — Ines Calder, Transport Minister, 5 March" in caption
    assert "hidden>Copy quote" in caption, "Only scripts can copy."


def test_marked_words_lead_to_their_records(stranger, clock):
    edition = make_issued_edition(make_marked_edition())
    figure, statement = edition.figures.get(), edition.statements.get()

    page = source(stranger, page_of(edition))

    assert f'<a href="/commitments/{statement.commitment.slug}/">will open' in page
    assert f'href="#source-{figure.ref}">Almost 4,200</a>' in page
    assert f'<li id="source-{figure.ref}">' in page
    assert f'<a href="#figure-{figure.ref}"><bdi>almost 4,200 people</bdi></a>' in page


def test_promise_is_told_with_its_stage_of_today(stranger, clock, records_officer):
    edition = make_issued_edition(make_marked_edition())
    report = {"kind": "news_report", "title": "X", "url": "https://x.example"}
    clock.move_to(THURSDAY)
    record_update(
        edition.statements.get().commitment,
        by=records_officer,
        stage="in_progress",
        words="It is being built.",
        effective_on=THURSDAY.date(),
        evidence=[report],
    )

    promised = "What this release promises Open a ferry line to Skerrow In progress"
    assert promised in read(stranger, page_of(edition))


def test_promise_said_before_names_where(stranger, clock):
    first = make_issued_edition(make_marked_edition())
    clock.move_to(THURSDAY)
    again = make_edition(headline="Ferry again", body="The line will open.")
    restate(again, first)
    again = make_issued_edition(fresh(again))

    seen = (
        "Seen before Open a ferry line to Skerrow was promised before: 5 March 2091 ,"
    )
    assert f"{seen} A ferry for Skerrow" in read(stranger, page_of(again))
    assert "Seen before" not in read(stranger, page_of(first))


def test_what_was_said_before_is_forgotten_with_a_removed_release(
    stranger, clock, publisher
):
    first = make_issued_edition(make_marked_edition())
    clock.move_to(THURSDAY)
    again = make_edition(headline="Ferry again", body="The line will open.")
    restate(again, first)
    again = make_issued_edition(fresh(again))
    remove_release(first.release, by=publisher, explanation="It was wrong.")

    page = read(stranger, page_of(again))

    assert "Seen before" not in page
    assert "A ferry for Skerrow" not in page


def money_of(headline, topics, *, at=None):
    edition = make_edition(
        headline=headline, body="It costs £5 million.", topics=topics
    )
    by = edition.written_by
    words = span(edition, "£5 million")
    mark_figure(edition, by=by, value=5_000_000, unit="pounds", currency="GBP", **words)
    return make_issued_edition(fresh(edition), at=at)


def test_same_sum_is_seen_again_only_on_the_same_topic(stranger, clock, writer):
    sea, land = (add_topic(by=writer, name=name) for name in ("Sea", "Land"))
    money_of("Ships", [sea])
    money_of("Roads", [land])
    clock.move_to(THURSDAY)
    again = money_of("More ships", [sea])

    page = read(stranger, page_of(again))

    assert "£5 million was named before: 5 March 2091 , Ships" in page
    assert "Roads" not in page


def test_embargo_that_ended_is_told_of_the_first_edition(stranger, clock, writer):
    edition = make_issued_edition(make_marked_edition(), at=THURSDAY)
    clock.move_to(THURSDAY)

    lifted = "This was under embargo until 8 March 2091, 09:00 GMT ."
    assert lifted in read(stranger, page_of(edition))

    clock.move_to(THURSDAY.replace(day=9))
    draft = begin_correction(edition.release, by=writer)
    make_issued_edition(save(draft, change_note="In July."))
    assert "under embargo" not in read(stranger, page_of(edition))


def test_release_issued_at_once_had_no_embargo(stranger, clock):
    edition = make_issued_edition(make_marked_edition())

    assert "embargo" not in read(stranger, page_of(edition))


def test_page_tells_every_edition_with_what_changed(stranger, clock, writer):
    edition = make_issued_edition(make_marked_edition())
    clock.move_to(THURSDAY)
    draft = begin_correction(edition.release, by=writer)
    make_issued_edition(save(draft, change_note="The line opens in July."))

    page = read(stranger, page_of(edition))

    newest = "Editions Edition 2 8 March 2091, 09:00 GMT this one"
    said = "compare with edition 1 The line opens in July."
    assert f"{newest} {said} Edition 1 5 March 2091, 09:00 GMT First published." in page


def test_files_are_told_with_their_rights(stranger, clock):
    edition = make_issued_edition(make_tagged_edition())

    page = read(stranger, page_of(edition))

    assert "Images and attachments Passengers.csv CSV table, 19 bytes" in page


def test_long_release_has_a_table_of_contents_and_a_short_one_none(stranger, clock):
    short = make_issued_edition(make_marked_edition())
    body = "## Where it stops\n\n" + "Words upon words. " * 300
    long = make_issued_edition(make_edition(headline="Long", body=body))

    page = source(stranger, page_of(long))

    assert '<li lang="en" dir="ltr"><a href="#where-it-stops">Where it stops' in page
    assert 'id="where-it-stops"' in page
    assert '<a href="#cite">Cite and share</a>' in page
    assert "On this page" not in source(stranger, page_of(short))
    assert MONDAY.strftime("%Y") in page


def test_share_is_plain_links(stranger, clock):
    edition = make_issued_edition(make_marked_edition())

    page = source(stranger, page_of(edition))

    address = f"%2Freleases%2F{edition.release.slug}%2F"
    assert "mailto:?subject=A%20ferry%20for%20Skerrow&amp;body=http" in page
    assert page.count(address) >= 6


def test_the_same_figure_is_told_once_and_so_is_that_it_has_no_source(stranger, clock):
    edition = make_edition(body="It costs £5 million. For £5 million! All 40 agree.")
    by = edition.written_by
    for start in (9, 25):
        place = {"start": start, "end": start + 10}
        mark_figure(
            edition, by=by, value=5_000_000, unit="pounds", currency="GBP", **place
        )
    mark_figure(edition, by=by, value=40, unit="people", **span(edition, "40"))
    edition = make_issued_edition(fresh(edition))
    first, second, third = edition.figures.order_by("start")

    page = source(stranger, page_of(edition))

    assert page.count("million</bdi>") == 1
    assert page.count("No source given") == 1
    for figure in (first, second, third):
        assert page.count(f'id="source-{figure.ref}"') == 1
        assert f'href="#figure-{figure.ref}"' in page
    told = "No source given £5 million named 2 times: 1 2 40 people"
    assert told in read(stranger, page_of(edition))


def test_every_edition_leads_to_what_changed_in_it(stranger, clock, writer):
    edition = make_issued_edition(make_marked_edition())
    clock.move_to(THURSDAY)
    draft = begin_correction(edition.release, by=writer)
    make_issued_edition(save(draft, change_note="The line opens in July."))

    page = source(stranger, page_of(edition))

    assert f'<a href="{page_of(edition)}compare/1/2/">compare with edition 1' in page
    assert "compare with edition 0" not in page
