"""Before its moment an embargoed release does not exist for a stranger: every answer
is, byte for byte, what it is in a world without it."""

from urllib.parse import unquote

import pytest
from django.urls import resolve

from tests.leaks.conftest import WAYS
from tests.leaks.personas import GUESTS, OTHERS
from tests.leaks.surfaces import (
    LISTS,
    PAGES_OF,
    PLAIN,
    SITEMAPS,
    lists,
    patterns,
    searches,
)
from tests.leaks.worlds import SECRET

pytestmark = pytest.mark.django_db


def told(body: bytes) -> str:
    # Of pictures and archives what can be read.
    return body.decode(errors="replace").casefold()


def test_every_public_pattern_says_what_can_be_asked_of_it():
    names = {name for name, _ in patterns()}

    unknown = names - PAGES_OF.keys() - LISTS - PLAIN - SITEMAPS
    assert not unknown, f"Say in tests/leaks/surfaces.py what {unknown} can be asked."
    assert not (PAGES_OF.keys() | LISTS | PLAIN) - names, "Some are gone."


def test_the_two_worlds_were_asked_the_same(worlds):
    assert worlds.without.keys() == worlds.embargoed.keys() >= worlds.lifted.keys()
    assert {address for _, address in worlds.without if SECRET in address}
    assert {a.status for a in worlds.without.values()} >= {200, 301, 404, 405, 410}


def test_every_pattern_was_asked_in_every_way_that_a_request_can(worlds):
    asked = {way: set() for way in WAYS}
    for way, address in worlds.embargoed:
        asked.get(way, set()).add(address)

    assert len({frozenset(addresses) for addresses in asked.values()}) == 1
    [addresses] = {frozenset(addresses) for addresses in asked.values()}
    names = {resolve(address.partition("?")[0]).url_name for address in addresses}
    assert names >= PAGES_OF.keys() | LISTS
    statuses = {a.status for (way, _), a in worlds.embargoed.items() if way in WAYS}
    assert statuses >= {200, 206, 304, 404, 406, 412}


def test_no_answer_differs_from_the_world_without_the_embargo(worlds):
    different = [
        asked
        for asked, answer in worlds.embargoed.items()
        if answer != worlds.without[asked]
    ]

    assert different == []


def test_no_answer_differs_a_second_before_the_lift_when_its_day_has_come(worlds):
    different = [
        asked
        for asked, answer in worlds.eve.items()
        if answer != worlds.eve_without[asked]
    ]

    assert different == []


@pytest.mark.parametrize("persona", OTHERS)
def test_nobody_whom_the_office_knows_is_told_another_byte_than_strangers(
    worlds, persona
):
    """Before the lift, than strangers are in the world without the embargo."""
    told = worlds.to_others[persona]
    to_strangers = {
        "embargoed": worlds.without,
        "eve": worlds.eve_without,
        "lifted": worlds.lifted,
        "after": worlds.after,
        "asked again": worlds.asked_again,
    }

    assert told.keys() == to_strangers.keys()
    assert [
        (moment, asked)
        for moment, answers in told.items()
        for asked, answer in answers.items()
        if answer != to_strangers[moment][asked]
    ] == []
    names = {
        resolve(where.partition("?")[0]).url_name for _, where in told["embargoed"]
    }
    assert names >= PAGES_OF.keys() | LISTS
    opened = {
        where
        for (method, where), answer in told["lifted"].items()
        if (told["embargoed"][method, where].status, answer.status) == (404, 200)
    }
    assert len(opened) > 20


@pytest.mark.parametrize("persona", GUESTS)
def test_a_link_that_ended_is_one_that_never_was_whatever_is_still_in_hand(
    worlds, persona
):
    moments = worlds.at_own_links[persona]

    assert moments.keys() == {"embargoed", "eve", "lifted", "after"}
    for moment, answers in moments.items():
        assert {answer.status for answer in answers.values()} == {404}, moment
        for (asked, whose), answer in answers.items():
            assert answer == answers[asked, "made up"], (moment, asked, whose)


def test_a_removed_release_leads_to_an_embargoed_one_only_after_the_lift(worlds):
    asked = ("GET", "/releases/overtaken-story/")

    assert worlds.embargoed[asked].status == worlds.eve[asked].status == 410
    after = worlds.lifted[asked]
    assert (after.status, dict(after.headers)["Location"]) == (
        301,
        "/releases/quillfeather-bridge/",
    )


def test_no_answer_before_the_lift_holds_an_embargoed_word(worlds):
    leaking = [
        asked
        for asked, answer in worlds.embargoed.items()
        if SECRET in without_echo(asked[1], told(answer.body))
    ]

    assert leaking == []


def without_echo(address: str, body: str) -> str:
    """A page may repeat what it was asked for: the words searched for, a filter."""
    if address.startswith("/search/"):
        asked = unquote(address).partition("?")[2].replace('"', "&#34;")
        for word in {*asked.casefold().partition("=")[2].split(), SECRET}:
            body = body.replace(word, "") if SECRET in asked else body
        return body
    if "?" in address:
        for word in (
            *("quillfeather-ministry", "bran-quillfeather", "quillfeathers"),
            "quillfeather-works",
        ):
            body = body.replace(word, "")
        return body.replace(SECRET, "") if "q=Quillfeather" in address else body
    return body.replace(address.casefold(), "")


