from procrastinate.contrib.django import app

from briefings.actions.issue import note_lift
from briefings.models import Edition


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="announce_lifted_editions", pass_context=False)
def announce_lifted_editions(timestamp: int = 0) -> int:
    """Do what follows from a lift, once for each edition; how many there were. The
    edition itself went public by the clock, whether or not this ever runs."""
    lifted = Edition.objects.lifted().exclude(transitions__move="lift")
    editions = list(lifted.order_by("live_during"))
    for edition in editions:
        note_lift(edition)
    return len(editions)
