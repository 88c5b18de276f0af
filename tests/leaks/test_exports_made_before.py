"""A file that was made before somebody lost sight of a release is not handed out."""

import pytest

from briefings.actions.limits import limit_release
from briefings.actions.lists import request_export
from briefings.jobs.exports import make_exports
from briefings.models import Export, Limit
from briefings.permissions import WRITER
from tests.making import make_edition, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def outsider(db):
    return make_member(WRITER, "Orla")


def fetch(client, export: Export):
    return client.get(f"/admin/exports/{export.pk}/file/")


def test_an_export_is_made_anew_when_more_is_hidden(client, outsider):
    draft = make_edition(headline="Zyzzyva rises")
    export = request_export(by=outsider, subject="release", query="")
    make_exports()
    client.force_login(outsider)
    assert b"Zyzzyva" in fetch(client, export).content

    limit_release(draft.release, by=draft.written_by, people=[draft.written_by])
    refused = fetch(client, export)

    assert (refused.status_code, refused.content) == (302, b"")
    assert refused["Location"] == f"/admin/exports/{export.pk}/"
    assert fetch(client, export).status_code == 404
    make_exports()
    assert b"Zyzzyva" not in fetch(client, export).content


def test_what_was_hidden_already_and_what_is_opened_changes_nothing(client, outsider):
    draft = make_edition(headline="Zyzzyva rises")
    limit_release(draft.release, by=draft.written_by, people=[draft.written_by])
    export = request_export(by=outsider, subject="release", query="")
    make_exports()
    client.force_login(outsider)

    assert fetch(client, export).status_code == 200
    Limit.objects.all().delete()
    assert fetch(client, export).status_code == 200
