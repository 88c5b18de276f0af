"""A morning in the office: a text comes in by mail and goes out to the public."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client

from briefings.models import Commitment, Edition, Figure, Quote
from tests.admin.pressing import press, said, words_form
from tests.making import THURSDAY

pytestmark = pytest.mark.django_db

TEXT = """Night ferries to Skerrow from next spring

- Two night crossings a week from 1 April 2092.

The islands of Skerrow and Holm will be served by night ferries twice a week, the
Ministry of Transport said today. Almost 4,200 people live on the two islands.

Transport Minister Ines Calder said:

"Nobody on Skerrow should have to choose between the last boat and the last act.

"We will open a second berth at Skerrow by 1 June 2092."

The ministry will spend 3 million euros on the berth.
"""
QUOTED = (
    "Nobody on Skerrow should have to choose between the last boat and the last act."
)


def by(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def edition(clock, writer, tmp_path):
    """The draft that the writer finds after the command has read the text."""
    file = tmp_path / "ferries.txt"
    file.write_text(TEXT)
    call_command("import_release", str(file), by=writer.username)
    return Edition.objects.get()


@pytest.fixture
def scheduled(edition, writer, approver, publisher):
    """Marked, checked, approved and scheduled, each by the one whose duty it is."""
    press(by(writer), edition, "accept-all")
    press(by(writer), edition, "submit", note="For Thursday.")
    edition.refresh_from_db()
    press(by(approver), edition, "approve", digest=edition.digest)
    press(by(publisher), edition, "schedule", at_0="2091-03-08", at_1="09:00")
    edition.refresh_from_db()
    return edition


def read(stranger, address: str) -> str:
    response = stranger.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_the_text_is_marked_up_when_the_writer_opens_it(edition, writer):
    page = read(by(writer), f"/admin/briefings/edition/{edition.pk}/change/")

    assert edition.headline == "Night ferries to Skerrow from next spring"
    assert edition.key_points == ["Two night crossings a week from 1 April 2092."]
    assert QUOTED in page
    press(by(writer), edition, "accept-all")
    quote = Quote.objects.get()
    assert (quote.speaker.name, len(quote.paragraphs)) == ("Ines Calder", 2)
    assert Commitment.objects.exists()
    assert {4200, 3_000_000} <= {int(figure.value) for figure in Figure.objects.all()}


def test_nobody_publishes_alone(edition, writer, administrator):
    press(by(writer), edition, "accept-all")
    press(by(writer), edition, "submit")
    edition.refresh_from_db()
    digest = edition.digest

    own = press(by(writer), edition, "approve", digest=digest)
    early = press(by(administrator), edition, "issuenow")

    assert "second pair of eyes" in said(own)
    assert "not possible while the edition is in review" in said(early)
    press(by(administrator), edition, "approve", digest=digest)
    edition.refresh_from_db()
    assert edition.state == "approved"


def test_a_word_changed_late_goes_back_to_the_approver(
    edition, writer, approver, publisher
):
    press(by(writer), edition, "accept-all")
    press(by(writer), edition, "submit")
    edition.refresh_from_db()
    read_by_approver = edition.digest
    press(by(approver), edition, "approve", digest=read_by_approver)

    late = words_form(by(writer), edition, headline="Night ferries to Skerrow")
    press(by(writer), edition, "words", **late)

    assert "not possible while" in said(press(by(publisher), edition, "issuenow"))
    stale = press(by(approver), edition, "approve", digest=read_by_approver)
    assert "changed while you were reading" in said(stale)


def test_until_its_moment_the_release_is_nowhere(scheduled, stranger, clock):
    clock.move_to(THURSDAY - timedelta(seconds=1))

    address = scheduled.release.get_absolute_url()
    assert stranger.get(address).status_code == 404
    assert stranger.get(f"/api/v1{address}").status_code == 404
    for page in ("/", "/releases/", "/quotes/", "/commitments/", "/api/v1/releases/"):
        assert "Night ferries" not in read(stranger, page)


def test_at_its_moment_readers_find_it_everywhere(scheduled, stranger, clock):
    clock.move_to(THURSDAY)

    page = read(stranger, scheduled.release.get_absolute_url())
    quote, promise = Quote.objects.get(), Commitment.objects.first()
    assert quote.get_absolute_url() in page
    assert promise.get_absolute_url() in page
    assert QUOTED in read(stranger, quote.get_absolute_url())
    assert "open a second berth" in read(stranger, promise.get_absolute_url())
    assert "Ines Calder" in read(stranger, quote.speaker.get_absolute_url())
    for listed in ("/", "/releases/", "/releases/?q=night+ferries"):
        assert "Night ferries to Skerrow" in read(stranger, listed)


def test_at_its_moment_programs_find_it_too(scheduled, stranger, clock):
    clock.move_to(THURSDAY)

    told = stranger.get(f"/api/v1{scheduled.release.get_absolute_url()}").json()

    assert told["published_at"] == "2091-03-08T09:00:00Z"
    [quote] = told["quotes"]
    anchor = quote["anchor"]
    assert told["plain_text"][anchor["start"] : anchor["end"]] == quote["words"]
    assert (
        stranger.get(f"/api/v1/quotes/{quote['ref']}/")
        .json()["words"]
        .startswith(QUOTED)
    )


def test_the_same_text_does_not_come_in_twice(edition, writer, tmp_path, capsys):
    again = tmp_path / "again.txt"
    again.write_text(TEXT)

    with pytest.raises(SystemExit):
        call_command("import_release", str(again), by=writer.username)

    page = f"/admin/briefings/edition/{edition.pk}/change/"
    assert page in capsys.readouterr().err
    assert Edition.objects.count() == 1
