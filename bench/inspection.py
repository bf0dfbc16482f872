"""Sandboxed inspection of the corpus against bare c2pa-python on the same files.

Inspection does more than read credentials: gate, decoder, thumbnail, own search for traces, claims, SHA-256, and a
process of its own for each file. The peer is the bare library in a warm process with the same settings, reading with
each trust context that a desk's question of tiers needs (claims and stamps; official; interim); and, for honesty,
reading once. The sandbox is asked as people ask it, with a rest before each file, and once more without any.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bench.material import policy, signed_files
from bench.meter import Meter, ProcessesOf, middle_ratio
from provenance.credentials.anchors import first_pools, pools_of
from provenance.credentials.library import Library
from provenance.gate import Admission, admit
from provenance.policy import Policy, Tier
from provenance.sandbox import Sandbox
from provenance.sandbox.child import CALM_SECONDS

ROUNDS = 5
GOAL = 1.5
REST = 2 * CALM_SECONDS
"""Long enough for a child that waits to rehearse."""


def lines() -> Iterator[str]:
    """The figures, a line each."""
    lists, files = policy(), signed_files()
    bare, once, sandboxed, at_once = Meter(), Meter(), Meter(), Meter()
    libraries = _libraries(lists)
    with Sandbox(lists) as sandbox:
        processes = ProcessesOf(sandbox)
        for file in files * ROUNDS:
            _measure(file, libraries, sandbox, (bare, once, sandboxed))
            processes.note()
        total = sandboxed.cpu + processes.seconds()
        for file in files * ROUNDS:
            at_once.run(partial(_examine, sandbox, file))
    yield f"inspection of {len(files)} files of the corpus, {ROUNDS} rounds, interleaved with bare c2pa-python"
    yield f"  median latency: sandboxed {_ms(sandboxed)}, bare: three contexts {_ms(bare)}, one context {_ms(once)}"
    yield f"  median latency, ratio to three contexts: {sandboxed.median / bare.median:.2f} (goal {GOAL} or less)"
    yield f"  the same, file by file: {middle_ratio(sandboxed, bare):.2f}"
    yield f"  median latency, ratio to one context: {sandboxed.median / once.median:.2f} (goal read strictly)"
    yield f"  median latency without a rest before each file: {_ms(at_once)}"
    yield f"  total processor time, ratio to three contexts: {total / bare.cpu:.2f}"


def _libraries(lists: Policy) -> list[Library]:
    return [Library(first_pools(lists)), *(Library(pools_of(lists, one)) for one in (Tier.OFFICIAL, Tier.INTERIM))]


def _measure(file: Path, libraries: list[Library], sandbox: Sandbox, meters: tuple[Meter, Meter, Meter]) -> None:
    bare, once, sandboxed = meters
    mime = _mime(file)
    bare.run(lambda: [_read(one, file, mime) for one in libraries])
    once.run(lambda: _read(libraries[0], file, mime))
    time.sleep(REST)
    sandboxed.run(lambda: _examine(sandbox, file))


def _read(library: Library, file: Path, mime: str) -> None:
    with file.open("rb") as source:
        library.read(source, mime)


def _examine(sandbox: Sandbox, file: Path) -> None:
    descriptor = os.open(file, os.O_RDONLY)
    sandbox.examine(descriptor, datetime.now(UTC), fingerprints=False)
    os.close(descriptor)


def _mime(file: Path) -> str:
    with file.open("rb") as source:
        admission = admit(source, file.stat().st_size)
    return admission.format.mime if isinstance(admission, Admission) else "application/octet-stream"


def _ms(meter: Meter) -> str:
    return f"{meter.median * 1000:.1f} ms"
