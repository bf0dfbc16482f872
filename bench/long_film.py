"""A film of 150 MB against one pass of SHA-256 over it, the physical limit of anything that checks a signature."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench.material import long_film
from bench.meter import Meter
from provenance.policy import Policy
from provenance.sandbox import Sandbox

MB = 1000 * 1000
SIZE = 148 * 1024 * 1024
ROUNDS = 9
SPEED_GOAL = 0.45
MEMORY_GOAL_MB = 200


def lines() -> Iterator[str]:
    """The figures, a line each."""
    film, signer = long_film(SIZE)
    hashing, sandboxed = Meter(), Meter()
    with tempfile.TemporaryDirectory() as folder, Sandbox(Policy((signer,))) as sandbox:
        path = Path(folder, "film")
        path.write_bytes(film)
        descriptor = os.open(path, os.O_RDONLY)
        for _ in range(ROUNDS):
            hashing.run(lambda: _digest(descriptor))
            report = sandboxed.run(lambda: sandbox.examine(descriptor, datetime.now(UTC), fingerprints=False)).report
            assert report.credentials.code == "all_signers_trusted", report.credentials
            time.sleep(0.2)
        os.close(descriptor)
        peak, idle = max(one.peak_bytes for one in sandbox.deaths()), _idle_peak(sandbox)
    ratio = hashing.median / sandboxed.median
    yield f"a film of {len(film) / MB:.0f} MB, {ROUNDS} rounds, interleaved with one pass of hashlib's SHA-256"
    yield f"  speed: sandboxed {_speed(film, sandboxed)}, SHA-256 alone {_speed(film, hashing)}"
    yield f"  median speed, ratio to SHA-256: {ratio:.2f} (goal {SPEED_GOAL} or more)"
    yield f"  best speed, ratio to SHA-256: {min(hashing.seconds) / min(sandboxed.seconds):.2f}"
    yield f"  memory of the child beyond an idle one: {(peak - idle) / MB:.0f} MB (goal {MEMORY_GOAL_MB} or less)"


def _digest(descriptor: int) -> str:
    digest, at = hashlib.sha256(), 0
    while part := os.pread(descriptor, 1024 * 1024, at):
        digest.update(part)
        at += len(part)
    return digest.hexdigest()


def _idle_peak(sandbox: Sandbox) -> int:
    """Peak memory of a child that refused its file at the gate."""
    before = {one.number for one in sandbox.deaths()}
    with tempfile.TemporaryFile() as nothing:
        nothing.write(b"no media")
        nothing.flush()
        sandbox.examine(nothing.fileno(), datetime.now(UTC))
    while not (new := [one for one in sandbox.deaths() if one.number not in before]):
        time.sleep(0.01)
    return new[0].peak_bytes


def _speed(film: bytes, meter: Meter) -> str:
    return f"{len(film) / meter.median / MB:.0f} MB/s"
