import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from briefings.text.formats.sources import LARGEST
from briefings.text.reading import Reading, ReadQuote, Unreadable, read_release


class Command(BaseCommand):
    help = (
        "Show what the reader finds in each file: headline, key points, quotes, "
        "commitments and figures. Nothing is stored."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument(
            "--json", action="store_true", help="One JSON object a line and file."
        )

    def handle(self, *, files: list[Path], **options: Any) -> None:
        unreadable = 0
        for path in files:
            name = os.fsencode(path).decode("utf-8", "replace")
            try:
                reading = read_release(_bytes_of(path), name=name)
            except (OSError, Unreadable) as error:
                unreadable += 1
                self._complain(name, _sentence(error, name), as_json=options["json"])
                continue
            if options["json"]:
                self._print({"file": name, **reading.as_json()})
            else:
                self.stdout.write("\n".join(_summary(name, reading)))
        if unreadable:
            sys.exit(1)

    def _complain(self, name: str, sentence: str, *, as_json: bool) -> None:
        if as_json:
            self._print({"file": name, "error": sentence})
        else:
            self.stderr.write(sentence)

    def _print(self, found: dict[str, Any]) -> None:
        # In ASCII, so that no terminal's encoding can stand in the way.
        self.stdout.write(json.dumps(found))


def _bytes_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _sentence(error: Exception, name: str) -> str:
    if isinstance(error, OSError):
        reason = (error.strerror or "it cannot be opened").lower()
        return f"{name} cannot be read: {reason}. Check the name and try again."
    return str(error)


def _summary(name: str, reading: Reading) -> list[str]:
    promises = (*reading.commitments, *reading.commitments_in_notes)
    figures = (*reading.figures, *reading.figures_in_notes)
    return [
        f"{name}: {reading.headline or 'no headline'}",
        *_section("Key points", reading.key_points),
        *_section("Quotes", map(_quote, reading.quotes)),
        *_section("Commitments", (f"{p.words} ({p.kind})" for p in promises)),
        *_section("Figures", (f"{f.words} = {f.value:f} {f.unit}" for f in figures)),
        *_section("Look at", (f"{w.message} “{w.words}”" for w in reading.warnings)),
        "",
    ]


def _quote(quote: ReadQuote) -> str:
    who = quote.speaker or quote.organisation or quote.role or "Somebody"
    role = f", {quote.role}" if quote.role and quote.speaker else ""
    length = _paragraphs(len(quote.paragraphs))
    return f"{who}{role} ({length}): {quote.paragraphs[0]}"


def _paragraphs(count: int) -> str:
    return "1 paragraph" if count == 1 else f"{count} paragraphs"


def _section(title: str, items: Iterable[str]) -> list[str]:
    lines = [f"    {item}" for item in items]
    return [f"  {title}: {len(lines)}", *lines]
