"""The worker's side of webhooks: what is due is brought, and what happened below is read upwards."""

from __future__ import annotations

from verify.jobs.kinds import Kind
from verify.webhooks.queueing import KIND
from verify.webhooks.reading import records_read
from verify.webhooks.services.delivering import subscription_bring
from verify.webhooks.services.sweeping import webhooks_sweep


def _sweep() -> None:
    records_read()
    webhooks_sweep()


def leave_to_the_sweep(subject: str) -> None:
    """A job that ended its workers leaves its messages where they were: due, and taken up again."""


WEBHOOKS = Kind(KIND, run=subscription_bring, give_up=leave_to_the_sweep, sweep=_sweep)
