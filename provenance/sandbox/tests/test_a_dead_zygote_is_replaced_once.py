"""The zygote may die of anything, the kernel's memory killer for one; a second time at once is a lasting fault."""

from __future__ import annotations

import contextlib
import os
import signal
import threading

import pytest

from provenance.errors import SandboxUnavailable
from provenance.policy import Policy
from provenance.sandbox import Limits, Sandbox
from provenance.sandbox.restarts import Restarts
from provenance.sandbox.tests import hostile
from provenance.sandbox.tests.conftest import AT, HOSTILE, Opened
from provenance.sandbox.tests.processes import alive, descendants, processor_ticks, within_patience, zygotes


def kill_the_zygote_started_since(before: set[int]) -> None:
    (zygote,) = zygotes() - before
    os.kill(zygote, signal.SIGKILL)
    assert within_patience(lambda: not alive(zygote))


def test_the_next_file_is_answered_by_a_new_zygote_and_then_no_more(opened: Opened, picture: bytes) -> None:
    before, told = zygotes(), list[str]()
    with Sandbox(Policy(), on_failure=told.append) as sandbox, opened(picture) as file:
        kill_the_zygote_started_since(before)
        assert len(sandbox.examine(file, AT).report.steps) == 1
        assert told == ["zygote"]
        kill_the_zygote_started_since(before)
        with pytest.raises(SandboxUnavailable):
            sandbox.examine(file, AT)


def test_a_file_under_way_is_not_blamed_for_a_zygote_that_died(opened: Opened) -> None:
    before = zygotes()
    with (
        Sandbox(Policy(), limits=Limits(wall_seconds=60, cpu_seconds=60), planted=HOSTILE) as sandbox,
        opened(hostile.MARK + b"spin") as spinning,
    ):
        caught: list[Exception] = []
        asking = threading.Thread(target=lambda: caught.append(_fault(sandbox, spinning)))
        asking.start()
        for _ in range(2):
            assert within_patience(lambda: _has_a_child_at_work(zygotes() - before))
            kill_the_zygote_started_since(before)
        asking.join()
    assert [type(one) for one in caught] == [SandboxUnavailable]


def _has_a_child_at_work(found: set[int]) -> bool:
    """One that spins has used far more processor time than those that warmed up and wait."""
    return any(processor_ticks(child) > 40 for one in found for child in descendants(one))


def _fault(sandbox: Sandbox, file: int) -> Exception:
    try:
        sandbox.examine(file, AT)
    except SandboxUnavailable as fault:
        return fault
    return AssertionError("answered")


def test_a_zygote_may_die_again_after_a_while() -> None:
    restarts = Restarts()
    restarts.allow(1000.0, "")
    with pytest.raises(SandboxUnavailable):
        restarts.allow(1001.0, "again")
    restarts.allow(2000.0, "")


def test_idle_children_that_die_are_replaced(opened: Opened, picture: bytes) -> None:
    before = zygotes()
    with Sandbox(Policy(), warm=2) as sandbox, opened(picture) as file:
        (zygote,) = zygotes() - before
        assert within_patience(lambda: len(descendants(zygote)) >= 2)
        for victim in descendants(zygote):
            with contextlib.suppress(ProcessLookupError):  # the child of the start may just be ending by itself
                os.kill(victim, signal.SIGKILL)
        assert len(sandbox.examine(file, AT).report.steps) == 1
