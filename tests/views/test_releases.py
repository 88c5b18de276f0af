from datetime import timedelta

import pytest

from briefings.actions.releases import begin_correction
from briefings.models import FormerAddress
from tests.making import (
    MONDAY,
    THURSDAY,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    make_tagged_edition,
    save,
)
from tests.views.reading import read, source, without_own_scripts

pytestmark = pytest.mark.django_db


def test_reader_sees_the_words_and_what_they_contain(stranger, clock):
    edition = make_issued_edition(make_tagged_edition(key_points=["A **new** line"]))

    page = source(stranger, f"/releases/{edition.release.slug}/")

    assert "<h1>A ferry for Skerrow</h1>" in page
    assert "<li>A <strong>new</strong> line</li>" in page
    assert f'id="quote-{edition.quotes.get().ref}"' in page
    words = read(stranger, f"/releases/{edition.release.slug}/")
    promise = "What this release promises Open a ferry line to Skerrow Announced"
    assert f"{promise} “by 1 June 2091” New here" in words
    assert "Figures and their sources No source given almost 4,200 people" in words


def test_release_goes_public_at_its_time_with_no_job_run(stranger, clock):
    edition = make_issued_edition(make_marked_edition(), at=THURSDAY)
    address = f"/releases/{edition.release.slug}/"

    clock.move_to(THURSDAY - timedelta(seconds=1))
    assert stranger.get(address).status_code == 404
    assert "A ferry for Skerrow" not in read(stranger, "/releases/")

    clock.move_to(THURSDAY)
    assert "A ferry for Skerrow" in read(stranger, address)
    assert "A ferry for Skerrow" in read(stranger, "/releases/")


def test_embargoed_release_answers_like_one_that_never_was(stranger, clock):
    edition = make_issued_edition(at=THURSDAY)

    for rest in ("", "history/", "editions/1/"):
        embargoed = stranger.get(f"/releases/{edition.release.slug}/{rest}")
        unknown = stranger.get(f"/releases/no-such-release/{rest}")
        assert (embargoed.status_code, embargoed.content) == (404, unknown.content)
        assert embargoed.headers == unknown.headers


def test_draft_correction_shows_nowhere(stranger, clock, writer):
    edition = make_issued_edition()
    draft = begin_correction(edition.release, by=writer)
    save(draft, headline="A bridge for Skerrow", change_note="A bridge it is.")

    slug = edition.release.slug

    assert "bridge" not in read(stranger, f"/releases/{slug}/")
    assert "bridge" not in read(stranger, f"/releases/{slug}/history/")
    assert stranger.get(f"/releases/{slug}/editions/2/").status_code == 404


def test_correction_says_what_changed_and_when(stranger, clock, writer):
    edition = make_issued_edition()
    clock.move_to(THURSDAY)
    draft = begin_correction(edition.release, by=writer)
    make_issued_edition(save(draft, change_note="The line opens in July."))

    page = read(stranger, f"/releases/{edition.release.slug}/")

    assert "Published 5 March 2091, 09:00 GMT" in page
    assert "Updated 8 March 2091, 09:00 GMT" in page
    assert "What changed: The line opens in July." in page
    assert "Edition 2 of 2" in page


def test_minor_correction_is_left_to_the_history(stranger, clock, writer):
    edition = make_issued_edition()
    clock.move_to(THURSDAY)
    draft = begin_correction(edition.release, by=writer)
    make_issued_edition(save(draft, change="minor", summary="A ferry line."))

    page = read(stranger, f"/releases/{edition.release.slug}/")

    assert "Updated" not in page
    assert "What changed" not in page
    told = "minor this one compare with edition 1 No change that a reader relied on."
    assert told in page


def test_related_release_that_is_not_public_is_not_named(stranger, clock):
    other = make_issued_edition(headline="A harbour for Skerrow", at=THURSDAY)
    edition = make_issued_edition(related_releases=[other.release])
    address = f"/releases/{edition.release.slug}/"

    assert "harbour" not in source(stranger, address)

    clock.move_to(THURSDAY)
    assert "A harbour for Skerrow" in source(stranger, address)


def test_former_address_leads_to_the_release_once_it_is_public(stranger, clock):
    edition = make_issued_edition(at=THURSDAY)
    FormerAddress.objects.create(slug="skerrow-boat", release=edition.release)

    assert stranger.get("/releases/skerrow-boat/").status_code == 404

    clock.move_to(THURSDAY)
    for rest in ("", "history/", "editions/1/"):
        response = stranger.get(f"/releases/skerrow-boat/{rest}")
        assert response.status_code == 301
        assert response["Location"] == f"/releases/{edition.release.slug}/{rest}"


def test_page_shows_hostile_words_as_words(stranger, clock):
    hostile = '<script>alert("x")</script>'
    edition = make_issued_edition(
        headline=hostile, summary=hostile, body=hostile, key_points=[hostile]
    )

    for address in (f"/releases/{edition.release.slug}/", "/releases/", "/"):
        page = source(stranger, address)
        assert hostile not in page
        assert "<script" not in without_own_scripts(page)
        assert "&lt;script&gt;" in page


def test_text_of_another_language_is_marked_as_such(stranger, clock):
    make_issued_edition(headline="قارب إلى سكيرو", language="ar")

    page = source(stranger, "/releases/")

    assert 'lang="ar" dir="rtl"' in page


def test_page_describes_itself_to_those_who_link_to_it(stranger, clock, settings):
    edition = make_issued_edition(summary="A line opens in June.")
    slug = edition.release.slug

    page = source(stranger, f"/releases/{slug}/")

    address = f"{settings.SITE_URL}/releases/{slug}/"
    assert f'<link rel="canonical" href="{address}">' in page
    assert '<meta property="og:description" content="A line opens in June.">' in page
    assert '<meta property="og:type" content="article">' in page
    assert 'content="2091-03-05T09:00:00Z"' in page


def test_commitment_said_twice_in_a_release_is_listed_once(stranger, clock):
    edition = make_issued_edition(make_marked_edition())

    page = source(stranger, f"/releases/{edition.release.slug}/")

    contents = page[page.index("What this release promises</h2>") :]
    assert contents.count("/commitments/open-a-ferry-line-to-skerrow/") == 1


def test_release_without_records_says_so(stranger, clock):
    edition = make_issued_edition(make_edition(body="Nothing but words."))

    page = read(stranger, f"/releases/{edition.release.slug}/")

    assert "No quote, commitment or figure is recorded in it." in page
    assert MONDAY.strftime("%H:%M") in page


def test_a_long_release_lists_its_sections_whichever_headings_it_was_given(
    stranger, clock
):
    body = "#### What opens\n\n" + "A line opens. " * 330 + "\n\n##### When\n\nIn June."
    edition = make_issued_edition(body=body)

    page = source(stranger, f"/releases/{edition.release.slug}/")

    assert '<a href="#what-opens">What opens</a>' in page
    assert '<h2 id="what-opens">' in page
    assert '<h3 id="when">' in page
    assert "#when" not in page
