"""How many files a second two workers get through."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from bench.material import policy, signed_files
from provenance.sandbox import Sandbox

ROUNDS = 3


def lines() -> Iterator[str]:
    """The figures, a line each."""
    files = signed_files() * ROUNDS
    one, two = _files_per_second(files, 1), _files_per_second(files, 2)
    yield f"files of the corpus per second: one worker {one:.0f}, two workers {two:.0f}, ratio {two / one:.2f}"


def _files_per_second(files: list[Path], workers: int) -> float:
    with Sandbox(policy(), warm=2) as sandbox, ThreadPoolExecutor(workers) as threads:
        began = time.perf_counter()
        list(threads.map(lambda file: _examine(sandbox, file), files))
        return len(files) / (time.perf_counter() - began)


def _examine(sandbox: Sandbox, file: Path) -> None:
    descriptor = os.open(file, os.O_RDONLY)
    sandbox.examine(descriptor, datetime.now(UTC), fingerprints=False)
    os.close(descriptor)
