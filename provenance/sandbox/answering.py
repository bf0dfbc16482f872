"""What a child answers to each question, frame by frame, so that a later one that fails costs itself alone."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO, cast

import msgspec

from provenance.credentials.boxes import ManifestStore
from provenance.fingerprint import wire
from provenance.fingerprint.making import Material, fingerprints_from, fingerprints_of
from provenance.fingerprint.types import Fingerprints
from provenance.gate import Refusal, admit
from provenance.policy import Policy, policy_from_json
from provenance.report_json import examination_to_bytes
from provenance.sandbox.limits import Limits
from provenance.sandbox.lock import extend, settle
from provenance.sandbox.wire import Request, Verb
from provenance.types import Examination

if TYPE_CHECKING:
    from provenance.credentials.examiner import Examiner

NOTHING = b""
"""A frame in place of what could not be made."""

Examine = Callable[..., Examination]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a child made ready before its file came."""

    examine: Examine
    examiner: Examiner
    beside: Executor | None


def examine_by(name: str) -> Examine:
    """The examiner named as `module:function`."""
    module, function = name.split(":")
    return cast(Examine, getattr(importlib.import_module(module), function))


def allow_time(request: Request, limits: Limits) -> None:
    """Lower the processor time of this process to what this question may take."""
    if request.verb is Verb.EXAMINE:
        settle(limits.cpu_for(request.size), later=limits.fingerprint_cpu_for(request.size))
    elif request.verb is Verb.FINGERPRINT:
        settle(limits.fingerprint_cpu_for(request.size))
    elif request.verb in (Verb.STORE, Verb.REPORT):
        settle(limits.cpu_for(request.size))
    elif request.verb is Verb.SHEET:
        settle(limits.sheet_seconds)
    else:
        settle(limits.compare_cpu)


def answers(request: Request, source: BinaryIO, prepared: Prepared) -> Iterator[bytes]:
    """The frames in their order; raises BadPolicy, and for reports whatever an examiner raises."""
    ways: dict[Verb, Callable[[], Iterator[bytes]]] = {
        Verb.EXAMINE: lambda: _examination(request, source, prepared),
        Verb.REPORT: lambda: iter((_report(request, source, prepared, None),)),
        Verb.FINGERPRINT: lambda: _fingerprints(source, request.size),
        Verb.COMPARE: lambda: _comparisons(source),
        Verb.STORE: lambda: _store(source, request.size, prepared),
        Verb.SHEET: lambda: _sheet(source, request.size),
    }
    return ways[request.verb]()


def _examination(request: Request, source: BinaryIO, prepared: Prepared) -> Iterator[bytes]:
    found: list[Material] = []
    yield _report(request, source, prepared, found.append)
    extend()
    yield _frame(lambda: fingerprints_from(found[0]) if found else None)


def _report(request: Request, source: BinaryIO, prepared: Prepared, onward: Callable[[Material], None] | None) -> bytes:
    at = datetime.fromisoformat(request.when.decode())
    policy: Policy = prepared.examiner.policy
    examiner: Examiner | None = prepared.examiner
    if request.policy:
        policy, examiner = policy_from_json(json.loads(request.policy)), None
    return examination_to_bytes(
        prepared.examine(
            source,
            policy,
            at,
            sidecar=request.sidecar,
            capture=request.capture,
            examiner=examiner,
            beside=prepared.beside,
            onward=onward,
        )
    )


def _fingerprints(source: BinaryIO, size: int) -> Iterator[bytes]:
    yield _frame(lambda: _admitted(source, size))


def _admitted(source: BinaryIO, size: int) -> Fingerprints | None:
    admission = admit(source, size)
    return None if isinstance(admission, Refusal) else fingerprints_of(source, admission)


def _frame(make: Callable[[], Fingerprints | None]) -> bytes:
    try:
        made = make()
    except Exception:  # noqa: BLE001 decoders raise any class for bad media, and there is nobody to tell
        return NOTHING
    return NOTHING if made is None else wire.to_bytes(made)


def _store(source: BinaryIO, size: int, prepared: Prepared) -> Iterator[bytes]:
    admission = admit(source, size)
    taken = None if isinstance(admission, Refusal) else _taken(prepared, source, admission.format.mime)
    yield NOTHING if taken is None else taken.to_bytes()


def _sheet(source: BinaryIO, size: int) -> Iterator[bytes]:
    from provenance.contact_sheet.making import empty_frames, sheet_frames

    admission = admit(source, size)
    return empty_frames() if isinstance(admission, Refusal) else sheet_frames(source, admission)


def _taken(prepared: Prepared, source: BinaryIO, mime: str) -> ManifestStore | None:
    try:
        return prepared.examiner.store_of(source, mime)
    except Exception:  # noqa: BLE001 what cannot be taken out is not published, whatever the reason
        return None


def _comparisons(source: BinaryIO) -> Iterator[bytes]:
    asked, *recorded = msgspec.msgpack.decode(source.read(), type=list[bytes])
    for one in recorded:
        yield _comparison(asked, one)


def _comparison(asked: bytes, recorded: bytes) -> bytes:
    try:
        from provenance.comparison import wire as comparisons
        from provenance.comparison.dispatch import compared

        made = comparisons.to_bytes(compared(wire.from_bytes(asked), wire.from_bytes(recorded)))
        comparisons.from_bytes(made)  # what the parent would not take would cost all that come after it
    except Exception:  # noqa: BLE001 what cannot be compared is not compared, whatever the reason
        return NOTHING
    return made
