"""The figures of the installation at this moment, in the form that monitoring reads (OpenMetrics, Prometheus).

Labels come from closed lists of our own words: no name, address, digest or link is ever one. docs/metrics.md says what
each figure means and which are worth an alarm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

import structlog
from django.db import DatabaseError
from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import generate_latest
from prometheus_client.registry import Collector

from verify.ledger.errors import LogUnavailable
from verify.seeing.figures import chronology, counts, lists, messages, storage, work

log = structlog.get_logger("seeing")

Part = Callable[[datetime], Iterator[Metric]]

PARTS: dict[str, Part] = {
    "build": work.build,
    "queue": work.queue,
    "processes": work.processes,
    "counts": counts.counted,
    "budget": counts.budget,
    "log": chronology.log,
    "anchors": chronology.anchors,
    "lists": lists.trust_lists,
    "camera_list": lists.camera_list,
    "webhooks": messages.webhooks,
    "batches": messages.batches,
    "feed": messages.feed,
    "storage": storage.storage,
}
"""What is read, each by itself."""


def exposition(at: datetime) -> bytes:
    """All figures as text; a part that does not answer is left out and said to be, the others stay."""
    registry = CollectorRegistry()
    registry.register(_Figures(at))
    return generate_latest(registry)


class _Figures(Collector):
    def __init__(self, at: datetime) -> None:
        self.at = at

    def collect(self) -> Iterator[Metric]:
        missing = GaugeMetricFamily("firstlight_part_unreadable", "1 where a part did not answer.", labels=["part"])
        for name, part in PARTS.items():
            figures = _read(name, part, self.at)
            missing.add_metric([name], float(figures is None))
            yield from figures or ()
        yield missing


def _read(name: str, part: Part, at: datetime) -> list[Metric] | None:
    try:
        return list(part(at))
    except (DatabaseError, OSError, LogUnavailable):
        log.warning("a part does not answer", part=name)
        return None


def readings(at: datetime) -> tuple[dict[str, dict[tuple[str, ...], float]], set[str]]:
    """The same for people: values by figure and labels, counters without their suffix; and the parts left out."""
    found: dict[str, dict[tuple[str, ...], float]] = {}
    unread = set()
    for name, part in PARTS.items():
        figures = _read(name, part, at)
        if figures is None:
            unread.add(name)
        for family in figures or ():
            values = {tuple(one.labels.values()): one.value for one in family.samples}
            found[family.name] = values
    return found, unread
