"""What a log line may hold: our own words, fields from a list, and nothing that looks like a person's.

Three walls, one behind the other: sentences of libraries are replaced, fields that nobody listed are dropped, and
whatever looks like an address, a link, a digest, a file name or a place is taken out of what is left.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any, Final

Line = MutableMapping[str, Any]

OWN: Final = ("verify", "provenance", "chronology")
"""Loggers of the standard library that write our own words; everything from structlog is ours as well."""

# What is said instead of a library's message, which may quote a request, a statement with its rows, a path or a link.
SENTENCES: Final = {
    "django.request": "request answered with an error",
    "django.security": "request refused",
    "django.server": "request answered",
    "django.db": "database statement",
    "gunicorn.access": "request answered",
    "gunicorn": "web server",
    "sqlalchemy": "database statement",
    "urllib3": "outgoing request",
    "requests": "outgoing request",
    "httpx": "outgoing request",
    "httpcore": "outgoing request",
    "boto": "object store",
    "botocore": "object store",
    "allauth": "log-in",
    "asyncio": "event loop",
    "py.warnings": "warning",
}
LIBRARY: Final = "a library has something to say"
# What gunicorn says about itself is useful and holds no visitor.
GUNICORN_OWN: Final = re.compile(
    r"^(Starting gunicorn|Listening at|Using worker|Booting worker|Worker exiting|Shutting down|Handling signal)"
)
KEPT: Final = frozenset(
    (
        "event", "level", "logger", "timestamp", "place", "status", "code", "kind", "job", "attempt", "count",
        "seconds", "worker", "state", "store", "list", "problem", "frames", "phase", "part", "tally", "row",
        "index", "platform", "organisation", "medium", "outcomes", "delay", "number", "given_up", "segment",
        "subscription", "away", "messages", "trail",
    )
)  # fmt: skip
"""Fields with numbers of our own rows, codes from closed lists, and names of our own code."""

UNTOUCHED: Final = frozenset(("timestamp", "level", "logger", "place", "frames", "job", "subscription", "trail"))
"""Fields that our own code alone fills, and whose shapes look like what is taken out of the others."""

WORD_LIMIT: Final = 300
FRAMES: Final = 40
LEFT_OUT: Final = "[left out]"
PERSONAL: Final = re.compile(
    "|".join(
        (
            r"[A-Za-z][A-Za-z0-9+.-]{1,20}://\S+",  # links
            r"[^\s@<>\"']{1,64}@[^\s@<>\"']{1,255}",  # mail, and user parts of addresses
            r"\b\d{1,3}(?:\.\d{1,3}){3}\b",  # IPv4
            r"(?<![\w:])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\w:])",  # IPv6
            r"\b(?:0x)?[0-9A-Fa-f]{24,}\b",  # digests, wallets, names in quarantine
            r"\bflk_\w+|\bwhsec_\S+",  # keys of programs and of webhooks
            r"\b(?=[A-Za-z0-9_-]*\d)(?=[A-Za-z0-9_-]*[a-z])(?=[A-Za-z0-9_-]*[A-Z])[A-Za-z0-9_-]{20,}",  # tokens
            r"[^\s'\"<>]+\.(?i:jpe?g|png|gif|webp|avif|heic|tiff?|dng|mp4|mov|webm|mp3|wav|m4a|pdf|c2pa|zip)\b",
            r"-?\b\d{1,3}\.\d{4,}\b",  # degrees
            r"(?:/[^\s/'\"]+){2,}",  # paths
        )
    )
)


def own_words(_logger: object, _name: str, line: Line) -> Line:
    """Replace what a library says by a sentence that quotes nothing, and the place in its code."""
    record = line.get("_record")
    name = str(line.get("logger", ""))
    if line.get("_from_structlog") or _is_of(name, OWN):
        # What a database says after its first line quotes statements and the rows in them.
        line["event"] = str(line.get("event", "")).partition("\n")[0]
    elif not (name == "gunicorn.error" and GUNICORN_OWN.match(str(line.get("event", "")))):
        line["event"] = next((words for one, words in SENTENCES.items() if _is_of(name, (one,))), LIBRARY)
        if isinstance(record, logging.LogRecord):
            line["place"] = f"{record.module}:{record.lineno}"
    return line


def _is_of(name: str, families: tuple[str, ...]) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in families)


def extras(_logger: object, _name: str, line: Line) -> Line:
    """Take the listed fields of our own standard loggers' `extra`; a library's may be called anything."""
    record = line.get("_record")
    if isinstance(record, logging.LogRecord) and not line.get("_from_structlog"):
        if _is_of(record.name, OWN):
            line.update({key: value for key, value in record.__dict__.items() if key in KEPT and key not in line})
        elif isinstance(getattr(record, "status_code", None), int):
            line["status"] = record.__dict__["status_code"]
        if record.name == "django.db.backends" and isinstance(getattr(record, "duration", None), float):
            line["seconds"] = record.__dict__["duration"]
    return line


def faults(_logger: object, _name: str, line: Line) -> Line:
    """Turn an exception into its class and places; its message may quote a file, a link or a person."""
    found = line.pop("exc_info", None)
    error = sys.exc_info()[1] if found is True else found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        line |= fault_of(error)
    return line


def fault_of(error: BaseException) -> dict[str, Any]:
    """Class and places of an exception, as a line holds them."""
    places = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    return {
        "problem": f"{type(error).__module__}.{type(error).__qualname__}",
        "frames": [f"{place.name}:{place.lineno}" for place in places],
    }


def named_only(_logger: object, _name: str, line: Line) -> Line:
    """Keep the fields on the list, short and without shapes of what is personal; what nobody listed cannot leak."""
    return {key: _short(value, clean=key not in UNTOUCHED) for key, value in line.items() if key in KEPT}


def _short(value: object, *, clean: bool) -> object:
    if isinstance(value, int | float | bool) or value is None:
        return value
    if isinstance(value, list | tuple):
        return [_short(item, clean=clean) for item in value[:FRAMES]]
    # Cut first: a long line of hostile words costs no time, and what was cut off cannot be matched half.
    words = str(value)[: WORD_LIMIT * 2]
    return (PERSONAL.sub(LEFT_OUT, words) if clean else words)[:WORD_LIMIT]
