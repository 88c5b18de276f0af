from datetime import timedelta

import pytest
from django.conf import settings

from briefings.actions.addresses import readdress_release
from briefings.actions.collections import (
    add_collection,
    add_heading,
    add_link,
    change_collection,
    close_collection,
    collect_pasted,
    collect_releases,
    move_collected,
    open_collection,
    read_addresses,
    remove_collection,
    reword_entry,
    take_out_entry,
)
from briefings.actions.limits import limit_release
from briefings.actions.notices import remove_release
from briefings.errors import Refused
from briefings.models import Collection
from briefings.models.visibility import looking_as
from tests.making import THURSDAY, fresh, make_edition, make_issued_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def ferries(writer):
    return add_collection(by=writer, title="The ferries bill")


def collect(collection, *headlines, by=None):
    releases = [make_edition(headline=headline).release for headline in headlines]
    return collect_releases(collection, releases, by=by)


def order(collection):
    return [str(entry) for entry in collection.entries.all()]


def is_public(collection, at=None):
    return Collection.objects.public(at).filter(pk=collection.pk).exists()


def test_a_collection_has_an_address_made_of_its_title(writer, ferries):
    again = add_collection(by=writer, title="The ferries bill", body="*All* of it.")

    assert ferries.slug == "the-ferries-bill"
    assert again.slug.startswith("the-ferries-bill-")
    assert again.body_html == "<p><em>All</em> of it.</p>"


def test_its_text_is_shown_as_it_was_saved_last(writer, ferries):
    changed = change_collection(ferries, by=writer, body="# All <script>", title="All")

    assert changed.slug == "the-ferries-bill"
    assert "<script" not in changed.body_html
    assert "All" in changed.body_html


def test_who_does_not_write_puts_nothing_together(records_officer, ferries, writer):
    [entry] = collect(ferries, "One")
    for act in (
        lambda by: add_collection(by=by, title="Mine"),
        lambda by: change_collection(ferries, by=by, title="Mine"),
        lambda by: collect_releases(ferries, [], by=by),
        lambda by: add_heading(ferries, by=by, words="Mine"),
        lambda by: add_link(ferries, by=by, words="Mine", url="https://x.example/"),
        lambda by: move_collected(entry, by=by, place=1),
        lambda by: take_out_entry(entry, by=by),
        lambda by: open_collection(ferries, by=by),
        lambda by: close_collection(ferries, by=by),
    ):
        with pytest.raises(Refused, match="may not write"):
            act(records_officer)
    assert order(ferries) == ["one"]
    # The same calls by a writer pass, so nothing else was in the way.
    assert add_heading(ferries, by=writer, words="Mine").words == "Mine"


def test_releases_are_added_at_the_end_and_once(writer, ferries):
    [one] = collect(ferries, "One")
    add_heading(ferries, by=writer, words="Later")
    collect(ferries, "Two")

    assert collect_releases(ferries, [one.release], by=writer) == []
    assert order(ferries) == ["one", "Later", "two"]


def test_no_edition_is_touched_by_where_its_release_is(writer, ferries):
    edition = make_issued_edition()
    before = fresh(edition)

    [entry] = collect_releases(ferries, [edition.release], by=writer)
    take_out_entry(entry, by=writer)

    after = fresh(edition)
    assert after.digest == before.digest
    assert after.release.editions.count() == 1
    assert order(ferries) == []


@pytest.mark.parametrize(
    ("moved", "place", "expected"),
    [
        (0, 3, ["two", "three", "one"]),
        (2, 1, ["three", "one", "two"]),
        (1, 99, ["one", "three", "two"]),
        (1, -5, ["two", "one", "three"]),
        (1, 2, ["one", "two", "three"]),
    ],
)
def test_an_entry_is_moved_to_a_place(writer, ferries, moved, place, expected):
    entries = collect(ferries, "One", "Two", "Three")

    move_collected(entries[moved], by=writer, place=place)

    assert order(ferries) == expected


def test_a_place_between_two_never_runs_out(writer, ferries):
    collect(ferries, "First", "A", "B", "Last")
    expected = ["first", "a", "b", "last"]

    for _ in range(120):
        moved = ferries.entries.all()[2]
        move_collected(moved, by=writer, place=2)
        expected.insert(1, expected.pop(2))
        assert order(ferries) == expected


def test_whoever_moves_does_not_move_what_is_hidden_from_them(
    writer, approver, ferries
):
    collect(ferries, "One")
    hidden = make_edition(headline="Hidden", written_by=approver).release
    limit_release(hidden, by=approver, people=[approver])
    collect_releases(ferries, [hidden], by=approver)
    collect(ferries, "Two", "Three")

    with looking_as(writer):
        assert order(ferries) == ["one", "two", "three"]
        move_collected(ferries.entries.last(), by=writer, place=1)
        assert order(ferries) == ["three", "one", "two"]

    assert order(ferries) == ["three", "one", "hidden", "two"]


