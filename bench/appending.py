"""How many entries a second the log makes durable, in bulk and for callers that wait for each one."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from bench.limits import entries_of, hashes_a_second, syncs_a_second
from chronology.log import Log, open_log
from chronology.notes.keys import Ed25519NoteSigner

BULK = 1_000_000
CALLERS = 256
CALLS = 200
ROUNDS = 3
KEY = Ed25519NoteSigner.generate("bench.example/log", lambda count: bytes(range(count)))


def lines() -> Iterator[str]:
    """The figures, a line each; full sync everywhere."""
    with tempfile.TemporaryDirectory(dir=".") as folder:
        where = Path(folder)
        entries = entries_of(BULK, "bulk")
        hashes, syncs = hashes_a_second(entries[:200_000]), syncs_a_second(where)
        yield f"the machine: {hashes:,.0f} SHA-256 of an entry a second, {syncs:,.0f} syncs of 4 KiB a second"
        bulk = sorted(_bulk(where / f"bulk-{turn}", entries) for turn in range(ROUNDS))[ROUNDS // 2]
        yield f"durable appends in bulk, tiles filed: {bulk:,.0f}/s (goal 50,000), {bulk / hashes:.3f} of the hash rate"
        rate, middle, worst = _waiting(where / "waiting")
        yield (
            f"{CALLERS} callers, each waiting for its own: {rate:,.0f}/s (goal 10,000), p50 {middle * 1000:.0f} ms, "
            f"p99 {worst * 1000:.0f} ms (goal < 100), {rate / syncs:.1f} a sync"
        )


def new_log(folder: Path) -> Log:
    """An empty log in that folder."""
    return open_log(folder, vkey=KEY.vkey)


def _bulk(folder: Path, entries: list[bytes]) -> float:
    log = new_log(folder)
    began = time.perf_counter()
    with log.sequencing("bench"):
        log.append_many(entries)
        log.file_tiles()
    rate = len(entries) / (time.perf_counter() - began)
    log.engine.dispose()
    return rate


def _waiting(folder: Path) -> tuple[float, float, float]:
    log, took = new_log(folder), [list[float]() for _ in range(CALLERS)]
    start = threading.Barrier(CALLERS + 1)

    def call(number: int) -> None:
        mine = entries_of(CALLS, f"caller {number}")
        start.wait()
        for entry in mine:
            began = time.perf_counter()
            log.append(entry)
            took[number].append(time.perf_counter() - began)

    with log.sequencing("bench"):
        callers = [threading.Thread(target=call, args=(number,)) for number in range(CALLERS)]
        for caller in callers:
            caller.start()
        start.wait()
        began = time.perf_counter()
        for caller in callers:
            caller.join()
        rate = CALLERS * CALLS / (time.perf_counter() - began)
    log.engine.dispose()
    every = sorted(one for each in took for one in each)
    return rate, every[len(every) // 2], every[len(every) * 99 // 100]
