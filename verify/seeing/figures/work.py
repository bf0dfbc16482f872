"""Figures of the work itself: what waits, what runs, who is there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Min
from prometheus_client.core import Metric

from provenance.unreadable import c2pa_version
from provenance.version import __version__
from verify.jobs.kinds import kinds
from verify.jobs.models import Job, JobState
from verify.seeing.figures.families import age, gauges
from verify.seeing.presence import presences


def queue(at: datetime) -> Iterator[Metric]:
    """Jobs by kind; kinds of which none waits are 0, so that a rule sees them recover."""
    rows = Job.objects.filter(state=JobState.QUEUED).values("kind").annotate(number=Count("id"), first=Min("created"))
    found = {row["kind"]: (row["number"], age(at, row["first"])) for row in rows}
    running = Job.objects.filter(state=JobState.RUNNING).values("kind").annotate(number=Count("id"))
    at_work = {row["kind"]: row["number"] for row in running}
    names = sorted({one.name for one in kinds()} | set(found) | set(at_work))
    yield gauges(
        "jobs_waiting", "Jobs nobody works on yet.", ["kind"], (((one,), found.get(one, (0, 0))[0]) for one in names)
    )
    yield gauges(
        "jobs_oldest_seconds",
        "Age of the oldest job that waits.",
        ["kind"],
        (((one,), found.get(one, (0, 0))[1]) for one in names),
    )
    yield gauges("jobs_running", "Jobs in work.", ["kind"], (((one,), at_work.get(one, 0)) for one in names))


def build(_at: datetime) -> Iterator[Metric]:
    """Which versions are running."""
    running = ((__version__, c2pa_version()), 1.0)
    yield gauges("build_info", "1, with the versions that are running.", ["version", "c2pa"], [running])


def processes(at: datetime) -> Iterator[Metric]:
    """When each kind of process was last at work; one that was never seen is left out."""
    found = presences(at)
    seen = [((one.process,), age(at, one.seen)) for one in found if one.seen]
    yield gauges("seen_seconds", "Seconds since one was last at work.", ["process"], seen)
    there = (((one.process,), float(one.there)) for one in found)
    yield gauges("process_up", "1 while a process of this kind is at work.", ["process"], there)
