import tomllib
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone

from briefings.management.sample.days import Days

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Text:
    """One release as it is written in a file. `at` is the moment at which it goes
    public; one without stays on the editors' desks."""

    key: str
    at: datetime | None
    written: dict[str, Any]
    pasted: bytes | None

    def each(self, name: str) -> list[dict[str, Any]]:
        return [dict(entry) for entry in self.written.get(name, ())]


def read_cast(days: Days) -> dict[str, Any]:
    return _resolve(_toml(_FOLDER / "cast.toml"), days)


def read_ledger(days: Days) -> dict[str, Any]:
    return _resolve(_toml(_FOLDER / "ledger.toml"), days)


def read_texts(days: Days) -> list[Text]:
    """The releases in the order in which they were written."""
    return [_text(path, days) for path in sorted(_FOLDER.glob("releases/*.toml"))]


def _text(path: Path, days: Days) -> Text:
    raw = _toml(path)
    at = days.moment(raw.pop("at")) if "at" in raw else None
    for correction in raw.get("corrections", ()):
        correction["at"] = days.moment(correction["at"])
    today = timezone.localdate(at or days.now)
    language = raw.get("language", "en")
    pasted = None
    if "import" in raw:
        words = path.with_name(raw.pop("import")).read_text(encoding="utf-8")
        pasted = str(days.resolve(words, language, today)).encode()
    return Text(
        key=path.stem.partition("-")[2],
        at=at,
        written=days.resolve(raw, language, today),
        pasted=pasted,
    )


def _toml(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file, parse_float=Decimal)


def _resolve(raw: dict[str, Any], days: Days) -> dict[str, Any]:
    resolved = days.resolve(raw, "en", timezone.localdate(days.now))
    return dict(resolved)
