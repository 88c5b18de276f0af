import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from briefings.actions.accounts import name_account
from briefings.actions.limits import limit_release
from briefings.actions.people import add_organisation
from briefings.actions.subjects import add_topic
from briefings.admin.deeds import page_of
from briefings.models import Commitment, Edition, Limit, Membership
from briefings.permissions import APPROVER, WRITER
from tests.admin.pressing import said
from tests.making import (
    make_edition,
    make_issued_edition,
    make_marked_edition,
    make_member,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(db):
    return make_member(WRITER, "Cole")


def who_may_see(edition: Edition) -> str:
    return reverse("admin:briefings_edition_who_may_see", args=[edition.pk])


def limit(client, edition, *people, do="limit"):
    keys = [person.pk for person in people]
    data = {"do": do, "limit-people": keys}
    return client.post(who_may_see(edition), data, follow=True)


def test_a_draft_is_limited_and_opened_on_its_page(client, writer, colleague):
    edition = make_edition(written_by=writer)
    client.force_login(writer)
    offered = client.get(page_of(edition)).content.decode()
    assert who_may_see(edition) in offered

    done = limit(client, edition, colleague)

    page = done.content.decode()
    assert "Only Cole and those at work on it" in said(done)
    assert "Limited to Cole" in page
    assert "Limited to some" in client.get("/admin/briefings/release/").content.decode()
    assert "Limited to some" in client.get("/admin/briefings/edition/").content.decode()
    shown = client.get(who_may_see(edition)).content.decode()
    assert "Limited to <strong>Cole</strong>" in shown
    limit(client, edition, do="open-up")
    assert not Limit.objects.exists()


def test_for_anybody_else_its_pages_are_those_of_no_release(
    client, writer, colleague, approver
):
    edition = make_edition(written_by=writer)
    limit_release(edition.release, by=writer, people=[colleague])
    client.force_login(approver)

    for hidden in (page_of(edition), page_of(edition.release), who_may_see(edition)):
        unknown = hidden.replace(f"/{edition.pk}/", "/987654/")
        asked = client.get(hidden, follow=True)
        assert asked.content == client.get(unknown, follow=True).content.replace(
            b"987654", str(edition.pk).encode()
        )
    assert limit(client, edition, approver).status_code == 404
    assert [row.person for row in Limit.objects.all()] == [colleague]


def test_what_readers_know_is_not_offered_to_be_limited(client, writer, colleague):
    edition = make_issued_edition()
    client.force_login(writer)

    assert who_may_see(edition) not in client.get(page_of(edition)).content.decode()
    assert client.get(who_may_see(edition)).status_code == 403
    assert "Readers know this release" in said(limit(client, edition, colleague))


def test_an_administrator_says_who_belongs_to_an_organisation(
    client, administrator, colleague
):
    ministry = add_organisation(by=None, name="Ministry of Ferries")
    client.force_login(administrator)
    address = reverse("admin:briefings_membership_add")

    client.post(address, {"person": colleague.pk, "organisation": ministry.pk})
    own = client.post(
        address,
        {"person": administrator.pk, "organisation": ministry.pk},
        follow=True,
    )

    assert "Nobody can let themselves in" in said(own)
    membership = Membership.objects.get()
    assert membership.person == colleague
    gone = reverse("admin:briefings_membership_delete", args=[membership.pk])
    client.post(gone, {"post": "yes"})
    assert not Membership.objects.exists()


def test_a_promise_shows_nothing_hidden_that_it_is_part_of(client, writer, colleague):
    hidden = make_marked_edition(headline="A quay", written_by=writer)
    whole = hidden.statements.get().commitment
    seen = make_marked_edition(
        headline="A ferry", promise={"part_of": whole, "superseded_by": whole}
    )
    Commitment.objects.filter(pk=whole.pk).update(title="Build a quay")
    limit_release(hidden.release, by=writer, people=[writer])
    promise = seen.statements.get().commitment
    client.force_login(colleague)

    pages = [page_of(promise), page_of(seen), "/admin/briefings/commitment/"]
    told = [client.get(page).content.decode() for page in pages]

    assert all("Open a ferry line" in page for page in told)
    assert not any("Build a quay" in page for page in told)


def test_an_entry_that_only_hidden_releases_name_is_refused_without_naming_them(
    client, writer, colleague
):
    topic = add_topic(by=None, name="Quays")
    hidden = make_edition(headline="Zyzzyva", written_by=writer, topics=[topic])
    limit_release(hidden.release, by=writer, people=[writer])
    client.force_login(colleague)
    page = reverse("admin:briefings_topic_delete", args=[topic.pk])

    asked = client.get(page).content.decode()
    refused = client.post(page, {"post": "yes"}, follow=True)

    assert "Zyzzyva" not in asked
    assert "zyzzyva" not in asked
    assert "edition" not in asked.casefold().split("</nav>")[-1]
    assert "it stays" in said(refused)
    assert "Zyzzyva" not in refused.content.decode()


def test_the_page_says_whom_a_limit_does_not_count(client, writer, colleague, settings):
    edition = make_edition(written_by=writer)
    limit_release(edition.release, by=writer, people=[colleague])
    colleague.set_unusable_password()
    colleague.save()
    name_account(colleague, by=None, email="cole@elsewhere.example")
    client.force_login(writer)

    page = client.get(who_may_see(edition)).content.decode()
    assert "Not shown to <strong>Cole</strong>" in page

    limit(client, edition, colleague)
    assert "Not shown to" in client.get(who_may_see(edition)).content.decode()
    settings.HANDED_OVER_HOURS = 0
    assert "Not shown to" not in client.get(who_may_see(edition)).content.decode()


def test_a_page_works_out_once_what_is_hidden(client, writer, colleague):
    limit_release(make_marked_edition().release, by=None, people=[writer])
    client.force_login(colleague)

    with CaptureQueriesContext(connection) as asked:
        page = client.get("/admin/briefings/quote/")

    assert page.context["cl"].result_count == 0
    assert len([q for q in asked if 'FROM "briefings_limit"' in q["sql"]]) == 1


def test_a_limited_draft_asks_no_more_of_a_large_office(client, writer):
    edition = make_edition(written_by=writer)
    limit_release(edition.release, by=writer, people=[writer])
    client.force_login(writer)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page_of(edition)).status_code == 200
        return len(asked)

    make_member(APPROVER, "Abel")
    few = queries()
    for number in range(12):
        make_member(APPROVER, f"Approver {number}")

    assert queries() == few < 30
