"""What the clock does. Importing this package registers the jobs with procrastinate."""

from briefings.jobs.audit import forget_old_audit
from briefings.jobs.exports import delete_old_exports, make_exports
from briefings.jobs.releases import announce_lifted_editions
from briefings.jobs.stalled import retry_stalled_jobs

__all__ = [
    "announce_lifted_editions",
    "delete_old_exports",
    "forget_old_audit",
    "make_exports",
    "retry_stalled_jobs",
]
