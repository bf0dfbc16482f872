"""What tests of anchors stand on: a clock that they move, checkpoints to anchor, and lanes over a real node."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Engine

from chronology.anchors.evm.chain import ChainClient
from chronology.anchors.evm.deploying import deployment
from chronology.anchors.evm.lane import Lane, LaneRules, Nodes
from chronology.anchors.evm.rpc import RpcClient
from chronology.anchors.evm.testnode import CHAIN_ID, PAYER_KEY, TestNode
from chronology.anchors.evm.values import Address, Wei
from chronology.anchors.evm.wallet import KeyWallet
from chronology.anchors.protocol import AnchorTarget
from chronology.schema.engines import open_engine
from chronology.schema.upgrade import upgrade
from chronology.types import LogId, RootHash, TreeSize

LOG = LogId(sha256(b"a log").digest())
ONE_COIN = Wei(10**18)


class MovedClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


def checkpoint(size: int, log_id: LogId = LOG) -> AnchorTarget:
    """A checkpoint of that size; its root depends on the size alone."""
    root = RootHash(sha256(b"root of %d" % size).digest())
    return AnchorTarget(log_id, TreeSize(size), root, b"origin\n%d\nroot\n\n-- origin sig\n" % size)


def new_store(folder: Path) -> Engine:
    engine = open_engine(f"sqlite:///{folder}/chronology.sqlite3")
    upgrade(engine)
    return engine


def deploy(node: TestNode) -> Address:
    """Put the contract on a fresh node, deep enough that no weather takes it back."""
    client = RpcClient(node.url)
    made = deployment(client, PAYER_KEY)
    client.send(made.raw)
    node.mine(70)
    return made.contract


@dataclass
class Shore:
    """One node with the contract, one store, and lanes that may be made anew at will, as after a restart."""

    node: TestNode
    engine: Engine
    contract: Address
    clock: MovedClock = field(default_factory=MovedClock)
    daily_limit: Wei = ONE_COIN

    @property
    def client(self) -> RpcClient:
        return RpcClient(self.node.url)

    @property
    def wallet(self) -> KeyWallet:
        return KeyWallet(PAYER_KEY, only_to=self.contract)

    def lane(self, *clients: ChainClient, pause: Callable[[str], None] = lambda point: None) -> Lane:
        nodes = Nodes(clients or (self.client,), chain_id=CHAIN_ID)
        rules = LaneRules(contract=self.contract, daily_limit=self.daily_limit)
        return Lane(self.engine, nodes, self.wallet, rules=rules, clock=self.clock, pause=pause)
