"""How offices here and abroad print what was said: texts with the quotes in them."""

import json
from pathlib import Path

import pytest

from briefings.text.reading import read_release

DATA = Path(__file__).parent.parent / "data" / "quotes"
TEXTS = sorted(DATA.glob("*.txt"))


def read(path):
    return read_release(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_text_gives_the_quotes_written_beside_it(path):
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))

    found = [
        {
            "speaker": quote.speaker,
            "role": quote.role,
            "organisation": quote.organisation,
            "rule": quote.rule,
            "paragraphs": list(quote.paragraphs),
        }
        for quote in read(path).quotes
    ]

    assert found == expected


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_quote_stands_where_it_says_and_tells_how_sure_it_is(path):
    reading = read(path)
    plain = reading.plain_text()

    for quote in reading.quotes:
        words = plain[quote.start : quote.end]
        assert words.startswith(quote.paragraphs[0])
        assert words.endswith(quote.paragraphs[-1])
        assert 0 < quote.score <= 1
        assert 0 < quote.end_score <= 1


def test_every_text_has_its_quotes_beside_it():
    assert TEXTS
    assert [path.stem for path in TEXTS] == sorted(
        path.stem for path in DATA.glob("*.json")
    )
