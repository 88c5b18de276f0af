import pytest
from django.conf import settings

from briefings.actions.commitments import mark_commitment
from briefings.actions.notices import remove_release
from briefings.actions.people import add_organisation, add_person, add_role, appoint
from briefings.actions.quotes import change_quote, mark_quote, unmark_quote
from briefings.actions.releases import begin_correction
from briefings.actions.subjects import add_topic
from tests.making import (
    MONDAY,
    THURSDAY,
    fresh,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    mark_words,
    save,
    span,
)
from tests.views.reading import read, source, without_own_scripts

pytestmark = pytest.mark.django_db
WORDS = "The islands have waited long enough."


def test_quote_names_its_speaker_in_the_role_of_that_day(
    stranger, clock, writer, settings
):
    edition = make_marked_edition()
    quote = edition.quotes.get()
    ministry = add_organisation(by=writer, name="Ministry of Transport")
    role = add_role(by=writer, title="Transport Minister", organisation=ministry)
    held = appoint(quote.speaker, role, by=writer, started_on=MONDAY.date())
    change_quote(quote, by=writer, appointment=held, said_on=MONDAY.date())
    make_issued_edition(edition)

    page = read(stranger, f"/quotes/{quote.ref}/")

    said = f"“{WORDS} “We start on Monday.” Ines Calder , Transport Minister"
    assert said in page
    assert "Said on 5 March 2091 Published 5 March 2091, 09:00 GMT" in page
    assert "Role that day Transport Minister, Ministry of Transport" in page
    cited = f"We start on Monday”, quoted in {settings.OFFICE_NAME}, “A ferry"
    assert cited in page


def test_quote_leads_to_its_place_in_the_release(stranger, clock):
    edition = make_issued_edition(make_marked_edition())
    ref = edition.quotes.get().ref

    page = source(stranger, f"/quotes/{ref}/")

    assert f'href="/releases/{edition.release.slug}/#quote-{ref}"' in page
    assert f'id="quote-{ref}"' in source(stranger, f"/releases/{edition.release.slug}/")


def test_embargoed_quote_is_nowhere_before_its_time(stranger, clock):
    edition = make_issued_edition(make_marked_edition(), at=THURSDAY)
    address = f"/quotes/{edition.quotes.get().ref}/"

    assert stranger.get(address).content == stranger.get("/quotes/unknown/").content
    assert "Nobody has been quoted yet." in read(stranger, "/quotes/")

    clock.move_to(THURSDAY)
    assert WORDS in read(stranger, address)
    assert WORDS in read(stranger, "/quotes/")


def test_quote_taken_out_by_a_correction_is_gone_with_the_reason(
    stranger, clock, writer
):
    edition = make_issued_edition(make_marked_edition())
    slug, ref = edition.release.slug, edition.quotes.get().ref
    clock.move_to(THURSDAY)
    draft = begin_correction(edition.release, by=writer)
    draft = unmark_quote(draft.quotes.get(), by=writer)
    make_issued_edition(save(draft, change_note="A quote was not one."))

    page = source(stranger, f"/quotes/{ref}/", status=410)

    assert "A quote was not one." in page
    assert WORDS not in page
    for way in ("", "compare/1/2/", f"editions/1/#quote-{ref}"):
        assert f'href="/releases/{slug}/{way}"' in page
        assert stranger.get(f"/releases/{slug}/{way}").status_code == 200
    assert WORDS not in read(stranger, "/quotes/")
    assert stranger.get(f"/quotes/{ref}/cite/ris.ris").status_code == 410
    at = f"{settings.SITE_URL}/quotes/{ref}/"
    assert stranger.get("/oembed", {"url": at}).status_code == 404


def test_quote_of_a_removed_release_is_gone_with_it(stranger, clock):
    edition = make_issued_edition(make_marked_edition())
    ref = edition.quotes.get().ref
    clock.move_to(THURSDAY)
    remove_release(edition.release, by=None, explanation="A court forbade it.")

    page = read(stranger, f"/quotes/{ref}/", status=410)

    assert "A court forbade it." in page
    assert WORDS not in page


def test_quote_without_a_name_is_the_spokespersons(stranger, clock, writer):
    edition = make_edition()
    desk = add_organisation(by=writer, name="Skerrow Council")
    where = span(edition, WORDS)
    quote = mark_quote(edition, by=edition.written_by, organisation=desk, **where)
    make_issued_edition(fresh(edition))

    assert "Spokesperson, Skerrow Council" in read(stranger, f"/quotes/{quote.ref}/")


@pytest.fixture
def quotes(clock):
    """Ines Calder on ferries in 2091, Odd Larsen on schools the year after."""
    make_issued_edition(make_marked_edition())
    clock.move_to(THURSDAY.replace(year=2092))
    edition = make_edition(headline="School", body="> Every child will read.")
    mark_words(edition, "Every child will read.", speaker="Odd Larsen")
    make_issued_edition(fresh(edition))


def test_quotes_are_found_by_words_speaker_and_year(stranger, quotes):
    for query in ("q=islands", "q=calder", "person=ines-calder", "year=2091"):
        page = read(stranger, f"/quotes/?{query}")
        assert "1 quote found" in page, query
        assert WORDS in page, query
        assert "Every child" not in page, query


