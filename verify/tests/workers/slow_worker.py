"""A real worker process whose examiner never answers, or waits; what it opened it writes beside its data.

Only this test program can put it there: nothing in the site's settings names an examiner.
"""

# ruff: noqa: E402 - Django is set up before anything of the site can be imported

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import django

django.setup()

from django.conf import settings
from django.core.management import call_command

from provenance.policy import Policy
from provenance.types import Examination
from verify import wiring
from verify.cases.tests.examples import examination


class Slow:
    """Takes so many seconds for every file."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def examine(
        self,
        descriptor: int,
        at: datetime,
        *,
        policy: Policy | None = None,
        sidecar: bytes | None = None,
        capture: bytes | None = None,
    ) -> Examination:
        Path(settings.DATA_DIR, "opened").write_text("yes")
        time.sleep(self.seconds)
        return examination()

    def renew(self, policy: Policy) -> bool:
        return False

    def stand(self) -> bool:
        return True


@contextmanager
def open_slowly() -> Iterator[Slow]:
    wiring._examiner = Slow(float(sys.argv[1]))
    yield wiring._examiner


wiring.open_examiner = open_slowly
call_command("worker")
