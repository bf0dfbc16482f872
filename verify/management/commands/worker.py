"""Work off the queue: fetch, open media in the sandbox, sweep."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from provenance.errors import SandboxUnavailable
from verify import wiring
from verify.cases.sweeping import FILES_SECONDS, sweep_quarantine
from verify.examiner import sandbox_beat
from verify.jobs.running import WORKER
from verify.jobs.worker import BEAT_SECONDS, Duty, Stopping, stop_on_signals, work_until_stopped


class Command(BaseCommand):
    # They would load all pages and the API into a process that has neither; the sandbox looks at its walls itself.
    requires_system_checks = ()
    help = "Work off the queue until told to stop (SIGINT or SIGTERM); start as many as there are cores."

    def handle(self, **options: Any) -> None:
        stopping = Stopping()
        stop_on_signals(stopping)
        try:
            with wiring.open_examiner() as sandbox, wiring.open_claims(WORKER):
                work_until_stopped(
                    folder=wiring.run_folder(),
                    threads=settings.WORKER_THREADS,
                    lease_seconds=settings.JOB_LEASE_SECONDS,
                    stopping=stopping,
                    also=(
                        Duty(BEAT_SECONDS, partial(sandbox_beat, sandbox)),
                        Duty(FILES_SECONDS, lambda _: sweep_quarantine()),
                    ),
                )
        except SandboxUnavailable as problem:
            raise CommandError(problem.public, returncode=3) from problem
