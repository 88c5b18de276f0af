import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from briefings.actions.imports import import_release
from briefings.actions.suggestions import accept_suggestion, reject_suggestion

SAID = "Everybody here has waited for this, and so have all of our neighbours."
PROMISED = "The government will open a new lock at Harrow Quay by spring 2027"
TEXT = f"""\
A lock for Harrow Quay

{PROMISED}.

Harbour Minister Ines Calder said:

"{SAID}"

About 4,200 boats pass the quay every year.
"""
LABELS = {
    "quotes": [
        {
            "speaker": "Ines Calder",
            "role": "Harbour Minister",
            "organisation": None,
            "paragraphs": [SAID],
        }
    ],
    "commitments": [{"words": PROMISED, "kind": "action", "specific": True}],
    "figures": [{"words": "4,200", "value": 4200, "unit": "boats"}],
}


@pytest.fixture
def labelled(tmp_path):
    (tmp_path / "lock.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "lock.json").write_text(json.dumps(LABELS), encoding="utf-8")
    return tmp_path


def measured(*arguments):
    out = StringIO()
    call_command("measure_reading", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_a_reading_that_agrees_with_its_labels_scores_one(labelled):
    total = json.loads(measured(labelled, "--json"))[".txt"]

    shares = {name: share for name, share in total.items() if isinstance(share, float)}
    assert total["documents"] == 1
    assert set(shares.values()) == {1.0}


def test_every_miss_is_named(labelled):
    other = LABELS | {"figures": [{"words": "about 900 ducks", "value": 900}]}
    (labelled / "lock.json").write_text(json.dumps(other), encoding="utf-8")

    page = measured(labelled, "--misses")

    assert "figure missed: about 900 ducks (900)" in page
    assert "figure too much: About 4,200 (4200)" in page
    assert "figures: F1                          0.000" in page


def test_a_folder_without_labels_is_refused(tmp_path):
    with pytest.raises(CommandError, match="There is no labelled release in"):
        measured(tmp_path)


def test_labels_that_are_no_json_are_named(labelled):
    (labelled / "lock.json").write_text("{", encoding="utf-8")

    with pytest.raises(CommandError, match=r"lock\.json is no JSON"):
        measured(labelled)


def test_without_a_folder_it_asks_for_one():
    with pytest.raises(CommandError, match="Name a folder of labelled releases"):
        measured()


@pytest.mark.django_db
def test_acceptance_is_reported_by_rule(writer):
    edition = import_release(TEXT.encode(), name="lock.txt", by=writer)
    quote = edition.suggestions.get(kind="quote")
    accept_suggestion(quote, by=writer)
    reject_suggestion(edition.suggestions.get(kind="figure"), by=writer)

    rules = json.loads(measured("--suggestions", "--json"))
    page = measured("--suggestions")

    [taken] = [rule for rule in rules if rule["kind"] == "quote"]
    assert taken["rule"] == quote.rule
    assert (taken["accepted"], taken["rejected"], taken["open"]) == (1, 0, 0)
    assert any(line.endswith("100%") for line in page.splitlines())
    assert any(line.endswith("0%") for line in page.splitlines())


@pytest.mark.django_db
def test_a_newsroom_without_suggestions_says_so():
    assert measured("--suggestions") == "Nothing has been suggested yet.\n"
