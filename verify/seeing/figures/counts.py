"""Figures of what happened: verdicts, refusals, jobs, ends of media children, answers, and the budget for errors."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from prometheus_client.core import HistogramMetricFamily, Metric

from verify.seeing.budget import budgets
from verify.seeing.figures.families import PREFIX, counter, gauges
from verify.tallies.selectors import tallies_of
from verify.tallies.spans import BOUNDS, SUM, bucket

COUNTED: Final = {
    "verdicts": ("Finished checks by code of the headline.", ("code",)),
    "refusals": ("Files and links that were refused or failed, by code.", ("code",)),
    "jobs": ("Ended jobs.", ("kind", "outcome")),
    "children": ("Media children that failed over a file, by signal or exit status.", ("how",)),
    "answers": ("Answers of the web processes: asked is read or write.", ("asked", "ended")),
    "shed": ("Checks that were not taken in because too much waited.", ("why",)),
}
SPANS: Final = {"check_seconds": "Seconds from the arrival of a file or link to its finished check."}


def counted(_at: datetime) -> Iterator[Metric]:
    """Everything that only grows."""
    for name, (words, labels) in COUNTED.items():
        found = sorted(tallies_of(name).items())
        samples = [(_values(label, len(labels)), float(count)) for label, count in found]
        yield counter(name, words, labels, samples)
    for name, words in SPANS.items():
        yield _histogram(name, words)


def _values(label: str, parts: int) -> tuple[str, ...]:
    return tuple(label.rsplit(" ", parts - 1)) if parts > 1 else (label,)


def _histogram(name: str, words: str) -> Metric:
    found = tallies_of(name)
    family, total = HistogramMetricFamily(f"{PREFIX}{name}", words), 0
    buckets = []
    for bound in (*BOUNDS, None):
        total += found.get(bucket(bound), 0)
        buckets.append(("+Inf" if bound is None else str(bound), float(total)))
    family.add_metric([], buckets, sum_value=found.get(SUM, 0) / 1000)
    return family


def budget(at: datetime) -> Iterator[Metric]:
    """Of thirty days."""
    found = budgets(at)
    spent = [((one.of,), one.spent) for one in found]
    yield gauges("budget_spent", "Share of the thirty days' budget for errors that is spent.", ["goal"], spent)
    answered = [((one.of,), one.availability) for one in found if one.availability is not None]
    yield gauges("availability", "Share of thirty days' requests that were answered.", ["goal"], answered)
