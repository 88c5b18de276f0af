"""What still waits: nobody did anything, so the clock writes the e-mail."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Exists, F, Max, OuterRef, Q, TextField, Value
from django.db.models.functions import Cast, Concat, Now
from django.utils import timezone
from procrastinate.contrib.django import app

from briefings.actions.mails import tell, writers_of
from briefings.jobs.mail_words import has_forgotten_commitments
from briefings.models import Edition, Mail, Reminder, Transition, User
from briefings.models.mails import Occasion
from briefings.permissions import approvers_for, holders_of
from briefings.text.office_time import OPENS, working_time
from briefings.workflow import ASKING, OPEN_STATES, Duty, State

_TEXT = TextField()
# A time that passed longer ago is a fact about an old draft, and no news.
NEWS = timedelta(days=7)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="write_reminders", pass_context=False)
def write_reminders(timestamp: int = 0) -> None:
    now = User.objects.values_list(Now(), flat=True).first()
    if now is None or not settings.MAIL_IS_ON:
        return
    if settings.REMIND_AFTER_HOURS > 0:
        _remind_of_reviews(now)
        _remind_of_unapproved(now)
    _remind_of_times_passed(now)
    _remind_to_look_again(now)
    _remind_of_commitments(now)


def _remind_of_reviews(now: datetime) -> None:
    """Once for each time that it was submitted."""
    for edition in Edition.objects.filter(state=State.IN_REVIEW).without_texts():
        moves = edition.transitions.filter(move__in=[*ASKING, "reopen"])
        last: Transition | None = moves.order_by("at", "id").last()
        if last is None or not _is_long(last.at, now) or _is_reminded(last):
            continue
        asked = [last.asked] if last.asked else approvers_for(edition)
        act = f"waits {last.pk}"
        tell(asked, Occasion.REMINDER, act=act, edition=edition, move=last)


def _remind_of_unapproved(now: datetime) -> None:
    """Again and again, because the office answers for it in public."""
    reminded = Max("mails__written_at", filter=Q(mails__act__startswith="unapproved "))
    waiting: Any = Edition.objects.unapproved().without_texts()
    for edition in waiting.annotate(reminded=reminded):
        since = edition.reminded or edition.issued_at
        if _is_long(since, now):
            act = f"unapproved {edition.pk} {timezone.localdate(now)}"
            tell(approvers_for(edition), Occasion.REMINDER, act=act, edition=edition)


def _remind_of_times_passed(now: datetime) -> None:
    """An embargo ended while what was under it was not issued."""
    in_hand: Any = Edition.objects.filter(state__in=OPEN_STATES)
    passed = in_hand.filter(
        embargoed_until__lte=now,
        embargoed_until__gt=now - NEWS,
        created_at__lt=F("embargoed_until"),
    )
    for edition in passed:
        act = f"passed {edition.pk} {edition.embargoed_until:%Y-%m-%dT%H:%M}"
        tell(writers_of(edition), Occasion.REMINDER, act=act, edition=edition)


def _remind_to_look_again(now: datetime) -> None:
    """On the day, when the office opens. Whoever left is told of by whose release it
    is; and what nobody is left for, by those who can approve it."""
    local = timezone.localtime(now)
    if local.time() < OPENS:
        return
    told = Mail.objects.filter(act=Concat(Value("look "), Cast(OuterRef("pk"), _TEXT)))
    due = Reminder.objects.due(local.date()).exclude(Exists(told))
    for reminder in due.select_related("edition__release", "person"):
        edition, act = reminder.edition, f"look {reminder.pk}"
        people = [reminder.person, *writers_of(edition)]
        here = next(([one] for one in people if one.is_active), None)
        asked = here or approvers_for(edition)
        tell(asked, Occasion.REMINDER, act=act, edition=edition)


def _remind_of_commitments(now: datetime) -> None:
    """The first thing of a week."""
    local = timezone.localtime(now)
    year, week, _ = local.isocalendar()
    act = f"commitments {year}-{week}"
    if local.time() < OPENS or Mail.objects.filter(act=act).exists():
        return
    if has_forgotten_commitments():
        tell(holders_of(Duty.KEEP_COMMITMENTS), Occasion.COMMITMENTS, act=act)


def _is_long(since: datetime, now: datetime) -> bool:
    worked = working_time(since, now, ZoneInfo(settings.TIME_ZONE))
    return worked >= timedelta(hours=settings.REMIND_AFTER_HOURS)


def _is_reminded(move: Transition) -> bool:
    mails = Mail.objects.filter(transition=move, occasion=Occasion.REMINDER)
    return mails.exists()
