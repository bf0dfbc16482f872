"""Calls every operation in many ways and gathers what breaks the schema or the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
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


def call_everything(app: Application, *, examples: int, until_first: bool = False) -> Findings:
    """Run all phases (examples, coverage, fuzzing, stateful) with all checks against a WSGI application."""
    schemathesis.openapi.format("binary", _files())
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema", _from_here(app), config=_config(examples))
    found = Findings()
    stream = engine.from_schema(schema).execute()
    for event in stream:
        _take(found, event)
        if until_first and found.broken:
            stream.stop()  # its threads must have ended before the test does
    return found


def _files() -> strategies.SearchStrategy[bytes]:
    pictures = strategies.binary(max_size=20).map(lambda note: png(note=note))
    return strategies.one_of(pictures, strategies.binary(max_size=200))


def _from_here(app: Application) -> Application:
    def local(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        environ["REMOTE_ADDR"] = "127.0.0.1"
        # Servers close what they are given; the client of the rig does not.
        with closing(app(environ, start_response)) as answer:
            return [b"".join(answer)]

    return local


def _config(examples: int) -> SchemathesisConfig:
    return SchemathesisConfig.from_dict(
        {
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
                failure, sample = node.failure_info.failure, node.failure_info.code_sample
                yield f"{event.recorder.label}: {node.name}: {failure.title}: {failure.message}\n{sample}"
