"""JSON log lines that cannot carry what we promise never to keep: addresses, agents, file names, links."""

from __future__ import annotations

import json
import logging.config
import sys
import threading
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, TextIO

import structlog

from verify.log_lines import extras, fault_of, faults, named_only, own_words

SHARED: list[Any] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


# The commands that work for others; web servers write their own faults to a logger.
SERVICES = frozenset(("worker", "signer", "finder", "listservice"))


class Lines(logging.StreamHandler[Any]):
    """Writes lines; one that cannot be made is named and not printed, as Python would do with all that is in it."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name in the standard library
        """Say that a line was lost, and where it was written."""
        _last_word(self.stream, "a log line could not be made", logger=record.name, place=_place(record))


def _place(record: logging.LogRecord) -> str:
    return f"{record.module}:{record.lineno}"


def settings(*, level: str, stream: TextIO | str) -> dict[str, Any]:
    """Python's logging configuration: one JSON line an event, to the standard error stream."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [faults, own_words, extras, named_only, structlog.processors.JSONRenderer()],
            }
        },
        "handlers": {"lines": {"class": "verify.logs.Lines", "formatter": "json", "stream": stream}},
        "root": {"handlers": ["lines"], "level": level},
        "loggers": {
            **{name: {"handlers": [], "propagate": True} for name in ("django", "django.request", "django.server")},
            "alembic": {"level": "WARNING"},
            "django_tasks": {"level": "WARNING"},
            "django_tasks_db": {"level": "WARNING"},
            "gunicorn.error": {"level": level, "handlers": ["lines"], "propagate": False},
            "gunicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},
        },
    }


def configure(description: dict[str, Any]) -> None:
    """Set up both doors to the log, the standard library's and structlog's, and close the ways around them."""
    logging.config.dictConfig(description)
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    close_side_doors()


def close_side_doors() -> None:
    """Python prints what nobody caught with all its words; here its class and places are printed.

    A command that a person runs quotes what that person sent, so there the process's last word stays Python's own.
    """
    logging.captureWarnings(True)
    threading.excepthook = _thread_ended
    sys.unraisablehook = _nobody_could_catch
    if SERVICES & set(sys.argv[1:2]):
        sys.excepthook = _process_ended


def _thread_ended(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
        _last_word(sys.stderr, "a thread ended by a fault", **fault_of(args.exc_value))


def _nobody_could_catch(args: Any) -> None:
    if args.exc_value is not None:
        _last_word(sys.stderr, "a fault that nobody could catch", **fault_of(args.exc_value))


def _process_ended(kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        _last_word(sys.stderr, "the process ended by a fault", **fault_of(error))


def _last_word(stream: TextIO, event: str, **fields: Any) -> None:
    # By hand, without the machinery that may be what failed.
    line = {"event": event, "level": "critical", "timestamp": datetime.now(UTC).isoformat(), **fields}
    try:
        stream.write(json.dumps(line) + "\n")
        stream.flush()
    except (OSError, ValueError):
        return  # nobody listens any more
