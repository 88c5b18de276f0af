from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from briefings.actions.files import remove_file, use_file
from briefings.admin.deeds import page_of
from briefings.admin.differences import Comparison
from briefings.models import Asset, EditionAsset
from tests.admin.pressing import said
from tests.attaching import attach, show
from tests.drawing import CSV, PDF, picture
from tests.making import THURSDAY, fresh, make_edition, make_issued_edition

pytestmark = pytest.mark.django_db


def files_page(edition) -> str:
    return reverse("admin:briefings_edition_files", args=[edition.pk])


def upload(client, edition, **files: bytes):
    sent = [
        SimpleUploadedFile(name.replace("__", "."), content, "image/png")
        for name, content in files.items()
    ]
    data = {"do": "upload", "upload-chosen": sent}
    return client.post(files_page(edition), data, follow=True)


def press(client, edition, deed: str, **fields):
    data = {f"{deed}-{name}": value for name, value in fields.items()}
    return client.post(files_page(edition), {"do": deed, **data}, follow=True)


def names(edition) -> list[str]:
    return [use.asset.name for use in edition.files.in_order()]


def typed(client, use, **changed) -> dict:
    """The fields of the form about a file, with what each was, as browsers send it."""
    cards = client.get(files_page(use.edition)).context["cards"]
    form = next(card["describe"] for card in cards if card["use"] == use)
    sent = {}
    for field in form:
        value = changed.get(field.name, field.value())
        for name, now in (
            (field.name, value),
            (f"initial-{field.name}", field.value()),
        ):
            if now not in (None, False):
                sent[name] = now
    return sent


def test_several_files_are_taken_at_once_and_each_refusal_says_why(client, writer):
    client.force_login(writer)
    edition = make_edition()

    page = upload(
        client,
        edition,
        ferry__png=picture(),
        page__png=b"<html><script>x</script></html>",
        plan__pdf=PDF,
    )

    assert names(edition) == ["ferry.png", "plan.pdf"]
    assert "“ferry.png”, “plan.pdf” are uploaded." in said(page)
    assert "“page.png” is not taken. It is a web page" in said(page)


def test_nothing_is_kept_of_a_file_that_is_refused(client, writer):
    client.force_login(writer)
    edition = make_edition()

    page = upload(client, edition, bad__png=picture(400, 300)[:300])

    assert "It is damaged" in said(page)
    assert not Asset.objects.exists()
    assert "Choose a file first" in said(upload(client, edition))


def test_a_file_is_described_with_its_terms_of_use(client, writer):
    client.force_login(writer)
    use = attach(make_edition(), picture(), name="ferry.png")

    about = {
        "alternative_text": "A ferry.",
        "caption": "At sea.",
        "licence": "cc_by",
        "not_for_use_after": "2092-01-01",
    }
    page = press(
        client, use.edition, f"describe-{use.pk}", **typed(client, use, **about)
    )

    assert "“ferry.png” is saved." in said(page)
    use = EditionAsset.objects.select_related("asset").get()
    assert (use.alternative_text, use.caption) == ("A ferry.", "At sea.")
    assert use.asset.not_for_use_after == date(2092, 1, 1)


def test_terms_of_use_of_a_file_that_is_out_are_shown_to_whoever_may_change_them(
    client, writer, publisher
):
    out, draft = make_edition(), make_edition()
    asset = show(out).asset
    use = use_file(draft, asset, by=None)
    make_issued_edition(out)

    for person, is_told in ((writer, True), (publisher, False)):
        client.force_login(person)
        for page in (client.get(files_page(draft)), client.get(page_of(asset))):
            fields = f'name="describe-{use.pk}-licence"', 'name="rights-licence"'
            assert any(field in page.text for field in fields) is not is_told
            assert ("approved or issued" in page.text) is is_told


def test_a_file_is_moved_taken_out_and_brought_back(client, writer):
    client.force_login(writer)
    edition = make_edition(written_by=writer)
    attach(edition, CSV + b"a", name="a.csv")
    use = attach(edition, CSV + b"b", name="b.csv")

    press(client, edition, f"up-{use.pk}")
    assert names(edition) == ["b.csv", "a.csv"]
    page = press(client, edition, f"remove-{use.pk}")
    assert names(edition) == ["a.csv"]
    assert "It stays in the library" in said(page)

    undo = page.context["undo"]
    press(client, edition, undo.name, revision=undo["revision"].value())

    assert names(edition) == ["b.csv", "a.csv"]


def test_a_file_of_the_library_is_used_again(client, writer):
    client.force_login(writer)
    asset = attach(make_edition()).asset
    other = make_edition(headline="Another")

    page = press(client, other, "use", asset=asset.pk)

    assert names(other) == ["figures.csv"]
    assert "as it was printed last" in said(page)


def test_files_of_the_library_are_found_while_typing(client, writer):
    attach(make_edition(), CSV, name="Passengers.csv")
    field = {"model_name": "editionasset", "field_name": "asset", "term": "passen"}
    asked = {"app_label": "briefings", **field}
    assert client.get("/admin/autocomplete/", asked).status_code in (302, 403)

    client.force_login(writer)
    found = client.get("/admin/autocomplete/", asked).json()["results"]

    assert [one["text"] for one in found] == ["Passengers.csv"]


