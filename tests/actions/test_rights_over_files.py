"""What may be done with a file: told of it wherever it is shown, at once."""

import pytest

from briefings.actions.files import change_rights, describe_file, use_file
from briefings.actions.review import submit_edition
from briefings.errors import Refused
from briefings.models import Asset, EditionAsset
from briefings.models.files import Licence
from tests.attaching import show
from tests.making import make_approved_edition, make_edition, make_issued_edition
from tests.models.raw_sql import refuses

pytestmark = pytest.mark.django_db


def submitted(edition):
    return submit_edition(edition, by=edition.written_by)


@pytest.mark.parametrize(
    "go_out", [submitted, make_approved_edition, make_issued_edition]
)
def test_no_draft_changes_what_is_told_of_a_file_in_signed_words(
    go_out, writer, publisher
):
    signed, draft = make_edition(), make_edition(written_by=writer)
    asset = show(signed).asset
    use = use_file(draft, asset, by=writer)
    describe_file(use, by=writer, licence=Licence.OGL)
    go_out(signed)

    with pytest.raises(Refused, match="in review, approved or issued"):
        describe_file(use, by=writer, caption="The quay.", licence=Licence.CC_BY)
    describe_file(use, by=writer, caption="The quay.")
    describe_file(use, by=publisher, licence=Licence.CC_BY_SA)

    assert EditionAsset.objects.get(pk=use.pk).caption == "The quay."
    assert Asset.objects.get().licence == Licence.CC_BY_SA


def test_which_file_it_is_cannot_be_changed_but_what_may_be_done_with_it_can(
    publisher,
):
    edition = make_edition()
    asset = show(edition).asset
    make_issued_edition(edition)

    assert refuses("UPDATE briefings_asset SET sha256 = repeat('a', 64)")
    assert refuses("UPDATE briefings_rendition SET sha256 = repeat('a', 64)")
    changed = change_rights(asset, by=publisher, licence_terms="Not for advertising.")
    assert changed.licence_terms == "Not for advertising."
