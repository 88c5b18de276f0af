"""Bytes of files, kept under their own SHA-256: the same bytes are kept once, and what
is under a name can never be other bytes. Where they lie is the deployment's choice;
nothing is read from there but through the program, which asks who may."""

import hashlib
import io
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages


def digest_of_bytes(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def keep_bytes(content: bytes) -> str:
    """Their digest. A file that a killed process left half written is written anew."""
    digest = digest_of_bytes(content)
    name, store = _place(digest), _store()
    if store.exists(name):
        if store.size(name) == len(content):
            return digest
        store.delete(name)
    kept = store.save(name, ContentFile(content))
    if kept != name:
        # Somebody else kept the same bytes at the same time.
        store.delete(kept)
    return digest


def open_bytes(digest: str) -> Any:
    """A file to read from. Raises FileNotFoundError where there is none."""
    return _store().open(_place(digest), "rb")


def bytes_of(digest: str) -> bytes:
    with open_bytes(digest) as file:
        content: bytes = file.read()
    return content


def forget_bytes(digest: str) -> None:
    _store().delete(_place(digest))


def piece_of(digest: str, start: int, length: int, *, at_once: int = 1 << 16) -> Any:
    """The bytes from `start` on, piece by piece."""
    with open_bytes(digest) as file:
        file.seek(start, io.SEEK_SET)
        while length > 0 and (piece := file.read(min(at_once, length))):
            length -= len(piece)
            yield piece


def _store() -> Storage:
    return storages["media"]


def _place(digest: str) -> str:
    return f"{digest[:2]}/{digest[2:4]}/{digest}"
