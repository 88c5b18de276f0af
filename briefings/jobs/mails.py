"""E-mails to colleagues: rows that acts and reminders wrote, sent once each.

Jobs look for rows each minute instead of being called by the act: it then neither waits
for a mail server nor for another act that calls the same job."""

import logging
from collections.abc import Iterable
from datetime import timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from procrastinate.contrib.django import app

from briefings.jobs.mail_words import message_of, why_overtaken
from briefings.models import Mail
from briefings.models.mails import MailQuerySet
from briefings.permissions import may_look_inside, who_may_see

log = logging.getLogger(__name__)

KEPT = timedelta(days=90)
LONGEST_PAUSE = timedelta(hours=4)
MOST_IN_ONE = 50


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="send_mails", pass_context=False)
def send_mails(timestamp: int = 0) -> int:
    """Send what is due, to each person in one e-mail, and letters each by itself; how
    many. What the server does not take is tried again later, and keeps nobody else's
    waiting."""
    due = Mail.objects.due().order_by()
    people = list(due.filter(to="").values_list("recipient").distinct())
    letters = list(due.letters().order_by("pk").values_list("pk", flat=True))
    if not (people or letters) or not settings.MAIL_IS_ON:
        return 0
    server = get_connection()
    try:
        server.open()
    except (OSError, SMTPException) as error:
        log.warning("No mail server: %s", error)
        _push_back_all(error)
        return 0
    try:
        mails = Mail.objects.filter(to="")
        sent = sum(_send(mails.filter(recipient=p), server) for (p,) in people)
        own = (_send(Mail.objects.filter(pk=letter), server) for letter in letters)
        return sent + sum(own)
    finally:
        server.close()


@app.periodic(cron="43 3 * * *")
@app.task(queueing_lock="delete_old_mails", pass_context=False)
def delete_old_mails(timestamp: int = 0) -> int:
    old = Mail.objects.filter(written_at__lt=Now() - KEPT)
    return old.delete()[0]


def _send(these: MailQuerySet, server: Any) -> bool:
    """In one e-mail."""
    with transaction.atomic():
        # Rows that another worker holds are its own to send.
        ready = Q(due_at__lte=Now()) | Q(tries=0)
        waiting = these.waiting().filter(ready)
        mails = _held(waiting.order_by("written_at", "id")[:MOST_IN_ONE])
        try:
            # What fails here is undone here, and the rows are still held.
            with transaction.atomic():
                wanted = [mail for mail in mails if not _is_dropped(mail)]
                if wanted:
                    message = message_of(wanted)
                    message.connection = server
                    message.send()
        except Exception as error:
            accounts = {mail.recipient_id for mail in mails}
            log.warning("No e-mail to account %s: %s", *accounts, error)
            _push_back(mails, error)
            return False
        keys = [mail.pk for mail in wanted]
        Mail.objects.filter(pk__in=keys).update(sent_at=Now(), error="")
        return bool(wanted)


def _held(mails: Any) -> list[Mail]:
    related = ("recipient", "by", "transition", "edition__release")
    locked = mails.select_for_update(skip_locked=True, of=("self",), no_key=True)
    return list(locked.select_related(*related))


def _is_dropped(mail: Mail) -> bool:
    why = _why_not(mail)
    if why:
        Mail.objects.filter(pk=mail.pk).update(dropped=why)
    return bool(why)


def _why_not(mail: Mail) -> str:
    person = mail.recipient
    if mail.to:
        # Whoever it is about may be switched off, and is told all the more.
        return ""
    if not may_look_inside(person):
        return "The account may not see it."
    if mail.edition and not who_may_see(mail.edition, [person]):
        return "The account may not see it."
    if not person.email:
        return "The account has no e-mail address."
    if person.unwanted_mails.filter(occasion=mail.occasion).exists():
        return "Not wanted."
    return why_overtaken(mail)


def _push_back_all(error: Exception) -> None:
    with transaction.atomic():
        _push_back(_held(Mail.objects.due()), error)


def _push_back(mails: Iterable[Mail], error: Exception) -> None:
    """The more often it failed, the longer until the next try."""
    for mail in mails:
        pause = min(timedelta(minutes=2**mail.tries), LONGEST_PAUSE)
        Mail.objects.filter(pk=mail.pk).update(
            tries=mail.tries + 1,
            due_at=Now() + pause,
            error=f"{type(error).__name__}: {error}"[:500],
        )