def test_how_far_the_sizes_are_is_told(client, writer):
    client.force_login(writer)
    edition = make_edition()
    use = attach(edition, picture(600, 400), name="ferry.png")
    address = reverse("admin:briefings_edition_files_progress", args=[edition.pk])

    [told] = client.get(address).json()["files"]

    assert (told["id"], told["made"], told["wanted"]) == (f"file-{use.pk}", 0, 6)
    assert told["said"] == "0 of 6 sizes are made."
    show(make_edition(), picture(600, 400))
    [told] = client.get(address).json()["files"]
    assert (told["made"], told["is_over"], told["said"]) == (6, True, "")


def test_files_of_an_issued_edition_are_shown_and_not_changed(client, writer):
    client.force_login(writer)
    edition = make_edition()
    use = show(edition)
    issued = make_issued_edition(edition)

    page = client.get(files_page(issued))

    assert "Upload" not in page.text
    assert use.alternative_text in page.text
    refused = press(client, issued, f"remove-{use.pk}")
    assert "Begin a correction" in said(refused)
    assert "Begin a correction" in said(upload(client, issued, a__csv=CSV))


def test_somebody_who_may_not_write_is_refused(client, records_officer):
    client.force_login(records_officer)
    edition = make_edition()
    use = attach(edition)

    assert "may not write" in said(upload(client, edition, b__csv=CSV + b"b"))
    assert "may not write" in said(press(client, edition, f"remove-{use.pk}"))
    assert names(edition) == ["figures.csv"]


def test_a_file_of_another_release_cannot_be_touched_through_this_one(client, writer):
    client.force_login(writer)
    mine, other = make_edition(), make_edition(headline="Another")
    use = attach(other)

    page = press(client, mine, f"remove-{use.pk}")

    assert "Look at it once more" in said(page)
    assert names(other) == ["figures.csv"]


def test_editors_see_files_before_the_lift_and_nothing_keeps_them(
    client, writer, clock
):
    edition = make_edition()
    asset = show(edition).asset
    make_issued_edition(edition, at=THURSDAY)
    pages = [
        reverse(f"admin:briefings_asset_{name}", args=[asset.pk])
        for name in ("thumbnail", "original")
    ]
    assert {client.get(page).status_code for page in pages} == {302}

    client.force_login(writer)

    for page in pages:
        response = client.get(page)
        assert response.status_code == 200
        assert "no-store" in response.headers["Cache-Control"]
        assert response.headers["Content-Security-Policy"].endswith("sandbox")
        assert len(response.getvalue()) == int(response.headers["Content-Length"])


def test_the_library_says_where_a_file_is_used(client, writer):
    client.force_login(writer)
    edition = make_edition()
    asset = show(edition).asset
    attach(make_edition(headline="Another"), PDF, name="plan.pdf")
    library = reverse("admin:briefings_asset_changelist")

    assert "ferry.png" in client.get(f"{library}?q=quay").text
    assert "plan.pdf" not in client.get(f"{library}?q=quay").text
    assert "plan.pdf" in client.get(f"{library}?use=used").text
    assert "Nothing here matches." in client.get(f"{library}?use=public").text
    page = client.get(page_of(asset))
    assert page_of(edition) in page.text


def test_terms_are_changed_in_the_library_and_a_mistake_is_deleted(client, writer):
    client.force_login(writer)
    use = attach(make_edition())
    asset, library = use.asset, reverse("admin:briefings_asset_changelist")
    data = {"do": "rights", "rights-licence": "ogl"}
    client.post(page_of(asset), data)
    assert Asset.objects.get().licence == "ogl"

    page = client.post(page_of(asset), {"do": "delete"}, follow=True)
    assert "A release uses this file" in said(page)
    remove_file(use, by=writer)
    page = client.post(page_of(asset), {"do": "delete"}, follow=True)

    assert page.redirect_chain[-1][0] == library
    assert not Asset.objects.exists()


def test_the_page_of_an_edition_shows_its_files(client, writer):
    client.force_login(writer)
    edition = make_edition()
    use = show(edition)

    page = client.get(page_of(edition))

    assert f'id="file-{use.pk}"' in page.text
    assert use.alternative_text in page.text
    assert files_page(edition) in page.text


def test_the_page_of_files_takes_as_many_queries_for_many_as_for_few(client, writer):
    client.force_login(writer)
    few, many = make_edition(), make_edition(headline="Another")
    attach(few, CSV)
    for n in range(5):
        attach(many, CSV + str(n).encode(), name=f"{n}.csv")

    def queries(edition):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(files_page(edition)).status_code == 200
        return len(asked)

    queries(few)
    assert queries(many) == queries(few)


def test_the_library_takes_as_many_queries_for_many_files_as_for_few(client, writer):
    client.force_login(writer)
    library, edition = reverse("admin:briefings_asset_changelist"), make_edition()
    show(edition)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(library).status_code == 200
        return len(asked)

    queries()
    few = queries()
    for n in range(4):
        show(edition, picture(10 + n, 10), name=f"{n}.png")
    assert queries() == few


def test_two_states_are_compared_by_their_files_too(writer):
    edition = make_edition()
    before = fresh(edition).content()
    use = show(edition)
    described = fresh(edition).content()
    remove_file(use, by=writer)

    added = Comparison(before, described)
    assert [(c.name, c.verb) for c in added.files] == [("ferry.png", "added")]
    assert bool(added)
    other = {**described["files"][0], "caption": "At sea.", "role": "image"}
    changed = Comparison(described, {**described, "files": [other]})
    [change] = changed.files
    assert change.columns == [
        ("Role", "Lead image", "Image"),
        ("Caption", "", "At sea."),
    ]
    assert not Comparison(before, fresh(edition).content())
