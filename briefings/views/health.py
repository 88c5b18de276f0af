"""For whoever watches the server: is the process alive, and can it serve?"""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from briefings.models.database_roles import lacking

_PLAIN = "text/plain; charset=utf-8"


@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("alive\n", content_type=_PLAIN)


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    fault = _why_not_ready()
    status = 503 if fault else 200
    return HttpResponse(f"{fault or 'ready'}\n", content_type=_PLAIN, status=status)


def _why_not_ready() -> str:
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError:
        return "The database does not answer."
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return "The database lacks migrations: run manage.py migrate."
    if lacking(connection):
        return "The database refuses the application: run grant_application_role."
    return ""
