"""The worker's side of consents and objections: what ends by itself is ended."""

from __future__ import annotations

from verify.consents.services.ending import objections_sweep
from verify.jobs.kinds import Kind
from verify.ledger.parts import parts

KIND = "notice"


def nothing_to_do(subject: str) -> None:
    """A job of an older version: its message is among the webhooks now. The sweep does everything else."""


def _sweep() -> None:
    objections_sweep(parts().clock())


ENDINGS = Kind(KIND, run=nothing_to_do, give_up=nothing_to_do, sweep=_sweep)
