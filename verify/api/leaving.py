"""What is on its way out: named here once, told in the schema, in every answer and in the changelog."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date

LEAST: Final = timedelta(days=365)
"""So long a deprecated operation goes on answering: programs of newsrooms are looked after once a year."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """An operation on its way out: since when it is told, the last day it answers, and the operation to use instead."""

    operation: str
    since: date
    until: date
    instead: str

    def __post_init__(self) -> None:
        if self.until - self.since < LEAST:
            raise ValueError(f"{self.operation} would end after less than {LEAST.days} days; give it a later day.")

    @property
    def sentence(self) -> str:
        """What the schema and the changelog say of it."""
        return (
            f"Deprecated since {self.since:%Y-%m-%d}: use `{self.instead}`. It answers as before until "
            f"{self.until:%Y-%m-%d}, then 404."
        )

    @property
    def line(self) -> str:
        """Its line in CHANGELOG.md; a test looks for it there."""
        return f"- `{self.operation}`: {self.sentence}"

    def headers(self) -> dict[str, str]:
        """`Deprecation` (RFC 9745), `Sunset` (RFC 8594) and where both are explained."""
        begun = datetime.combine(self.since, time.min, UTC)
        ended = datetime.combine(self.until, time.max, UTC)
        return {
            "Deprecation": f"@{int(begun.timestamp())}",
            "Sunset": http_date(ended.timestamp()),
            "Link": f'</developers/#{self.operation}>; rel="deprecation", '
            f'</developers/#{self.instead}>; rel="successor-version"',
        }


LEAVING: tuple[Leaving, ...] = ()
"""Nothing yet. One entry here is all that deprecating takes; the tests ask for its line in CHANGELOG.md."""


class TellsWhatLeaves:
    """Middleware: every answer of such an operation says so, whatever it answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        found = leaving_of(request) if LEAVING else None
        if found is not None:
            for name, value in found.headers().items():
                response[name] = value
        return response


def leaving_of(request: HttpRequest) -> Leaving | None:
    """The entry of the operation that a request asked for, or None."""
    if request.resolver_match is None or "api" not in request.resolver_match.namespaces:
        return None
    name = operation_of(str(request.resolver_match.route), str(request.method))
    return next((one for one in LEAVING if one.operation == name), None)


def operation_of(route: str, method: str) -> str | None:
    """The `operationId` at a route of ours; HEAD asks for what GET answers."""
    from verify.api.schema.document import openapi  # drawing it loads every view

    path = "/" + re.sub(r"<\w+:(\w+)>", r"{\1}", route)
    entry = openapi()["paths"].get(path, {}).get("get" if method == "HEAD" else method.lower(), {})
    name: str | None = entry.get("operationId")
    return name
