"""How an entry ends once the chain calls its block final."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from chronology.anchors.evm.abi import AnchoredEvent, read_event
from chronology.anchors.evm.lane.entries import Entries
from chronology.anchors.evm.lane.following import Sight
from chronology.anchors.evm.lane.nodes import Nodes
from chronology.anchors.evm.lane.steps import Attempt, Entry, Step
from chronology.anchors.evm.values import Address, TxHash, Wei
from chronology.errors import Malformed

ALREADY_THERE = "The contract holds this size or a larger one of this log already."
NO_CONTRACT = "The call went through but left no event: there is no anchoring contract at this address."
REVERTED = "The contract refused the call for an unknown reason; check EVM_CONTRACT and the gas limit."

MOST = 2**63 - 1
"""What a row holds, more than nine whole coins; a node that names more is lying, and the limit then stops the day."""


class Closing:
    """Ends the entries of one publisher and contract."""

    def __init__(self, entries: Entries, nodes: Nodes, *, publisher: Address, contract: Address) -> None:
        self._entries, self._nodes, self._publisher, self._contract = entries, nodes, publisher, contract

    def close(self, entry: Entry, attempts: Sequence[Attempt], sight: Sight, *, now: datetime) -> None:
        """Settle an entry whose transaction stands in a final block, whatever came of its call."""
        step, detail = self._outcome(entry, sight)
        self._entries.close(entry, step, sight, self._paid(attempts), now=now, detail=detail)

    def _outcome(self, entry: Entry, sight: Sight) -> tuple[Step, str]:
        due = AnchoredEvent(self._contract, self._publisher, entry.log_id, entry.size, entry.root)
        if due in [read_event(log) for log in sight.mined.logs]:
            return Step.FINAL, ""
        if sight.mined.succeeded:
            return Step.FAILED, NO_CONTRACT
        try:
            head = self._nodes.head(self._contract, self._publisher, entry.log_id)
        except Malformed:
            return Step.FAILED, NO_CONTRACT
        return (Step.SUPERSEDED, ALREADY_THERE) if head.size >= entry.size else (Step.FAILED, REVERTED)

    def _paid(self, attempts: Sequence[Attempt]) -> dict[TxHash, Wei]:
        hashes = [attempt.tx_hash for attempt in attempts]
        receipts = self._nodes.each(lambda client: [client.mined(one) for one in hashes])
        found = [receipt for answers in receipts for receipt in answers if receipt is not None]
        return {receipt.hash: Wei(min(receipt.gas_used * receipt.gas_price, MOST)) for receipt in found}
