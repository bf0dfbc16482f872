"""How the log behaves from a hundred thousand entries to ten million; drawn in `bench/growth.svg`."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.appending import new_log
from bench.drawing import Curve, draw
from bench.limits import entries_of, hashes_a_second
from chronology.log import Log

SIZES = (100_000, 300_000, 1_000_000, 3_000_000, 10_000_000)
PART = 100_000
PROOFS = 2_000
PICTURE = Path(__file__).with_name("growth.svg")


@dataclass(frozen=True, slots=True)
class Stage:
    """What was measured when the log had so many entries."""

    size: int
    appends: float
    proofs: float
    bytes_an_entry: float


def lines() -> Iterator[str]:
    """The figures, a line each; writes the picture."""
    hashes = hashes_a_second(entries_of(200_000, "bulk"))
    with tempfile.TemporaryDirectory(dir=".") as folder:
        stages = []
        for stage in _grow(Path(folder) / "log"):
            stages.append(stage)
            yield (
                f"{stage.size:>10,} entries: {stage.appends:,.0f} appends/s ({stage.appends / hashes:.3f} of the hash "
                f"rate), {stage.proofs:,.0f} proofs/s, {stage.bytes_an_entry:.0f} bytes an entry on disk"
            )
    sizes = [float(one.size) for one in stages]
    draw(
        PICTURE,
        "Entries in the log",
        [
            Curve("durable appends a second", sizes, [one.appends for one in stages]),
            Curve("inclusion proofs a second", sizes, [one.proofs for one in stages]),
        ],
    )


def _grow(folder: Path) -> Iterator[Stage]:
    log, size = new_log(folder), 0
    with log.sequencing("bench"):
        for goal in SIZES:
            began, before = time.perf_counter(), size
            while size < goal:
                log.append_many(entries_of(PART, f"part {size}"))
                size += PART
            log.file_tiles()
            rate = (size - before) / (time.perf_counter() - began)
            yield Stage(size, rate, _proofs(log, size), _bytes(folder) / size)
    log.engine.dispose()


def _proofs(log: Log, size: int) -> float:
    numbers = random.Random(size).sample(range(size), PROOFS)
    began = time.perf_counter()
    for number in numbers:
        log.prove_inclusion(number, size)
    return PROOFS / (time.perf_counter() - began)


def _bytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
