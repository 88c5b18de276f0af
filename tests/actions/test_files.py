from datetime import date

import pytest
from django.core.files.storage import storages
from django.db import IntegrityError, transaction

from briefings.actions.files import (
    change_rights,
    delete_file,
    describe_file,
    move_file_down,
    move_file_up,
    remove_file,
    retry_renditions,
    upload_file,
    use_file,
)
from briefings.actions.issue import issue_urgently
from briefings.actions.releases import begin_correction
from briefings.actions.restoring import restore_revision
from briefings.actions.undoing import last_step, take_back
from briefings.errors import Conflict, Refused
from briefings.jobs.renditions import make_renditions
from briefings.models import Asset, EditionAsset, Rendition
from briefings.models.files import FileRole, Licence
from briefings.models.stored import bytes_of
from briefings.workflow import State
from tests.attaching import attach, show
from tests.drawing import CSV, PDF, SVG, archive, picture
from tests.making import (
    fresh,
    make_approved_edition,
    make_edition,
    make_issued_edition,
)
from tests.models.raw_sql import refuses, run

pytestmark = pytest.mark.django_db


def names(edition) -> list[str]:
    return [use.asset.name for use in edition.files.in_order()]


def test_an_upload_is_kept_as_it_is_and_shown_by_the_edition(writer):
    edition, content = make_edition(), picture(60, 40, kind="JPEG")

    use = upload_file(edition, by=writer, name="Ferry 1.JPEG", content=content)

    asset = Asset.objects.get()
    assert bytes_of(asset.sha256) == content
    assert (asset.media_type, asset.size) == ("image/jpeg", len(content))
    assert (asset.width, asset.height, asset.uploaded_by) == (60, 40, writer)
    assert asset.file_name == "ferry-1.jpg"
    assert (use.role, names(edition)) == (FileRole.LEAD, ["Ferry 1.JPEG"])
    assert edition.revisions.latest("number").content["files"][0]["role"] == "lead"


def test_the_first_image_leads_and_whatever_is_no_picture_is_attached(writer):
    edition = make_edition()

    for name, content in {
        "a.png": picture(colour="red"),
        "b.png": picture(colour="blue"),
        "c.svg": SVG,
        "d.pdf": PDF,
    }.items():
        attach(edition, content, name=name)

    roles = [use.role for use in edition.files.in_order()]
    assert roles == ["lead", "image", "attachment", "attachment"]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("page.png", b"<html><script>alert(1)</script></html>", "It is a web page"),
        ("x.docx", archive({"a": b"a"}), "It is an archive"),
        ("half.png", picture(400, 300)[:500], "It is damaged"),
        ("empty.pdf", b"", "It is empty"),
    ],
)
def test_what_is_refused_says_why_and_leaves_nothing(writer, name, content, why):
    edition = make_edition()
    before = edition.revisions.count()

    with pytest.raises(Refused, match=f"“{name}” is not taken. {why}"):
        upload_file(edition, by=writer, name=name, content=content)

    assert (Asset.objects.count(), edition.revisions.count()) == (0, before)


def test_too_many_bytes_and_too_many_pixels_are_refused(writer, settings):
    edition = make_edition()
    settings.MEDIA_LARGEST = settings.MEDIA_MOST_PIXELS = 2_000_000

    with pytest.raises(Refused, match="larger than 2 MB"):
        attach(edition, b"a" * 2_000_001)
    with pytest.raises(Refused, match="more pixels than the 2 million"):
        attach(edition, picture(2_000, 1_001))


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.png", "..\\..\\x.png", "a\0b/c.png", "/", "", "–.PNG"]
)
def test_a_name_leads_nowhere(writer, name):
    use = upload_file(make_edition(), by=writer, name=name, content=picture())

    address = use.asset.get_absolute_url()
    assert address.startswith(f"/media/{use.asset.sha256}/")
    assert address.count("/") == 3
    assert ".." not in address
    assert address.endswith(".png")


def test_bytes_that_readers_have_are_kept_once_and_printed_as_they_were_last(writer):
    use = show(make_edition())
    describe_file(use, by=writer, caption="The quay.")
    make_issued_edition(use.edition)

    again = attach(make_edition(headline="Another"), name="copy.png", content=picture())

    assert Asset.objects.count() == 1
    assert (again.alternative_text, again.caption) == (
        use.alternative_text,
        "The quay.",
    )


