"""Calls every operation in many ways and gathers what breaks the schema or the site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from hypothesis import strategies
from schemathesis import engine
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import Status, events

from verify.api.schema.walking import operations
from verify.api.tests.media import png

Application = Callable[..., Any]

# What a schema cannot say of a file is found out by looking: these are right answers to a well-formed form.
LOOKED_AT = ["2xx", "400", "401", "403", "404", "409", "411", "413", "415", "422", "424", "429"]
# And these to an ill-formed call: what is too long for an address is told so (414) before it is read.
REFUSED = ["400", "401", "403", "404", "405", "406", "409", "411", "413", "414", "415", "422", "429"]


# Nothing breaks the format of a file: whatever bytes are made to do so, the empty ones among them, are bytes again.
ANY_BYTES = re.compile(r"violates `format` at /properties/(file|sidecar|capture)\b")

# An empty array has no field in a form: what was meant to break the schema is not there on the wire.
BECAME_ARRAY = re.compile(r"violates `type` at /properties/(\w+) \(was \w+, became array\)")


PHASES = ("examples", "coverage", "fuzzing", "stateful")


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


@dataclass(frozen=True)
class Asked:
    """How a run asks: so many examples an operation, the paths that match `only`, by the key `token`, from a `seed`.

    `phases` leaves out all others of examples, coverage, fuzzing and stateful. `mixed` says that numbers of somebody
    else are put in the place of what was just made, so that 404 is the right answer to who asks for it.
    """

    examples: int
    only: str = ""
    token: str = ""
    seed: int | None = None
    phases: tuple[str, ...] = PHASES
    mixed: bool = False


def call_everything(
    app: Application, *, examples: int, until_first: bool = False, only: str = "", token: str = ""
) -> Findings:
    """Run all phases with all checks against a WSGI application; `only` is a pattern for the paths to call."""
    return call_as_asked(app, Asked(examples, only, token), until_first=until_first)


def call_as_asked(app: Application, asked: Asked, *, until_first: bool = False) -> Findings:
    """The same, told in one piece."""
    only = asked.only
    schemathesis.openapi.format("binary", _files())
    # Films and recordings are sent as the bytes that they are; the library knows this of pictures alone.
    schemathesis.serializer.alias(["audio/*", "video/*"], "application/octet-stream")
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema", _from_here(app), config=_config(asked))
    if not asked.token:
        _without_keys(schema.raw_schema)
    schema = schema.include(path_regex=only) if only else schema
    found = Findings()
    stream = engine.from_schema(schema).execute()
    for event in stream:
        _take(found, event)
        if until_first and found.broken:
            stream.stop()  # its threads must have ended before the test does
    return found


def _without_keys(document: dict[str, Any]) -> None:
    """Strangers have no key: those that the rig would make up are all refused alike, before anything is looked at."""
    document["components"].pop("securitySchemes")
    for _path, _method, operation in operations(document):
        operation.pop("security")


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


def _config(asked: Asked) -> SchemathesisConfig:
    return SchemathesisConfig.from_dict(
        {
            **({"headers": {"Authorization": f"Bearer {asked.token}"}} if asked.token else {}),
            **({} if asked.seed is None else {"seed": asked.seed}),
            "generation": {"max-examples": asked.examples, "database": "none"},
            "phases": {phase: {"enabled": phase in asked.phases} for phase in PHASES},
            "checks": {
                "positive_data_acceptance": {"expected-statuses": LOOKED_AT},
                "negative_data_rejection": {"expected-statuses": REFUSED},
                # With a key it repeats calls in a way that its client of WSGI does not take ("max_redirects"); what
                # keys open, and that they are asked for, is tried route by route in verify/tests/authorisation.
                "ignored_auth": {"enabled": not asked.token},
                "ensure_resource_availability": {"enabled": not asked.mixed},
            },
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
                if ANY_BYTES.search(failure.message) or was_never_sent(failure.message, sample):
                    continue
                yield f"{event.recorder.label}: {node.name}: {failure.title}: {failure.message}\n{sample}"


def was_never_sent(message: str, sample: str) -> bool:
    """Whether everything that breaks the schema is an empty array of a form, so that the call itself breaks nothing."""
    arrays = BECAME_ARRAY.findall(message)
    is_all = bool(arrays) and message.count("violates `") == len(arrays)
    return is_all and "multipart/form-data" in sample and not any(f'name="{one}"' in sample for one in arrays)
