"""JSON log lines that cannot carry what we promise never to keep: addresses, agents, file names, links."""

from __future__ import annotations

import logging.config
import re
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

Line = MutableMapping[str, Any]

# Loggers whose messages quote the request: path, host or address. Only what happened is kept of them.
QUOTING = {
    "django.request": "request answered with an error",
    "django.security": "request refused",
    "django.server": "request answered",
    "gunicorn.error": "web server",
    "gunicorn.access": "request answered",
    "urllib3": "outgoing request",
    "requests": "outgoing request",
    "allauth": "log-in",
    "py.warnings": "warning",
}
# What gunicorn says about itself is useful and holds no visitor; anything else it says is dropped to its level.
GUNICORN_OWN = re.compile(
    r"^(Starting gunicorn|Listening at|Using worker|Booting worker|Worker exiting|Shutting down|Handling signal)"
)
KEPT = frozenset(
    [
        "event",
        "level",
        "logger",
        "timestamp",
        "status",
        "code",
        "kind",
        "job",
        "attempt",
        "count",
        "seconds",
        "worker",
        "state",
        "store",
        "list",
        "problem",
        "frames",
        "phase",
        "part",
    ]
)
WORD_LIMIT = 300


def quiet(_logger: object, _name: str, line: Line) -> Line:
    """Replace sentences of libraries that quote a request by one that does not."""
    name = str(line.get("logger", ""))
    for prefix, sentence in QUOTING.items():
        quoting = name == prefix or name.startswith(f"{prefix}.")
        if quoting and not (name == "gunicorn.error" and GUNICORN_OWN.match(str(line.get("event", "")))):
            line["event"] = sentence
    return line


def named_only(_logger: object, _name: str, line: Line) -> Line:
    """Keep the fields on the list, cut to a length; what nobody listed cannot leak."""
    record = line.get("_record")
    if record is not None and isinstance(getattr(record, "status_code", None), int):
        line["status"] = record.status_code
    return {key: _short(value) for key, value in line.items() if key in KEPT}


def _short(value: object) -> object:
    if isinstance(value, int | float | bool) or value is None:
        return value
    return [_short(item) for item in value[:40]] if isinstance(value, list) else str(value)[:WORD_LIMIT]


def faults(_logger: object, _name: str, line: Line) -> Line:
    """Turn an exception into its class and places; its message may quote a file, a link or a person."""
    found = line.pop("exc_info", None)
    error = sys.exc_info()[1] if found is True else found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        line["problem"] = f"{type(error).__module__}.{type(error).__qualname__}"
        line["frames"] = [f"{place.name}:{place.lineno}" for place in traceback.extract_tb(error.__traceback__)]
    return line


SHARED: list[Any] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def settings(*, level: str, stream: TextIO | str) -> dict[str, Any]:
    """Python's logging configuration: one JSON line an event, to the standard error stream."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [faults, quiet, named_only, structlog.processors.JSONRenderer()],
            }
        },
        "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json", "stream": stream}},
        "root": {"handlers": ["lines"], "level": level},
        "loggers": {
            **{name: {"handlers": [], "propagate": True} for name in ("django", "django.request", "django.server")},
            "django_tasks": {"level": "WARNING"},
            "django_tasks_db": {"level": "WARNING"},
            "gunicorn.error": {"level": level, "handlers": ["lines"], "propagate": False},
            "gunicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},
        },
    }


def configure(description: dict[str, Any]) -> None:
    """Set up both doors to the log: the standard library's and structlog's."""
    logging.config.dictConfig(description)
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
