"""What the writer and the approver read and press on an edition's page."""

from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefings.actions.comments import (
    add_comment,
    reply_to_comment,
    resolve_comment,
)
from briefings.actions.issue import approve_afterwards, issue_urgently
from briefings.actions.releases import begin_correction, save_draft
from briefings.actions.review import approve_edition, request_changes, submit_edition
from briefings.admin.deeds import page_of
from briefings.admin.paper import without_ids
from briefings.models import Comment
from briefings.workflow import State
from tests.admin.pressing import press, said
from tests.making import (
    BODY,
    THURSDAY,
    fresh,
    make_approved_edition,
    make_edition,
    make_edition_in_review,
    make_issued_edition,
    make_marked_edition,
    save,
    span,
)


def callouts(response) -> list[str]:
    return [callout.sentence for callout in response.context["callouts"]]


def headings(response) -> list[str]:
    return [changes.heading for changes in response.context["changes"]]


def test_a_release_is_submitted_to_a_named_approver(client, writer, approver):
    edition = make_edition(written_by=writer)
    client.force_login(writer)
    submit = client.get(page_of(edition)).context["moves"][0]
    offered = [label for _, label in submit.fields["asked"].widget.choices]
    assert offered == ["All approvers", "Asa"]

    response = press(client, edition, "submit", asked=approver.pk, note="By noon?")

    assert said(response) == "Submitted to Asa."
    assert callouts(response) == ["Waits for Asa. Submitted by Wren."]
    assert "By noon?" in response.content.decode()


def test_asking_somebody_who_may_not_approve_is_refused_by_the_action(client, writer):
    edition = make_edition()
    client.force_login(writer)

    response = press(client, edition, "submit", asked=writer.pk)

    assert "may not approve releases" in said(response)
    assert fresh(edition).state == State.DRAFT


def test_the_writer_reads_what_should_change_until_they_submit_again(
    client, writer, approver
):
    edition = make_edition_in_review(written_by=writer)
    request_changes(edition, by=approver, reason="Too long.")
    client.force_login(writer)

    page = client.get(page_of(edition))
    assert callouts(page) == ["Asa asks for changes."]
    assert page.context["callouts"][0].words == "Too long."

    again = press(client, edition, "submit")
    assert callouts(again) == ["Waits for any approver. Submitted by Wren."]


def test_an_approver_sees_what_changed_since_they_approved(client, approver):
    edition = make_edition_in_review()
    approve_edition(edition, by=approver)
    save(edition, body=BODY.replace("Monday", "Tuesday"))
    client.force_login(approver)

    page = client.get(page_of(edition))

    assert headings(page) == ["What changed since you approved it"]
    assert "<del>Monday</del>" in page.content.decode()
    assert "Tuesday</ins>" in page.content.decode()


def test_on_a_first_approval_it_is_what_changed_since_it_was_sent_back(
    client, approver
):
    edition = make_edition_in_review()
    client.force_login(approver)
    assert headings(client.get(page_of(edition))) == []

    request_changes(edition, by=approver, reason="Too long.")
    save(edition, summary="Shorter.")
    submit_edition(edition, by=edition.written_by)

    page = client.get(page_of(edition))
    assert headings(page) == ["What changed since you asked for changes"]
    assert "<ins>Shorter.</ins>" in page.content.decode()


def test_an_approval_of_a_stale_page_leads_to_what_changed(client, approver):
    edition = make_edition_in_review()
    client.force_login(approver)
    save(edition, headline="Other words")

    response = press(client, edition, "approve", digest=edition.digest)

    assert headings(response) == ["What changed while you were reading"]
    page = response.content.decode()
    assert 'href="#changes"' in page
    assert "Other words</ins>" in page


def test_a_correction_shows_the_difference_as_readers_will_see_it(client, writer):
    edition = begin_correction(make_issued_edition().release, by=writer)
    save(edition, headline="A quay for Holm", change_note="It is a quay.")
    client.force_login(writer)

    page = client.get(page_of(edition))

    assert headings(page) == ["The difference to edition 1, as readers will see it"]
    compared = page.context["changes"][0].comparison
    assert [change.label for change in compared.words] == ["Headline"]


def test_what_was_issued_in_haste_is_flagged_until_it_is_approved(
    client, publisher, approver
):
    edition = issue_urgently(make_edition(), by=publisher, reason="A flood.")
    client.force_login(publisher)

    flagged = client.get(page_of(edition))
    assert callouts(flagged) == [
        "Issued without approval by Perrin. Waits for somebody else’s approval."
    ]
    assert "A flood." in flagged.content.decode()

    approve_afterwards(edition, by=approver)
    assert callouts(client.get(page_of(edition))) == [
        "Issued without approval by Perrin. Approved afterwards by Asa."
    ]


def test_a_scheduled_edition_is_lifted_from_its_page(client, publisher, writer, clock):
    edition = make_issued_edition(at=THURSDAY)
    client.force_login(writer)
    assert "may not issue" in said(press(client, edition, "liftnow"))

    client.force_login(publisher)
    assert said(press(client, edition, "liftnow")) == "Lifted. It is public."
    assert "public already" in said(press(client, edition, "liftnow"))


def test_a_change_note_is_corrected_from_its_page(client, writer, publisher):
    edition = begin_correction(make_issued_edition().release, by=writer)
    save(edition, headline="A quay", change_note="It is a quay.")
    edition = make_issued_edition(edition)
    client.force_login(writer)
    forged = press(client, edition, "correctchangenote", words="No.")
    assert "may not issue" in said(forged)

    client.force_login(publisher)
    response = press(client, edition, "correctchangenote", words="It is a pier.")

    assert "Readers see the correction" in said(response)
    assert "It is a pier." in response.content.decode()


