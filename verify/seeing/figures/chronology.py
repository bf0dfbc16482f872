"""Figures of the log: how far behind its checkpoints, anchors and receipts are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Avg, DurationField, ExpressionWrapper, F, Max
from prometheus_client.core import Metric

from verify.ledger.models import Form, Record
from verify.ledger.selectors import log_health
from verify.ledger.selectors.anchoring import Anchoring, anchoring
from verify.seeing.figures.families import age, gauge, gauges

LOOKED_BACK: Final = timedelta(hours=1)
"""Over what merge delay is told: long enough for a few records, short enough to see that it mends."""


def log(at: datetime) -> Iterator[Metric]:
    """Entries, checkpoints, outbox and receipts; of sealed records nothing is counted."""
    health = log_health()
    yield gauge("log_readable", "1 while the log can be read.", float(health.readable))
    if health.readable:
        yield gauge("log_entries", "Committed entries.", health.size)
        unpublished = health.size - health.published
        yield gauge("log_unpublished", "Entries that no checkpoint covers yet.", unpublished)
    yield gauge("log_waiting", "Open records in the outbox.", health.waiting)
    yield gauge("log_oldest_seconds", "Age of the oldest of them.", health.oldest_waiting)
    yield gauge("log_running", "1 while the signer is at work.", float(health.running))
    yield gauge("log_parked", "Records that wait for the operator.", health.parked)
    if health.published_at is not None:
        yield gauge("checkpoint_age_seconds", "Age of the newest checkpoint.", age(at, health.published_at))
    yield from _merge_delay(at)


def _merge_delay(at: datetime) -> Iterator[Metric]:
    took = ExpressionWrapper(F("recorded") - F("created"), output_field=DurationField())
    recent = Record.objects.filter(form=Form.OPEN, recorded__gte=at - LOOKED_BACK)
    found = recent.aggregate(mean=Avg(took), most=Max(took))
    for name, words in (("mean", "Mean"), ("most", "Longest")):
        if found[name] is not None:
            sentence = f"{words} time from asking for an open record to its place on the log, over an hour."
            yield gauge(f"merge_delay_{name}_seconds", sentence, found[name].total_seconds())


def anchors(at: datetime) -> Iterator[Metric]:
    """By kind of anchor: how many entries its newest final one leaves out, and what waits."""
    size, found = log_health().size, anchoring()

    def by_kind(name: str, words: str, of: dict[Anchoring, float]) -> Metric:
        return gauges(name, words, ["kind"], (((one.kind,), value) for one, value in of.items()))

    lag = {one: float(max(size - one.final_size, 0)) for one in found}
    yield by_kind("anchor_lag_entries", "Entries that no final anchor covers yet.", lag)
    final = {one: age(at, one.final_at) for one in found if one.final_at}
    yield by_kind("anchor_final_age_seconds", "Age of the newest final anchor.", final)
    yield by_kind("anchors_waiting", "Anchors that are under way.", {one: float(one.waiting) for one in found})
    oldest = {one: age(at, one.oldest) for one in found}
    yield by_kind("anchor_oldest_seconds", "Age of the oldest anchor under way.", oldest)
    silent = {one: age(at, one.silent) for one in found}
    yield by_kind("anchor_silent_seconds", "Since when a peer has not answered; 0 while all do.", silent)
