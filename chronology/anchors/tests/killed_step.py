"""One process of the kill rig: brings one checkpoint on, and kills itself at its n-th point as the system would."""

from __future__ import annotations

import os
import signal
import sys

from chronology.anchors.evm.lane import Lane, LaneRules, Nodes
from chronology.anchors.evm.rpc import RpcClient
from chronology.anchors.evm.testnode import CHAIN_ID, PAYER_KEY
from chronology.anchors.evm.values import Address, Wei
from chronology.anchors.evm.wallet import KeyWallet
from chronology.anchors.tests.ground import LOG, ONE_COIN, checkpoint
from chronology.log.times import system_clock
from chronology.schema.engines import open_engine


class KillsAt:
    """Counts the points; 0 never kills."""

    def __init__(self, last: int) -> None:
        self.left = last

    def __call__(self, point: str) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def main(store: str, url: str, contract: str, size: int, kill_at: int) -> None:
    """Plan the checkpoint and go on until it waits for the chain."""
    address = Address(bytes.fromhex(contract))
    rules, wallet = LaneRules(contract=address, daily_limit=Wei(ONE_COIN)), KeyWallet(PAYER_KEY, only_to=address)
    nodes = Nodes([RpcClient(url)], chain_id=CHAIN_ID)
    lane = Lane(open_engine(store), nodes, wallet, rules=rules, clock=system_clock, pause=KillsAt(kill_at))
    lane.plan(checkpoint(size))
    lane.advance(LOG, checkpoint(size).size)


if __name__ == "__main__":
    main(*sys.argv[1:4], *map(int, sys.argv[4:]))