def test_what_a_file_is_called_in_another_draft_is_told_to_nobody(writer):
    secret = show(make_edition(), name="A minister resigns.png")
    describe_file(secret, by=writer, caption="She leaves on Monday.")

    own = attach(make_edition(headline="Another"), name="quay.png", content=picture())
    later = attach(make_edition(headline="Third"), name="quay.png", content=picture())

    assert own.asset.name == "quay.png"
    assert own.caption == own.alternative_text == ""
    assert later.asset == own.asset
    assert own.asset.sha256 == secret.asset.sha256
    with pytest.raises(Refused, match="has that file already"):
        use_file(own.edition, secret.asset, by=writer)


def test_an_edition_shows_a_file_once(writer):
    edition = make_edition()
    use = attach(edition)

    with pytest.raises(Refused, match="has that file already"):
        attach(edition)
    with pytest.raises(Refused, match="has that file already"):
        use_file(edition, use.asset, by=writer)


def test_a_file_of_the_library_is_used_again(writer):
    asset = attach(make_edition()).asset
    other = make_edition(headline="Another")

    use_file(other, asset, by=writer)

    assert names(other) == names(asset.uses.first().edition) == ["figures.csv"]


def test_files_are_part_of_what_is_signed(writer):
    bare = make_approved_edition()
    attach(bare)
    assert fresh(bare).state == State.IN_REVIEW

    edition = make_edition(headline="Another")
    use = attach(edition, PDF, name="a.pdf")
    make_approved_edition(edition)
    describe_file(use, by=writer, caption="Passengers by year")
    assert fresh(edition).state == State.IN_REVIEW


def test_an_edition_without_files_has_the_digest_it_always_had():
    assert "files" not in make_edition().content()


def test_words_and_rights_are_told_together(writer):
    use = show(make_edition())

    describe_file(
        use,
        by=writer,
        caption="The quay.",
        credit="Odd Larsen",
        licence=Licence.CC_BY,
        not_for_use_after=date(2092, 1, 1),
    )

    use = EditionAsset.objects.get()
    assert (use.caption, use.credit) == ("The quay.", "Odd Larsen")
    assert use.asset.not_for_use_after == date(2092, 1, 1)
    assert use.asset.licence == Licence.CC_BY


def test_an_image_is_described_or_decorative_but_not_both(writer):
    use = show(make_edition())

    with pytest.raises(Refused, match="not both"):
        describe_file(use, by=writer, is_decorative=True)

    use = describe_file(use, by=writer, is_decorative=True, alternative_text="")
    assert use.is_described


def test_other_terms_are_written_down(writer):
    use = show(make_edition())

    with pytest.raises(Refused, match="Write down the terms"):
        describe_file(use, by=writer, licence=Licence.OWN_TERMS)


def test_what_a_colleague_said_meanwhile_is_not_overwritten_unread(writer):
    use = show(make_edition())
    describe_file(use, by=writer, caption="Theirs.")

    with pytest.raises(Conflict, match="A colleague changed the caption"):
        describe_file(use, by=writer, was={"caption": ""}, caption="Mine.")


def test_a_new_lead_takes_the_place_of_the_one_before(writer):
    edition = make_edition()
    first = show(edition)
    second = show(edition, picture(colour="red"), name="b.png")

    describe_file(second, by=writer, role=FileRole.LEAD)

    first.refresh_from_db()
    assert first.role == FileRole.IMAGE
    with pytest.raises(Refused, match="pages show only images"):
        describe_file(attach(edition), by=writer, role=FileRole.LEAD)


def test_files_are_put_in_order(writer):
    edition = make_edition()
    a, b, c = (attach(edition, CSV + n, name=n.decode()) for n in (b"a", b"b", b"c"))

    move_file_up(c, by=writer)
    assert names(edition) == ["a", "c", "b"]
    move_file_down(a, by=writer)
    assert names(edition) == ["c", "a", "b"]
    with pytest.raises(Refused, match="at the end of the list"):
        move_file_down(b, by=writer)


def test_taking_out_is_undone_with_everything_that_was_said(writer):
    edition = make_edition(written_by=writer)
    for n in (b"a", b"b", b"c"):
        attach(edition, CSV + n, name=n.decode())
    second = edition.files.in_order()[1]
    describe_file(second, by=writer, caption="Passengers")
    before = fresh(edition).content()
    remove_file(second, by=writer)
    assert names(edition) == ["a", "c"]

    take_back(edition, by=writer, revision=last_step(edition))

    assert fresh(edition).content() == before
    assert Asset.objects.count() == 3


