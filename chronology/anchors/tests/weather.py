"""The chain-weather rig: anchors a growing log over a real node whose chain is shaken at random, and never looks away.

Weather: re-organisations up to 64 blocks, blocks taken back, dropped transactions, a silent node, a node whose answer
to a sent transaction is lost, fee spikes, a transaction by somebody else from our account, and a process that ends
between any two steps. After every round `Watch` compares what is shown as final with the chain itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random
from typing import Any

from eth_account import Account

from chronology.anchors.evm.anchor import EvmAnchor
from chronology.anchors.evm.chain import ChainClient
from chronology.anchors.evm.rpc import RpcClient
from chronology.anchors.evm.testnode import CHAIN_ID, FINAL_AFTER, PAYER_KEY
from chronology.anchors.protocol import AnchorState
from chronology.anchors.rounds import anchor_round
from chronology.anchors.selectors import AnchorView, anchors_latest
from chronology.anchors.tests.ground import LOG, Shore
from chronology.errors import PeerUnavailable
from chronology.notes import Ed25519NoteSigner, sign_checkpoint
from chronology.types import LogId, RootHash, TreeHead, TreeSize

GWEI = 10**9
EVERYTHING = 10_000
Spoiling = Callable[[ChainClient], ChainClient]


class Killed(BaseException):
    """The process ends here; nothing after this line ran."""


class GrowingLog:
    """A log of which only the newest checkpoint is of interest."""

    log_id: LogId = LOG

    def __init__(self) -> None:
        self.size = 1
        self._signer = Ed25519NoteSigner.generate("firstlight.example/log", lambda count: b"k" * count)

    def checkpoint(self) -> bytes:
        head = TreeHead(TreeSize(self.size), RootHash(self.size.to_bytes(32, "big")))
        return sign_checkpoint(head, self._signer.name, self._signer)


class Shaken:
    """A client whose node is silent at times, or takes a transaction and then says nothing."""

    def __init__(self, client: ChainClient, random: Random) -> None:
        self._client, self._random = client, random
        self.silent_rounds = 0
        self.loses_answers = False

    def __getattr__(self, name: str) -> Any:
        if self.silent_rounds:
            return self._silence
        return getattr(self._client, name)

    def send(self, raw: Any) -> Any:
        if self.silent_rounds:
            self._silence()
        answer = self._client.send(raw)
        if self.loses_answers and self._random.random() < 0.5:
            self._silence()
        return answer

    @staticmethod
    def _silence(*_arguments: object) -> Any:
        raise PeerUnavailable("The node is silent.")


@dataclass
class Watch:
    """Remembers what was shown as final and holds it against the chain, for ever."""

    shore: Shore
    shown: dict[int, AnchorView] = field(default_factory=dict)

    def look(self) -> None:
        views = {view.size: view for view in anchors_latest(self.shore.engine, LOG, EVERYTHING)}
        for size, before in self.shown.items():
            now = replace(views[TreeSize(size)], evidence=before.evidence)
            assert now == before, f"{size} was final and is withdrawn"
        self.shown = {view.size: view for view in views.values() if view.state is AnchorState.FINAL}
        on_chain = set(events(self.shore))
        for view in self.shown.values():
            assert (view.reference, view.size) in on_chain, f"{view.size} is shown final, the chain does not have it"


def events(shore: Shore) -> list[tuple[str, int]]:
    """Transaction and size of every event on the node's present chain."""
    asked = {"fromBlock": "0x0", "toBlock": "latest", "address": f"0x{shore.contract.hex()}"}
    logs: Any = shore.node.ask("eth_getLogs", asked)
    return [(log["transactionHash"], int(log["data"][2:66], 16)) for log in logs]


