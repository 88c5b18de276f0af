"""Which act mails whom, in which words."""

from datetime import timedelta

import pytest
from django.core import mail

from briefings.actions.comments import add_comment, reply_to_comment
from briefings.actions.discarding import bring_back_edition, discard_edition
from briefings.actions.issue import (
    approve_afterwards,
    issue_edition,
    issue_urgently,
    lift_now,
    note_lift,
    unschedule_edition,
)
from briefings.actions.notices import remove_release, withdraw_release
from briefings.actions.releases import save_draft
from briefings.actions.removal import put_back_release
from briefings.actions.review import (
    approve_edition,
    ask_another,
    request_changes,
    submit_edition,
    take_back_from_review,
    take_over,
)
from briefings.errors import Refused
from briefings.jobs.releases import announce_lifted_editions
from briefings.models import Mail
from tests.making import THURSDAY, fresh, make_edition, make_member, span

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]


@pytest.fixture
def draft(writer):
    return make_edition(written_by=writer)


@pytest.fixture
def name(draft):
    return f"press release no. {draft.release_id}"


def in_review(edition):
    return submit_edition(edition, by=edition.written_by)


def approved(edition, by):
    return approve_edition(in_review(edition), by=by)


def bodies(person: str) -> str:
    return "\n".join(m.body for m in mail.outbox if m.to[0].startswith(person.lower()))


def test_submitting_to_a_colleague_tells_the_colleague(draft, approver, name, sent):
    submit_edition(draft, by=draft.written_by, asked=approver)

    assert sent() == {
        "Asa": [f"Press release no. {draft.release_id} waits for your approval"]
    }
    assert f"Wren submitted {name} for review." in bodies("Asa")
    page = f"https://press.example.org/admin/briefings/edition/{draft.pk}/change/"
    assert page in bodies("Asa")


def test_submitting_to_all_tells_all_who_may_approve(draft, sent):
    in_review(draft)

    assert sent().keys() == {"Asa", "Ada"}


def test_asking_for_changes_tells_the_writer(draft, approver, name, forget, sent):
    in_review(draft)
    forget()

    request_changes(draft, by=approver, reason="The islands are misspelt.")

    assert sent() == {"Wren": [f"Changes are asked of you: {name}"]}
    assert "misspelt" not in bodies("Wren")


def test_approving_tells_the_writer_and_who_can_issue(draft, approver, forget, sent):
    in_review(draft)
    forget()

    approve_edition(draft, by=approver, digest=fresh(draft).digest)

    number = draft.release_id
    assert sent() == {
        "Wren": [f"Press release no. {number} is approved"],
        "Perrin": [f"Press release no. {number} can be issued"],
        "Ada": [f"Press release no. {number} can be issued"],
    }


def test_changing_what_is_approved_asks_its_approver_again(
    draft, approver, forget, sent
):
    approved(draft, approver)
    forget()

    colleague = make_member("Writer", "Cole")
    save_draft(fresh(draft), by=colleague, based_on=1, headline="Another ferry")

    number = draft.release_id
    got = sent()
    assert got["Asa"] == [f"Press release no. {number} waits for your approval again"]
    assert got["Wren"] == ["2 things on your desk at Newsroom"]
    assert "so it is in review again" in bodies("Wren")
    assert "Cole changed press release" in bodies("Wren")
    assert got.keys() == {"Asa", "Wren"}


def test_an_approver_who_mends_what_they_approved_leaves_it_to_the_others(
    draft, approver, forget, sent
):
    approved(draft, approver)
    forget()

    save_draft(fresh(draft), by=approver, based_on=1, headline="Another ferry")

    got = sent()
    assert got.keys() == {"Ada", "Wren"}
    assert "again" in got["Ada"][0]


