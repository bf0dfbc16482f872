"""Two real sandboxes, one after the other: a worker need not be started again when a trust list changes."""

from __future__ import annotations

import tempfile
import threading
from datetime import UTC, datetime

import pytest

from provenance.errors import SandboxUnavailable
from provenance.policy import Policy, Tier, TrustList
from provenance.sandbox import Sandbox
from provenance.types import Examination
from verify.cases.tests.examples import png
from verify.examiner import RenewedSandbox
from verify.registry.tests.minting import pem_list

pytestmark = [pytest.mark.sandbox, pytest.mark.timeout(60)]

BEFORE = Policy((TrustList(Tier.OFFICIAL, "before", pem_list(1)),))
AFTER = Policy((TrustList(Tier.OFFICIAL, "after", pem_list(1, 2)),))


class Counting:
    """Makes real sandboxes and remembers them."""

    def __init__(self) -> None:
        self.made: list[Sandbox] = []

    def __call__(self, policy: Policy) -> Sandbox:
        self.made.append(Sandbox(policy, warm=1, require_walls=False))
        return self.made[-1]


def examine(examiner: RenewedSandbox) -> Examination:
    with tempfile.TemporaryFile() as media:
        media.write(png(16, 16))
        media.flush()
        return examiner.examine(media.fileno(), datetime.now(UTC))


def is_closed(sandbox: Sandbox) -> bool:
    try:
        sandbox.deaths()
    except SandboxUnavailable:
        return True
    return False


def lists(examination: Examination) -> list[str]:
    return [one.name for one in examination.report.made_with.lists]


def test_the_next_file_is_judged_by_the_new_list_and_the_old_sandbox_is_closed() -> None:
    make = Counting()
    with RenewedSandbox(BEFORE, make) as examiner:
        assert lists(examine(examiner)) == ["before"]
        assert not examiner.renew(BEFORE)
        assert examiner.renew(AFTER)
        assert lists(examine(examiner)) == ["after"]
        assert len(make.made) == 2
        assert is_closed(make.made[0]), "the old one was left running"


def test_a_file_under_way_is_finished_in_the_old_one_which_is_closed_then() -> None:
    make = Counting()
    with RenewedSandbox(BEFORE, make) as examiner:
        inside, go_on = threading.Event(), threading.Event()

        def hold() -> None:
            with examiner._newest():
                inside.set()
                go_on.wait(60)

        runner = threading.Thread(target=hold)
        runner.start()
        assert inside.wait(60)
        examiner.renew(AFTER)
        assert not is_closed(make.made[0]), "closed under a file that was being examined"
        go_on.set()
        runner.join()
        assert is_closed(make.made[0])
