"""Documents made to fill the memory or the disk of whoever opens them."""

import io
import struct
import zipfile

import pytest

from briefings.media import archives, kinds
from briefings.media.archives import office_kind
from briefings.media.refusals import Unacceptable
from tests.drawing import archive, document

TYPES = zipfile.ZipFile(io.BytesIO(document())).read("[Content_Types].xml")


def word_with(parts: dict[str, bytes]) -> bytes:
    return archive({"[Content_Types].xml": TYPES, **parts})


def refused(content: bytes, why: str) -> bool:
    with pytest.raises(Unacceptable, match=why):
        office_kind(content)
    return True


def test_a_part_that_shrank_to_next_to_nothing_is_a_bomb():
    assert refused(word_with({"word/document.xml": bytes(20_000_000)}), "far more")


def test_many_parts_that_are_large_together_are_a_bomb(monkeypatch):
    monkeypatch.setattr(archives, "LARGEST_UNPACKED", 50_000)
    monkeypatch.setattr(archives.Budget, "__init__", _small_budget)
    parts = {f"word/{n}.xml": bytes(range(256)) * 80 for n in range(4)}

    assert refused(word_with(parts), "far more")


def _small_budget(self):
    self.parts, self.unpacked = 5_000, 50_000


def test_far_too_many_parts_are_a_bomb():
    assert refused(word_with({f"{n}": b"" for n in range(5_001)}), "far more")


def test_a_part_that_lies_about_its_size_is_found_out():
    true = word_with({"word/document.xml": b"a" * 5_000})
    lying = true.replace(struct.pack("<L", 5_000), struct.pack("<L", 5))

    assert lying != true
    assert refused(lying, "It is damaged")


def test_parts_that_share_their_bytes_are_found_out():
    """As the best known bombs have it: one long part, listed many times."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", TYPES)
        packed.writestr("a.xml", b"a" * 100_000)
        again = packed.getinfo("a.xml")
        for n in range(50):
            twin = zipfile.ZipInfo(f"{n}.xml")
            for name in ("header_offset", "CRC", "compress_size", "file_size"):
                setattr(twin, name, getattr(again, name))
            twin.compress_type = again.compress_type
            packed.filelist.append(twin)
            packed.NameToInfo[twin.filename] = twin

    assert refused(out.getvalue(), "It is damaged")


def test_a_workbook_in_a_document_is_taken_but_nothing_deeper():
    workbook = document("xl")
    deeper = archive({"inner.zip": archive({"a.txt": b"a"})})

    assert office_kind(word_with({"word/embeddings/a.xlsx": workbook})) is kinds.DOCX
    assert refused(word_with({"word/b.bin": deeper}), "archives within archives")


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "C:\\x", "word\\..\\..\\x"]
)
def test_a_part_that_would_be_unpacked_elsewhere_is_refused(name):
    assert refused(word_with({name: b"x"}), "not built as office programs")


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "Basic/Standard/Module1.xml"])
def test_macros_are_refused(name):
    assert refused(word_with({name: b"x"}), "It holds macros")


def test_a_locked_document_is_refused():
    locked = bytearray(document())
    start = locked.find(b"PK\x01\x02")
    while start >= 0:
        locked[start + 8] |= 1
        start = locked.find(b"PK\x01\x02", start + 4)

    assert refused(bytes(locked), "locked with a password")


@pytest.mark.parametrize("cut", [30, 200])
def test_half_a_document_is_refused(cut):
    assert refused(document()[:cut], "It is damaged")
