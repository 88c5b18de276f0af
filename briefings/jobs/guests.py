"""E-mails to people outside: their link, a code when they ask for one, a reminder.

They lie in mailboxes of other houses and are opened by filters before anybody reads
them. So they say nothing of the release, and a link alone opens nothing."""

import logging
from datetime import timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now, TruncDate
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from briefings.actions.entering import make_code
from briefings.letters import Letter
from briefings.models import GuestLink
from briefings.models.guests import Purpose

log = logging.getLogger(__name__)

PAUSE = timedelta(minutes=5)
_DAY = "l j F Y"
_MOMENT = f"{_DAY}, H:i T"
_IN_VAIN = (OSError, SMTPException)
LETTERS = {
    Purpose.EARLY_SIGHT: (
        gettext_noop("Early sight from %(office)s"),
        gettext_noop(
            "%(office)s gives you early sight of a release. It is under embargo, and "
            "the page says until when. The link is for you alone: please do not pass "
            "it on."
        ),
    ),
    Purpose.FACT_CHECK: (
        gettext_noop("%(office)s asks you to check a text"),
        gettext_noop(
            "%(office)s asks you to check a text until the end of %(due)s. The link is "
            "for you alone, and you can come back to it until then."
        ),
    ),
    Purpose.PREVIEW: (
        gettext_noop("%(office)s shows you a draft"),
        gettext_noop(
            "%(office)s shows you a draft that is not published. The link is for you "
            "alone and works until %(expires)s."
        ),
    ),
}


@app.task(retry=RetryStrategy(max_attempts=6, exponential_wait=3), pass_context=False)
def send_code(key: int) -> bool:
    """The digits are made up here, so that they are in no row and in no job."""
    with transaction.atomic():
        made = make_code(key)
        if made is None:
            return False
        link, digits = made
        how = _(
            "Type it into the page that asked for it within ten minutes. If you did "
            "not ask for a code, somebody else has your link: please tell %(office)s."
        )
        text = f"{digits[:4]} {digits[4:]}\n\n{_worded(how, link)}\n"
        subject = _worded(_("Your code for %(office)s"), link)
        _letter(link, subject, text).send()
    return True


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="send_guest_letters", pass_context=False)
def send_guest_letters(timestamp: int = 0) -> int:
    """Each link to whom it is for; how many. One that the server does not take is tried
    again, and keeps nobody else's waiting."""
    waiting = GuestLink.objects.to_mail().values_list("pk", flat=True)
    return sum(_send_link(key) for key in list(waiting))


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="remind_fact_checkers", pass_context=False)
def remind_fact_checkers(timestamp: int = 0) -> int:
    """Once, a day before the end of the day that it is due, whoever did not answer."""
    keys = _unanswered().values_list("pk", flat=True)
    return sum(_remind(key) for key in list(keys))


def _unanswered() -> Any:
    soon = Q(due_on__lte=TruncDate(Now() + timedelta(days=1)))
    mailed = Q(mailed_at__lt=Now() - timedelta(hours=12))
    return GuestLink.objects.held().filter(soon, mailed, reminded_at=None, answers=None)


def _send_link(key: int) -> bool:
    with transaction.atomic():
        link = _held(GuestLink.objects.to_mail(), key)
        if link is None:
            return False
        words = map(_, LETTERS[_purpose(link)])
        subject, sentence = (_worded(text, link) for text in words)
        how = _("When you open it, a code is sent to this address, which lets you in.")
        text = f"{sentence}\n\n{_address(link)}\n\n{how}\n"
        is_sent = _try(_letter(link, subject, text))
        row = GuestLink.objects.filter(pk=link.pk)
        if is_sent:
            row.update(mailed_at=Now())
        else:
            row.update(mail_due_at=Now() + PAUSE, mail_tries=F("mail_tries") + 1)
        return is_sent


def _remind(key: int) -> bool:
    with transaction.atomic():
        link = _held(_unanswered(), key)
        if link is None:
            return False
        subject = _worded(_("%(office)s still hopes for your answer"), link)
        asked = _(
            "%(office)s asked you to check a text. The answer is due by the end of "
            "%(due)s: after that the link is closed."
        )
        sentence = _worded(asked, link)
        is_sent = _try(_letter(link, subject, f"{sentence}\n\n{_address(link)}\n"))
        if is_sent:
            GuestLink.objects.filter(pk=link.pk).update(reminded_at=Now())
        return is_sent


def _held(links: Any, key: int) -> GuestLink | None:
    locked = links.filter(pk=key).select_for_update(
        skip_locked=True, of=("self",), no_key=True
    )
    found: GuestLink | None = locked.first()
    return found


def _try(letter: Letter) -> bool:
    try:
        letter.send()
    except _IN_VAIN as error:
        # Not its words: a server may repeat the address it did not take.
        log.warning("No e-mail to a guest: %s", type(error).__name__)
        return False
    return True


def _letter(link: GuestLink, subject: str, text: str) -> Letter:
    said = _worded(_("%(office)s. Nobody reads answers to this e-mail."), link)
    return Letter(subject, f"{text}\n-- \n{said}\n", to=link.email)


def _purpose(link: GuestLink) -> Purpose:
    return Purpose(link.purpose)


def _worded(text: str, link: GuestLink) -> str:
    """In the office's first language, as the worker speaks."""
    expires = timezone.localtime(link.expires_at)
    return text % {
        "office": settings.OFFICE_NAME,
        "due": date_format(link.due_on, _DAY) if link.due_on else "",
        "expires": date_format(expires, _MOMENT),
    }


def _address(link: GuestLink) -> str:
    return settings.SITE_URL + link.get_absolute_url()
