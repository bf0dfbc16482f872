"""The state machine of a lane: planned → signed → sent → mined → final, and back where the chain takes it back.

Every step is one transaction of the store, and each may be repeated: a process that ends anywhere goes on where the
rows say. What can go twice to the chain does no harm there: the contract refuses a size that does not grow.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Engine

from chronology.anchors.evm.chain import Sending, Wallet
from chronology.anchors.evm.lane.closing import Closing
from chronology.anchors.evm.lane.entries import Entries
from chronology.anchors.evm.lane.following import Whereabouts, locate
from chronology.anchors.evm.lane.nodes import Nodes
from chronology.anchors.evm.lane.rules import LaneRules
from chronology.anchors.evm.lane.signing import Signing
from chronology.anchors.evm.lane.steps import Attempt, Entry, Step
from chronology.anchors.protocol import AnchorTarget
from chronology.types import Clock, LogId, TreeSize

STEPS_AT_ONCE = 8
"""More than the four steps of a good day; what then is not at rest goes on with the next call."""

TOOK_BACK = "The chain took the block back; the same transaction is sent again."
PLACE_TAKEN = "Another transaction of this account took the place; a new one is signed."
DISAGREE = "The nodes of this chain do not agree yet."
GAP = "An earlier transaction of this account is missing on the chain; a new one is signed in its place."
WAITING = {
    Sending.NONCE_USED: "The node says that the place is taken, yet shows no transaction of ours.",
    Sending.UNDERPRICED: "The chain asks for a higher price.",
    Sending.NO_FUNDS: "The fee wallet is empty: fill it up.",
    Sending.REFUSED: "The node refused the transaction; check chain, contract and gas limit.",
}


class Lane:
    """Anchors for one account on one chain; keeps all its state in the store, so any number may be made in a row."""

    def __init__(
        self,
        engine: Engine,
        nodes: Nodes,
        wallet: Wallet,
        *,
        rules: LaneRules,
        clock: Clock,
        pause: Callable[[str], None] = lambda point: None,
    ) -> None:
        """`pause` is called at every named point between two steps, for rigs that stop the process there."""
        contract = rules.contract
        self.nodes, self.contract, self.account = nodes, contract, wallet.address
        self._entries = Entries(engine, chain_id=nodes.chain_id, account=wallet.address, contract=contract)
        self._signing = Signing(self._entries, nodes, wallet, contract=contract, rules=rules)
        self._closing = Closing(self._entries, nodes, publisher=wallet.address, contract=contract)
        self._rules, self._clock, self._pause = rules, clock, pause
        self._steps = {
            Step.PLANNED: self._sign,
            Step.SIGNED: self._send,
            Step.SENT: self._wait,
            Step.MINED: self._follow,
        }

    def plan(self, target: AnchorTarget) -> Entry | None:
        """Enter a checkpoint; None while an earlier one is on its way. Asks no node."""
        return self._entries.plan(target, now=self._clock())

    def find(self, log_id: LogId, size: TreeSize) -> Entry | None:
        """Where a checkpoint stands by the rows; asks no node."""
        return self._entries.find(log_id, size)

    def advance(self, log_id: LogId, size: TreeSize) -> Entry | None:
        """Go on until the entry waits for the chain or has ended; raises PeerUnavailable, nothing is lost by it."""
        entry = self._entries.find(log_id, size)
        for _ in range(STEPS_AT_ONCE):
            if entry is None or entry.step not in self._steps:
                break
            before, entry = entry.step, self._step(entry)
            if entry.step == before:
                break
        return entry

    def _step(self, entry: Entry) -> Entry:
        self._pause(f"before {entry.step}")
        self._steps[entry.step](entry)
        self._pause(f"after {entry.step}")
        return self._entries.find(entry.log_id, entry.size) or entry

    def _sign(self, entry: Entry) -> None:
        attempts = self._entries.attempts(entry)
        if attempts and (found := self._locate(attempts)).sight:
            return self._found(entry, found)
        if attempts and self._just_refused(attempts[-1]):
            return None
        self._signing.sign(entry, attempts, now=self._clock())
        return None

    def _just_refused(self, newest: Attempt) -> bool:
        """Whether its place is free still, and it is too soon to ask for it again."""
        soon = self._clock() - newest.signed_at < self._rules.resend_after
        return soon and self.nodes.nonce(self.account) <= newest.nonce

    def _send(self, entry: Entry) -> None:
        attempts = self._entries.attempts(entry)
        attempt = self._due(attempts)
        self._pause("before sending")
        answer = self.nodes.send(attempt.raw)
        self._pause("after sending")
        if answer in {Sending.ACCEPTED, Sending.KNOWN}:
            self._entries.mark_sent(entry, attempt, now=self._clock())
        elif answer is Sending.UNDERPRICED:
            self._outbid(entry, attempts, attempt)
        elif answer is Sending.NONCE_USED:
            self._look_for_ours(entry, attempts, attempt)
        elif attempt.sent_at is None:
            self._entries.mark_back(entry, Step.PLANNED, now=self._clock(), detail=WAITING[answer])
        else:  # a node has it already; this one's refusal changes nothing
            self._entries.mark_sent(entry, attempt, now=self._clock(), detail=WAITING[answer])

    def _outbid(self, entry: Entry, attempts: tuple[Attempt, ...], due: Attempt) -> None:
        """One step dearer, once the price that was refused had its time: the answer alone may never go away."""
        now = self._clock()
        if now - due.signed_at >= self._rules.resend_after and self.nodes.height() > due.signed_block:
            self._signing.replace(entry, attempts, due, now=now)
        else:
            self._entries.note(entry, WAITING[Sending.UNDERPRICED], now=now)

    def _wait(self, entry: Entry) -> None:
        attempts = self._entries.attempts(entry)
        found, now = self._locate(attempts), self._clock()
        if found.sight:
            return self._found(entry, found)
        due = self._due(attempts)
        if now - (due.sent_at or due.signed_at) < self._rules.resend_after:
            return None
        if now - due.signed_at < self._rules.bump_after:
            return self._send(entry)
        if self.nodes.nonce(self.account) < due.nonce:
            return self._entries.mark_back(entry, Step.PLANNED, now=now, detail=GAP)
        if self.nodes.height() > due.signed_block and self._signing.replace(entry, attempts, due, now=now):
            return None
        return self._send(entry)  # a chain that stands still is not outbid, nor one too dear for today

    def _follow(self, entry: Entry) -> None:
        attempts = self._entries.attempts(entry)
        found = self._locate(attempts)
        if found.sight is None:
            return self._entries.mark_back(entry, Step.SIGNED, now=self._clock(), detail=TOOK_BACK)
        if not found.final:
            return self._found(entry, found)
        return self._closing.close(entry, attempts, found.sight, now=self._clock())

    def _look_for_ours(self, entry: Entry, attempts: tuple[Attempt, ...], attempt: Attempt) -> None:
        """ "Nonce too low" decides nothing by itself: first look whether it is an earlier transaction of ours."""
        found = self._locate(attempts)
        counts = self.nodes.each(lambda client: client.nonce(self.account))
        if found.sight:
            self._found(entry, found)
        elif len(counts) == len(self.nodes.clients) and min(counts) > attempt.nonce:
            self._entries.mark_back(entry, Step.PLANNED, now=self._clock(), detail=PLACE_TAKEN)
        else:
            self._entries.note(entry, WAITING[Sending.NONCE_USED], now=self._clock())

    def _found(self, entry: Entry, found: Whereabouts) -> None:
        sight, detail = found.sight, DISAGREE if found.disagree else ""
        if sight and (entry.step, entry.block_hash, entry.detail) != (Step.MINED, sight.mined.block_hash, detail):
            self._entries.mark_mined(entry, sight, now=self._clock(), detail=detail)

    def _locate(self, attempts: tuple[Attempt, ...]) -> Whereabouts:
        return locate(self.nodes, [attempt.tx_hash for attempt in attempts])

    def _due(self, attempts: tuple[Attempt, ...]) -> Attempt:
        """The newest one of the nonce that the chain waits for; after a re-organisation it may be an earlier one."""
        count = self.nodes.nonce(self.account)
        return next((one for one in reversed(attempts) if one.nonce == count), attempts[-1])