def test_a_colleague_saving_a_draft_tells_its_writer_once_a_day(draft, sent):
    cole = make_member("Writer", "Cole")
    save_draft(fresh(draft), by=cole, based_on=1, headline="Another ferry")

    assert sent() == {"Wren": [f"Cole changed press release no. {draft.release_id}"]}
    assert f"/admin/briefings/edition/{draft.pk}/history/" in bodies("Wren")

    save_draft(fresh(draft), by=cole, based_on=2, headline="A third ferry")
    assert sent() == {}


def test_an_issue_by_a_colleague_tells_the_writer_when_it_is_live(
    draft, approver, publisher, forget, sent
):
    issue_edition(approved(draft, approver), by=publisher)
    forget()

    announce_lifted_editions()

    assert sent() == {"Wren": ["The press release “A ferry for Skerrow” is live"]}


def test_who_issued_at_once_is_not_told_that_it_is_live(writer, approver, forget, sent):
    make_member("Publisher", "Wren")
    draft = make_edition(written_by=type(writer).objects.get(pk=writer.pk))
    issue_edition(approved(draft, approver), by=draft.written_by)
    forget()

    announce_lifted_editions()

    assert sent() == {}


def test_a_scheduled_release_tells_its_writer_at_its_lift(
    draft, approver, publisher, clock, forget, sent
):
    edition = issue_edition(approved(draft, approver), by=publisher, at=THURSDAY)
    forget()
    announce_lifted_editions()
    assert sent() == {}

    clock.move_to(THURSDAY)
    announce_lifted_editions()

    assert sent() == {"Wren": ["The press release “A ferry for Skerrow” is live"]}
    assert "Since Thursday 8 March 2091, 09:00 GMT, the press" in bodies("Wren")
    note_lift(edition)
    assert Mail.objects.filter(occasion="live").count() == 1


def test_unscheduling_tells_the_writer(draft, approver, publisher, clock, forget, sent):
    edition = issue_edition(approved(draft, approver), by=publisher, at=THURSDAY)
    forget()

    unschedule_edition(edition, by=publisher, note="Skerrow asked us to wait.")

    number = draft.release_id
    assert sent() == {"Wren": [f"Press release no. {number} is not scheduled any more"]}
    assert "Skerrow" not in bodies("Wren")


def test_asking_somebody_else_tells_them_alone(
    draft, writer, approver, administrator, forget, sent
):
    submit_edition(draft, by=writer, asked=approver)
    forget()

    ask_another(draft, by=writer, asked=administrator)

    assert sent().keys() == {"Ada"}
    assert "Wren asks you to review" in bodies("Ada")


def test_taking_a_draft_back_or_over_tells_its_writer(
    draft, name, approver, forget, sent
):
    in_review(draft)
    forget()

    take_back_from_review(draft, by=approver)
    assert sent() == {
        "Wren": [f"Press release no. {draft.release_id} is a draft again"]
    }
    take_over(draft, by=approver)
    assert sent() == {"Wren": [f"Asa took {name} over"]}


def test_discarding_by_a_colleague_and_bringing_back_tell_the_writer(draft, name, sent):
    cole = make_member("Writer", "Cole")

    discarded = discard_edition(draft, by=cole, reason="Skerrow has two ferries.")
    assert sent() == {"Wren": [f"Press release no. {draft.release_id} is discarded"]}
    assert "Skerrow" not in bodies("Wren")

    bring_back_edition(discarded, by=cole)
    number = draft.release_id
    assert sent() == {"Wren": [f"Press release no. {number} is a draft again"]}


def test_putting_back_tells_the_writer_and_who_can_approve_it(
    draft, approver, publisher, clock, forget, sent
):
    edition = issue_edition(approved(draft, approver), by=publisher)
    clock.move_to(clock.at + timedelta(minutes=5))
    removed = remove_release(edition.release, by=publisher, explanation="A slip.")
    clock.move_to(clock.at + timedelta(minutes=5))
    forget()

    put_back_release(removed, by=publisher, reason="Wrong one.", change_note="Back.")

    headline = "The press release “A ferry for Skerrow”"
    got = sent()
    assert got["Wren"] == [f"Edition 2 of the {headline[4:]} is back"]
    assert got["Asa"] == [
        f"Edition 2 of the {headline[4:]} was put back without approval"
    ]
    assert "Wrong one" not in bodies("Wren") + bodies("Asa")


