"""A release through time: what was public when, and what changed, for people and for
programs that speak RFC 7089."""

import re
from datetime import timedelta

import pytest
from django.utils.http import http_date

from briefings.actions.notices import remove_release
from briefings.actions.releases import begin_correction
from briefings.actions.removal import put_back_release
from tests.making import (
    MONDAY,
    THURSDAY,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    save,
)
from tests.views.reading import read, source

pytestmark = pytest.mark.django_db
FRIDAY = THURSDAY + timedelta(days=1)


@pytest.fixture
def release(clock, writer):
    """Out on Monday, corrected on Thursday, with a third edition to come on Friday."""
    edition = make_issued_edition(make_marked_edition())
    correct(edition.release, writer, THURSDAY, headline="A ferry for Skerrow and Holm")
    clock.move_to(THURSDAY)
    correct(edition.release, writer, FRIDAY, headline="Quillfeather takes over")
    return edition.release


def correct(release, writer, at, **words):
    draft = begin_correction(release, by=writer)
    save(draft, change="minor", change_note="", **words)
    return make_issued_edition(draft, at=at)


def follow(client, address: str, moment=None, **headers) -> tuple[int, str]:
    if moment:
        headers["accept-datetime"] = http_date(moment.timestamp())
    answer = client.get(address, headers=headers)
    return answer.status_code, answer.headers.get("Location", "")


class Archive:
    """A client that knows nothing but the address of the page, as RFC 7089 has it."""

    def __init__(self, client) -> None:
        self.client = client

    def links(self, told: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for target, about in re.findall(r'<([^>]*)>((?:; \w+="[^"]*")*)', told):
            for rel in re.search(r'rel="([^"]*)"', about)[1].split():
                found.setdefault(rel, []).append(target)
        return found

    def get(self, address: str, **headers):
        return self.client.get(re.sub("^https?://[^/]+", "", address), headers=headers)

    def at(self, address: str, moment):
        page = self.get(address)
        gate = self.links(page.headers["Link"])["timegate"][0]
        asked = {"accept-datetime": http_date(moment.timestamp())}
        choice = self.get(gate, **asked)
        assert choice.status_code == 302
        assert choice.headers["Vary"] == "accept-datetime"
        assert self.links(choice.headers["Link"])["original"][0].endswith(address)
        return self.get(choice.headers["Location"])


def test_a_client_of_the_protocol_is_led_to_the_words_of_a_moment(stranger, release):
    archive, address = Archive(stranger), f"/releases/{release.slug}/"

    memento = archive.at(address, MONDAY + timedelta(days=1))

    assert memento.headers["Memento-Datetime"] == http_date(MONDAY.timestamp())
    assert "Skerrow and Holm" not in memento.content.decode()
    links = archive.links(memento.headers["Link"])
    assert links["original"] == links["latest-version"]
    assert links["original"][0].endswith(address)
    assert {"timegate", "timemap", "memento", "version-history"} <= links.keys()


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        (MONDAY - timedelta(days=900), 1),
        (MONDAY, 1),
        (THURSDAY - timedelta(seconds=1), 1),
        (THURSDAY, 2),
        (FRIDAY + timedelta(days=900), 2),
        (None, 2),
    ],
)
def test_the_gate_leads_to_what_was_public(stranger, release, moment, number):
    gate = f"/releases/{release.slug}/timegate/"

    assert follow(stranger, gate, moment) == (
        302,
        f"/releases/{release.slug}/editions/{number}/",
    )


def test_a_moment_that_is_none_is_a_bad_request(stranger, release):
    gate = f"/releases/{release.slug}/timegate/"

    answer = stranger.get(gate, headers={"accept-datetime": "last Tuesday"})

    assert (answer.status_code, answer.headers["Vary"]) == (400, "accept-datetime")


def test_the_map_lists_every_edition_that_was_public(stranger, release):
    answer = stranger.get(f"/releases/{release.slug}/timemap/")

    told = answer.content.decode()
    assert answer.headers["Content-Type"] == "application/link-format"
    mementos = re.findall(
        r'editions/(\d)/>; rel="([\w ]*memento)"; datetime="(.*)"', told
    )
    assert mementos == [
        ("1", "first memento", http_date(MONDAY.timestamp())),
        ("2", "last memento", http_date(THURSDAY.timestamp())),
    ]
    assert f'from="{http_date(MONDAY.timestamp())}"' in told


