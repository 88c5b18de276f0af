from django.db import connection
from procrastinate.contrib.django import app


@app.periodic(cron="41 3 * * *")
@app.task(queueing_lock="forget_old_audit", pass_context=False)
def forget_old_audit(timestamp: int = 0) -> int:
    """What is older than the audit is kept for; how many rows. The application may not
    delete them itself, so it asks a function of the owner's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT forget_old_audit()")
        many: int = cursor.fetchone()[0]
    return many
