"""A camera writes into a picture where it was taken and by whom. Readers get that with
an original which a release hands out, and from no other address."""

import io
import re
import zipfile
from collections.abc import Iterator

import pytest
from PIL import Image

from briefings.actions.subjects import change_entry
from briefings.models import Rendition
from briefings.models.files import address_of
from briefings.models.stored import bytes_of
from tests.attaching import show
from tests.drawing import camera_picture
from tests.making import fresh, make_edition, make_issued_edition, make_marked_edition

pytestmark = pytest.mark.django_db

WRITTEN = (b"Exif\0\0", b"Harbour street 7", b"http://ns.adobe.com/xap/")
BEGINNINGS = ("/", "/releases/", "/people/", "/sitemap.xml", "/robots.txt", "/api/v1/")
# Nobody's of the public; and what holds nothing of a release.
_ELSEWHERE = re.compile(r"/(?:admin|account|static|api/docs)/")
_ADDRESS = re.compile(
    rb"""(?:["'>(,\s]|https?://testserver|https?://localhost:?\d*)"""
    rb"(/[\w%~.-][\w%~./-]*)"
)


@pytest.fixture
def pictured(clock, writer):
    """A public release with a photograph, whose speaker has another one as portrait,
    which stands in a draft."""
    edition = make_marked_edition()
    drawn = show(make_edition(headline="Faces"), camera_picture(500, 700)).asset
    change_entry(edition.quotes.get().speaker, by=writer, portrait=drawn)
    use = show(edition, camera_picture(1000, 600), name="quay.jpg")
    return make_issued_edition(fresh(edition)), use.asset, drawn


def everything_served(client) -> dict[str, bytes]:
    """What is at each address that is told at another, from the beginnings on."""
    waiting, served = list(BEGINNINGS), {}
    while waiting:
        address = waiting.pop()
        if address in served or _ELSEWHERE.match(address):
            continue
        answer = client.get(address)
        body = answer.getvalue()
        served[address] = body if answer.status_code == 200 else b""
        told = answer.headers.get("Link", "") + answer.headers.get("Location", "")
        if not answer.headers["Content-Type"].startswith(("image/", "application/zip")):
            told += body.decode(errors="replace")
        waiting += {found.decode() for found in _ADDRESS.findall(told.encode())}
    return served


def held(body: bytes) -> Iterator[tuple[str, bytes]]:
    """The members of an archive; else the body alone."""
    if not body.startswith(b"PK"):
        yield "", body
        return
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        for name in packed.namelist():
            yield name, packed.read(name)


def tells(body: bytes) -> bool:
    return any(words in body for words in WRITTEN)


def test_what_a_camera_wrote_is_told_by_originals_of_releases_alone(stranger, pictured):
    edition, photograph, _ = pictured

    served = everything_served(stranger)

    telling = {
        (address, name)
        for address, body in served.items()
        for name, content in held(body)
        if tells(content)
    }
    kit = f"/releases/{edition.release.slug}/media-kit.zip"
    [packed] = [name for address, name in telling if address == kit]
    assert packed.endswith("quay.jpg")
    assert telling == {(photograph.get_absolute_url(), ""), (kit, packed)}
    # And the walk came by all that there is of pictures.
    assert len(served) > 40
    made = {one.get_absolute_url() for one in photograph.renditions.all()}
    assert served.keys() >= made > set()


def test_no_address_serves_the_original_of_a_portrait(stranger, pictured):
    _, photograph, portrait = pictured
    faces = list(portrait.renditions.all())
    original = bytes_of(portrait.sha256)

    assert tells(original)
    assert stranger.get(portrait.get_absolute_url()).status_code == 404
    assert stranger.head(portrait.get_absolute_url()).status_code == 404
    part = stranger.get(portrait.get_absolute_url(), headers={"Range": "bytes=0-99"})
    assert part.status_code == 404
    # Under the name of what was made of it, and of another's original, it is not there.
    for one in (*faces, photograph):
        address = address_of(portrait.sha256, one.file_name)
        assert stranger.get(address).status_code == 404
    assert {stranger.get(one.get_absolute_url()).status_code for one in faces} == {200}
    assert original not in everything_served(stranger).values()


def test_what_is_made_for_pages_holds_nothing_but_the_picture(stranger, pictured):
    for one in Rendition.objects.select_related("asset"):
        content = stranger.get(one.get_absolute_url()).getvalue()
        shown = Image.open(io.BytesIO(content))

        assert not tells(content)
        assert not shown.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment"} & shown.info.keys()
    assert Rendition.objects.count() > 8


def test_a_portrait_that_a_release_shows_is_handed_out_with_it(
    stranger, pictured, writer
):
    edition, photograph, _ = pictured
    change_entry(edition.quotes.get().speaker, by=writer, portrait=photograph)

    assert stranger.get(photograph.get_absolute_url()).status_code == 200
