"""Brings the catalogues of the interface up to date with templates and programs."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.template import engines
from jinja2.ext import extract_from_ast

from briefings.text.catalogues import Message, read_po, write_po

ROOT = Path(settings.BASE_DIR)
_ASKING = {
    **dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop", "_"), "m"),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), "mp"),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), "cm"),
}
# Programs that speak to readers, and to people outside.
_PROGRAMS = (
    *("briefings/views", "briefings/models", "newsroom"),
    *("briefings/guests", "briefings/actions", "briefings/jobs"),
)


class Command(BaseCommand):
    help = "Collect what is to be translated, and keep what is translated already."

    def handle(self, *args: Any, **options: Any) -> None:
        for path in catalogues():
            path.write_text(write_po(brought_up_to_date(path)))
            self.stdout.write(f"{path.relative_to(ROOT)} is up to date.")


def catalogues() -> list[Path]:
    return sorted((ROOT / "briefings/locale").glob("*/LC_MESSAGES/django.po"))


def brought_up_to_date(path: Path) -> list[Message]:
    header, *known = read_po(path.read_text())
    said = {message.key: message for message in known}
    wanted = collected()
    for message in wanted:
        if message.key in said:
            former = said[message.key]
            message.said, message.is_fuzzy = former.said, former.is_fuzzy
            message.comments = former.comments
    return [header, *wanted]


def collected() -> list[Message]:
    """Every message once, with the files that it is in."""
    found: dict[tuple[str, str], Message] = {}
    for place, context, one, many in (*_in_templates(), *_in_programs()):
        message = found.setdefault((context, one), Message(one, many, context))
        message.plural = message.plural or many
        if place not in message.places:
            message.places.append(place)
    return list(found.values())


def _in_templates() -> Iterator[tuple[str, str, str, str]]:
    environment: Any = engines["public"].env  # type: ignore[attr-defined]
    for path in sorted((ROOT / "templates/public").rglob("*")):
        if path.suffix not in (".html", ".xml"):
            continue
        tree = environment.parse(path.read_text())
        for _, function, words in extract_from_ast(tree, list(_ASKING)):
            # Words that a program hands over are collected there.
            if words is None:
                continue
            yield str(path.relative_to(ROOT)), *_parts(function, words)


def _in_programs() -> Iterator[tuple[str, str, str, str]]:
    for folder in _PROGRAMS:
        for path in sorted((ROOT / folder).glob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    words = [a.value for a in node.args if isinstance(a, ast.Constant)]
                    if node.func.id in _ASKING and words:
                        place = str(path.relative_to(ROOT))
                        yield place, *_parts(node.func.id, words)


def _parts(function: str, words: Any) -> tuple[str, str, str]:
    told = (words,) if isinstance(words, str) else tuple(filter(None, words))
    parts = dict(zip(_ASKING[function], told, strict=False))
    return parts.get("c", ""), parts["m"], parts.get("p", "")
