"""What the clock does. Importing this package registers the jobs with procrastinate."""

from briefings.jobs.releases import announce_lifted_editions
from briefings.jobs.stalled import retry_stalled_jobs

__all__ = ["announce_lifted_editions", "retry_stalled_jobs"]