class Weather:
    """Everything that befalls the node, from one seed."""

    def __init__(self, shore: Shore, client: Shaken, random: Random) -> None:
        self.node, self.client, self.random = shore.node, client, random
        self._final = 0
        self._kinds: tuple[Callable[[], None], ...] = (
            self.calm, self.calm, self.calm, self.blocks, self.blocks, self.blocks, self.blocks, self.reorganise,
            self.reorganise, self.take_back, self.drop, self.silence, self.spike, self.lose_answers, self.stranger,
        )  # fmt: skip

    def strike(self) -> None:
        self.client.silent_rounds = max(0, self.client.silent_rounds - 1)
        self._final = max(self._final, self._height() - FINAL_AFTER)
        self.random.choice(self._kinds)()

    def calm(self) -> None:
        self.client.loses_answers = False
        self.node.mine()

    def blocks(self) -> None:
        self.node.mine(self.random.randint(1, 90))

    def reorganise(self) -> None:
        self.node.ask("anvil_reorg", self._depth(), [])

    def take_back(self) -> None:
        """The chain gets shorter, as seen from one node; never below what it called final."""
        self.node.ask("anvil_rollback", self._depth())

    def drop(self) -> None:
        self.node.ask("anvil_dropAllTransactions")

    def silence(self) -> None:
        self.client.silent_rounds = self.random.randint(1, 6)

    def lose_answers(self) -> None:
        self.client.loses_answers = True

    def spike(self) -> None:
        self.node.ask("anvil_setNextBlockBaseFeePerGas", hex(self.random.randint(1, 3_000) * GWEI))
        self.node.mine()

    def stranger(self) -> None:
        """Somebody else uses our key: a coin to itself at the next nonce, dearer than ours so that it wins."""
        account, client = Account.from_key(PAYER_KEY), RpcClient(self.node.url)
        call = {"type": 2, "chainId": CHAIN_ID, "to": account.address, "value": 1, "gas": 21_000}
        price = {"maxFeePerGas": 20_000 * GWEI, "maxPriorityFeePerGas": 5_000 * GWEI}
        nonce = client.nonce(bytes.fromhex(account.address[2:]))
        client.send(account.sign_transaction({**call, **price, "nonce": nonce}).raw_transaction)
        if self.random.random() < 0.7:
            self.node.mine()

    def _depth(self) -> int:
        return self.random.randint(1, max(1, min(FINAL_AFTER, self._height() - self._final)))

    def _height(self) -> int:
        return int(str(self.node.ask("eth_blockNumber")), 16)


@dataclass(frozen=True)
class Told:
    """What a run did, for people."""

    rounds: int
    kills: int
    final: int
    superseded: int


class Voyage:
    """One run of the rig; `spoil` may put a fault between the lane and the node."""

    def __init__(
        self, shore: Shore, seed: int, spoil: Callable[[ChainClient], ChainClient] = lambda client: client
    ) -> None:
        self.shore, self.random, self.log = shore, Random(seed), GrowingLog()
        self.client = Shaken(spoil(shore.client), self.random)
        self.weather, self.watch = Weather(shore, self.client, self.random), Watch(shore)
        self.kills = 0

    def sail(self, rounds: int) -> Told:
        """Shake, anchor and watch for so many rounds, then let the weather calm and require that all came home."""
        for _ in range(rounds):
            self.weather.strike()
            self._round(danger=0.05)
        self.client.silent_rounds, self.client.loses_answers = 0, False
        for _ in range(40):
            self.shore.node.mine(FINAL_AFTER // 2)
            self._round(danger=0.0)
            if self.log.size in self.watch.shown:
                break
        return self._home(rounds)

    def _round(self, *, danger: float) -> None:
        self.shore.clock.move(seconds=self.random.randint(5, 90))
        self.log.size += self.random.choice((0, 0, 1, 5)) if danger else 0
        lane = self.shore.lane(self.client, pause=lambda _point: self._risk(danger))
        try:
            every = timedelta(seconds=60)
            anchor_round(self.shore.engine, self.log, [EvmAnchor(lane)], self.shore.clock, every=every)
        except Killed:
            self.kills += 1
        self.watch.look()

    def _risk(self, danger: float) -> None:
        if self.random.random() < danger:
            raise Killed

    def _home(self, rounds: int) -> Told:
        views = anchors_latest(self.shore.engine, LOG, EVERYTHING)
        ends = {view.size: view.state for view in views}
        final = {size for size, state in ends.items() if state is AnchorState.FINAL}
        superseded = {size for size, state in ends.items() if state is AnchorState.SUPERSEDED}
        assert final | superseded == set(ends), f"not at home: {ends}"
        assert all(view.evidence for view in views if view.state is AnchorState.FINAL)
        assert max(final) == self.log.size, "the newest checkpoint is not final"
        on_chain = sorted(size for _, size in events(self.shore))
        assert on_chain == sorted(final), "each final checkpoint stands on the chain exactly once"
        return Told(rounds, self.kills, len(final), len(superseded))
