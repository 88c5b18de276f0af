from procrastinate.contrib.django import app

from briefings.models import Allowance


@app.periodic(cron="41 * * * *")
@app.task(queueing_lock="forget_unused_allowances", pass_context=False)
def forget_unused_allowances(timestamp: int = 0) -> int:
    """Of whom all is there again, nothing need be known; how many there were."""
    return Allowance.objects.unused().delete()[0]
