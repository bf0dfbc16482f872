from __future__ import annotations

import pytest

from chronology.anchors.evm.lane import Step
from chronology.anchors.evm.lane.entries import Entries
from chronology.anchors.evm.testnode import CHAIN_ID, FINAL_AFTER
from chronology.anchors.tests.ground import LOG, Shore, checkpoint
from chronology.anchors.tests.weather import Killed, events
from chronology.types import TreeSize

SIZES = tuple(TreeSize(size) for size in range(1, 40))


class EndsAt:
    """Ends the process at its n-th point, and counts the points."""

    def __init__(self, last: int) -> None:
        self.left = last

    def __call__(self, point: str) -> None:
        self.left -= 1
        if self.left == 0:
            raise Killed


def sail(shore: Shore, size: TreeSize, ends_at: EndsAt) -> None:
    """Bring one checkpoint home, with one end of the process on the way."""
    for _ in range(8):
        try:
            lane = shore.lane(pause=ends_at)
            lane.plan(checkpoint(size))
            entry = lane.advance(LOG, size)
        except Killed:
            continue  # at once again, before the chain moves
        if entry.step is Step.FINAL:
            break
        shore.node.mine(FINAL_AFTER)


@pytest.mark.timeout(120)
def test_each_checkpoint_ends_final_once_wherever_the_process_ended(shore: Shore) -> None:
    counting = EndsAt(0)
    sail(shore, SIZES[0], counting)
    points = -counting.left
    assert points >= 10
    for ends_at, size in zip(range(1, points + 1), SIZES[1:], strict=False):
        sail(shore, size, EndsAt(ends_at))
        entry = shore.lane().find(LOG, size)
        assert entry.step is Step.FINAL, f"ended at point {ends_at}"
        book = Entries(shore.engine, chain_id=CHAIN_ID, account=shore.wallet.address, contract=shore.contract)
        assert len(book.attempts(entry)) == 1, "a restart alone signs nothing new"
    assert [size for _, size in events(shore)] == list(SIZES[: points + 1])
