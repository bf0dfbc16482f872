"""Asks a worker to look for the next work of batches; one such job at a time is enough."""

from __future__ import annotations

from typing import Final

from django.db import transaction

from verify import wiring
from verify.jobs.services import job_add

KIND: Final = "batches"
SUBJECT: Final = "feed"


def feed_soon() -> None:
    """Once what changed is stored."""
    transaction.on_commit(_add)


def _add() -> None:
    job_add(kind=KIND, subject=SUBJECT, folder=wiring.run_folder())
