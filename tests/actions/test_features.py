from datetime import timedelta

import pytest

from briefings.actions.features import (
    end_feature,
    feature_release,
    feature_until,
    move_feature,
)
from briefings.actions.issue import unschedule_edition
from briefings.actions.limits import limit_release
from briefings.actions.notices import (
    reinstate_release,
    remove_release,
    withdraw_release,
)
from briefings.errors import Refused
from briefings.models import Feature
from briefings.models.visibility import looking_as
from tests.making import (
    MONDAY,
    THURSDAY,
    make_edition,
    make_issued_edition,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_monday(clock):
    return clock


@pytest.fixture
def feature(publisher):
    def one(headline, at=None, **about):
        release = make_issued_edition(headline=headline, at=at).release
        return feature_release(release, by=publisher, **about)

    return one


def shown(at=None):
    return [str(row) for row in Feature.objects.public(at)]


def test_the_newest_chosen_stands_first(feature, publisher):
    feature("One")
    two = feature("Two")
    assert shown() == ["two", "one"]

    move_feature(two, by=publisher, place=2)
    assert shown() == ["one", "two"]
    end_feature(two, by=publisher)
    assert shown() == ["one"]


def test_only_a_publisher_features(writer, approver, feature, records_officer):
    row = feature("One")
    for person in (writer, approver, records_officer):
        for act in (
            lambda by: feature_release(row.release, by=by),
            lambda by: move_feature(row, by=by, place=1),
            lambda by: feature_until(row, by=by, until=None),
            lambda by: end_feature(row, by=by),
        ):
            with pytest.raises(Refused, match="may not feature releases"):
                act(person)


def test_an_administrator_features_too(administrator):
    release = make_issued_edition().release

    assert feature_release(release, by=administrator).by == administrator


def test_one_chosen_ahead_is_shown_from_its_moment(feature, clock):
    feature("To come", at=THURSDAY)
    assert shown() == []

    clock.move_to(THURSDAY)
    assert shown() == ["to-come"]


def test_a_draft_is_not_featured_and_a_scheduled_one_may_go_back(publisher):
    with pytest.raises(Refused, match="Issue or schedule"):
        feature_release(make_edition(headline="A draft").release, by=publisher)

    edition = make_issued_edition(headline="To come", at=THURSDAY)
    feature_release(edition.release, by=publisher)
    unschedule_edition(edition, by=publisher)
    assert Feature.objects.count() == 1
    assert shown(THURSDAY) == []


def test_a_withdrawn_release_is_featured_no_more(feature, publisher, clock):
    row = feature("One")
    withdraw_release(row.release, by=publisher, explanation="A sum was wrong.")
    assert shown() == []
    with pytest.raises(Refused, match="withdrawn"):
        feature_release(row.release, by=publisher)

    clock.move_to(MONDAY + timedelta(minutes=1))
    reinstate_release(row.release, by=publisher)
    assert shown() == ["one"]


def test_a_removed_release_is_featured_no_more(feature, publisher, clock):
    row = feature("One")
    clock.move_to(MONDAY + timedelta(minutes=1))
    remove_release(row.release, by=publisher, explanation="A court ordered it.")

    assert shown() == []
    with pytest.raises(Refused, match="removed"):
        feature_release(row.release, by=publisher)


def test_it_ends_with_its_last_day(feature, publisher, clock):
    row = feature("One", until=THURSDAY.date())
    clock.move_to(THURSDAY.replace(hour=23, minute=59))
    assert shown() == ["one"]

    clock.move_to(THURSDAY + timedelta(days=1))
    assert shown() == []
    with pytest.raises(Refused, match="This day is past"):
        feature_until(row, by=publisher, until=THURSDAY.date())
    assert shown() == []
    # What has ended is featured anew.
    feature_release(row.release, by=publisher)
    assert shown() == ["one"]


def test_a_day_gone_by_is_no_last_day(feature, publisher):
    with pytest.raises(Refused, match="This day is past"):
        feature("One", until=MONDAY.date() - timedelta(days=1))

    row = feature("Two")
    day = MONDAY.date()
    assert feature_until(row, by=publisher, until=day).until == day
    assert feature_until(row, by=publisher, until=None).until is None


def test_six_are_featured_at_once_and_none_twice(feature, publisher):
    rows = [feature(f"No. {number}") for number in range(6)]
    with pytest.raises(Refused, match="featured already"):
        feature_release(rows[0].release, by=publisher)
    with pytest.raises(Refused, match="6 releases are featured already"):
        feature("One more")

    # What is chosen ahead takes a place only when it comes.
    feature("To come", at=THURSDAY)
    end_feature(rows[0], by=publisher)
    feature("In its place")
    assert len(shown()) == 6


def test_what_is_hidden_is_neither_found_nor_counted(feature, publisher, approver):
    hidden = make_edition(headline="Hidden", written_by=approver)
    limit_release(hidden.release, by=approver, people=[approver])
    make_issued_edition(hidden, at=THURSDAY)
    feature_release(hidden.release, by=None)
    feature("One")

    with looking_as(publisher):
        assert [str(row) for row in Feature.objects.all()] == ["one"]
        assert [str(row) for row in Feature.objects.public(THURSDAY)] == ["one"]
