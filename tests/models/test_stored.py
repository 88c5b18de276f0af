"""Where the bytes of files lie: in a folder, or in a bucket of a server that speaks
S3."""

import http.server
import io
import threading
from urllib.parse import unquote, urlsplit

import pytest
from django.core.files.storage import storages

from briefings.models.stored import (
    bytes_of,
    digest_of_bytes,
    forget_bytes,
    keep_bytes,
    piece_of,
)

CONTENT = bytes(range(256)) * 1000
DIGEST = digest_of_bytes(CONTENT)
PLACE = f"{DIGEST[:2]}/{DIGEST[2:4]}/{DIGEST}"


class Bucket(http.server.BaseHTTPRequestHandler):
    """As much of S3 as keeps and gives back an object."""

    protocol_version = "HTTP/1.1"
    objects: dict[str, bytes]

    @property
    def key(self) -> str:
        return unquote(urlsplit(self.path).path)

    def do_PUT(self):
        content = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers.get("Content-Encoding", "") == "aws-chunked":
            content = unchunked(content)
        self.objects[self.key] = content
        self._answer(200)

    def do_GET(self):
        content = self.objects.get(self.key)
        if content is None:
            return self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
        asked = self.headers.get("Range", "")
        if asked:
            first, last = asked.removeprefix("bytes=").split("-")
            content = content[int(first) : int(last) + 1 if last else None]
        return self._answer(206 if asked else 200, content)

    do_HEAD = do_GET

    def do_DELETE(self):
        self.objects.pop(self.key, None)
        self._answer(204)

    def _answer(self, status: int, content: bytes = b""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("ETag", '"x"')
        self.send_header("Last-Modified", "Mon, 05 Mar 2091 09:00:00 GMT")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *told):
        """What is asked is looked at by the tests, not printed."""


def unchunked(content: bytes) -> bytes:
    whole, source = b"", io.BytesIO(content)
    while size := int(source.readline().split(b";")[0], 16):
        whole += source.read(size)
        source.readline()
    return whole


@pytest.fixture
def folder(settings, tmp_path):
    kept = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path},
    }
    settings.STORAGES = {**settings.STORAGES, "media": kept}
    return tmp_path


@pytest.fixture
def bucket(settings, monkeypatch):
    monkeypatch.setattr(Bucket, "objects", {}, raising=False)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Bucket)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    kept = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": "press",
            "endpoint_url": f"http://127.0.0.1:{server.server_port}",
            "region_name": "eu-west-1",
            "access_key": "key",
            "secret_key": "secret",
            "addressing_style": "path",
            "default_acl": None,
            "file_overwrite": True,
        },
    }
    settings.STORAGES = {**settings.STORAGES, "media": kept}
    yield Bucket.objects
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(params=["folder", "bucket"])
def store(request):
    request.getfixturevalue(request.param)
    return storages["media"]


def test_bytes_come_back_as_they_were(store):
    assert keep_bytes(CONTENT) == DIGEST

    assert bytes_of(DIGEST) == CONTENT
    assert b"".join(piece_of(DIGEST, 300, 1000)) == CONTENT[300:1300]
    assert b"".join(piece_of(DIGEST, 0, len(CONTENT), at_once=4096)) == CONTENT


def test_the_same_bytes_are_kept_once(store):
    keep_bytes(CONTENT)
    keep_bytes(CONTENT)

    assert store.exists(PLACE)
    assert bytes_of(DIGEST) == CONTENT


def test_what_was_cut_short_is_written_anew(store):
    store.save(PLACE, io.BytesIO(CONTENT[:100]))

    keep_bytes(CONTENT)

    assert bytes_of(DIGEST) == CONTENT


def test_bytes_that_are_forgotten_are_gone(store):
    keep_bytes(CONTENT)

    forget_bytes(DIGEST)

    assert not store.exists(PLACE)


def test_in_a_folder_they_lie_under_their_digest_alone(folder):
    keep_bytes(CONTENT)

    there = [path for path in folder.rglob("*") if path.is_file()]
    assert there == [folder / PLACE]


def test_in_a_bucket_they_lie_under_their_digest_alone(bucket):
    keep_bytes(CONTENT)

    assert bucket == {f"/press/{PLACE}": CONTENT}
