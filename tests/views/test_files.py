"""The bytes of images and attachments: for everybody once a release shows them, and as
unknown before as what never was."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefings.actions.files import remove_file
from briefings.actions.notices import remove_release, withdraw_release
from briefings.actions.releases import begin_correction
from briefings.models import Rendition
from briefings.models.stored import bytes_of
from tests.attaching import attach, show
from tests.drawing import PDF, SVG, document, picture
from tests.making import THURSDAY, make_edition, make_issued_edition, save

pytestmark = pytest.mark.django_db

UNKNOWN = "a" * 64


@pytest.fixture
def shown(clock):
    """An image of a public release."""
    edition = make_edition()
    use = show(edition, picture(600, 400))
    make_issued_edition(edition)
    return use


def addresses(use) -> list[str]:
    rows = [use.asset, *use.asset.renditions.select_related("asset")]
    return [row.get_absolute_url() for row in rows]


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def test_original_and_renditions_appear_with_the_release(client, clock):
    edition = make_edition()
    use = show(edition)
    make_issued_edition(edition, at=THURSDAY)
    clock.move_to(THURSDAY - timedelta(seconds=1))
    assert {client.get(a).status_code for a in addresses(use)} == {404}

    clock.move_to(THURSDAY)

    for row in [use.asset, *use.asset.renditions.select_related("asset")]:
        response = client.get(row.get_absolute_url())
        assert (response.status_code, body(response)) == (200, bytes_of(row.sha256))


def test_before_its_release_a_file_is_as_unknown_as_any_other(client):
    use = show(make_edition())

    for address in addresses(use):
        hidden = client.get(address)
        other = client.get(address.replace(address.split("/")[2], UNKNOWN))
        assert hidden.status_code == other.status_code == 404
        assert hidden.content == other.content
        assert hidden.headers == other.headers
        assert hidden.headers["Cache-Control"] == "public, no-cache"


def test_a_hidden_file_costs_as_many_queries_as_one_that_never_was(client):
    use = show(make_edition())

    def queries(address):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 404
        return len(asked)

    for address in addresses(use):
        unknown = address.replace(address.split("/")[2], UNKNOWN)
        assert queries(address) == queries(unknown)


def test_a_file_is_public_by_any_release_that_shows_it(client, clock, shown):
    later = make_edition(headline="Another")
    attach(later, picture(600, 400), name="again.png")
    make_issued_edition(later, at=THURSDAY)

    assert client.get(addresses(shown)[0]).status_code == 200


def test_a_file_stays_with_the_past_edition_that_showed_it(client, clock, shown):
    correction = begin_correction(shown.edition.release, by=None)
    remove_file(correction.files.get(), by=None)
    save(correction, change_note="The picture was wrong.")
    clock.move_to(clock.at + timedelta(hours=1))
    make_issued_edition(correction)

    assert client.get(addresses(shown)[0]).status_code == 200
    assert "<picture>" not in client.get("/releases/a-ferry-for-skerrow/").text
    past = client.get("/releases/a-ferry-for-skerrow/editions/1/").text
    assert "<picture>" in past


def test_withdrawn_releases_keep_their_files_and_removed_ones_do_not(
    client, clock, shown
):
    release = shown.edition.release
    withdraw_release(release, by=None, explanation="Under review.")
    assert client.get(addresses(shown)[0]).status_code == 200

    clock.move_to(clock.at + timedelta(seconds=1))
    remove_release(release, by=None, explanation="A court ordered it.")

    for address in addresses(shown):
        response = client.get(address)
        assert response.status_code == 410
        assert "A court ordered it." in response.text
        assert response.headers["Cache-Control"] == "public, no-cache"


def test_a_file_that_was_never_public_is_unknown_after_a_removal(client, clock):
    edition = make_issued_edition()
    correction = begin_correction(edition.release, by=None)
    use = show(correction)
    clock.move_to(clock.at + timedelta(seconds=1))
    remove_release(edition.release, by=None, explanation="A court ordered it.")

    assert {client.get(a).status_code for a in addresses(use)} == {404}


def test_public_bytes_are_kept_by_who_saw_them_and_asked_for_again_by_caches(
    client, shown
):
    address = addresses(shown)[0]
    response = client.get(address)

    kept = response.headers["Cache-Control"]
    assert kept == "public, max-age=31536000, s-maxage=3600, immutable"
    assert response.headers["ETag"] == f'"{shown.asset.sha256}"'
    assert not response.cookies
    assert not response.has_header("Vary")
    again = client.get(address, headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Cache-Control"] == kept
    other = client.get(address, headers={"If-None-Match": 'W/"x", "y"'})
    assert other.status_code == 200
    failed = client.get(address, headers={"If-Match": '"other"'})
    assert (failed.status_code, failed["Cache-Control"]) == (412, "public, no-cache")


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-9", 0, 10),
        ("bytes=5-", 5, None),
        ("bytes=-7", -7, None),
        ("bytes=0-99999999", 0, None),
        ("bytes=-99999999", 0, None),
    ],
)
def test_one_range_is_sent_by_itself(client, shown, asked, start, stop):
    whole = bytes_of(shown.asset.sha256)

    response = client.get(addresses(shown)[0], headers={"Range": asked})

    assert response.status_code == 206
    part = body(response)
    assert part == whole[start:stop]
    first = whole.index(part)
    told = f"bytes {first}-{first + len(part) - 1}/{len(whole)}"
    assert response.headers["Content-Range"] == told
    assert response.headers["Content-Length"] == str(len(part))


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,4-5", "bytes=9-3", "lines=0-1", "bytes=a-b", "bytes=", "x"]
)
def test_what_is_no_single_range_is_answered_with_all_of_it(client, shown, asked):
    response = client.get(addresses(shown)[0], headers={"Range": asked})

    assert (response.status_code, len(body(response))) == (200, shown.asset.size)


@pytest.mark.parametrize("asked", ["bytes=999999-", "bytes=-0"])
def test_a_range_beyond_the_end_is_refused(client, shown, asked):
    response = client.get(addresses(shown)[0], headers={"Range": asked})

    assert response.status_code == 416
    assert response.headers["Content-Range"] == f"bytes */{shown.asset.size}"


def test_a_range_of_a_file_that_changed_is_all_of_it(client, shown):
    address, ask = addresses(shown)[0], {"Range": "bytes=0-9"}

    same = client.get(address, headers={**ask, "If-Range": f'"{shown.asset.sha256}"'})
    other = client.get(address, headers={**ask, "If-Range": '"other"'})
    dated = client.get(
        address, headers={**ask, "If-Range": "Mon, 05 Mar 2091 09:00:00 GMT"}
    )

    codes = (same.status_code, other.status_code, dated.status_code)
    assert codes == (206, 200, 200)


def test_head_tells_the_same_without_the_bytes(client, shown):
    for address in addresses(shown):
        head, get = client.head(address), client.get(address)
        assert head.headers == get.headers
        assert head.getvalue() == b""
        assert client.post(address).status_code == 405


def test_what_was_uploaded_is_handed_over_to_be_saved_and_never_opened(client, clock):
    edition = make_edition()
    uses = [
        show(edition, picture(kind="GIF"), name="page.html"),
        attach(edition, SVG, name="drawing.svg"),
        attach(edition, PDF, name="paper.pdf"),
        attach(edition, document(), name="words.docx"),
    ]
    make_issued_edition(edition)

    for use in uses:
        response = client.get(use.asset.get_absolute_url())
        told = response.headers
        assert told["Content-Type"] == use.asset.media_type
        assert told["Content-Disposition"].startswith("attachment; filename=")
        assert told["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert told["X-Content-Type-Options"] == "nosniff"
        assert told["Cross-Origin-Resource-Policy"] == "same-origin"


def test_renditions_open_in_a_browser_and_can_do_nothing_there(client, shown):
    for one in Rendition.objects.select_related("asset"):
        told = client.get(one.get_absolute_url()).headers
        assert told["Content-Type"] == one.media_type
        assert told["Content-Disposition"].startswith("inline")
        assert told["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize(
    "name",
    [
        "evil.html",
        "ferry.PNG",
        "..%2f..%2fsettings.py",
        "ferry.png%00.html",
        "%2e%2e",
        "ferry.png/",
        'a"; filename="b',
    ],
)
def test_a_file_is_there_under_its_own_name_alone(client, shown, name):
    address = f"/media/{shown.asset.sha256}/{name}"

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("digest", ["..", "%2e%2e%2f%2e%2e", "A" * 64, "a/b", "0"])
def test_a_digest_that_is_none_leads_nowhere(client, shown, digest):
    assert client.get(f"/media/{digest}/ferry.png").status_code == 404
