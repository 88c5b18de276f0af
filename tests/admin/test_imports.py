from django.core.files.uploadedfile import SimpleUploadedFile

from briefings.admin.deeds import mark_up_page_of, page_of
from briefings.models import Edition
from tests.admin.pressing import import_page, said

GOOD = b"A quay for Holm\n\nThe quay at Holm will open by 1 May 2092.\n"


def upload(client, *files: tuple[str, bytes], **fields):
    chosen = [SimpleUploadedFile(name, source) for name, source in files]
    data = {"do": "import", "import-chosen": chosen, **fields}
    return client.post(import_page(), data)


def test_one_good_file_leads_to_its_draft(client, writer):
    client.force_login(writer)

    response = upload(client, ("quay.txt", GOOD))

    assert response.url == mark_up_page_of(Edition.objects.get())


def test_bad_files_are_named_with_their_reason_and_the_others_go_on(client, writer):
    client.force_login(writer)
    picture = ("picture.txt", b"\x89PNG\r\n\x1a\n")

    response = upload(
        client, ("quay.txt", GOOD), ("empty.txt", b""), picture, ("again.txt", GOOD)
    )

    outcomes = {o.name: o for o in response.context["outcomes"]}
    assert outcomes["quay.txt"].edition == Edition.objects.get()
    assert "empty" in outcomes["empty.txt"].reason
    assert "picture" in outcomes["picture.txt"].reason
    assert "imported before, as “A quay for Holm”" in outcomes["again.txt"].reason
    assert f'href="{page_of(Edition.objects.get())}">Open it' in page(response)


def page(response) -> str:
    return response.content.decode()


def test_a_file_that_is_too_large_is_refused(client, writer):
    client.force_login(writer)

    response = upload(client, ("long.txt", b"word " * 1_100_000))

    assert "too large" in response.content.decode()
    assert not Edition.objects.exists()


def test_rich_text_keeps_its_headings_and_quotations(client, writer):
    client.force_login(writer)
    rich = "<h1>A quay for Holm</h1><p>It opens.</p><h2>Why</h2><ul><li>Ships</li></ul>"

    upload(client, **{"import-pasted": "A quay for Holm", "import-rich": rich})

    edition = Edition.objects.get()
    assert edition.headline == "A quay for Holm"
    assert edition.body == "It opens.\n\n## Why\n\n- Ships"


def test_words_can_be_pasted_instead_of_a_file(client, writer):
    client.force_login(writer)

    upload(client, **{"import-pasted": GOOD.decode()})

    assert Edition.objects.get().headline == "A quay for Holm"


def test_nothing_to_import_is_said(client, writer):
    client.force_login(writer)

    response = upload(client)

    assert "Choose a file or paste" in response.content.decode()


def test_whoever_may_not_write_cannot_import(client, records_officer):
    client.force_login(records_officer)

    looked = client.get(import_page())
    forged = upload(client, ("quay.txt", GOOD))

    assert looked.status_code == 403
    assert "may not write releases" in forged.content.decode()
    assert not Edition.objects.exists()


def test_whoever_may_not_write_cannot_begin_a_release(client, records_officer):
    client.force_login(records_officer)
    fields = {"new-headline": "A quay", "new-kind": "statement"}

    response = client.post(
        "/admin/briefings/release/add/", {"do": "new", **fields}, follow=True
    )

    assert "may not write releases" in said(response)
    assert not Edition.objects.exists()
