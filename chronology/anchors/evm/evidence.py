"""Collect the evidence of one mined anchor from a node, and check it before it is kept."""

from __future__ import annotations

from collections.abc import Sequence

from chronology.anchors.evm.abi import read_event
from chronology.anchors.evm.block_header import read_header
from chronology.anchors.evm.chain import ChainClient
from chronology.anchors.evm.check import check_evm_evidence
from chronology.anchors.evm.evidence_format import EvmEvidence
from chronology.anchors.evm.trie_proofs import prove_item, root_of_items
from chronology.anchors.evm.values import BlockBody, Mined, TxHash
from chronology.errors import Malformed, PeerUnavailable, ProofBroken
from chronology.types import LogId, RootHash, TreeSize


def collect_evm_evidence(client: ChainClient, tx: TxHash, *, log_id: LogId, size: TreeSize, root: RootHash) -> bytes:
    """The evidence that this transaction anchored this tree, checked as an auditor would check it.

    Raises PeerUnavailable where the node does not have the whole block, or told something that does not hold: then
    another node, or a later hour, may do better. Nothing that fails the check is ever returned.
    """
    mined = client.mined(tx)
    if mined is None:
        raise PeerUnavailable(f"{client.name} does not have the transaction of this anchor.")
    body = client.body(mined.block_hash)
    if body is None:
        raise PeerUnavailable(f"{client.name} does not have the block of this anchor.")
    try:
        evidence = _evidence(body, mined, log_id)
        check_evm_evidence(evidence, log_id=log_id, size=size, root=root)
    except (Malformed, ProofBroken, IndexError) as error:
        raise PeerUnavailable(f"What {client.name} told about the block of this anchor does not hold.") from error
    return evidence


def _evidence(body: BlockBody, mined: Mined, log_id: LogId) -> bytes:
    header = read_header(body.header)
    transactions = _under(header.transactions_root, body.transactions)
    receipts = _under(header.receipts_root, body.receipts)
    evidence = EvmEvidence(
        header=body.header,
        index=mined.index,
        transaction_proof=prove_item(transactions, mined.index),
        receipt_proof=prove_item(receipts, mined.index),
        log_index=_place_of_event(mined, log_id),
    )
    return evidence.to_bytes()


def _under(root: bytes, items: Sequence[bytes]) -> Sequence[bytes]:
    """The items that this root covers. Some networks list one more at the end that their headers do not cover."""
    for covered in (items, items[:-1]):
        if root_of_items(covered) == root:
            return covered
    raise ProofBroken("The items of the block do not lead to the root in its header.")


def _place_of_event(mined: Mined, log_id: LogId) -> int:
    events = [read_event(log) for log in mined.logs]
    places = [place for place, event in enumerate(events) if event is not None and event.log_id == log_id]
    if len(places) != 1:
        raise ProofBroken("The transaction did not record this log exactly once.")
    return places[0]
