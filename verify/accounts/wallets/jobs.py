"""What workers do for the log-in by wallet: ask a node about contract wallets, and delete what time has passed by."""

from __future__ import annotations

import time

from django.contrib.sessions.models import Session
from django.utils import timezone

from verify.accounts.wallets.nonces import nonces_sweep
from verify.accounts.wallets.parts import parts
from verify.accounts.wallets.questions import KIND, question_give_up, question_work, questions_sweep
from verify.jobs.kinds import Kind

SWEEP_SECONDS = 60.0
"""Expired rows answer nobody, so that a minute more changes nothing; workers sweep every few seconds otherwise."""

_due = 0.0


def sweep() -> None:
    """Delete messages and questions nobody picked up, and sessions that are over."""
    global _due  # noqa: PLW0603 - one moment a process, owned here
    if time.monotonic() < _due:
        return
    _due = time.monotonic() + SWEEP_SECONDS
    sweep_now()


def sweep_now() -> None:
    """The same at once."""
    nonces_sweep(parts().clock())
    questions_sweep()
    Session.objects.filter(expire_date__lt=timezone.now()).delete()


WALLET = Kind(KIND, run=question_work, give_up=question_give_up, sweep=sweep)
