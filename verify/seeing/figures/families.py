"""Families of figures in few words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

PREFIX: Final = "firstlight_"

Samples = Iterable[tuple[tuple[str, ...], float]]


def gauge(name: str, words: str, value: float) -> Metric:
    """One figure that goes up and down."""
    return GaugeMetricFamily(f"{PREFIX}{name}", words, value=value)


def gauges(name: str, words: str, labels: Iterable[str], samples: Samples) -> Metric:
    """The same by labels."""
    family = GaugeMetricFamily(f"{PREFIX}{name}", words, labels=list(labels))
    for values, value in samples:
        family.add_metric(values, value)
    return family


def counter(name: str, words: str, labels: Iterable[str], samples: Samples) -> Metric:
    """Figures that only grow, by labels."""
    family = CounterMetricFamily(f"{PREFIX}{name}", words, labels=list(labels))
    for values, value in samples:
        family.add_metric(values, value)
    return family


def age(at: datetime, since: datetime | None) -> float:
    """Seconds since then; 0 where nothing waits, and never negative, whatever clocks say."""
    return max((at - since).total_seconds(), 0.0) if since else 0.0
