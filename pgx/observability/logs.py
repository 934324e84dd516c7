"""Logs as records: a line of JSON each, or readable lines, and no genotype in any.

Addresses hold genotypes and permalinks nobody should guess, and so may messages of exceptions.
So what others log about a request is reduced to its status, a traceback to types and places,
and a text that gunicorn or Celery put into a message to an ellipsis.
"""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Iterator
from http import HTTPStatus
from itertools import islice
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

WITHHELD = "…"
# What Celery puts into its messages, but for the task's name, id and time.
CELERY_TEXTS = ("exc", "traceback", "args", "kwargs", "return_value")
FIELD = re.compile(r"%(\(\w+\))?[a-z]")
READY_MADE = re.compile(r": | \w+=")
LONGEST_CHAIN = 10  # of exceptions that led to one another

SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def configure(level: str, as_text: bool) -> dict[str, Any]:
    """Set up structlog, and return the standard library's configuration, for settings.LOGGING."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    console = {"handlers": ["console"]}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"ours": {"()": formatter, "as_text": as_text}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "ours"},
            "nowhere": {"class": "logging.NullHandler"},
        },
        "root": console | {"level": level},
        "loggers": {
            "django": {"handlers": [], "level": "NOTSET"},
            # Below an error of ours it repeats the line that each request has.
            "django.request": {"level": "ERROR"},
            # A refused host is anybody's doing, and its line says 400.
            "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
            "gunicorn.error": console,
            # It names every address that is asked, with the patient in it.
            "httpx": {"level": "WARNING"},
        },
    }


def formatter(as_text: bool) -> structlog.stdlib.ProcessorFormatter:
    """How every line is written, whoever logs it."""
    renderer: Processor = structlog.processors.JSONRenderer(ensure_ascii=False, default=str)
    if as_text:
        plain = structlog.dev.plain_traceback
        renderer = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=plain)
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=SHARED,
        pass_foreign_args=True,
        processors=[
            withhold,
            places_only,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            renderer,
        ],
    )


def withhold(_: Any, __: str, event: EventDict) -> EventDict:
    """Take out what a request may have brought into another program's message."""
    record, args = event["_record"], event.pop("positional_args", ())
    if hasattr(record, "request"):
        event["event"] = _phrase(getattr(record, "status_code", 0))
    elif record.name.startswith("gunicorn"):
        event["event"] = _without_texts(record.msg, args)
    elif isinstance(args, dict) and any(name in args for name in CELERY_TEXTS):
        event["event"] = str(record.msg) % (args | dict.fromkeys(CELERY_TEXTS, WITHHELD))
    elif any(isinstance(arg, BaseException) for arg in args):
        event["event"] = str(record.msg) % tuple(map(_type_of_error, args))
    return event


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else "refused"


def _without_texts(message: Any, args: Any) -> str:
    """Gunicorn's message with its numbers; one that is ready-made, up to its first value."""
    if isinstance(message, BaseException):
        return type(message).__name__
    if not args:
        return READY_MADE.split(str(message), maxsplit=1)[0]
    given = iter(args if isinstance(args, tuple) else ())
    return FIELD.sub(lambda _: _number(next(given, None)), str(message))


def _number(arg: Any) -> str:
    return str(arg) if isinstance(arg, int | float) else WITHHELD


def _type_of_error(arg: Any) -> Any:
    return type(arg).__name__ if isinstance(arg, BaseException) else arg


def places_only(_: Any, __: str, event: EventDict) -> EventDict:
    """A traceback without messages or values: the types, and where they passed."""
    event.pop("stack_info", None)
    error = _error(event.pop("exc_info", None))
    if error is not None:
        event["exception"] = "\n".join(
            line for each in islice(_chain(error), LONGEST_CHAIN) for line in _places(each)
        )
    return event


def _error(exc_info: Any) -> BaseException | None:
    """The exception in what a logger was given for exc_info."""
    if isinstance(exc_info, tuple):
        return exc_info[1]
    if exc_info and not isinstance(exc_info, BaseException):
        return sys.exception()
    return exc_info or None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The exception, and what led to it."""
    while error is not None:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _places(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    where = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    return [type(error).__name__, *where]
