"""Translations as gettext keeps them: a .po file is read and written by people, and a
.mo file, made of it, by the program. Only what the catalogues of this house use is
read: contexts, plurals and flags, with comments that are kept."""

import ast
import os
import struct
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

_CONTEXT, _PLURAL = "\x04", "\0"  # as .mo files part them
_MAGIC = 0x950412DE


@dataclass
class Message:
    id: str
    plural: str = ""
    context: str = ""
    said: list[str] = field(default_factory=list)  # a form each
    places: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    is_fuzzy: bool = False

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.id


def read_po(text: str) -> list[Message]:
    """The first message, without an id, is the header.

    >>> read_po('#: a.html\\nmsgid "One"\\nmsgid_plural "Many"\\n'
    ...         'msgstr[0] "Un"\\nmsgstr[1] "Des"')[0].said
    ['Un', 'Des']
    """
    return [_message(block) for block in text.strip().split("\n\n") if "msgid" in block]


def _message(block: str) -> Message:
    parts: dict[str, str] = {}
    message, keyword = Message(""), ""
    for line in block.splitlines():
        if line.startswith("#:"):
            message.places += line[2:].split()
        elif line.startswith("#,"):
            message.is_fuzzy = "fuzzy" in line
        elif line.startswith("#"):
            message.comments.append(line)
        else:
            if not line.startswith('"'):
                keyword, _, line = line.partition(" ")
            parts[keyword] = parts.get(keyword, "") + ast.literal_eval(line)
    message.id, message.plural = parts["msgid"], parts.get("msgid_plural", "")
    message.context = parts.get("msgctxt", "")
    message.said = [words for name, words in parts.items() if name[:6] == "msgstr"]
    return message


def write_po(messages: Iterable[Message]) -> str:
    return "\n".join(map(_as_block, messages))


def _as_block(message: Message) -> str:
    lines = [*message.comments, *(f"#: {place}" for place in message.places)]
    lines += ["#, fuzzy"] if message.is_fuzzy else []
    lines += [f"msgctxt {_quoted(message.context)}"] if message.context else []
    lines.append(f"msgid {_quoted(message.id)}")
    if message.plural:
        lines.append(f"msgid_plural {_quoted(message.plural)}")
        said = message.said or ["", ""]
        lines += [f"msgstr[{n}] {_quoted(words)}" for n, words in enumerate(said)]
    else:
        lines.append(f"msgstr {_quoted(''.join(message.said[:1]))}")
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    lines = [f'"{line}"' for line in escaped.replace("\n", "\\n\n").split("\n") if line]
    return lines[0] if len(lines) == 1 else "\n".join(['""', *lines])


def as_mo(messages: Iterable[Message]) -> bytes:
    """What Python's gettext reads. What is not translated, or only guessed, is left
    out, so that the source stands in for it."""
    told = dict(sorted(_pairs(messages)))
    keys, values = list(told), list(told.values())
    start = 7 * 4 + 16 * len(told)
    tables, data = b"", b""
    for row in (keys, values):
        for words in row:
            tables += struct.pack("<II", len(words), start + len(data))
            data += words + b"\0"
    head = (_MAGIC, 0, len(told), 28, 28 + 8 * len(told), 0, start)
    return struct.pack("<7I", *head) + tables + data


def _pairs(messages: Iterable[Message]) -> Iterator[tuple[bytes, bytes]]:
    for message in messages:
        if message.is_fuzzy or not all(message.said):
            continue
        key = f"{message.context}{_CONTEXT}" if message.context else ""
        key += message.id + (f"{_PLURAL}{message.plural}" if message.plural else "")
        yield key.encode(), _PLURAL.join(message.said).encode()


def compile_catalogues(folder: Path) -> list[Path]:
    """Make those .mo files below a folder that are not there, or older than their
    source; whole, whoever else makes them at the same time."""
    made = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        handle, name = tempfile.mkstemp(dir=target.parent, suffix=".making")
        with os.fdopen(handle, "wb") as file:
            file.write(as_mo(read_po(source.read_text())))
        os.chmod(name, 0o644)
        os.replace(name, target)
        made.append(target)
    return made