def test_undoing_an_upload_takes_it_out_and_leaves_later_work(writer):
    edition = make_edition(written_by=writer)
    attach(edition, CSV + b"a", name="a")
    step = last_step(edition)
    attach(edition, CSV + b"b", name="b")

    take_back(edition, by=writer, revision=step)

    assert names(edition) == ["b"]


def test_an_earlier_state_comes_back_with_its_files(writer):
    edition = make_edition(written_by=writer)
    show(edition)
    kept = edition.revisions.latest("number")
    remove_file(edition.files.get(), by=writer)
    attach(edition)

    restore_revision(edition, kept, by=writer)

    assert names(edition) == ["ferry.png"]
    assert fresh(edition).digest == kept.digest


def test_a_correction_begins_with_the_files_of_what_is_public(writer):
    edition = make_edition()
    show(edition)
    issued = make_issued_edition(edition)

    correction = begin_correction(issued.release, by=writer)

    assert correction.content()["files"] == issued.content()["files"]
    remove_file(correction.files.get(), by=writer)
    assert names(issued) == ["ferry.png"]


def test_files_of_an_issued_edition_stay_as_they_are(writer):
    edition = make_edition()
    use = show(edition)
    make_issued_edition(edition)

    for change in (
        lambda: describe_file(use, by=writer, caption="Otherwise"),
        lambda: remove_file(use, by=writer),
        lambda: attach(edition),
    ):
        with pytest.raises(Refused, match="Begin a correction"):
            change()
    assert refuses("UPDATE briefings_editionasset SET caption = 'x'")
    assert refuses("DELETE FROM briefings_editionasset")


def test_the_database_lets_no_undescribed_image_out(writer, publisher):
    approved = make_edition()
    show(approved)
    approved = make_approved_edition(approved)
    run("ALTER TABLE briefings_editionasset DISABLE TRIGGER guard")
    run("UPDATE briefings_editionasset SET alternative_text = ''")
    issue = "UPDATE briefings_edition SET state = 'issued', issued_at = now() + '1 day'"

    with (
        pytest.raises(IntegrityError, match="Describe every image"),
        transaction.atomic(),
    ):
        run(issue + ", live_during = tstzrange(now() + '1 day', NULL)")


def test_not_even_an_urgent_release_goes_out_with_an_undescribed_image(publisher):
    edition = make_edition()
    show(edition, alt="")

    with pytest.raises(Refused, match="for those who cannot see it"):
        issue_urgently(fresh(edition), by=publisher, reason="A storm.")


def test_a_file_that_nothing_uses_is_deleted_with_its_bytes(
    writer, django_capture_on_commit_callbacks
):
    edition = make_edition()
    use = show(edition)
    digests = [use.asset.sha256, *use.asset.renditions.values_list("sha256", flat=True)]
    with pytest.raises(Refused, match="A release uses this file"):
        delete_file(use.asset, by=writer)
    remove_file(use, by=writer)

    with django_capture_on_commit_callbacks(execute=True):
        delete_file(use.asset, by=writer)

    assert not Asset.objects.exists()
    kept = [d for d in digests if storages["media"].exists(f"{d[:2]}/{d[2:4]}/{d}")]
    assert kept == []


def test_renditions_that_failed_are_tried_again(writer):
    use = attach(make_edition(), picture(), name="a.png")
    Asset.objects.update(failure="It is damaged.")
    assert make_renditions() == 0

    retry_renditions(use.asset, by=writer)

    assert make_renditions() == 1
    assert Rendition.objects.count() == 3
    with pytest.raises(Refused, match="Nothing went wrong"):
        retry_renditions(use.asset, by=writer)


def test_only_writers_touch_files(records_officer):
    use = show(make_edition())
    asset, edition, by = use.asset, use.edition, records_officer

    for deed in (
        lambda: upload_file(edition, by=by, name="a", content=CSV),
        lambda: use_file(edition, asset, by=by),
        lambda: describe_file(use, by=by, caption="x"),
        lambda: change_rights(asset, by=by, licence="ogl"),
        lambda: move_file_up(use, by=by),
        lambda: move_file_down(use, by=by),
        lambda: remove_file(use, by=by),
        lambda: retry_renditions(asset, by=by),
        lambda: delete_file(asset, by=by),
    ):
        with pytest.raises(Refused, match="may not write"):
            deed()
