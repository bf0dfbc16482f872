"""Checking bundles, from bytes to grades, beside the least that anybody must do: check their signatures."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from chronology.bundle import Bundle, check_bytes
from chronology.bundle.tests.full import full
from chronology.bundle.tests.making import LOG_KEY, plain_bundle

TIMES = 300
EVM, STAMP, BITCOIN = 0, 2, 4


def lines() -> Iterator[str]:
    """The figures, a line each."""
    whole = full().bundle
    anchors = tuple(whole.anchors[place] for place in (EVM, STAMP, BITCOIN))
    least = _milliseconds(_one_signature())
    yield f"one Ed25519 signature checked: {least:.3f} ms"
    cases = {
        "one record, no anchor": plain_bundle(),
        "one record, chain + time stamp + .ots, report": replace(whole, records=whole.records[:1], anchors=anchors),
        "two records, five anchors, report": whole,
    }
    for name, bundle in cases.items():
        taken = _milliseconds(_checking(bundle))
        yield f"bundle check, {name}: {taken:.2f} ms from bytes to grades (goal < 5), {taken / least:.0f} signatures"


def _one_signature() -> Callable[[], object]:
    message = b"log.example.org/2026\n12\n" + bytes(45)
    signature = LOG_KEY.sign(message)
    return lambda: LOG_KEY.verifier.verify(message, signature)


def _checking(bundle: Bundle) -> Callable[[], object]:
    data, question = bundle.to_bytes(), full().question()
    return lambda: check_bytes(data, question)


def _milliseconds(work: Callable[[], object]) -> float:
    """The median of many runs, after one that warms up."""
    work()
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1000