def test_the_only_edition_is_the_first_and_the_last(stranger, clock):
    release = make_issued_edition().release

    assert '"first last memento"' in source(
        stranger, f"/releases/{release.slug}/timemap/"
    )


def test_two_editions_are_compared_word_by_word(stranger, release):
    address = f"/releases/{release.slug}/compare/1/2/"

    html = source(stranger, address)

    assert "A ferry for Skerrow<ins> and Holm</ins>" in html
    assert "Quillfeather" not in html
    assert stranger.get(f"/releases/{release.slug}/compare/1/3/").status_code == 404
    backwards = f"/releases/{release.slug}/compare/2/1/"
    assert follow(stranger, backwards) == (301, address)
    unknown = follow(stranger, f"/releases/{release.slug}/compare/3/1/")[1]
    assert stranger.get(unknown).status_code == 404
    assert stranger.get(f"/releases/{release.slug}/compare/1/1/").status_code == 404


def test_editions_chosen_from_the_history_are_compared(stranger, release):
    history = f"/releases/{release.slug}/history/"

    chosen = follow(stranger, f"{history}?old=2&new=1")
    assert chosen == (302, f"/releases/{release.slug}/compare/1/2/")
    assert follow(stranger, f"{history}?old=2&new=x")[0] == 404
    assert follow(stranger, f"{history}?old=2")[0] == 404


def test_the_history_shows_a_day(stranger, release):
    history = f"/releases/{release.slug}/history/"

    day = (THURSDAY - timedelta(days=1)).date()
    assert follow(stranger, f"{history}?on={day}")[1].endswith("/editions/1/")
    assert follow(stranger, f"{history}?on={THURSDAY.date()}")[1].endswith("/2/")
    early = (MONDAY - timedelta(days=1)).date()
    assert "was not public yet on that day" in read(stranger, f"{history}?on={early}")
    for late in ("2091-03-09", "2130-01-01"):
        page = read(stranger, f"{history}?on={late}")
        assert "That day is still to come." in page
    for typed in ("2091-02-30", "soon", "", "9999-12-31"):
        assert "Give a day" in read(stranger, f"{history}?on={typed}")


def test_while_it_was_taken_down_nothing_was_public(stranger, clock, publisher):
    release = make_issued_edition().release
    clock.move_to(MONDAY + timedelta(days=1))
    remove_release(release, by=publisher, explanation="It was wrong.")
    clock.move_to(FRIDAY)
    put_back_release(release, by=publisher, reason="It was right.", change_note="Back.")
    here = f"/releases/{release.slug}"
    between = MONDAY + timedelta(days=2)

    page = read(stranger, f"{here}/history/?on={between.date()}")
    assert "At the end of that day it was taken down, and not public." in page
    back = (302, f"{here}/editions/2/")
    assert follow(stranger, f"{here}/timegate/", between) == back
    assert follow(stranger, f"{here}/history/?on={FRIDAY.date()}") == back
    first = (302, f"{here}/editions/1/")
    assert follow(stranger, f"{here}/history/?on={MONDAY.date()}") == first
    assert follow(stranger, f"{here}/timegate/", MONDAY) == first


def test_nothing_leads_to_what_was_removed_or_is_to_come(stranger, clock):
    draft = make_edition()
    scheduled = make_issued_edition(headline="To come", at=THURSDAY)
    removed = make_issued_edition(headline="Wrong").release
    clock.move_to(MONDAY + timedelta(days=1))
    remove_release(removed, by=None, explanation="It was wrong.")

    for rest in ("timegate/", "timemap/", "compare/1/2/", "history/?on=2091-03-05"):
        for slug in (draft.release.slug, scheduled.release.slug):
            assert stranger.get(f"/releases/{slug}/{rest}").status_code == 404
        assert stranger.get(f"/releases/{removed.slug}/{rest}").status_code == 410
