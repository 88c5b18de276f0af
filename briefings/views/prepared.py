from collections.abc import Callable
from functools import cache, wraps
from typing import Any, TypeVar

from django.db.models import QuerySet

_Rows = TypeVar("_Rows", bound=QuerySet[Any])


def prepared(build: Callable[[], _Rows]) -> Callable[[], _Rows]:
    """A queryset that is put together once, which costs Django more than running it
    costs PostgreSQL. The moment it asks about is PostgreSQL's at every run. Callers get
    a copy each, so that nobody finds the rows of an earlier visitor in it."""
    once = cache(build)

    @wraps(build)
    def copy() -> _Rows:
        return once().all()

    return copy
