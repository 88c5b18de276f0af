"""Whole texts with what is in them. ``missed`` holds what a person finds and the
reader does not, ``too_much`` what only the reader finds: once the reader knows better,
the entry moves up among the others, or goes."""

import json
from pathlib import Path

import pytest

from briefings.text.reading import read_release

DATA = Path(__file__).parent.parent / "data"
TEXTS = sorted(DATA.glob("*.txt"))


def finds_of(path):
    json_ = read_release(path.read_bytes(), name=path.name).as_json()
    return {
        "headline": json_["headline"],
        "issued_on": json_["issued_on"],
        "organisation": json_["organisation"],
        "language": json_["language"],
        "key_points": json_["key_points"],
        "quotes": [
            {
                "speaker": quote["speaker"],
                "role": quote["role"],
                "organisation": quote["organisation"],
                "paragraphs": quote["paragraphs"],
            }
            for quote in json_["quotes"]
        ],
        "commitments": [
            [promise["kind"], promise["words"]] for promise in json_["commitments"]
        ],
        "figures": [
            [figure["words"], figure["value"], figure["unit"]]
            for figure in json_["figures"]
        ],
        "contacts": [contact["words"] for contact in json_["contacts"]],
        "warnings": [warning["words"] for warning in json_["warnings"]],
    }


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_whole_text_gives_the_finds_written_beside_it(path):
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    missed = expected.pop("missed", {})
    too_much = expected.pop("too_much", {})

    found = finds_of(path)

    for kind, misses in missed.items():
        assert [miss for miss in misses if miss in found[kind]] == []
    for kind, wrong in too_much.items():
        assert [find for find in wrong if find not in found[kind]] == []
        found[kind] = [find for find in found[kind] if find not in wrong]
    assert found == expected


def test_every_text_has_its_finds_beside_it():
    assert TEXTS
    assert [path.stem for path in TEXTS] == sorted(
        path.stem for path in DATA.glob("*.json")
    )
