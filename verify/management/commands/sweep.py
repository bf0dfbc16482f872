"""Delete what is past its time, once; workers do the same every few seconds."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from verify import wiring
from verify.cases.sweeping import sweep
from verify.jobs.services import jobs_prune, leases_sweep


class Command(BaseCommand):
    help = "Delete uploads and reports that are past their time, and give lost jobs to somebody else."

    def handle(self, **options: Any) -> None:
        at = wiring.now()
        lost = leases_sweep(at=at)
        jobs_prune(at=at)
        sweep()
        self.stdout.write(f"Swept. Jobs that had lost their worker: {lost}.")
