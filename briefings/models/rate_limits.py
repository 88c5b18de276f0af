from datetime import timedelta
from typing import Any

from django.db import connection, models
from django.db.models.functions import Now

from briefings.moments import in_short

# One statement, so that of two processes that ask at once one is counted after the
# other. What is refused is not counted: whoever waits as told is let in.
_SPEND = """
INSERT INTO briefings_allowance AS mine (limited, key, used_until)
VALUES (%(limited)s, %(key)s, {now} + %(step)s)
ON CONFLICT (limited, key) DO UPDATE
    SET used_until = greatest(mine.used_until, {now}) + %(step)s
    WHERE greatest(mine.used_until, {now}) + %(step)s <= {now} + %(within)s
RETURNING used_until
"""
_HOW_LONG = """
SELECT used_until + %(step)s - %(within)s - {now} FROM briefings_allowance
WHERE limited = %(limited)s AND key = %(key)s
"""
_NO_TIME = timedelta(0)


class AllowanceQuerySet(models.QuerySet["Allowance"]):
    def unused(self) -> "AllowanceQuerySet":
        return self.filter(used_until__lt=Now())

    def spend(
        self, limited: str, key: str, *, times: int, within: timedelta
    ) -> timedelta:
        """Use it once; nothing if that was allowed, else how long to wait.

        Each use takes its share of the time, from now or from when the uses before it
        are paid off. So there is no moment at which a new window opens, and never more
        than `times` at once."""
        asked = {"limited": limited, "key": key, "step": within / times}
        with connection.cursor() as cursor:
            cursor.execute(*_at_now(_SPEND, asked | {"within": within}))
            if cursor.fetchone():
                return _NO_TIME
            cursor.execute(*_at_now(_HOW_LONG, asked | {"within": within}))
            wait: timedelta = (cursor.fetchone() or (_NO_TIME,))[0]
        return max(wait, timedelta(seconds=1))


class Allowance(models.Model):
    """What somebody has used of a limit. The table is unlogged: it is empty again after
    a crash of the database, and costs no write to disk that anybody waits for."""

    limited = models.CharField(max_length=40)
    key = models.CharField(
        max_length=64, help_text="A digest: nobody’s address is kept."
    )
    used_until = models.DateTimeField(
        help_text="From here on all of it is there again."
    )

    objects = AllowanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_allowance_of_a_key", fields=["limited", "key"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.limited}, until {in_short(self.used_until)}"


def _at_now(statement: str, asked: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """With the moment as every other query tells it."""
    compiler = Allowance.objects.all().query.get_compiler(connection=connection)
    now, moments = compiler.compile(Now())
    named = {f"now{number}": moment for number, moment in enumerate(moments)}
    return statement.format(now=now % tuple(f"%({n})s" for n in named)), asked | named
