"""One case of `bench.search`: the same questions to a segment and to faiss's flat scan, in turn."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import faiss
import numpy as np

from bench.codes import KINDS, Codes, flipped, random
from bench.search_cases import Case, Speed
from verify.index.segments.building import build
from verify.index.segments.segment import Segment

ROUNDS: Final = 6
OURS_A_ROUND: Final = 60
FAISS_A_ROUND: Final = 5
TRUTHS: Final = 100
"""Look-ups whose answers are compared hit by hit, at every radius."""
AT_ONCE: Final = 4_000
THREADS: Final = 2

Times = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Peers:
    """The two to compare, and the questions."""

    segment: Segment
    flat: Any
    asked: Codes


def measure(kind: str, size: int, radii: tuple[int, ...]) -> Case:
    """Make the codes, build both, ask both; the file lies in the working folder while it is needed."""
    chance = np.random.default_rng(size)
    codes, widest = KINDS[kind](size, chance), max(radii)
    with TemporaryDirectory(dir=".") as folder:
        path = Path(folder) / "segment"
        began = time.perf_counter()
        build(path, codes, np.arange(size, dtype=np.uint64), radius=widest)
        seconds, on_disk = time.perf_counter() - began, path.stat().st_size
        peers = Peers(Segment.open(path), _flat(codes), questions(codes, 2 * AT_ONCE, widest, chance))
        recall, surplus, hits = compared(peers, widest)
        speeds = tuple(_speed(peers, radius) for radius in radii)
        a_second = _at_once(peers, widest)
    in_all = (on_disk + THREADS * size / 8) / size
    chunks = len(peers.segment.layout.widths)
    return Case(kind, size, chunks, seconds, in_all, widest, recall, surplus, hits, speeds, a_second)


def questions(codes: Codes, count: int, widest: int, chance: np.random.Generator) -> Codes:
    """Half of them up to `widest` bits away from a code that is there, half from nowhere; mixed."""
    there = codes[chance.integers(0, len(codes), count // 2)]
    near = flipped(there, chance.integers(0, widest + 1, len(there)), chance)
    return np.concatenate([near, random(count - len(near), chance)])[chance.permutation(count)]


def compared(peers: Peers, widest: int) -> tuple[float, int, int]:
    """The least share of faiss's hits that is found, over all radii; how many are not faiss's; how many faiss has."""
    asked = peers.asked[:TRUTHS]
    limits, apart, rows = peers.flat.range_search(asked, widest + 1)
    number = np.repeat(np.arange(TRUTHS), np.diff(limits.astype(np.int64)))
    truth = np.stack([number, rows, apart.astype(np.int64)], axis=1)
    least, surplus = 1.0, 0
    for radius in range(widest + 1):
        found = peers.segment.search(asked, radius)
        ours = set(zip(found.asked.tolist(), found.ids.tolist(), found.distances.tolist(), strict=True))
        due = set(map(tuple, truth[truth[:, 2] <= radius].tolist()))
        least = min(least, len(ours & due) / len(due) if due else 1.0)
        surplus += len(found.ids) - len(ours & due)
    return least, surplus, len(truth)


def _flat(codes: Codes) -> Any:
    faiss.omp_set_num_threads(1)
    flat = faiss.IndexBinaryFlat(256)
    flat.add(codes)
    return flat


def _speed(peers: Peers, radius: int) -> Speed:
    """One look-up at a time, blocks of ours and of faiss's in turn, other questions each time."""
    ours, theirs = list[Times](), list[Times]()
    for number in range(ROUNDS):
        some = peers.asked[(number + 1) * OURS_A_ROUND :]
        ours += _timed(lambda one: peers.segment.search(one, radius), some[:OURS_A_ROUND])
        theirs += _timed(lambda one: peers.flat.range_search(one, radius + 1), some[:FAISS_A_ROUND])
    (clock, cpu), (flat, flat_cpu) = (1000 * np.median(one, axis=0) for one in (ours, theirs))
    slow = 1000 * np.quantile(ours, 0.95, axis=0)[0]
    return Speed(radius, float(clock), float(slow), float(flat), float(cpu), float(flat_cpu))


def _timed(look_up: Callable[[Codes], Any], asked: Codes) -> list[Times]:
    """By the clock, and of the processor: a busy machine breaks look-ups off, and long ones more often."""
    taken = []
    for number in range(len(asked)):
        began, at_work = time.perf_counter(), time.thread_time()
        look_up(asked[number : number + 1])
        taken.append((time.perf_counter() - began, time.thread_time() - at_work))
    return taken


def _at_once(peers: Peers, radius: int) -> float:
    """Look-ups a second, many asked in one call."""
    with ThreadPoolExecutor(THREADS) as threads:
        peers.segment.search(peers.asked[:100], radius, threads=threads)
        began = time.perf_counter()
        peers.segment.search(peers.asked[-AT_ONCE:], radius, threads=threads, parts=THREADS * 8)
        return AT_ONCE / (time.perf_counter() - began)
