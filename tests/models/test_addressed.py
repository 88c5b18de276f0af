"""Releases chosen by what somebody pastes of them."""

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefings.actions.addresses import readdress_release
from briefings.actions.limits import limit_release
from briefings.models import Release
from briefings.models.addressed import releases_addressed
from briefings.permissions import PUBLISHER, WRITER
from tests.making import make_edition, make_issued_edition, make_member
from tests.making import make_marked_edition as make_marked

pytestmark = pytest.mark.django_db

PAGE = "/admin/briefings/release/retag/"


def choose(client, *lines):
    return client.post(PAGE, {"addresses": "\r\n".join(lines)})


def why(response) -> dict[str, str]:
    return {line.line: line.why for line in response.context["unknown"]}


def test_every_address_of_a_release_leads_to_it():
    edition = make_issued_edition(make_marked(headline="A ferry"))
    key, release = edition.pk, edition.release
    quote = edition.quotes.get()
    for line in (
        f"{settings.SITE_URL}/releases/a-ferry/",
        f"  <{settings.SITE_URL}/releases/a-ferry?utm_source=letter#said>,",
        f"Ferries\t12 May\t{settings.SITE_URL}/releases/a-ferry/",
        f"{settings.SITE_URL.partition('://')[2]}/releases/a-ferry",
        "/releases/a-ferry/editions/1/",
        "/releases/a-ferry/history/",
        "/releases/a-ferry/media-kit.zip",
        "/api/v1/releases/a-ferry/",
        "a-ferry",
        quote.get_absolute_url(),
        f"/admin/briefings/release/{release.pk}/change/",
        f"/admin/briefings/edition/{key}/change/?unsaved=1",
        f"{settings.SITE_URL}/admin/briefings/edition/{key}/mark-up/",
    ):
        (found,) = releases_addressed([line])
        assert (found.release, found.why) == (release.pk, ""), line


def test_a_former_address_leads_to_the_release_as_well():
    release = make_issued_edition(headline="A ferry").release
    publisher = make_member(PUBLISHER, "Petra")
    readdress_release(release, by=publisher, slug="a-ferry-for-skerrow")

    lines = ["/releases/a-ferry/", "/releases/a-ferry-for-skerrow/"]
    found = releases_addressed(lines)

    assert [line.release for line in found] == [release.pk, release.pk]


def test_from_pasted_addresses_to_the_tags_of_those_releases(client, writer):
    drafts = [make_edition(headline="A ferry"), make_edition(headline="A bridge")]
    client.force_login(writer)

    chosen = choose(client, "a-ferry", "", "/releases/a-bridge/", "a-ferry")

    assert chosen.status_code == 302
    retagging = client.get(chosen.url).context["retagging"]
    assert {r.pk for r in retagging.releases} == {d.release_id for d in drafts}


def test_each_line_without_a_release_is_told_with_the_reason(client, writer):
    release = make_edition(headline="A ferry").release
    client.force_login(writer)

    told = choose(
        client,
        "a-ferry",
        "/releases/a-ferrry/",
        "https://elsewhere.example/releases/a-ferry/",
        "/people/ines-calder/",
        "The ferry of May",
        "https://[half/an/address",
        f"/admin/briefings/edition/{'9' * 30}/change/",
    )

    assert list(why(told)) == [
        "/releases/a-ferrry/",
        "https://elsewhere.example/releases/a-ferry/",
        "/people/ines-calder/",
        "The ferry of May",
        "https://[half/an/address",
        f"/admin/briefings/edition/{'9' * 30}/change/",
    ]
    assert why(told)["The ferry of May"] == "There is no address in this line."
    assert why(told)["/people/ines-calder/"] == "This page is not about one release."
    html = told.content.decode()
    assert "6 lines without a release" in html
    assert "The ferry of May\r\nhttps://[half/an/address" in html
    assert f"?ids={release.pk}" in told.context["go_on"]


def test_a_draft_that_is_hidden_from_somebody_is_as_one_that_is_not_there(client):
    author, colleague = make_member(WRITER, "Wren"), make_member(WRITER, "Cole")
    hidden = make_edition(headline="A secret", written_by=author)
    limit_release(hidden.release, by=author, people=[author])
    client.force_login(colleague)

    told = choose(
        client,
        "a-secret",
        "no-secret",
        f"/admin/briefings/edition/{hidden.pk}/change/",
        f"/admin/briefings/release/{hidden.release_id}/change/",
    )

    assert set(why(told).values()) == {"There is no release at this address."}
    assert len(why(told)) == 4
    assert told.context["go_on"] == ""


def test_more_releases_than_can_be_looked_through_are_refused(client, writer):
    for number in range(3):
        make_edition(headline=f"Ferry number {number}")
    slugs = Release.objects.values_list("slug", flat=True)
    client.force_login(writer)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("briefings.admin.retagging.MOST", 2)
        told = choose(client, *slugs)

    assert "These are 3 releases: choose at most 2 at once." in told.content.decode()


def test_nothing_pasted_is_told(client, writer):
    client.force_login(writer)

    assert "This field is required." in choose(client, " ", "").content.decode()


def test_many_lines_are_asked_for_as_few_are():
    slugs = [make_edition(headline=f"Ferry {number}").release.slug for number in "abcd"]

    def queries(lines):
        with CaptureQueriesContext(connection) as asked:
            releases_addressed(lines)
        return len(asked)

    assert queries(slugs[:1]) == queries(slugs)
