"""One job an address: it brings what is due there, one message after the other."""

from __future__ import annotations

from typing import Final

from verify import wiring
from verify.jobs.services import job_add

KIND: Final = "webhook"


def queue(subscription: str) -> None:
    """Let a worker look after an address; one that is looked after already is kept at that."""
    job_add(kind=KIND, subject=subscription, folder=wiring.run_folder())
