"""A worker process: threads that empty the queue, and a main thread that keeps leases, sweeps and answers signals."""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import structlog
from django.db import DatabaseError, close_old_connections, connections
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker
from django_tasks_db.models import DBTaskResult

from verify.jobs import kinds
from verify.jobs.bell import Bell
from verify.jobs.running import WORKER
from verify.jobs.services import jobs_prune, leases_renew, leases_sweep
from verify.tallies.services import FLUSH_SECONDS, beat, flush, gathering, tallies_prune

log = structlog.get_logger("worker")

# Work is also looked for without a ring, for jobs that another machine or a repeat queued.
LOOK_SECONDS = 0.5
# A fifth of the lease: four beats may be lost before a worker counts as dead.
BEATS_A_LEASE = 5
SWEEP_SECONDS = 2.0
# Rows of tasks that ended are deleted together: each deletion is a transaction that all workers wait for.
CLEAR_AFTER = 20
BEAT_SECONDS = 10.0
PRUNE_SECONDS = 60.0


class Stopping(threading.Event):
    """Set once: by a signal, or by the end of the process that started this one."""


def work_until_stopped(
    *, folder: Path, threads: int, lease_seconds: float, stopping: Stopping, also: Sequence[Duty] = ()
) -> None:
    """Work off the queue until told to stop; what is under way is finished first. `also` is done beside it."""
    rung = threading.Condition()
    gathering.begin()
    runners = [threading.Thread(target=_run, args=(stopping, rung), name=f"runner-{n}") for n in range(threads)]
    for runner in runners:
        runner.start()
    try:
        with Bell(folder, WORKER) as bell:
            _mind(bell, stopping, rung, lease_seconds, also)
    finally:
        # Also where minding failed: a worker that keeps no leases would be given up while it works, and nobody would
        # start another one in its place.
        stopping.set()
        with rung:
            rung.notify_all()
        _finish(runners, lease_seconds)
        gathering.end()
    flush(datetime.now(UTC))


def stop_on_signals(stopping: Stopping) -> None:
    """End politely on the signals a person or a supervisor sends."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())


def _mind(
    bell: Bell, stopping: Stopping, rung: threading.Condition, lease_seconds: float, also: Sequence[Duty]
) -> None:
    duties = (
        Duty(lease_seconds / BEATS_A_LEASE, lambda at: leases_renew(worker=WORKER, at=at)),
        Duty(BEAT_SECONDS, lambda at: beat("worker", at)),
        Duty(FLUSH_SECONDS, flush),
        Duty(SWEEP_SECONDS, _sweep),
        Duty(PRUNE_SECONDS, lambda at: jobs_prune(at=at)),
        Duty(PRUNE_SECONDS, tallies_prune),
        *also,
    )
    while not stopping.is_set():
        if bell.wait(LOOK_SECONDS / 5) or _work_waits():
            with rung:
                rung.notify_all()
        for duty in duties:
            duty.do_when_due()


class Duty:
    """Something done again and again; a store that is locked or gone for a moment does not end the worker."""

    def __init__(self, every: float, do: Callable[[datetime], object]) -> None:
        self.every = every
        self.do = do
        self.due = 0.0

    def do_when_due(self) -> None:
        if time.monotonic() < self.due:
            return
        self.due = time.monotonic() + self.every
        try:
            self.do(datetime.now(UTC))
        except kinds.NotNow as away:
            log.warning("a duty waits for what it stands on", away=type(away).__name__)
        except (DatabaseError, OSError):
            log.exception("duty failed")


def _sweep(at: datetime) -> None:
    leases_sweep(at=at)
    for kind in kinds.kinds():
        try:
            kind.sweep()
        except kinds.NotNow as away:
            log.warning("a sweep waits for what it stands on", kind=kind.name, away=type(away).__name__)


def _work_waits() -> bool:
    try:
        return DBTaskResult.objects.ready().exists()
    except DatabaseError:
        log.exception("queue does not answer")
        return False


def _run(stopping: Stopping, rung: threading.Condition) -> None:
    logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
    while not stopping.is_set():
        _empty_queue(stopping)
        with rung:
            if not stopping.is_set():
                rung.wait(LOOK_SECONDS)
    connections.close_all()


def _empty_queue(stopping: Stopping) -> None:
    while not stopping.is_set() and _work_waits():
        worked = 0
        try:
            while not stopping.is_set() and worked < CLEAR_AFTER and OneTask().was_there():
                worked += 1
            DBTaskResult.objects.finished().delete()
        except DatabaseError:
            log.exception("queue does not answer")
            time.sleep(LOOK_SECONDS)
        close_old_connections()


class OneTask(QueueWorker):
    """Takes one task, or none where another thread was quicker: then back to our own loop, which sees the signals."""

    def __init__(self) -> None:
        super().__init__(
            queue_names=["default"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=1,
            worker_id=WORKER,
            excluded_queue_names=[],
        )

    def was_there(self) -> bool:
        """Do it, and say whether there was one."""
        self.run()
        return bool(self._run_tasks)


def _finish(runners: list[threading.Thread], lease_seconds: float) -> None:
    # Leases are still kept while the last files are finished.
    while any(runner.is_alive() for runner in runners):
        leases_renew(worker=WORKER, at=datetime.now(UTC))
        for runner in runners:
            runner.join(lease_seconds / BEATS_A_LEASE / len(runners))
