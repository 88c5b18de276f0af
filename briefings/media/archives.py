"""Office documents are archives. They are looked through before they are kept, within
limits that no document of an office reaches, so that nobody passes on a bomb. Nothing
is ever unpacked to a disk."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from briefings.media.kinds import DOCX, ODP, ODS, ODT, PPTX, XLSX, FileKind
from briefings.media.refusals import Unacceptable

MOST_PARTS = 5_000
LARGEST_UNPACKED = 300_000_000
# Text shrinks to a tenth; what shrinks to less than a hundredth was made to.
MOST_SHRUNK = 100
SHRUNK_FROM = 10_000_000
# A chart in a document is a workbook of its own.
DEEPEST = 1
_AT_ONCE = 1 << 20
_ARCHIVES = (".zip", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".jar", ".7z")

_MAIN_PARTS = {
    b"wordprocessingml.document.main+xml": DOCX,
    b"spreadsheetml.sheet.main+xml": XLSX,
    b"presentationml.presentation.main+xml": PPTX,
}
_OPEN_DOCUMENTS = {kind.media_type.encode(): kind for kind in (ODT, ODS, ODP)}
_OUTSIDE = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:")
_MACROS = re.compile(r"vbaProject|/Basic/|^Basic/|^Scripts/", re.IGNORECASE)


@dataclass
class Budget:
    parts: int = MOST_PARTS
    unpacked: int = LARGEST_UNPACKED


def office_kind(content: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _look_through(archive, Budget())
            return _kind_of(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise Unacceptable(
            "It is damaged: open it where it was written, and save it again."
        ) from error


def _look_through(archive: zipfile.ZipFile, budget: Budget, depth: int = 0) -> None:
    parts = archive.infolist()
    budget.parts -= len(parts)
    declared = sum(part.file_size for part in parts)
    if budget.parts < 0 or declared > budget.unpacked:
        raise _bomb()
    for part in parts:
        _refuse_odd(part)
        packed = max(part.compress_size, 1)
        if part.file_size > SHRUNK_FROM and part.file_size / packed > MOST_SHRUNK:
            raise _bomb()
        inner = _read(archive, part, budget)
        if inner and depth >= DEEPEST:
            raise Unacceptable("It holds archives within archives: send them singly.")
        if inner:
            with zipfile.ZipFile(io.BytesIO(inner)) as deeper:
                _look_through(deeper, budget, depth + 1)


def _refuse_odd(part: zipfile.ZipInfo) -> None:
    if part.flag_bits & 0x1:
        raise Unacceptable("It is locked with a password, so nobody could open it.")
    if _OUTSIDE.search(part.filename):
        raise Unacceptable("It is not built as office programs build documents.")
    if _MACROS.search(part.filename):
        raise Unacceptable(
            "It holds macros, which are programs: save it without macros, as a "
            "document of the plain kind."
        )


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo, budget: Budget) -> bytes:
    """Everything once, because what a part declares may be a lie; the bytes of one that
    is an archive itself, else nothing."""
    kept = bytearray()
    is_archive = part.filename.lower().endswith(_ARCHIVES)
    with archive.open(part) as stream:
        first = True
        while piece := stream.read(_AT_ONCE):
            budget.unpacked -= len(piece)
            if budget.unpacked < 0:
                raise _bomb()
            is_archive = is_archive or (first and piece.startswith(b"PK\x03\x04"))
            first = False
            if is_archive:
                kept += piece
    return bytes(kept)


def _kind_of(archive: zipfile.ZipFile) -> FileKind:
    names = archive.namelist()
    if "[Content_Types].xml" in names:
        types = archive.read("[Content_Types].xml")
        for main, kind in _MAIN_PARTS.items():
            if main in types:
                return kind
    if names[:1] == ["mimetype"]:
        written = archive.read("mimetype").strip()
        if written in _OPEN_DOCUMENTS:
            return _OPEN_DOCUMENTS[written]
    raise Unacceptable(
        "It is an archive: send the files in it singly, so that readers see what they "
        "are before they open them."
    )


def _bomb() -> Unacceptable:
    return Unacceptable("It unpacks to far more than any document: it is not taken.")
