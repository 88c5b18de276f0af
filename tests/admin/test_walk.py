from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse_lazy

from briefings.admin.deeds import page_of
from briefings.models import Edition
from tests.admin.pressing import import_page, press, said
from tests.making import make_edition, make_issued_edition

NEW = reverse_lazy("admin:briefings_release_add")

RELEASE = b"""Ferry fares to fall on the outer islands

- Fares to Skerrow and Holm fall by 20% from 1 April 2092.

Fares on the ferries to Skerrow and Holm will be cut by 20% from 1 April 2092, the
Ministry of Transport said today. Almost 4,200 people live on the two islands.

Transport Minister Ines Calder said:

"The islands have waited long enough for a fair fare.

"We will open a second berth at Skerrow by 1 June 2092."

The ministry will spend 3 million euros on the berth.
"""


def test_a_pasted_file_becomes_a_public_page(client, writer, approver, publisher):
    client.force_login(writer)
    upload = SimpleUploadedFile("fares.txt", RELEASE, "text/plain")
    client.post(import_page(), {"do": "import", "import-chosen": [upload]})
    edition = Edition.objects.get()
    assert "suggestions accepted" in said(press(client, edition, "accept-all"))
    assert said(press(client, edition, "submit")) == "Submitted for review."

    client.force_login(approver)
    edition.refresh_from_db()
    approved = press(client, edition, "approve", digest=edition.digest)
    client.force_login(publisher)
    issued = press(client, edition, "issuenow")

    assert said(approved) == "Approved. It can be issued now."
    assert said(issued) == "Issued. It is public."
    client.logout()
    page = client.get(edition.release.get_absolute_url()).content.decode()
    assert "The islands have waited long enough for a fair fare." in page
    assert "Ines Calder" in page


def test_accepting_all_leaves_nothing_undecided(client, writer):
    client.force_login(writer)
    upload = SimpleUploadedFile("fares.txt", RELEASE, "text/plain")
    client.post(import_page(), {"do": "import", "import-chosen": [upload]})
    edition = Edition.objects.get()
    proposed = edition.suggestions.count()

    press(client, edition, "accept-all")

    assert proposed > 3
    assert not edition.suggestions.open().exists()
    assert edition.quotes.count() == 1
    assert edition.figures.count() >= 2


def test_a_correction_leads_to_the_page_of_the_new_edition(client, writer):
    edition = make_issued_edition()
    client.force_login(writer)

    response = press(client, edition, "begincorrection")

    copy = Edition.objects.get(number=2)
    assert response.redirect_chain[-1][0] == page_of(copy)
    assert said(response) == "Edition 2 is a copy to correct."


def test_a_draft_is_begun_with_a_headline_alone(client, writer):
    client.force_login(writer)
    fields = {"new-headline": "A quay for Holm", "new-kind": "statement"}

    response = client.post(NEW, {"do": "new", **fields}, follow=True)

    edition = Edition.objects.get()
    assert edition.release.kind == "statement"
    assert response.redirect_chain[-1][0] == page_of(edition)


def test_a_release_in_the_list_leads_to_its_newest_edition(client, writer):
    edition = make_edition()
    client.force_login(writer)

    response = client.get(page_of(edition.release))

    assert response.url == page_of(edition)
