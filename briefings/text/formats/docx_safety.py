"""Word documents that are meant to fill the memory or to keep a worker busy are
refused before anything in them is unpacked or followed."""

import re
import zipfile
from itertools import accumulate

from briefings.text.formats.sources import Unreadable

DOCUMENT = "word/document.xml"
LARGEST_UNPACKED = 50_000_000
LARGEST_MARK_UP = 15_000_000  # of all the parts that are parsed
MOST_PARTS = 2_000
MOST_TAGS = 200_000
MOST_OPEN_FIELDS = 50
# Addresses and instructions are written out again at every paragraph they reach.
MOST_REPEATED = 50_000_000

FIELD_MARK = re.compile(rb'fldCharType\s{0,9}=\s{0,9}["\'](begin|end)')
INSTRUCTION = re.compile(rb"<w:instrText[^<>]{0,200}>([^<]*)")
TARGET = re.compile(rb'Target="([^"]*)"')


def refuse_hostile(archive: zipfile.ZipFile, what: str) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > LARGEST_UNPACKED:
        raise _refusal(what, "unpacks to far more than a release")
    mark_up = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
    if sum(part.file_size for part in mark_up) > LARGEST_MARK_UP:
        raise _refusal(what, "unpacks to far more than a release")
    repeated = paragraphs = 0
    for part in mark_up:
        source = archive.read(part)
        if b"<!" in source.replace(b"<!--", b"") or b"\x00" in source:
            raise _refusal(what, "is not written as Word writes")
        if source.count(b"<") > MOST_TAGS or _open_fields(source) > MOST_OPEN_FIELDS:
            raise _refusal(what, "is built of far more parts than a release")
        paragraphs += source.count(b"<w:p")
        repeated += sum(map(len, INSTRUCTION.findall(source)))
        repeated += max(map(len, TARGET.findall(source)), default=0)
    if repeated * paragraphs > MOST_REPEATED:
        raise _refusal(what, "is built of far more parts than a release")


def _open_fields(source: bytes) -> int:
    steps = (1 if mark == b"begin" else -1 for mark in FIELD_MARK.findall(source))
    return max(accumulate(steps), default=0)


def _refusal(what: str, why: str) -> Unreadable:
    return Unreadable(f"{what} {why}: save it as plain text and try again.")
