"""Lists as files. A row says what is to be made, so that whichever worker looks next
takes up what another left when it was killed."""

import csv
import io
import logging
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models.functions import Now
from django.utils import timezone
from procrastinate.contrib.django import app

from briefings.actions.lists import SHEETS
from briefings.errors import Refused
from briefings.models import Export
from briefings.models.visibility import looking_as, numbers_hidden_from

log = logging.getLogger(__name__)

ROWS_AT_ONCE = 500
KEPT = timedelta(days=7)
# What a spreadsheet takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


# The lock is held by one worker at a time, and given back when it dies.
@app.periodic(cron="* * * * *")
@app.task(queueing_lock="make_exports", lock="make_exports", pass_context=False)
def make_exports(timestamp: int = 0) -> int:
    """Make what waits, the oldest first; how many there were. One that fails says so
    and does not stop the others."""
    waiting = list(Export.objects.waiting().without_file().order_by("asked_at", "id"))
    for export in waiting:
        try:
            with looking_as(export.person):
                make_export(export)
        except Refused as refusal:
            _fail(export, str(refusal))
        except Exception:
            log.exception("Export %s failed", export.pk)
            _fail(export, "Something went wrong. Ask for it again, or for fewer rows.")
    return len(waiting)


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="delete_old_exports", pass_context=False)
def delete_old_exports(timestamp: int = 0) -> int:
    old = Export.objects.filter(asked_at__lt=Now() - KEPT)
    return old.delete()[0]


def make_export(export: Export) -> None:
    sheet = SHEETS[export.subject]
    # Before the rows are read: what is hidden meanwhile is asked for at the download.
    _tell(export, hidden=sorted(numbers_hidden_from(export.person)))
    rows = sheet.rows(export.person, export.query)
    there, done = rows.count(), 0
    _tell(export, rows=there, rows_done=0)
    text = io.StringIO(newline="")
    out = csv.writer(text)
    out.writerow(sheet.headings)
    for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        out.writerow(guarded(sheet.cells(row)))
        done += 1
        if done % ROWS_AT_ONCE == 0:
            # Rows may have come since they were counted.
            _tell(export, rows=max(there, done), rows_done=done)
    _finish(export, done, text.getvalue().encode("utf-8-sig"))


def guarded(cells: Iterable[Any]) -> list[Any]:
    """Nothing an editor or a journalist typed becomes a formula in a spreadsheet."""
    return [_guarded(_spelt(cell)) for cell in cells]


def _guarded(cell: Any) -> Any:
    is_text = isinstance(cell, str)
    return f"'{cell}" if is_text and cell.startswith(_FORMULA) else cell


def _spelt(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return timezone.localtime(cell).isoformat(timespec="minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if cell is None or isinstance(cell, (int, float, Decimal)):
        return "" if cell is None else cell
    return str(cell)


def _tell(export: Export, **progress: Any) -> None:
    Export.objects.filter(pk=export.pk, finished_at=None).update(**progress)


def _finish(export: Export, done: int, file: bytes) -> None:
    Export.objects.filter(pk=export.pk, finished_at=None).update(
        file=file, rows=done, rows_done=done, finished_at=Now()
    )


def _fail(export: Export, sentence: str) -> None:
    Export.objects.filter(pk=export.pk, finished_at=None).update(failure=sentence)
