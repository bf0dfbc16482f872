"""How long something took, counted into buckets: no span is kept, so none can be laid beside a visit."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from verify.tallies.services import tally

BOUNDS: Final = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0)
"""Seconds: a small picture takes a tenth, a film a minute, and nothing longer than its job's deadline."""

SUM: Final = "sum of milliseconds"


def span(name: str, took: timedelta) -> None:
    """Count one more span."""
    seconds = max(took.total_seconds(), 0.0)
    tally(name, bucket(next((bound for bound in BOUNDS if seconds <= bound), None)))
    tally(name, SUM, round(seconds * 1000))


def bucket(bound: float | None) -> str:
    """The label of a bucket, by its upper bound; None is the one without."""
    return "longer" if bound is None else f"to {bound}"
