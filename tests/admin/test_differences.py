"""Whatever ends an approval is told, so that an approver sees what it was."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from briefings.actions.figures import mark_figure
from briefings.actions.people import add_organisation
from briefings.admin.differences import Comparison
from briefings.models import (
    CommitmentStatement,
    Edition,
    EditionAsset,
    Figure,
    Quote,
    Release,
    digest_of,
)
from briefings.models.editions import SIGNED_WORDS, TAGS
from briefings.models.facts import FACTS
from tests.making import fresh, make_edition, make_tagged_edition, save, span

_TWICE = (
    "Some 40 jobs in the north. Then rain fell for days. Then 40 jobs in the south."
)
_RECORDS = {"quotes": Quote, "statements": CommitmentStatement, "figures": Figure}


def make_organisations(writer, *names):
    return [add_organisation(by=writer, name=name) for name in names]


@pytest.mark.django_db
def test_another_order_of_the_organisations_is_told(writer):
    one, other, third = make_organisations(writer, "Health", "Transport", "Art")
    edition = make_edition(lead_organisations=[one, other])
    old = edition.content()
    save(edition, lead_organisations=[other, one])

    turned = fresh(edition).content()
    [change] = Comparison(old, turned).tags

    assert (change.label, change.added, change.removed) == (
        "Lead organisations",
        [],
        [],
    )
    assert change.order == ("Health, Transport", "Transport, Health")

    # One that comes first was not added at the end.
    save(edition, lead_organisations=[third, other, one])
    [change] = Comparison(turned, fresh(edition).content()).tags
    assert (change.added, change.order[1]) == (["Art"], "Art, Transport, Health")


@pytest.mark.django_db
def test_an_order_that_what_was_added_tells_is_not_told_twice(writer):
    one, other = make_organisations(writer, "Transport", "Health")
    edition = make_edition(lead_organisations=[one])
    old = edition.content()
    save(edition, lead_organisations=[one, other])

    [change] = Comparison(old, fresh(edition).content()).tags

    assert (change.added, change.order) == (["Health"], ())


@pytest.mark.django_db
def test_an_organisation_that_is_gone_has_its_place_in_the_order(writer):
    one, other = make_organisations(writer, "Health", "Transport")
    content = make_edition().content()
    old = {**content, "organisations": [["lead", one.pk], ["lead", other.pk]]}
    new = {**content, "organisations": [["lead", 10**6], ["lead", one.pk]]}

    [change] = Comparison(old, new).tags

    assert change.removed == ["Transport"]
    assert change.order[1] == "An organisation that is gone, Health"


@pytest.mark.django_db
def test_a_figure_that_was_put_at_the_same_words_elsewhere_is_told_to_have_moved(
    writer,
):
    edition = make_edition(body=_TWICE)
    mark_figure(edition, by=writer, value=40, unit="jobs", **span(edition, "40 jobs"))
    old = fresh(edition).content()
    new = deepcopy(old)
    start = _TWICE.rindex("40 jobs")
    new["figures"][0] |= {"start": start, "end": start + len("40 jobs")}

    [change] = Comparison(old, new).records

    [column] = change.columns
    assert (change.verb, column.label) == ("changed", "Place in the text")
    assert "Some 40 jobs in the north. Then" in column.old
    assert "(place 1 of 2)" in column.old
    assert "Then 40 jobs in the south. (place 2 of 2)" in column.new


@pytest.mark.django_db
def test_a_figure_that_an_edit_pushed_on_has_not_moved(writer):
    edition = make_edition(body=_TWICE)
    mark_figure(edition, by=writer, value=40, unit="jobs", **span(edition, "40 jobs"))
    old = fresh(edition).content()
    save(edition, body=f"News of today.\n\n{_TWICE}")

    new = fresh(edition).content()

    assert new["figures"][0]["start"] != old["figures"][0]["start"]
    assert Comparison(old, new).records == []


@pytest.mark.django_db
def test_a_figure_whose_words_went_is_told_to_be_nowhere(writer):
    edition = make_edition(body=_TWICE)
    mark_figure(edition, by=writer, value=40, unit="jobs", **span(edition, "40 jobs"))
    old = fresh(edition).content()
    save(edition, body="Nothing is left.")

    [change] = Comparison(old, fresh(edition).content()).records

    [column] = change.columns
    assert column.new == "not in the text"


@pytest.mark.django_db
def test_everything_that_is_signed_is_told_when_it_changes(writer):
    """A column that an approver signs and no comparison tells fails here."""
    content = make_full_content(writer)
    assert_everything_is_said(content)

    changes = dict(changes_of(content))
    untold = [where for where, new in changes.items() if not Comparison(content, new)]

    digests = {digest_of(new) for new in changes.values()} - {digest_of(content)}
    assert len(digests) == len(changes) > 80
    assert untold == []


@pytest.mark.django_db
def test_space_around_a_text_is_named_though_no_reader_sees_it(writer):
    content = make_edition(body="A ferry.").content()

    comparison = Comparison(content, {**content, "body": "A ferry.\r\n"})

    assert not comparison
    assert comparison.spaced == ["Body"]
    assert Comparison(content, dict(content)).spaced == []


def make_full_content(writer) -> dict[str, Any]:
    """With two of what has an order, and a value in what is mostly left out."""
    edition = make_tagged_edition(key_points=["A ferry", "A quay"])
    supporting = make_organisations(writer, "Quay Trust", "Ferry Board")
    save(edition, supporting_organisations=supporting)
    content = fresh(edition).content()
    content["quotes"][0]["recording_url"] = "https://example.org/sound"
    content["statements"][0]["commitment"]["counterparties"] = [supporting[0].pk]
    content["files"] *= 2
    content["files"][1] = content["files"][0] | {"sha256": "f" * 64, "name": "b.csv"}
    facts = {"political": True, "delivered_on": "2091-03-01", "venue": "Holm"}
    return content | facts | {"given_as": "notes"}


def assert_everything_is_said(content: dict[str, Any]) -> None:
    assert {*SIGNED_WORDS, *FACTS, *TAGS, "organisations", "files"} <= content.keys()
    for kind, model in _RECORDS.items():
        assert {*model.SIGNED, "start", "words"} <= content[kind][0].keys()
    assert {*EditionAsset.SIGNED, "name"} <= content["files"][0].keys()
    assert all(content[name] for name in (*TAGS, *FACTS))


def changes_of(content: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The content with one thing in it changed, again and again."""
    for name, row in [
        ("the part of an organisation", ["lead", content["organisations"][-1][1]]),
        ("an organisation", ["supporting", 10**6]),
    ]:
        yield name, {**content, "organisations": [*content["organisations"][:-1], row]}
    changed = deepcopy(content)
    for where, holder, key in _leaves(changed):
        for told, value in _others(where, holder[key]):
            was, holder[key] = holder[key], value
            yield told, deepcopy(changed)
            holder[key] = was


def _leaves(holder: Any, of: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Every value and list in plain content, by the path to it."""
    for key in list(holder) if isinstance(holder, dict) else range(len(holder)):
        where, value = f"{of}.{key}", holder[key]
        # A commitment has the number that its statement names.
        if where.endswith("commitment.id"):
            continue
        if not isinstance(value, dict):
            yield where, holder, key
        is_nested = isinstance(value, dict) or (
            isinstance(value, list) and value and isinstance(value[0], dict)
        )
        if is_nested:
            yield from _leaves(value, where)


def _others(where: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, list):
        yield f"{where}, without the last", value[:-1]
        # Where rows stand in the order of their numbers, no other one is signed.
        if where in (".organisations", ".files", ".key_points"):
            assert len(value) > 1
            yield f"{where}, turned round", value[::-1]
    elif where in (".kind", ".change"):
        owner: Any = Release if where == ".kind" else Edition
        choices = dict(owner._meta.get_field(where[1:]).flatchoices)
        yield where, next(choice for choice in choices if choice != value)
    elif isinstance(value, bool):
        yield where, not value
    elif isinstance(value, str):
        yield where, f"{value}x"
    else:
        yield where, (value or 0) + 1