def test_what_somebody_may_not_see_has_no_address_for_them(writer, approver, ferries):
    hidden = make_edition(headline="Hidden", written_by=approver).release
    limit_release(hidden, by=approver, people=[approver])

    with looking_as(writer):
        there, none = read_addresses(ferries, "/releases/hidden/\n/releases/none/")

    assert there.fault == none.fault == "There is no release at this address."


def test_pasted_addresses_are_all_added_in_their_order(writer, ferries):
    one, two = (make_edition(headline=name).release for name in ("One", "Two"))
    moved = make_issued_edition(headline="Former").release
    readdress_release(moved, by=None, slug="latter")
    text = f"{settings.SITE_URL}/releases/two/\n\n  /releases/one/history/ \n"

    added = collect_pasted(ferries, f"{text}/releases/former/", by=writer)

    assert [entry.release for entry in added] == [two, one, moved]
    assert collect_pasted(ferries, text, by=writer) == []


def test_one_line_that_means_nothing_keeps_all_out(writer, ferries):
    make_edition(headline="One")
    gone = make_issued_edition(headline="Gone").release
    remove_release(gone, by=None, explanation="A court ordered it.")
    text = "/releases/one/\nhttps://elsewhere.example/releases/one/\n/releases/gone/"

    with pytest.raises(Refused, match="2 of 3 lines"):
        collect_pasted(ferries, text, by=writer)

    assert order(ferries) == []
    faults = [line.fault for line in read_addresses(ferries, text)]
    assert faults[0] == ""
    assert faults[1] == "It leads to another site."
    assert faults[2] == "This release was removed."


def test_the_same_line_twice_is_one_release(writer, ferries):
    make_edition(headline="One")

    lines = read_addresses(ferries, "/releases/one/\n/releases/one/")

    assert [line.note for line in lines] == ["", "It is in the collection already."]
    assert (
        len(collect_pasted(ferries, "/releases/one/\n/releases/one/", by=writer)) == 1
    )


def test_links_lead_to_safe_addresses_only(writer, ferries):
    for url in ("http://x.example/", "javascript:alert(1)", "", "ftp://x.example"):
        with pytest.raises(Refused):
            add_link(ferries, by=writer, words="The bill", url=url)

    link = add_link(ferries, by=writer, words="The bill", url="https://x.example/1")
    assert link.site == "x.example"
    assert order(ferries) == ["The bill"]


def test_a_heading_stays_one_and_a_link_stays_one(writer, ferries):
    heading = add_heading(ferries, by=writer, words="First")
    link = add_link(ferries, by=writer, words="The bill", url="https://x.example/1")
    [release] = collect(ferries, "One")

    assert reword_entry(heading, by=writer, words="Begun").words == "Begun"
    for entry, about in (
        (heading, {"words": "Begun", "url": "https://x.example/2"}),
        (link, {"words": "The bill"}),
        (link, {"words": " ", "url": "https://x.example/1"}),
        (release, {"words": "Mine"}),
    ):
        with pytest.raises(Refused):
            reword_entry(entry, by=writer, **about)


def test_a_collection_is_public_with_a_public_release_in_it(writer, ferries, clock):
    assert not is_public(ferries)
    edition = make_issued_edition(at=THURSDAY)
    collect_releases(ferries, [edition.release], by=writer)
    add_heading(ferries, by=writer, words="Later")
    add_link(ferries, by=writer, words="The bill", url="https://x.example/1")
    assert not is_public(ferries)

    clock.move_to(THURSDAY)
    assert is_public(ferries)
    clock.move_to(THURSDAY + timedelta(seconds=1))
    remove_release(edition.release, by=None, explanation="A court ordered it.")
    assert not is_public(ferries)


def test_an_editor_may_open_a_collection_before_and_close_it_again(writer, ferries):
    opened = open_collection(ferries, by=writer)
    assert is_public(ferries)
    assert open_collection(opened, by=writer).opened_at == opened.opened_at

    close_collection(opened, by=writer)
    assert not is_public(ferries)


def test_what_readers_have_is_not_taken_away_and_the_rest_is(writer, ferries):
    entries = collect_releases(ferries, [make_issued_edition().release], by=writer)
    with pytest.raises(Refused, match="Readers have this collection"):
        remove_collection(ferries, by=writer)

    take_out_entry(entries[0], by=writer)
    collect(ferries, "A draft")
    remove_collection(ferries, by=writer)
    assert not Collection.objects.exists()
    with pytest.raises(Refused, match="took this collection away"):
        add_heading(ferries, by=writer, words="Late")
