"""Calls every operation in many ways and gathers what breaks the schema or the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from hypothesis import strategies
from schemathesis import engine
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import Status, events

from verify.api.tests.media import png

Application = Callable[..., Any]

# What a schema cannot say of a file is found out by looking: these are right answers to a well-formed form.
LOOKED_AT = ["2xx", "400", "403", "404", "409", "413", "415", "422", "424", "429"]


@dataclass
class Findings:
    """What the calls came to; `broken` has one line a failure, `statuses` counts the answers."""

    calls: int = 0
    broken: list[str] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)

    def figures(self) -> str:
        """The run in one line."""
        answered = ", ".join(f"{status}: {count}" for status, count in sorted(self.statuses.items()))
        return f"{self.calls} calls ({answered}); {len(self.broken)} broken"


def call_everything(app: Application, *, examples: int, seconds: int) -> Findings:
    """Run all phases (examples, coverage, fuzzing, stateful) with all checks against a WSGI application."""
    schemathesis.openapi.format("binary", _files())
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema", _from_here(app), config=_config(examples, seconds))
    found = Findings()
    for event in engine.from_schema(schema).execute():
        _take(found, event)
    return found


def _files() -> strategies.SearchStrategy[bytes]:
    pictures = strategies.binary(max_size=20).map(lambda note: png(note=note))
    return strategies.one_of(pictures, strategies.binary(max_size=200))


def _from_here(app: Application) -> Application:
    def local(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        environ["REMOTE_ADDR"] = "127.0.0.1"
        return app(environ, start_response)

    return local


def _config(examples: int, seconds: int) -> SchemathesisConfig:
    return SchemathesisConfig.from_dict(
        {
            "max-time": seconds,
            "generation": {"max-examples": examples, "database": "none"},
            "checks": {"positive_data_acceptance": {"expected-statuses": LOOKED_AT}},
        }
    )


def _take(found: Findings, event: events.EngineEvent) -> None:
    if isinstance(event, events.ScenarioFinished):
        _count(found, event)
        found.broken += list(_failures(event))
    elif isinstance(event, events.NonFatalError):
        found.broken.append(f"{event.label}: {event.value}")
    elif isinstance(event, events.FatalError):
        found.broken.append(f"the rig itself: {event.exception}")


def _count(found: Findings, event: events.ScenarioFinished) -> None:
    for interaction in event.recorder.interactions.values():
        found.calls += 1
        status = interaction.response.status_code if interaction.response is not None else 0
        found.statuses[status] = found.statuses.get(status, 0) + 1


def _failures(event: events.ScenarioFinished) -> Iterator[str]:
    for nodes in event.recorder.checks.values():
        for node in nodes:
            if node.status is Status.FAILURE and node.failure_info is not None:
                failure = node.failure_info.failure
                yield f"{event.recorder.label}: {node.name}: {failure.title}: {failure.message}\n{node.failure_info.code_sample}"
