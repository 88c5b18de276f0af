"""How e-mails go out: once, in time, to nobody who may not have them."""

import smtplib
from datetime import timedelta
from email import message_from_bytes

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, transaction
from django.db.models import F
from procrastinate.contrib.django import app

from briefings.actions.comments import add_comment, reply_to_comment
from briefings.actions.mails import choose_mails, retry_mails, tell
from briefings.actions.releases import begin_correction, save_draft
from briefings.actions.review import approve_edition, request_changes, submit_edition
from briefings.errors import Refused
from briefings.jobs.mails import delete_old_mails, send_mails
from briefings.models import Edition, Mail, UnwantedMail
from briefings.models.mails import MOST_TRIES, Occasion
from tests.actions.racing import Racer, half_way
from tests.making import (
    MONDAY,
    fresh,
    make_edition,
    make_issued_edition,
    make_tagged_edition,
    save,
    span,
)
from tests.working import work_once

SECRET = "Quillfeather"


class Broken(EmailBackend):
    """A mail server that takes nothing from `refused`, or from anybody."""

    is_down = False
    refused = ""

    def open(self):
        if self.is_down:
            raise ConnectionRefusedError("No route to the mail server")

    def send_messages(self, messages):
        for message in messages:
            if self.refused and self.refused in message.to[0]:
                raise smtplib.SMTPRecipientsRefused({message.to[0]: (550, b"No")})
        return super().send_messages(messages)


@pytest.fixture
def server(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    monkeypatch.setattr("briefings.jobs.mails.get_connection", Broken)
    monkeypatch.setattr(Broken, "is_down", False)
    monkeypatch.setattr(Broken, "refused", "")
    return Broken


@pytest.fixture
def draft(office, writer):
    return make_edition(written_by=writer)


def as_read(message) -> str:
    return f"{message.subject}\n{message.body}\n{message.extra_headers}"


def due_now() -> None:
    Mail.objects.waiting().update(due_at=F("written_at"))


@pytest.mark.django_db
@pytest.mark.usefixtures("office")
def test_no_word_of_what_is_not_public_is_in_any_e_mail(
    writer, approver, administrator, sent
):
    """Marked words stand everywhere an editor can write them."""
    edition = make_tagged_edition(
        written_by=writer,
        headline=f"{SECRET} resigns",
        summary=f"{SECRET} goes.",
        key_points=[f"{SECRET} goes at once."],
        notes_to_editors=f"{SECRET} is away.",
        dateline=SECRET,
    )
    submit_edition(edition, by=writer, note=f"{SECRET} asked", asked=approver)
    words = span(edition, f"{SECRET} goes at once.")
    comment = add_comment(edition, by=approver, said=f"Is it {SECRET}?", **words)
    reply_to_comment(comment, by=writer, said=f"Yes, {SECRET}.")
    request_changes(edition, by=approver, reason=f"Name {SECRET} first.")
    sent()
    received = [as_read(message) for message in mail.outbox]
    submit_edition(fresh(edition), by=writer, note=SECRET)
    sent()
    received += [as_read(message) for message in mail.outbox]

    assert len(received) >= 4
    secrets = (SECRET.lower(), "skerrow", "calder", "ferry", "larsen", "transport")
    text = "\n".join(received).lower()
    assert [secret for secret in secrets if secret in text] == []
    assert edition.release.slug not in text


@pytest.mark.django_db
@pytest.mark.usefixtures("office")
def test_a_correction_in_hand_is_named_by_what_is_public(
    writer, approver, forget, sent
):
    issued = make_issued_edition(written_by=writer)
    correction = begin_correction(issued.release, by=writer)
    save_draft(correction, by=writer, based_on=1, headline=f"{SECRET} sinks")
    forget()

    submit_edition(fresh(correction), by=writer, asked=approver)

    name = "Edition 2 of the press release “A ferry for Skerrow”"
    assert sent() == {"Asa": [f"{name} waits for your approval"]}
    assert SECRET not in mail.outbox[0].body


@pytest.mark.django_db
@pytest.mark.parametrize("occasion", ["live", "comment"])
def test_line_breaks_in_a_name_or_a_headline_make_no_header(
    office, writer, approver, sent, occasion
):
    edition = make_edition(written_by=writer)
    forged = "A ferry\r\nBcc: everybody@example.org"
    Edition.objects.filter(pk=edition.pk).update(headline=forged)
    issued = make_issued_edition(save(fresh(edition), body="A ferry."))
    assert "\n" in issued.headline
    approver.first_name = "Asa\r\nBcc: them@example.org"
    approver.save(update_fields=["first_name"])
    Mail.objects.all().delete()
    verb = {"live": "lift", "comment": "comment"}[occasion]
    tell([writer], Occasion(occasion), act=f"{verb} 1", edition=issued, by=approver)

    sent()

    (message,) = mail.outbox
    parsed = message_from_bytes(message.message().as_bytes())
    assert parsed["Bcc"] is None
    assert message.recipients() == ["wren@press.example.org"]
    assert "A ferry Bcc: everybody@example.org" in message.subject


@pytest.mark.django_db
def test_an_e_mail_says_that_a_program_wrote_it_and_how_to_stop_it(draft, approver):
    submit_edition(draft, by=draft.written_by, asked=approver)
    due_now()

    assert send_mails() == 1

    (message,) = mail.outbox
    headers = message.message()
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["List-Unsubscribe"] == "<https://press.example.org/admin/mails/>"
    assert headers.get_content_type() == "text/plain"
    assert message.from_email == "desk@press.example.org"
    assert "https://press.example.org/admin/mails/" in message.body


@pytest.mark.django_db
def test_an_e_mail_waits_a_minute_and_then_goes_once(draft, approver):
    submit_edition(draft, by=draft.written_by, asked=approver)

    assert send_mails() == 0
    due_now()
    assert send_mails() == 1
    due_now()
    assert send_mails() == 0
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_a_server_that_is_down_delays_and_loses_nothing(draft, approver, server):
    server.is_down = True
    submit_edition(draft, by=draft.written_by, asked=approver)
    due_now()

    assert send_mails() == 0

    kept = Mail.objects.get()
    assert (kept.tries, kept.sent_at) == (1, None)
    assert "No route to the mail server" in kept.error
    assert send_mails() == 0  # not before its pause is over
    first_pause = kept.due_at
    due_now()
    send_mails()
    kept.refresh_from_db()
    assert kept.tries == 2
    assert kept.due_at > first_pause + timedelta(seconds=30)

    server.is_down = False
    due_now()
    assert send_mails() == 1
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_an_address_that_is_refused_keeps_nobody_elses_waiting(draft, server):
    server.refused = "ada@"
    submit_edition(draft, by=draft.written_by)
    due_now()

    assert send_mails() == 1

    assert [message.to for message in mail.outbox] == [["asa@press.example.org"]]
    assert "550" in Mail.objects.in_vain().get().error


@pytest.mark.django_db
def test_what_was_tried_too_often_waits_for_an_administrator(
    draft, approver, writer, administrator, server
):
    submit_edition(draft, by=writer, asked=approver)
    Mail.objects.update(tries=MOST_TRIES)
    due_now()
    assert send_mails() == 0

    with pytest.raises(Refused, match="may not look after e-mails"):
        retry_mails(by=writer)
    assert retry_mails(by=administrator) == 1
    due_now()
    assert send_mails() == 1
    with pytest.raises(Refused, match="No e-mail waits"):
        retry_mails(by=administrator)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        ("is_active", False, "may not see it"),
        ("is_staff", False, "may not see it"),
        ("email", "", "no e-mail address"),
    ],
)
def test_who_may_not_or_cannot_have_it_gets_nothing(
    draft, approver, column, value, why
):
    submit_edition(draft, by=draft.written_by, asked=approver)
    setattr(approver, column, value)
    approver.save(update_fields=[column])
    due_now()

    assert send_mails() == 0

    assert mail.outbox == []
    assert why in Mail.objects.get().dropped


