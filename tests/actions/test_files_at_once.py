"""Two colleagues who handle the same bytes at one moment."""

import pytest
from django.db import connection

from briefings.actions.files import delete_file, remove_file, upload_file, use_file
from briefings.errors import Refused
from briefings.models import Asset, EditionAsset
from briefings.models.stored import bytes_of, digest_of_bytes
from tests.actions.racing import Racer, at_once, half_way, kinds
from tests.attaching import attach
from tests.drawing import CSV
from tests.making import make_edition

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("committed"),
]


def hold_the_bytes() -> None:
    with connection.cursor() as cursor:
        asked = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
        cursor.execute(asked, [digest_of_bytes(CSV)])


def test_two_who_upload_the_same_bytes_share_them(writer, approver):
    mine, theirs = make_edition(), make_edition(headline="Another")

    outcomes = at_once(
        lambda: upload_file(mine, by=writer, name="same.csv", content=CSV),
        lambda: upload_file(theirs, by=approver, name="same.csv", content=CSV),
        door=hold_the_bytes,
    )

    assert kinds(outcomes) == ["EditionAsset", "EditionAsset"]
    assert Asset.objects.count() == 1
    assert bytes_of(digest_of_bytes(CSV)) == CSV


def test_bytes_that_come_again_while_they_are_deleted_stay(writer, approver):
    use = attach(make_edition())
    remove_file(use, by=writer)
    other = make_edition(headline="Another")

    outcomes = at_once(
        lambda: delete_file(use.asset, by=writer),
        lambda: upload_file(other, by=approver, name="b.csv", content=CSV),
        door=hold_the_bytes,
    )

    assert "EditionAsset" in kinds(outcomes), outcomes
    assert Asset.objects.count() == 1
    assert bytes_of(digest_of_bytes(CSV)) == CSV


def test_a_file_that_is_being_put_into_a_release_is_not_deleted(writer, approver):
    use = attach(make_edition())
    remove_file(use, by=writer)
    other = make_edition(headline="Another")

    with half_way(lambda: use_file(other, use.asset, by=approver)) as racer:
        deleting = Racer(lambda: delete_file(use.asset, by=writer))

    assert isinstance(deleting.outcome(), Refused)
    assert isinstance(racer.outcome(), EditionAsset)
    assert bytes_of(digest_of_bytes(CSV)) == CSV
