"""A worker's part, done here: the real sandbox examines what waits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from verify import wiring
from verify.cases.examining import examine_verification
from verify.cases.models import Verification
from verify.jobs.running import WORKER


@contextmanager
def working() -> Iterator[None]:
    """A worker with its sandbox and its shelf of claims."""
    with wiring.open_examiner(), wiring.open_claims(WORKER):
        yield


def check_all() -> None:
    """Examine everything that waits."""
    for waiting in Verification.objects.filter(state="queued"):
        examine_verification(waiting.pk)