@pytest.mark.django_db
def test_who_lost_their_role_gets_nothing(draft, approver):
    submit_edition(draft, by=draft.written_by, asked=approver)
    approver.groups.clear()
    due_now()

    assert send_mails() == 0
    assert mail.outbox == []


@pytest.mark.django_db
def test_what_somebody_does_not_want_is_not_sent(draft, approver):
    wanted = [one for one in Occasion.values if one != Occasion.REVIEW]
    assert choose_mails(by=approver, wanted=wanted) == ["review"]
    submit_edition(draft, by=draft.written_by, asked=approver)
    due_now()

    assert send_mails() == 0
    assert Mail.objects.get().dropped == "Not wanted."

    assert choose_mails(by=approver, wanted=Occasion.values) == []
    assert not UnwantedMail.objects.exists()


@pytest.mark.django_db
def test_an_unknown_kind_of_e_mail_is_refused(approver):
    with pytest.raises(Refused, match="no such kind"):
        choose_mails(by=approver, wanted=["everything"])


@pytest.mark.django_db
def test_what_was_overtaken_while_the_server_was_down_is_not_told(
    draft, approver, server
):
    submit_edition(draft, by=draft.written_by, asked=approver)
    server.is_down = True
    due_now()
    send_mails()
    approve_edition(draft, by=approver, digest=fresh(draft).digest)
    server.is_down = False
    due_now()

    send_mails()

    told = sorted(message.to[0].partition("@")[0] for message in mail.outbox)
    assert told == ["ada", "perrin", "wren"]
    assert Mail.objects.get(occasion="review").dropped == "A later move overtook it."


@pytest.mark.django_db
def test_the_database_mails_nobody_twice_or_about_their_own_act(writer, approver):
    edition = make_edition(written_by=writer)
    tell([approver, approver, writer, None], "live", act="x 1", edition=edition)
    tell([approver, writer], "live", act="x 1", edition=edition)
    assert Mail.objects.count() == 2

    with pytest.raises(IntegrityError), transaction.atomic():
        Mail.objects.create(recipient=writer, by=writer, occasion="live", act="y 1")


@pytest.mark.django_db
def test_old_e_mails_are_deleted(draft, approver, clock):
    submit_edition(draft, by=draft.written_by, asked=approver)

    clock.move_to(Mail.objects.get().written_at + timedelta(days=89))
    assert delete_old_mails() == 0
    clock.move_to(MONDAY)
    assert delete_old_mails() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("committed")
def test_two_workers_send_an_e_mail_once(draft, approver):
    submit_edition(draft, by=draft.written_by, asked=approver)
    due_now()

    with half_way(send_mails):
        # The first has sent it and not committed; the second does not wait for it.
        assert Racer(send_mails).outcome() == 0

    assert send_mails() == 0
    assert len(mail.outbox) == 1
    assert Mail.objects.get().sent_at


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("committed")
def test_a_worker_sends_what_is_due(draft, approver):
    submit_edition(draft, by=draft.written_by, asked=approver)
    due_now()
    app.configure_task("briefings.jobs.mails.send_mails").defer()

    work_once()

    assert [message.to for message in mail.outbox] == [["asa@press.example.org"]]