def test_what_is_overtaken_at_once_is_not_told(
    draft, approver, publisher, clock, forget, sent
):
    """To lift now is to unschedule and to issue, in one act."""
    edition = issue_edition(approved(draft, approver), by=publisher, at=THURSDAY)
    forget()

    lift_now(edition, by=publisher)

    assert sent() == {}
    assert Mail.objects.get(act__startswith="unschedule").dropped


def test_an_urgent_issue_tells_who_can_approve_it_afterwards(
    draft, publisher, approver, sent
):
    issue_urgently(draft, by=publisher, reason="A dam broke.", digest=draft.digest)

    got = sent()
    headline = "The press release “A ferry for Skerrow”"
    assert got == {
        "Asa": [f"{headline} was issued without approval"],
        "Ada": [f"{headline} was issued without approval"],
    }
    assert "dam" not in bodies("Asa")

    approve_afterwards(fresh(draft), by=approver)
    assert sent() == {
        "Wren": [f"{headline} is approved afterwards"],
        "Perrin": [f"{headline} is approved afterwards"],
    }


@pytest.mark.parametrize(
    ("take_down", "said"),
    [
        (withdraw_release, "The press release “A ferry for Skerrow” is withdrawn"),
        (remove_release, "Press release no. {} is removed"),
    ],
)
def test_taking_a_release_down_tells_its_writer(
    draft, approver, publisher, forget, sent, take_down, said
):
    issue_edition(approved(draft, approver), by=publisher)
    forget()

    take_down(draft.release, by=publisher, explanation="A sum was wrong.")

    assert sent() == {"Wren": [said.format(draft.release_id)]}


def test_a_comment_tells_the_writer_and_an_answer_the_thread(
    draft, approver, administrator, name, sent
):
    where = span(draft, "a ferry line to Skerrow")
    comment = add_comment(draft, by=approver, said="Which ferry?", **where)
    assert sent() == {"Wren": [f"Asa commented on {name}"]}
    assert "ferry" not in bodies("Wren")
    assert "/change/#comments" in bodies("Wren")

    reply_to_comment(comment, by=draft.written_by, said="The new one.")
    assert sent() == {"Asa": [f"Wren answered a comment on {name}"]}

    reply_to_comment(comment, by=administrator, said="Say so.")
    assert sent().keys() == {"Asa", "Wren"}


def test_one_minute_of_work_is_one_e_mail(writer, approver, sent):
    drafts = [make_edition(written_by=writer) for _ in range(3)]
    for draft in drafts:
        submit_edition(draft, by=writer, asked=approver)

    assert sent() == {"Asa": ["3 things on your desk at Newsroom"]}
    for draft in drafts:
        assert f"/edition/{draft.pk}/change/" in bodies("Asa")


def test_a_release_that_a_command_brought_in_is_its_submitters(writer, approver, sent):
    draft = make_edition(written_by=None)
    draft.written_by = None
    draft.save(update_fields=["written_by"])
    submit_edition(draft, by=writer, asked=approver)
    request_changes(draft, by=approver, reason="No date.")

    assert sent().keys() == {"Wren"}


def test_nothing_is_written_where_mail_is_off(draft, settings):
    settings.MAIL_IS_ON = False

    in_review(draft)

    assert not Mail.objects.exists()


def test_nothing_is_told_of_what_was_refused(draft, writer):
    in_review(draft)
    before = Mail.objects.count()

    with pytest.raises(Refused, match="second pair of eyes"):
        approve_edition(draft, by=writer)

    assert Mail.objects.count() == before
