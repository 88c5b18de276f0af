"""An archive that is written while it is read: the same members give the same bytes."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO, cast


@dataclass(frozen=True)
class Member:
    name: str
    size: int
    pieces: Iterable[bytes]


def zipped(members: Iterable[Member], *, at: datetime) -> Iterator[bytes]:
    """Stored as they are: pictures do not shrink. `at` is what every member is dated,
    which an archive can say of the years from 1980 to 2107."""
    sink = _Sink()
    year = min(max(at.year, 1980), 2107)
    dated = (year, at.month, at.day, at.hour, at.minute, at.second)
    with zipfile.ZipFile(cast(IO[bytes], sink), "w") as archive:
        for member in members:
            entry = zipfile.ZipInfo(member.name, dated)
            entry.file_size = member.size
            entry.external_attr = 0o644 << 16
            with archive.open(entry, "w") as part:
                for piece in member.pieces:
                    part.write(piece)
                    yield sink.drained()
    yield sink.drained()


class _Sink:
    """What an archive writes to, and cannot go back in."""

    def __init__(self) -> None:
        self._written = bytearray()

    def write(self, piece: bytes) -> int:
        self._written += piece
        return len(piece)

    def flush(self) -> None:
        """Nothing waits anywhere else."""

    def drained(self) -> bytes:
        written = bytes(self._written)
        self._written.clear()
        return written
