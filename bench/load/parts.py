"""The parts of the bench, each a few lines of figures."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.load import bare, crowd
from bench.load.driving import Driven, checks, lookups
from bench.load.installation import MANY, Running, processor_seconds, running
from bench.load.pictures import right
from bench.load.proxy import in_front_of

LINES = 8
"""Callers at once: enough that both cores are always busy."""
FLOOD = 400
ORIGINS = {**MANY, "SEARCH_SIMILAR": "0", "WORKER_THREADS": "2"}
EVERYTHING = {**MANY, "WORKER_THREADS": "2"}
WARM_SECONDS = 5
SAMPLES = 10


@dataclass(frozen=True, slots=True)
class Plan:
    """How long each part takes, in seconds, and how much of it."""

    short: float = 30
    sustained: float = 600
    workers: tuple[int, ...] = (1, 2, 4)
    memory: int = 100_000
    slow: int = 1000
    searchers: int = 50


@contextmanager
def _site(workers: int, variables: dict[str, str], web: int = 1) -> Iterator[Running]:
    with (
        tempfile.TemporaryDirectory(prefix="firstlight-load-") as folder,
        running(Path(folder) / "site", workers=workers, web=web, variables=variables) as site,
    ):
        checks(site.address, lines=2, seconds=WARM_SECONDS)
        yield site


def throughput(plan: Plan) -> Iterator[str]:
    """Look-ups and checks a second by the number of workers, beside the bare work."""
    yield "goal: 60 small images/s at p99 < 2,000 ms on two cores, where SEARCH_SIMILAR=0"
    with tempfile.TemporaryDirectory(prefix="firstlight-load-") as folder:
        looked = bare.point_lookups_a_second(Path(folder), plan.short / 3)
    examined = bare.examinations_a_second(plan.short / 3)
    yield f"bare: {examined:.0f} small images/s examined in one process, {looked:,.0f} point look-ups/s of SQLite"
    for workers in plan.workers:
        for web in (1, 2):
            with _site(workers, ORIGINS, web) as site:
                yield f"{workers} workers, {web} web:"
                asked = lookups(site.address, lines=LINES, seconds=plan.short)
                yield f"  digest look-ups {asked.rate:.0f}/s ({asked.rate / looked:.4f} of bare), {asked.times}"
                yield from _checked(site, plan.short, examined)
    yield "2 workers, 1 web, with the search among recorded works:"
    with _site(2, EVERYTHING) as site:
        yield from _checked(site, plan.short, examined)


def _checked(site: Running, seconds: float, examined: float) -> Iterator[str]:
    before = processor_seconds(site.pids())
    driven = checks(site.address, lines=LINES, seconds=seconds)
    after = processor_seconds(site.pids())
    each = {kind: (after[kind] - before.get(kind, 0)) / max(driven.right, 1) * 1000 for kind in after}
    yield f"  small images {driven.rate:.1f}/s ({driven.rate / examined:.2f} of bare), {driven.times}"
    yield "  processor time of each, ms: " + ", ".join(f"{kind} {spent:.0f}" for kind, spent in each.items())
    yield f"  {judged(site, driven)}"


def judged(site: Running, driven: Driven) -> str:
    """What became of all that was asked: answers that are wrong, strange, or lost are counted here."""
    site.settle()
    known = right()
    stored = site.stored()
    acknowledged = driven.statuses.get(201, 0) + driven.statuses.get(202, 0)
    wrong = driven.wrong + sum(count for (sha256, code), count in stored.items() if known.get(sha256) != code)
    lost = max(0, acknowledged - sum(stored.values()))
    parts = ", ".join(f"{count} x {status}" for status, count in sorted(driven.statuses.items()))
    others = sum(driven.others.values())
    return f"{parts}; wrong {wrong}, lost {lost}, other answers {others}, broken {driven.broken}, late {driven.late}"


def sustained(plan: Plan) -> Iterator[str]:
    """The goal: so many small images a second for ten minutes, and memory beside it."""
    examined = bare.examinations_a_second(5)
    with _site(2, ORIGINS) as site:
        before = site.memory_mb()
        yield f"sustained for {plan.sustained:.0f} s, 2 workers, 1 web (goal 60/s, p99 < 2,000 ms):"
        yield from _checked(site, plan.sustained, examined)
        yield f"  own memory before and after, MB: {_beside(before, site.memory_mb())}"


def _beside(before: dict[str, float], after: dict[str, float]) -> str:
    return ", ".join(f"{kind} {before.get(kind, 0):.0f} -> {now:.0f}" for kind, now in after.items())


def shed(plan: Plan) -> Iterator[str]:
    """Many more callers than can be served: what is not answered is refused in words, and nothing else happens."""
    with _site(2, {**ORIGINS, "QUEUE_LIMIT": "60"}) as site:
        yield "goal: every answer a report, 429 or 503; none wrong, none lost"
        driven = checks(site.address, lines=FLOOD, seconds=plan.short)
        yield f"{FLOOD} callers at once: {driven.rate:.1f} reports/s, {driven.times}; {judged(site, driven)}"


def memory(plan: Plan) -> Iterator[str]:
    """Memory over many checks: the first tenth warms up."""
    yield f"goal: memory flat over {plan.memory:,} checks after the first tenth"
    with _site(2, ORIGINS) as site:
        began, done, told = time.perf_counter(), 0, 0
        yield "MB of their own, after so many checks:"
        while done < plan.memory:
            driven = checks(site.address, lines=LINES, seconds=plan.short * 2)
            done += driven.right
            if done >= told * plan.memory / SAMPLES:
                told = int(done * SAMPLES / plan.memory) + 1
                used = ", ".join(f"{kind} {mb:.0f}" for kind, mb in site.memory_mb().items())
                yield f"  {done:>7,}: {used}; {driven.rate:.1f}/s just now, {driven.times}"
        yield f"memory over {done:,} checks in {time.perf_counter() - began:.0f} s"


def fairness(plan: Plan) -> Iterator[str]:
    """Five honest callers, alone and beside hostile ones, behind the documented proxy and the usual limits."""
    limits = {"SEARCH_SIMILAR": "0", "WORKER_THREADS": "2"}
    with _site(2, limits) as site, in_front_of(site.address, site.machine.folder / "nginx") as address:
        quiet = crowd.honest(address, callers=5, seconds=plan.short)
        with crowd.hostile(address, searchers=plan.searchers, slow=plan.slow) as others:
            beside = crowd.honest(address, callers=5, seconds=plan.short)
    ratio = beside.p95_ms / quiet.p95_ms if quiet.p95_ms else 0.0
    fives = sum(count for told in (quiet, beside, others) for status, count in told.statuses.items() if status >= 500)
    yield f"5 honest callers beside {plan.slow} slow sockets and {plan.searchers} hostile searchers:"
    yield f"  p95 {beside.p95_ms:.0f} ms, quiet {quiet.p95_ms:.0f} ms, ratio {ratio:.2f} (goal 2)"
    yield f"  5xx {fives}, wrong {quiet.wrong + beside.wrong}; honest answers {dict(beside.statuses)}"
    yield f"  hostile answers {dict(others.statuses)}"


PARTS = {"throughput": throughput, "sustained": sustained, "shed": shed, "memory": memory, "fairness": fairness}