def test_colleagues_comment_on_words_answer_and_resolve(client, writer, approver):
    edition = make_edition_in_review()
    client.force_login(approver)
    pasted = "The islands have\r\nwaited long enough."

    page = press(client, edition, "comment", words=pasted, time=1, said="Says who?")
    comment = Comment.objects.get()
    assert said(page) == "The comment is added."
    assert "1 comment is unresolved." in page.content.decode()

    client.force_login(writer)
    page = press(client, edition, f"reply-{comment.pk}", said="The minister.")
    assert "The minister." in page.content.decode()
    page = press(client, edition, f"resolve-{comment.pk}")
    assert page.context["open_comments"] == []
    page = press(client, edition, f"reopen-{comment.pk}")
    assert [c["row"] for c in page.context["open_comments"]] == [comment]


def test_comments_stand_in_the_order_of_the_text_and_lost_ones_last(client, writer):
    edition = make_edition()
    words = ("Almost 4,200", "islands have waited", "Transport Minister")
    for text in words:
        add_comment(fresh(edition), by=writer, said="?", **span(edition, text))
    save(edition, body=BODY.replace("Transport Minister ", ""))
    client.force_login(writer)

    page = client.get(page_of(edition))

    shown = [card["row"].words for card in page.context["open_comments"]]
    assert shown == ["islands have waited", "Almost 4,200", "Transport Minister"]
    assert "These words are no longer in the text." in page.content.decode()


def test_commented_words_lead_to_their_comment_until_it_is_resolved(client, writer):
    edition = make_marked_edition()
    there = span(edition, "signed the petition")
    comment = add_comment(edition, by=writer, said="Sure?", **there)
    client.force_login(writer)

    preview = client.get(page_of(edition)).context["preview"]["body"]

    assert f'<a href="#comment-{comment.pk}">signed the petition</a>' in preview
    assert 'class="commitment"' in preview
    resolve_comment(comment, by=writer)
    page = client.get(page_of(edition))
    assert page.context["preview"]["body"] == without_ids(fresh(edition).body_html)


def test_forged_comments_are_refused_by_the_action(client, administrator):
    edition = make_edition()
    comment = add_comment(edition, by=None, said="Who?", **span(edition, "Skerrow"))
    administrator.groups.clear()
    administrator.user_permissions.add(*_only("view_edition"))
    client.force_login(administrator)

    forged = {
        "comment": {"words": "Skerrow", "time": 1, "said": "Me."},
        f"reply-{comment.pk}": {"said": "Me."},
        f"resolve-{comment.pk}": {},
        f"reopen-{comment.pk}": {},
    }
    for deed, fields in forged.items():
        assert "may not leave notes" in said(press(client, edition, deed, **fields))

    assert Comment.objects.open().count() == 1


def test_many_comments_are_as_many_queries_as_few(client, writer):
    edition = make_approved_edition(make_marked_edition())
    client.force_login(writer)

    def comment(said: str) -> None:
        there = span(edition, "Skerrow")
        made = add_comment(fresh(edition), by=writer, said=said, **there)
        reply_to_comment(made, by=writer, said="Ines.")

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(page_of(edition))
        return len(asked)

    comment("Who?")
    few = queries()
    for number in range(5):
        comment(f"Who are the other {number}?")

    assert queries() == few


def _only(codename: str):
    return Permission.objects.filter(codename=codename)


def test_nobody_submits_or_issues_words_that_they_did_not_have_before_them(
    client, writer, approver, publisher
):
    edition = make_edition(written_by=writer)
    shown = fresh(edition).digest
    save_draft(edition, by=approver, based_on=1, body="Other words.")

    client.force_login(writer)
    answer = press(client, edition, "submit", digest=shown)
    assert "changed while you were reading" in said(answer)
    assert "Other words." in answer.text
    assert fresh(edition).state == State.DRAFT
    press(client, edition, "submit", digest=fresh(edition).digest)
    assert fresh(edition).state == State.IN_REVIEW

    approved = make_approved_edition(headline="Another")
    client.force_login(publisher)
    when = {"at_0": "2091-03-08", "at_1": "09:00"}
    for deed, more in (("issuenow", {}), ("schedule", when)):
        answer = press(client, approved, deed, digest=shown, **more)
        assert "changed while you were reading" in said(answer), deed
    assert fresh(approved).state == State.APPROVED
    press(client, approved, "issuenow", digest=approved.digest)
    assert fresh(approved).state == State.ISSUED


def test_what_was_typed_into_a_move_stays_when_a_colleague_was_quicker(
    client, approver, administrator
):
    edition = make_edition_in_review()
    request_changes(edition, by=administrator, reason="The place.")
    client.force_login(approver)

    answer = press(client, edition, "requestchanges", reason="The date is wrong.")

    assert "back with its writer" in said(answer)
    assert "The date is wrong." in answer.text


def test_a_reply_stays_when_its_comment_was_resolved_meanwhile(
    client, writer, approver
):
    edition = make_edition(written_by=writer)
    comment = add_comment(edition, by=approver, said="Who?", **span(edition, "Skerrow"))
    resolve_comment(comment, by=approver)
    client.force_login(writer)

    answer = press(client, edition, f"reply-{comment.pk}", said="Ines Calder.")

    assert "reopen it to go on" in said(answer)
    assert "Ines Calder.</textarea>" in answer.text.replace("\n", "")
