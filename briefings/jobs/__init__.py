"""What the clock does. Importing this package registers the jobs with procrastinate."""

from briefings.jobs.accounts import send_password_link
from briefings.jobs.exports import delete_old_exports, make_exports
from briefings.jobs.releases import announce_lifted_editions
from briefings.jobs.stalled import retry_stalled_jobs

__all__ = [
    "announce_lifted_editions",
    "delete_old_exports",
    "make_exports",
    "retry_stalled_jobs",
    "send_password_link",
]
