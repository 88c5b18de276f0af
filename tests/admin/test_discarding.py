import pytest
from django.urls import reverse

from briefings.actions.comments import add_comment
from briefings.actions.discarding import bring_back_edition, discard_edition
from briefings.actions.issue import change_embargo, issue_edition
from briefings.actions.lists import SHEETS
from briefings.actions.releases import begin_correction
from briefings.actions.writing import be_present
from briefings.admin.deeds import page_of
from briefings.models import Edition
from briefings.models.suggestions import SuggestionKind
from briefings.workflow import State
from tests.admin.pressing import press, said
from tests.making import (
    THURSDAY,
    make_approved_edition,
    make_edition,
    make_edition_in_review,
    make_issued_edition,
    make_tagged_edition,
    span,
)

pytestmark = pytest.mark.django_db

FORM = {"do": "discard", "discard-reason": "Pasted twice."}


def page(edition) -> str:
    return reverse("admin:briefings_edition_discard", args=[edition.pk])


def address(model: str) -> str:
    return reverse(f"admin:briefings_{model}_changelist")


def rows(client, model: str, **query) -> list:
    return list(client.get(address(model), query).context["cl"].result_list)


def offered(client, model: str, field: str, of: str) -> list[str]:
    asked = {"app_label": "briefings", "model_name": of, "field_name": field}
    answer = client.get("/admin/autocomplete/", asked | {"term": ""}).json()
    return [result["id"] for result in answer["results"]]


@pytest.fixture
def edition(writer):
    """A draft with everything that waits for somebody."""
    edition = make_tagged_edition(written_by=writer)
    add_comment(edition, by=writer, said="Says who?", **span(edition, "4,200"))
    edition.suggestions.create(
        kind=SuggestionKind.FIGURE, words="one", found={"value": "1"}
    )
    return change_embargo(edition, by=writer, until=THURSDAY)


def test_a_draft_is_discarded_once_its_page_has_said_what_goes_and_what_stays(
    client, writer, approver, edition
):
    be_present(edition, by=approver)
    client.force_login(writer)

    assert page(edition) in client.get(page_of(edition)).content.decode()
    told = client.get(page(edition)).content.decode()
    assert "1 undecided suggestion waits for nobody" in told
    assert "Its address /releases/a-ferry-for-skerrow/ is free" in told
    assert "nothing of it was ever public" in told
    assert "Asa</strong> has this page open" in told
    answer = client.post(page(edition), FORM, follow=True)

    assert said(answer).startswith("Discarded. Nothing of it is lost")
    told = answer.content.decode()
    assert "Discarded by Wren. It is in no list." in told
    assert "Pasted twice." in told
    assert 'name="do" value="bringback"' in told
    assert 'name="do" value="submit"' not in told
    assert page(edition) not in told


def test_it_is_brought_back_from_its_page(client, writer, edition):
    discard_edition(edition, by=writer)
    client.force_login(writer)

    answer = press(client, edition, "bringback")

    assert said(answer) == "Brought back, as a draft."
    assert 'name="do" value="submit"' in answer.content.decode()


def test_the_page_of_a_correction_says_what_it_will_be(client, writer):
    live = make_issued_edition(written_by=writer)
    correction = begin_correction(live.release, by=writer)
    client.force_login(writer)

    told = client.get(page(correction)).content.decode()
    answer = client.post(page(correction), FORM, follow=True).content.decode()

    assert "It will be edition 2." in told
    assert "what is public stays public" in told
    # Beside it the page of the live edition offers another correction.
    assert page_of(live) in answer
    told = client.get(page_of(live)).content.decode()
    assert 'name="do" value="begincorrection"' in told
    assert "2 (discarded)" in told


def test_an_approver_reads_in_the_page_that_it_is_in_review(client, writer):
    client.force_login(writer)

    told = client.get(page(make_edition_in_review())).content.decode()

    assert "Its approvers are not asked any more" in told


def test_what_cannot_be_discarded_is_neither_offered_nor_obeyed(
    client, writer, publisher, clock
):
    approved = make_approved_edition(written_by=writer, headline="Approved")
    scheduled = issue_edition(make_approved_edition(), by=publisher, at=THURSDAY)
    client.force_login(writer)

    for edition, why in (
        (approved, "has to request changes"),
        (scheduled, "unschedule it first"),
        (make_issued_edition(headline="Public"), "What was issued"),
    ):
        assert page(edition) not in client.get(page_of(edition)).content.decode()
        assert client.get(page(edition)).status_code == 403
        answer = client.post(page(edition), FORM)
        assert why in said(answer)
        assert "Pasted twice." in answer.content.decode()
        before = edition.state
        edition.refresh_from_db()
        assert edition.state == before


def test_who_may_not_write_is_neither_shown_the_form_nor_obeyed(
    client, writer, records_officer, edition
):
    client.force_login(records_officer)

    assert client.get(page(edition)).status_code == 403
    assert "may not write releases" in said(client.post(page(edition), FORM))
    edition.refresh_from_db()
    assert edition.state == State.DRAFT
    discard_edition(edition, by=writer)
    told = client.get(page_of(edition)).content.decode()
    assert 'value="bringback"' not in told
    assert "may not write releases" in said(press(client, edition, "bringback"))
    client.logout()
    assert client.get(page(edition)).status_code == 302


LISTS = {
    "release": "state",
    "edition": "state__exact",
    "quote": "edition__state__exact",
    "commitmentstatement": "edition__state__exact",
    "figure": "edition__state__exact",
    "suggestion": "edition__state__exact",
    "involvement": "edition__state__exact",
    "comment": "edition__state__exact",
}


