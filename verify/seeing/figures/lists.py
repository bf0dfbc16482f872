"""Figures of the lists that checks stand on: how old each is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from prometheus_client.core import Metric

from verify.registry.makers import RevocationSource
from verify.registry.selectors import current_lists
from verify.seeing.figures.families import age, gauge, gauges
from verify.tallies.selectors import last_beat


def trust_lists(at: datetime) -> Iterator[Metric]:
    """The oldest list of each tier, and each maker's revocations."""
    oldest: dict[str, float] = {}
    for one in current_lists(None):
        oldest[one.tier] = max(oldest.get(one.tier, 0.0), age(at, one.fetched))
    samples = [((tier,), seconds) for tier, seconds in oldest.items()]
    yield gauges("trust_list_age_seconds", "Since the oldest list of a tier was taken in.", ["tier"], samples)
    seen = [((one.platform,), age(at, one.seen)) for one in RevocationSource.objects.exclude(seen=None)]
    yield gauges("revocations_age_seconds", "Since a maker's revocations were last seen.", ["platform"], seen)


def camera_list(at: datetime) -> Iterator[Metric]:
    """The edition that workers took in last; nothing where no list is asked."""
    made, until = last_beat("camera list made"), last_beat("camera list until")
    if made is not None:
        yield gauge("camera_list_age_seconds", "Age of the camera list's edition that is asked.", age(at, made))
    if until is not None:
        left = (until - at).total_seconds()
        yield gauge("camera_list_left_seconds", "Until that edition expires; below 0 no camera can be asked.", left)
