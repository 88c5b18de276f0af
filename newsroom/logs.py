"""What the logs say. More people read them than drafts, and they are kept in more
places. So they hold no words of an office: of an error its kind and the lines it passed
through, never its message, which quotes the values at hand."""

import logging
import traceback
from collections.abc import Iterator, MutableMapping
from copy import copy
from types import TracebackType
from typing import Any

import structlog

from briefings import acting

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]
_PATH = "(path)"


def configuration(*, level: str, for_people: bool) -> dict[str, Any]:
    """Logs go to standard error. People read lines, programs that collect logs JSON."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "plain": {
                "()": PlainFormatter,
                "format": "{levelname} {name}: {message}",
                "style": "{",
            },
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(),
                ],
                "foreign_pre_chain": [
                    structlog.stdlib.add_log_level,
                    structlog.stdlib.add_logger_name,
                    structlog.processors.TimeStamper(fmt="iso", utc=True),
                    add_request,
                    tell_error,
                ],
            },
        },
        "filters": {"wordless": {"()": WithoutAddresses}},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "plain" if for_people else "json",
                "filters": ["wordless"],
            }
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Django would also mail errors, with everything that was sent.
            "django": {"handlers": [], "level": "NOTSET"},
            # Of a developer's own machine: gunicorn keeps no such list.
            "django.server": {"level": "INFO"},
        },
    }


class WithoutAddresses(logging.Filter):
    """Django names the address that was asked for, and a slug is a headline. The route
    says which page it was; the number of the request leads to the rest in the audit."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        path = getattr(request, "path", None)
        if path and isinstance(record.args, tuple):
            match = getattr(request, "resolver_match", None)
            route = f"/{match.route}" if match else _PATH
            record.args = tuple(route if a == path else a for a in record.args)
        return True


class PlainFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """Of its own: a record remembers how another formatter told its error."""
        mine = copy(record)
        mine.exc_text = None
        return super().format(mine)

    def formatException(self, ei: Any) -> str:
        return told(ei)


def add_request(
    logger: Any, name: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """The number under which the audit knows the request."""
    record = event.get("_record")
    request = getattr(getattr(record, "request", None), "audit_id", "")
    if number := request or acting.current().request:
        event["request"] = number
    return event


def tell_error(
    logger: Any, name: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    error = event.pop("exc_info", None)
    if isinstance(error, tuple) and error[0]:
        event["exception"] = told(error)
    return event


def told(error: ExcInfo) -> str:
    """The chain of errors, the first one first, as Python tells it, but for their
    messages. Of what PostgreSQL refused it is said which rule refused it."""
    links: list[BaseException] = []
    one: BaseException | None = error[1]
    while one is not None and one not in links:
        links.append(one)
        one = one.__cause__ or one.__context__
    return "\n".join(line for link in links[::-1] for line in _lines(link))


def _lines(error: BaseException) -> Iterator[str]:
    for step in traceback.extract_tb(error.__traceback__):
        yield f'  File "{step.filename}", line {step.lineno}, in {step.name}'
    kind = type(error)
    yield f"{kind.__module__}.{kind.__qualname__}{_rule(error)}"


def _rule(error: BaseException) -> str:
    diagnosis = getattr(error, "diag", None)
    known = (
        getattr(diagnosis, name, None)
        for name in ("sqlstate", "table_name", "constraint_name")
    )
    said = " ".join(filter(None, known))
    return f" ({said})" if said else ""