def test_junk_gives_a_page_of_quotes(stranger, quotes):
    for query in ("q=%00", "person=%00x", "topic=x", "year=%27--"):
        assert stranger.get(f"/quotes/?{query}").status_code == 200, query


def test_quote_of_hostile_words_is_shown_as_text(stranger, clock):
    edition = make_edition(body="> Read <script>this</script> now.")
    words = fresh(edition).plain_text
    mark_words(edition, words, speaker='"><script>')
    quote = make_issued_edition(fresh(edition)).quotes.get()

    for address in ("/quotes/", f"/quotes/{quote.ref}/", "/people/"):
        page = source(stranger, address)
        assert "<script>" not in page
        assert "<script" not in without_own_scripts(page)


def test_quote_stands_between_the_paragraphs_around_it(stranger, clock):
    edition = make_issued_edition(make_marked_edition())

    page = read(stranger, f"/quotes/{edition.quotes.get().ref}/")

    assert "Transport Minister Ines Calder said: “The islands have" in page
    assert "Read it in the release Almost 4,200 people signed the petition" in page


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "« {} »", "„{}“"])
def test_marks_of_the_release_are_no_paragraphs_around_its_quote(
    stranger, clock, marks
):
    said = marks.format("We start on Monday.")
    body = f"Ines Calder said:\n\n> {said}\n\nIt will call at Holm."
    edition = make_edition(body=body)
    mark_words(edition, "We start on Monday.")
    ref = make_issued_edition(edition).quotes.get().ref

    page = read(stranger, f"/quotes/{ref}/")

    assert "Ines Calder said: “We start on Monday.”" in page
    assert "Read it in the release It will call at Holm." in page


def test_quote_within_a_sentence_keeps_the_rest_of_it(stranger, clock):
    edition = make_edition(body="She called it “a good day” for all.\n\nThe end.")
    mark_words(edition, "a good day")
    quote = make_issued_edition(fresh(edition)).quotes.get()

    page = read(stranger, f"/quotes/{quote.ref}/")

    assert "She called it “a good day”" in page
    assert "Read it in the release for all. Who, where, when" in page


def test_quote_leads_to_its_very_words(stranger, clock):
    edition = make_issued_edition(make_marked_edition())
    ref = edition.quotes.get().ref

    page = source(stranger, f"/quotes/{ref}/")

    directive = ":~:text=The%20islands%20have%20waited%20long,We%20start%20on%20Monday."
    assert f'/releases/{edition.release.slug}/#quote-{ref}{directive}"' in page


def test_promises_within_the_quote_are_told_with_their_stage(stranger, clock):
    edition = make_edition(body="> We will build it.\n\nIt will open in May.")
    mark_words(edition, "We will build it.")
    by = edition.written_by
    for title, words in (
        ("Build it", "will build it"),
        ("Open it", "will open in May"),
    ):
        mark_commitment(edition, by=by, title=title, **span(edition, words))
    quote = make_issued_edition(fresh(edition)).quotes.get()

    page = read(stranger, f"/quotes/{quote.ref}/")

    assert "Promised in it Build it Announced" in page
    assert "Open it" not in page


def test_other_quotes_of_the_speaker_are_those_on_the_topic(stranger, clock, writer):
    sea = add_topic(by=writer, name="Sea")
    ines = add_person(by=writer, name="Ines Calder")
    quotes = {}
    for day, (words, topics) in enumerate(
        [("Ferries sail.", [sea]), ("Boats sail.", [sea]), ("Trains run.", [])]
    ):
        edition = make_edition(headline=words, body=f"> {words}", topics=topics)
        mark_quote(edition, by=edition.written_by, speaker=ines, **span(edition, words))
        at = THURSDAY if day == 1 else None
        quotes[words] = make_issued_edition(fresh(edition), at=at).quotes.get()
    address = f"/quotes/{quotes['Ferries sail.'].ref}/"

    # The other one on the topic is under embargo.
    assert "on the same topic" not in read(stranger, address)

    clock.move_to(THURSDAY)
    page = read(stranger, address)
    assert "Ines Calder on the same topic “Boats sail.” 8 March 2091" in page
    assert "Trains run." not in page


def test_quote_leads_to_its_recording_if_there_is_one(stranger, clock):
    edition = make_marked_edition()
    address = "https://video.example/ferry"
    quote = edition.quotes.get()
    change_quote(quote, by=edition.written_by, recording_url=address)
    make_issued_edition(fresh(edition))

    page = source(stranger, f"/quotes/{quote.ref}/")

    assert f'<a href="{address}" rel="external">Hear or watch it being said' in page


def test_page_is_headed_by_who_said_what_and_ends_with_its_address(
    stranger, clock, settings
):
    edition = make_issued_edition(make_marked_edition())
    quote = edition.quotes.get()

    page = source(stranger, quote.get_absolute_url())

    heading = page[page.index("<h1>") : page.index("</h1>")]
    assert "Ines Calder" in heading
    assert "“The islands have waited long enough. We start on Monday.”" in heading
    address = f"{settings.SITE_URL}{quote.get_absolute_url()}"
    assert f'<p class="imprint">{settings.OFFICE_NAME}. {address}</p>' in page
