import re

import pytest

from briefings.actions.addresses import LONG_SLUG, readdress_release, slug_of
from briefings.actions.commitments import mark_commitment
from briefings.actions.notices import remove_release
from briefings.actions.releases import begin_correction, create_release
from briefings.errors import Refused
from briefings.models import FormerAddress
from tests.making import (
    make_edition,
    make_issued_edition,
    save,
)

pytestmark = pytest.mark.django_db


def test_two_releases_of_one_headline_have_two_addresses(writer):
    slugs = [create_release(by=writer, headline="A ferry").release.slug for _ in "123"]

    assert slugs[0] == "a-ferry"
    # A number would say how many there are, those under embargo included.
    assert all(re.fullmatch(r"a-ferry-[a-z0-9]{4}", slug) for slug in slugs[1:])
    assert len(set(slugs)) == 3


def test_an_address_a_release_had_before_is_not_given_to_another(writer, publisher):
    release = make_issued_edition(headline="A boat").release
    readdress_release(release, by=publisher, slug="a-ferry")

    slug = create_release(by=writer, headline="A boat").release.slug
    assert slug.startswith("a-boat-")


def test_the_address_follows_the_headline_until_the_release_is_issued(
    writer, publisher
):
    edition = make_edition(headline="A ferry for €9.4 million")
    assert edition.release.slug == "a-ferry-for-9-4-million"

    edition = save(edition, headline="A bridge")
    assert edition.release.slug == "a-bridge"

    issued = make_issued_edition(edition)
    draft = begin_correction(issued.release, by=writer)
    assert save(draft, headline="A tunnel").release.slug == "a-bridge"


def test_an_address_that_an_editor_chose_stays(writer):
    edition = create_release(by=writer, headline="A ferry")
    readdress_release(edition.release, by=writer, slug="Skerrow Ferry")

    assert save(edition, headline="A bridge").release.slug == "skerrow-ferry"


def test_a_public_release_leaves_its_former_address_behind(publisher):
    release = make_issued_edition(headline="A boat").release

    changed = readdress_release(release, by=publisher, slug="a-ferry")

    assert changed.slug == "a-ferry"
    assert changed.former_addresses.get().slug == "a-boat"
    last = changed.editions.get().transitions.latest("id")
    assert (last.move, last.note, last.by) == (
        "readdress",
        "a-boat → a-ferry",
        publisher,
    )
    assert readdress_release(release, by=publisher, slug="a-boat").slug == "a-boat"


def test_a_draft_leaves_no_address_behind(writer):
    release = create_release(by=writer, headline="A boat").release

    readdress_release(release, by=writer, slug="a-ferry")

    assert not FormerAddress.objects.exists()


def test_an_address_is_refused_that_cannot_be_given(writer, publisher, approver):
    other = make_issued_edition(headline="A boat").release
    readdress_release(other, by=publisher, slug="a-ship")
    release = make_issued_edition(headline="A ferry").release

    for slug, sentence in (
        ("a-boat", "“a-boat” is the address of a release already"),
        ("a-ship", "“a-ship” is the address of a release already"),
        ("a-ferry", "“a-ferry” is the address of a release already"),
        ("…", "Give an address of letters or numbers"),
    ):
        with pytest.raises(Refused, match=sentence):
            readdress_release(release, by=publisher, slug=slug)
    with pytest.raises(Refused, match="may not issue, schedule and unschedule"):
        readdress_release(release, by=approver, slug="a-canoe")
    remove_release(release, by=publisher, explanation="It was wrong.")
    with pytest.raises(Refused, match="This release was removed"):
        readdress_release(release, by=publisher, slug="a-canoe")


def test_dashes_and_slashes_part_the_words_of_an_address():
    assert slug_of("Estermark–Valmere summit") == "estermark-valmere-summit"
    assert slug_of("Peace — at last/now") == "peace-at-last-now"


def test_the_address_of_a_promise_ends_with_a_whole_word(writer):
    title = "Build " + "forty new homes of wood " * 8

    commitment = mark_commitment(
        make_edition(body="We will build."), by=writer, title=title, start=0, end=13
    ).commitment

    assert len(commitment.slug) <= LONG_SLUG
    assert commitment.slug.startswith("build-forty-new-homes-of-wood-")
    assert f"{commitment.slug}-" in "build-" + "forty-new-homes-of-wood-" * 8


def test_a_headline_without_latin_letters_gets_an_address_too(writer):
    slug = create_release(by=writer, headline="渡し船").release.slug

    assert slug
    assert slug.isascii()
