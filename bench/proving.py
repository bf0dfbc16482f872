"""Proofs from a log of a million entries, and the audit of the whole of it."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.appending import KEY, new_log
from bench.limits import entries_of, hashes_a_second
from chronology import leaf_hash, verify_inclusion
from chronology.audit import audit
from chronology.log import CheckpointSigner, Log, SigningRecord
from chronology.log.times import system_clock

SIZE = 1_000_000
PROOFS = 20_000


def lines() -> Iterator[str]:
    """The figures, a line each."""
    with tempfile.TemporaryDirectory(dir=".") as folder:
        entries = entries_of(SIZE, "bulk")
        log = _filled(Path(folder), entries)
        cold, warm, checks = _inclusion(log, entries), _inclusion(log, entries), _checking(log, entries)
        yield f"inclusion proofs from {SIZE:,} entries: {cold:,.0f}/s at first, {warm:,.0f}/s then (goal 5,000)"
        yield f"checking them: {checks:,.0f}/s"
        yield f"consistency proofs between random sizes: {_consistency(log):,.0f}/s"
        seconds = _audit(log)
        least = SIZE / hashes_a_second(entries[:200_000])
        yield f"audit of {SIZE:,} entries: {seconds:.2f} s (goal < 5), {seconds / least:.1f} x hashing each entry once"
        log.engine.dispose()


def _filled(folder: Path, entries: list[bytes]) -> Log:
    log = new_log(folder / "log")
    signer = CheckpointSigner(log, KEY, SigningRecord(folder / "signed"), system_clock)
    signer.start()
    with log.sequencing("bench"):
        log.append_many(entries)
        log.file_tiles()
        signer.sign()
    return log


def _inclusion(log: Log, entries: list[bytes]) -> float:
    numbers = random.Random(1).sample(range(SIZE), PROOFS)
    began = time.perf_counter()
    for number in numbers:
        log.prove_inclusion(number, SIZE)
    return PROOFS / (time.perf_counter() - began)


def _checking(log: Log, entries: list[bytes]) -> float:
    numbers = random.Random(2).sample(range(SIZE), PROOFS // 4)
    root, paths = log.root_at(SIZE), {number: log.prove_inclusion(number, SIZE) for number in numbers}
    began = time.perf_counter()
    for number, path in paths.items():
        leaf = leaf_hash(entries[number])
        verify_inclusion(leaf_hash=leaf, index=number, size=SIZE, path=path, root=root)
    return len(paths) / (time.perf_counter() - began)


def _consistency(log: Log) -> float:
    chance = random.Random(3)
    pairs = [sorted((chance.randint(1, SIZE), chance.randint(1, SIZE))) for _ in range(PROOFS // 10)]
    began = time.perf_counter()
    for old, new in pairs:
        log.prove_consistency(old, new)
    return len(pairs) / (time.perf_counter() - began)


def _audit(log: Log) -> float:
    began = time.perf_counter()
    answer = audit(log)
    seconds = time.perf_counter() - began
    if answer.findings:
        raise RuntimeError(f"the audit found {answer.findings[:3]}")
    return seconds
