"""A worker whose sandbox fell and may not be started again stops saying that files can be opened."""

from __future__ import annotations

import os
import signal
from datetime import UTC, datetime, timedelta

import pytest

from provenance.policy import Policy
from provenance.sandbox import Sandbox
from provenance.sandbox.tests.processes import alive, within_patience, zygotes
from verify.examiner import RenewedSandbox, sandbox_beat
from verify.tallies.selectors import last_beat

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.django_db(databases=["default", "jobs"])
def test_it_beats_while_it_stands_and_is_silent_when_it_fell() -> None:
    before = zygotes()
    with RenewedSandbox(Policy(), lambda policy: Sandbox(policy, warm=1)) as sandbox:
        sandbox_beat(sandbox, AT)
        assert last_beat("sandbox") == AT
        _kill(before)
        assert within_patience(lambda: sandbox.stand() and bool(zygotes() - before)), "one fall is mended"
        sandbox_beat(sandbox, AT + timedelta(seconds=10))
        assert last_beat("sandbox") == AT + timedelta(seconds=10)
        _kill(before)
        assert within_patience(lambda: not sandbox.stand())
        sandbox_beat(sandbox, AT + timedelta(seconds=20))
        assert last_beat("sandbox") == AT + timedelta(seconds=10)


def _kill(before: set[int]) -> None:
    fallen = zygotes() - before  # with one that a test before this may have left to start behind it
    assert fallen
    for zygote in fallen:
        os.kill(zygote, signal.SIGKILL)
    assert within_patience(lambda: not any(map(alive, fallen)))