@pytest.mark.parametrize("model", LISTS)
def test_it_is_in_no_list_unless_it_is_asked_for(client, writer, edition, model):
    client.force_login(writer)
    other = make_edition(headline="Another").release_id
    before = {row.pk for row in rows(client, model)}
    discard_edition(edition, by=writer)

    mine = {
        row.pk
        for row in rows(client, model, **{LISTS[model]: "discarded"})
        if getattr(row, "release_id", row.pk) != other
    }

    assert mine
    assert mine <= before
    assert not mine & {row.pk for row in rows(client, model)}
    assert len(rows(client, model, **{LISTS[model]: "draft"})) == len(before - mine)
    sheet = SHEETS[model]
    assert not mine & {row.pk for row in sheet.rows(writer, "")}


def test_its_promises_are_listed_when_they_are_asked_for(client, writer, edition):
    promise = edition.statements.get().commitment
    client.force_login(writer)
    assert rows(client, "commitment") == [promise]
    discard_edition(edition, by=writer)

    assert rows(client, "commitment") == []
    assert rows(client, "commitment", discarded="yes") == [promise]


def test_no_search_finds_it_and_no_search_box_offers_it(client, writer, edition):
    client.force_login(writer)
    choosers = (
        ("commitmentstatement", "commitment", edition.statements.get().commitment_id),
        ("figure", "part_of", edition.figures.get().pk),
        ("evidence", "release", edition.release_id),
    )
    for model, field, key in choosers:
        assert str(key) in offered(client, model, field, model)
    assert rows(client, "release", q="ferry")

    discard_edition(edition, by=writer)

    for model, field, key in choosers:
        assert str(key) not in offered(client, model, field, model)
    assert rows(client, "release", q="ferry") == []
    assert edition not in rows(client, "edition", q="Skerrow")
    assert rows(client, "quote", q="islands") == []


def test_no_plain_list_offers_it_unless_it_is_chosen_already(client, writer, edition):
    other = make_edition(written_by=writer, headline="Another")
    client.force_login(writer)
    discard_edition(edition, by=writer)
    related = edition.related_releases.get()
    discard_edition(related.editions.get(), by=writer)

    def lists(of) -> list[str]:
        words = client.get(page_of(of), {"plain": ""}).context["page"].words
        return [
            str(name) for _, name in words.fields["related_releases"].widget.choices
        ]

    assert lists(other) == [other.release.slug]
    bring_back_edition(edition, by=writer)
    assert sorted(lists(edition)) == sorted(
        row.slug for row in (other.release, edition.release, related)
    )


def test_it_waits_for_nobody_and_is_in_no_count(client, writer, edition, clock):
    client.force_login(writer)
    month = {"month": f"{THURSDAY:%Y-%m}"}
    calendar = reverse("admin:briefings_release_calendar")
    assert "A ferry for Skerrow" in client.get(calendar, month).content.decode()
    discard_edition(edition, by=writer)

    desk = client.get("/admin/").context["desk"]
    for section in desk.sections:
        assert [r.headline for r in section.rows if "Skerrow" in r.headline] == []
    assert "A ferry for Skerrow" not in client.get(calendar, month).content.decode()
    told = client.get(address("release"), {"needs": "stopped"}).content.decode()
    assert "A ferry for Skerrow" not in told
    changelist = client.get(address("release")).context["cl"]
    shown = {
        spec.title: [choice["display"] for choice in spec.choices(changelist)]
        for spec in changelist.filter_specs
        if spec.title in ("standing", "author", "organisation", "topic")
    }
    assert shown["author"] == ["All", "Wilma (1)"]
    assert shown["organisation"] == shown["topic"] == ["All"]
    assert "Discarded (1)" in shown["standing"]


def test_colleagues_are_told(client, writer, approver, edition):
    discard_edition(edition, by=approver, reason="Pasted twice.")
    client.force_login(writer)

    news = client.get("/admin/").context["desk"].news.happenings

    assert [(n.what, n.words) for n in news] == [("Discarded", "Pasted twice.")]


def test_a_release_in_the_list_leads_past_its_discarded_correction(client, writer):
    live = make_issued_edition(written_by=writer)
    correction = begin_correction(live.release, by=writer)
    discard_edition(correction, by=writer)
    client.force_login(writer)

    assert client.get(page_of(live.release)).url == page_of(live)
    (row,) = rows(client, "release", state="discarded")
    assert row.newest_number == 1
    assert [r.pk for r in rows(client, "release")] == [live.release_id]


def test_what_is_typed_meanwhile_is_kept_and_said_so(client, writer, edition):
    discard_edition(edition, by=writer)
    client.force_login(writer)
    keep = reverse("admin:briefings_edition_writing_keep", args=[edition.pk])

    answer = client.post(keep, {"words-based_on": "1", "words-headline": "Other"})

    assert "discarded meanwhile" in answer.json()["said"]


def test_readers_see_no_difference(client, writer):
    live = make_issued_edition(written_by=writer)
    home = live.release.get_absolute_url()
    addresses = (
        home,
        f"{home}history/",
        f"/api/v1{home}",
        "/releases/",
        "/sitemap.xml",
    )
    before = [client.get(address) for address in addresses]
    discarded = begin_correction(live.release, by=writer)
    discard_edition(discarded, by=writer)
    discard_edition(make_edition(headline="Never issued"), by=writer)

    after = [client.get(address) for address in addresses]

    assert [a.content for a in after] == [b.content for b in before]
    assert [a.headers.get("ETag") for a in after] == [
        b.headers.get("ETag") for b in before
    ]
    assert client.get(f"{home}editions/2/").status_code == 404
    assert client.get("/releases/never-issued/").status_code == 404
    assert Edition.objects.filter(state=State.DISCARDED).count() == 2
