"""A real worker that dies where it is told to, and writes down beside its data what it opened.

`draws` dies between drawing an item and starting its check, `answers` between a check and the item's answer, `opens`
while a file is open, `lives` nowhere; `forgets` lives and never sweeps batches, which is the planted fault.
"""

# ruff: noqa: E402 - Django is set up before anything of the site can be imported

from __future__ import annotations

import hashlib
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings
from django.core.management import call_command

from provenance.policy import Policy
from provenance.types import Examination
from verify import wiring
from verify.batches.services import sweeping, working
from verify.batches.services.feeding import KIND
from verify.cases.tests.examples import examination
from verify.jobs import kinds
from verify.jobs.kinds import Kind

HOW = sys.argv[1]
# What takes ten seconds to be sure on a busy machine takes one here.
sweeping.LOST_AFTER = timedelta(seconds=1)  # type: ignore[misc]


def die(*_ignored: Any) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


class Noting:
    """Answers at once, and notes the digest of what it was given."""

    def examine(
        self,
        descriptor: int,
        at: datetime,
        *,
        policy: Policy | None = None,
        sidecar: bytes | None = None,
        capture: bytes | None = None,
    ) -> Examination:
        with open(descriptor, "rb", closefd=False) as media, Path(settings.DATA_DIR, "opened").open("a") as opened:
            opened.write(hashlib.file_digest(media, "sha256").hexdigest() + "\n")
        if HOW == "opens":
            die()
        return examination(thumbnail=None)

    def renew(self, policy: Policy) -> bool:
        return False

    def stand(self) -> bool:
        return True


@contextmanager
def open_noting() -> Iterator[Any]:
    wiring._examiner = Noting()
    yield wiring._examiner


wiring.open_examiner = open_noting  # type: ignore[assignment]
if HOW == "draws":
    working._check = die
if HOW == "answers":
    working._finish = die
if HOW == "forgets":
    kinds.register(Kind(KIND, run=sweeping.run, give_up=sweeping.give_up, sweep=lambda: None))
call_command("worker")