def test_searches_find_it_from_the_lift_on_and_not_before(worlds):
    """That they tell nothing before is compared with the world without it, above."""
    for address in searches():
        before, after = (
            told(world["GET", address].body)
            for world in (worlds.embargoed, worlds.lifted)
        )
        assert before != after, address
    misspelt = ("GET", "/search/?q=quillfether")
    assert "did you mean" not in told(worlds.embargoed[misspelt].body)
    assert f"?q={SECRET}" in told(worlds.lifted[misspelt].body)
    named = ("GET", "/search/?q=speaker%3Aquillfeather")
    assert "nothing was found" in told(worlds.embargoed[named].body)
    assert "bran quillfeather" in told(worlds.lifted[named].body)


def embargoed_pages(worlds) -> list[str]:
    """Pages that open with the lift; their addresses are known to the office only."""
    return [
        address
        for (method, address), answer in worlds.lifted.items()
        if method == "GET"
        and answer.status == 200
        and worlds.embargoed[method, address].status == 404
    ]


def test_an_embargoed_address_is_as_unknown_as_any_other(worlds):
    for address in embargoed_pages(worlds):
        answer = worlds.embargoed["GET", address]
        unknown = worlds.embargoed["GET", unknown_like(address, worlds)]
        assert answer.status == unknown.status == 404
        name = address.strip("/").split("/")
        body = told(answer.body)
        for part in name:
            if part in worlds_slugs(worlds):
                body = body.replace(part, "nothing-here")
        assert body == told(unknown.body), address


def worlds_slugs(worlds) -> set[str]:
    slugs = worlds.addresses.slugs.values()
    return {part for named in slugs for slug in named for part in slug.split("/")}


def unknown_like(address: str, worlds) -> str:
    parts = [
        "nothing-here" if part in worlds_slugs(worlds) else part
        for part in address.split("/")
    ]
    return "/".join(parts)


def test_everything_appears_at_the_moment_with_no_job_having_run(worlds):
    opened = embargoed_pages(worlds)
    kinds = {page.strip("/").rsplit("/", 1)[0] for page in opened}

    assert worlds.lifts_noted == 0
    assert kinds >= {
        *("releases", "quotes", "commitments", "people", "organisations"),
        *("topics", "places", "events", "collections"),
        *(f"api/v1/{name}" for name in API_LISTS),
    }
    assert "/releases/a-ferry-for-skerrow/editions/3/" in opened
    names = {page.rpartition("/")[2] for page in opened if page.startswith("/media/")}
    assert names >= {
        "quillfeather.png",
        "quillfeather-90.avif",
        "quillfeather-plan.pdf",
    }


def test_nothing_follows_the_lift_in_a_second_step(worlds):
    """What is there a second later was there, to the byte, at the moment itself."""
    differing = [
        asked for asked in worlds.lifted if worlds.lifted[asked] != worlds.after[asked]
    ]

    assert differing == []


def test_a_file_that_readers_have_already_stays_as_it_was(worlds):
    ferry = [address for _, address in worlds.lifted if address.endswith("/ferry.png")]

    for address in ferry:
        before, after = (w["GET", address] for w in (worlds.embargoed, worlds.lifted))
        assert (before.status, before) == (200, after)
    assert len(ferry) == 1


API_LISTS = (
    *("releases", "quotes", "commitments", "figures", "people", "organisations"),
    *("roles", "topics", "places", "events", "collections"),
)


def test_every_list_tells_of_it_at_once(worlds):
    silent = [
        address
        for address in lists()
        if SECRET not in told(worlds.lifted["GET", address].body)
    ]

    assert silent == []


def test_what_a_cache_kept_from_before_the_lift_is_not_taken_for_current(worlds):
    for address in lists():
        before = worlds.embargoed["GET", address].etag
        again = worlds.asked_again["GET", address]
        assert before, address
        assert (again.status, again.etag != before) == (200, True), address


def test_no_cache_may_keep_an_answer_beyond_the_lift(worlds):
    """Nobody but the office knows the moment, so a cache has to ask each time; not for
    a picture, whose name is made of what it shows."""
    for (method, address), answer in worlds.embargoed.items():
        if address.endswith("/card.png") and answer.status == 200:
            continue
        if method == "GET" and address.startswith(("/api/v1/", "/releases", "/quotes")):
            assert "no-cache" in dict(answer.headers)["Cache-Control"], address


def test_no_answer_sets_a_cookie(worlds):
    assert not [
        asked
        for asked, answer in worlds.embargoed.items()
        if "Set-Cookie" in dict(answer.headers)
    ]


def test_pages_about_the_past_stay_as_they_were(worlds):
    address = "/api/v1/releases/?at=2091-03-05T09:30:00Z"

    before, after = worlds.embargoed["GET", address], worlds.lifted["GET", address]
    assert before.status == 200
    assert before.body == after.body


def test_somebody_merged_leads_to_the_kept_page_only_after_the_lift(worlds):
    for before in ("/people/", "/api/v1/people/"):
        address = f"{before}inez-quillfeather/"
        assert worlds.embargoed["GET", address].status == 404
        after = worlds.lifted["GET", address]
        assert after.status == 301
        assert dict(after.headers)["Location"].endswith(f"{before}ines-calder/")
    kept = ("GET", "/api/v1/people/ines-calder/")
    assert "Inez Quillfeather" in worlds.lifted[kept].body.decode()


@pytest.mark.parametrize("slug", ["old-quillfeather"])
def test_a_former_address_leads_somewhere_only_after_the_lift(worlds, slug):
    address = f"/releases/{slug}/"

    assert worlds.embargoed["GET", address].status == 404
    after = worlds.lifted["GET", address]
    assert after.status == 301
    assert dict(after.headers)["Location"].endswith("/releases/quillfeather-plans/")
