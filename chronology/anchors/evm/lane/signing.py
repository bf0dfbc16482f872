"""New transactions of a lane, stored before they are sent, within what may be spent in a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from chronology.anchors.evm.abi import anchor_call
from chronology.anchors.evm.chain import Wallet
from chronology.anchors.evm.lane.entries import Entries
from chronology.anchors.evm.lane.fees import Fees, bumped, first_fees
from chronology.anchors.evm.lane.nodes import Nodes
from chronology.anchors.evm.lane.rules import LaneRules
from chronology.anchors.evm.lane.steps import Attempt, Entry
from chronology.anchors.evm.values import Address, Nonce, Transaction

TOO_DEAR = "Sending now could pass the daily limit of the fee wallet; it goes on as soon as that allows it."


class Signing:
    """Signs the first transaction of an entry, and replacements that outbid it."""

    def __init__(self, entries: Entries, nodes: Nodes, wallet: Wallet, *, contract: Address, rules: LaneRules) -> None:
        self._entries, self._nodes, self._wallet = entries, nodes, wallet
        self._contract, self._rules = contract, rules

    def sign(self, entry: Entry, attempts: Sequence[Attempt], *, now: datetime) -> None:
        """Sign for the next free nonce; where that nonce had an attempt already, outbid it."""
        nonce = max(self._nodes.nonce(self._wallet.address), self._entries.next_nonce())
        self._sign(entry, nonce, [one for one in attempts if one.nonce == nonce], now)

    def replace(self, entry: Entry, attempts: Sequence[Attempt], due: Attempt, *, now: datetime) -> bool:
        """Outbid the attempt that is due, at its own nonce; False where the daily limit forbids it."""
        return self._sign(entry, due.nonce, [one for one in attempts if one.nonce == due.nonce], now)

    def _sign(self, entry: Entry, nonce: Nonce, rivals: Sequence[Attempt], now: datetime) -> bool:
        fees, height = self._price(rivals), self._nodes.height()
        if self._entries.spent(now=now, without=nonce) + self._rules.gas * fees.max_fee > self._rules.daily_limit:
            self._entries.note(entry, TOO_DEAR, now=now)
            return False
        plan = Transaction(
            chain_id=self._nodes.chain_id,
            nonce=nonce,
            to=self._contract,
            data=anchor_call(entry.log_id, entry.size, entry.root),
            gas=self._rules.gas,
            max_fee=fees.max_fee,
            max_tip=fees.max_tip,
        )
        self._entries.store_signed(entry, plan, self._wallet.sign(plan), height=height, now=now)
        return True

    def _price(self, rivals: Sequence[Attempt]) -> Fees:
        quote = self._nodes.fees()
        if not rivals:
            return first_fees(quote)
        return bumped(max((one.fees for one in rivals), key=lambda fees: fees.max_fee), quote)
