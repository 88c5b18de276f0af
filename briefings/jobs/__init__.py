"""What the clock does. Importing this package registers the jobs with procrastinate."""

from briefings.jobs.accounts import send_password_link
from briefings.jobs.audit import forget_old_audit
from briefings.jobs.exports import delete_old_exports, make_exports
from briefings.jobs.guests import (
    remind_fact_checkers,
    send_code,
    send_guest_letters,
)
from briefings.jobs.mails import delete_old_mails, send_mails
from briefings.jobs.rate_limits import forget_unused_allowances
from briefings.jobs.releases import announce_lifted_editions
from briefings.jobs.reminders import write_reminders
from briefings.jobs.renditions import make_renditions
from briefings.jobs.stalled import retry_stalled_jobs

__all__ = [
    "announce_lifted_editions",
    "delete_old_exports",
    "delete_old_mails",
    "forget_old_audit",
    "forget_unused_allowances",
    "make_exports",
    "make_renditions",
    "remind_fact_checkers",
    "retry_stalled_jobs",
    "send_code",
    "send_guest_letters",
    "send_mails",
    "send_password_link",
    "write_reminders",
]
