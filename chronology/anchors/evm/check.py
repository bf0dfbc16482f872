"""Check the evidence of an EVM anchor offline: the answer holds for the header that came with it, whoever made that.

The order of the checks:
1. the evidence is of its one encoding, within its limits;
2. the header's roots lead to one transaction and to the receipt at the same place;
3. somebody's key signed the transaction, for one chain, and it calls a contract to anchor exactly this log and tree;
4. the receipt says that the call held and that this contract recorded the signer as the publisher of exactly that.
That the header belongs to the named chain is not checked here: it needs a node (`confirming.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chronology.anchors.evm.abi import AnchoredEvent, anchor_call, read_event
from chronology.anchors.evm.block_header import read_header
from chronology.anchors.evm.development import DEVELOPMENT_CHAINS
from chronology.anchors.evm.evidence_format import EvmEvidence, read_evidence
from chronology.anchors.evm.mined_call import read_call, read_events
from chronology.anchors.evm.trie_proofs import proven_item
from chronology.anchors.evm.values import Address, BlockHash, BlockNumber, ChainId, EventLog, RawTransaction, TxHash
from chronology.errors import Malformed, ProofBroken
from chronology.types import LogId, RootHash, TreeSize


@dataclass(frozen=True, slots=True)
class EvmAnswer:
    """What evidence shows: this publisher's tree was known when the block of this header was made.

    `block_time` is UTC, as the header says. `development` marks chains that prove nothing to outsiders.
    """

    chain_id: ChainId
    contract: Address
    publisher: Address
    transaction: TxHash
    block_number: BlockNumber
    block_hash: BlockHash
    block_time: datetime
    development: bool


def check_evm_evidence(evidence: bytes, *, log_id: LogId, size: TreeSize, root: RootHash) -> EvmAnswer:
    """Check that a block of the supplied header anchors this tree; raises Malformed or ProofBroken.

    Limits: 256 KiB, 16 nodes a proof, 6 levels of RLP. Source: docs/evm-anchors.md.
    """
    given = read_evidence(evidence)
    header = read_header(given.header)
    raw = RawTransaction(proven_item(header.transactions_root, given.index, given.transaction_proof))
    receipt = proven_item(header.receipts_root, given.index, given.receipt_proof)
    call = read_call(raw)
    if call.data != anchor_call(log_id, size, root):
        raise ProofBroken("The transaction anchors another tree than this one.")
    event = _event(given, read_events(receipt))
    if event != AnchoredEvent(call.to, call.sender, log_id, size, root):
        raise ProofBroken("The contract did not record what the transaction asked for.")
    return EvmAnswer(
        chain_id=call.chain_id,
        contract=call.to,
        publisher=call.sender,
        transaction=call.hash,
        block_number=header.number,
        block_hash=header.hash,
        block_time=header.time,
        development=call.chain_id in DEVELOPMENT_CHAINS,
    )


def _event(given: EvmEvidence, events: tuple[EventLog, ...]) -> AnchoredEvent | None:
    if given.log_index >= len(events):
        raise Malformed("The receipt does not have the event that the evidence points at.")
    return read_event(events[given.log_index])
