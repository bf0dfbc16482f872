"""Evidence holds for exactly one log, size and root, and for what the chain itself recorded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import rlp
from eth_hash.auto import keccak

from chronology.anchors.evm.abi import anchor_call
from chronology.anchors.evm.check import check_evm_evidence
from chronology.anchors.evm.contract.tests.people import LOG as ANCHORED_LOG
from chronology.anchors.evm.contract.tests.people import Publisher, new_chain, root
from chronology.anchors.evm.embedded import EMBEDDED_CHAIN_ID, EMBEDDED_CONTRACT, EmbeddedChain
from chronology.anchors.evm.evidence import collect_evm_evidence
from chronology.anchors.evm.tests.forging import (
    CONTRACT,
    LOG,
    PUBLISHER,
    ROOT,
    SIZE,
    TIME,
    Block,
    event,
    receipt,
    signed,
)
from chronology.anchors.evm.trie_proofs import prove_item
from chronology.anchors.evm.values import BlockBody, BlockHash, TxHash
from chronology.errors import Malformed, PeerUnavailable, ProofBroken
from chronology.types import LogId, RootHash, TreeSize


@pytest.fixture
def publisher(tmp_path: Path) -> Iterator[Publisher]:
    with closing(new_chain(tmp_path)) as chain:
        yield Publisher(chain)


def collected(publisher: Publisher, size: int, chain: EmbeddedChain | None = None) -> bytes:
    mined = publisher.anchor(size)
    wanted = {"log_id": ANCHORED_LOG, "size": TreeSize(size), "root": root(size)}
    return collect_evm_evidence(chain or publisher.chain, mined.hash, **wanted)


def test_what_was_collected_names_chain_contract_publisher_and_block(publisher: Publisher) -> None:
    publisher.anchor(3)
    answer = check_evm_evidence(collected(publisher, 9), log_id=ANCHORED_LOG, size=TreeSize(9), root=root(9))
    block = publisher.chain.latest()
    assert (answer.chain_id, answer.contract, answer.publisher) == (
        EMBEDDED_CHAIN_ID,
        EMBEDDED_CONTRACT,
        publisher.address,
    )
    assert (answer.block_number, answer.block_hash, answer.block_time) == (block.number, block.hash, block.time)
    assert answer.development, "a chain that one party runs proves nothing to outsiders"


@pytest.mark.parametrize(
    ("log", "size", "root_"),
    [(LogId(b"\x12" * 32), 9, root(9)), (ANCHORED_LOG, 8, root(9)), (ANCHORED_LOG, 9, root(8))],
)
def test_it_holds_for_no_other_log_size_or_root(publisher: Publisher, log: LogId, size: int, root_: RootHash) -> None:
    with pytest.raises(ProofBroken):
        check_evm_evidence(collected(publisher, 9), log_id=log, size=TreeSize(size), root=root_)


def test_a_public_chain_is_not_called_a_development_chain() -> None:
    answer = check_evm_evidence(Block().evidence(), log_id=LOG, size=SIZE, root=ROOT)
    assert (answer.chain_id, answer.contract, answer.publisher) == (137, CONTRACT, PUBLISHER)
    assert answer.block_time == datetime.fromtimestamp(TIME, UTC)
    assert answer.block_hash == keccak(Block().header())
    assert not answer.development


@pytest.mark.parametrize("chain", [1337, 31337, 987735])
def test_every_usual_development_chain_is_called_one(chain: int) -> None:
    forged = Block(transactions=(signed(chainId=chain),)).evidence()
    assert check_evm_evidence(forged, log_id=LOG, size=SIZE, root=ROOT).development


def test_an_anchor_among_many_calls_is_found_at_its_place() -> None:
    others = tuple(signed(nonce=number, data=b"other") for number in range(200))
    block = Block(
        transactions=(*others[:130], signed(), *others[130:]),
        receipts=(*[receipt()] * 130, receipt(event(size=1), event()), *[receipt()] * 70),
        place=130,
    )
    answer = check_evm_evidence(block.evidence(log_index=1), log_id=LOG, size=SIZE, root=ROOT)
    assert answer.publisher == PUBLISHER


BROKEN = {
    "the call was reverted": Block(receipts=(receipt(event(), status=b""),)),
    "the event names another publisher": Block(receipts=(receipt(event(publisher=b"\x99" * 20)),)),
    "the event is another contract's": Block(receipts=(receipt(event(contract=b"\x99" * 20)),)),
    "the event has another size": Block(receipts=(receipt(event(size=SIZE + 1)),)),
    "the event is of another kind": Block(receipts=(receipt([CONTRACT, [b"\x01" * 32], b""]),)),
    "the call has bytes after its end": Block(transactions=(signed(anchor_call(LOG, SIZE, ROOT) + b"\x00"),)),
    "the call anchors nothing": Block(transactions=(signed(b""),)),
}
MALFORMED = {
    "a header of too few fields": Block(fields=14).evidence(),
    "a header of too many fields": Block(fields=33).evidence(),
    "a time beyond every calendar": Block(time=2**63).evidence(),
    "an older type of transaction": Block(transactions=(b"\x01" + signed()[1:],)).evidence(),
    "an older type of receipt": Block(receipts=(receipt(event(), kind=b"\x01"),)).evidence(),
    "an event that the receipt does not have": Block().evidence(log_index=1),
    "a number where bytes are due": b"\xa6\x00\x01\x01\x00\x02\x00\x03\x80\x04\x80\x05\x00",
    "another format": b"\xa6\x00\x02\x01\x40\x02\x00\x03\x80\x04\x80\x05\x00",
    "no map": b"\x80",
    "nothing": b"",
    "more nodes than any tree is high": Block().evidence(transaction_proof=(b"\xc0",) * 17),
    "a node nested deeper than any": Block().evidence(receipt_proof=(bytes(rlp.encode([[[[[[[[]]]]]]]])),)),
}


@pytest.mark.parametrize("block", BROKEN.values(), ids=BROKEN)
def test_what_the_chain_did_not_record_is_refused(block: Block) -> None:
    with pytest.raises(ProofBroken):
        check_evm_evidence(block.evidence(), log_id=LOG, size=SIZE, root=ROOT)


@pytest.mark.parametrize("evidence", MALFORMED.values(), ids=MALFORMED)
def test_what_is_no_evidence_is_called_malformed_and_not_broken(evidence: bytes) -> None:
    with pytest.raises(Malformed):
        check_evm_evidence(evidence, log_id=LOG, size=SIZE, root=ROOT)


def test_a_receipt_of_another_place_is_refused() -> None:
    block = Block(transactions=(signed(), signed(nonce=4)), receipts=(receipt(), receipt(event())))
    honest = replace(block, place=1)
    assert check_evm_evidence(honest.evidence(), log_id=LOG, size=SIZE, root=ROOT)
    moved = block.evidence(receipt_proof=prove_item(block.receipts, 1))
    with pytest.raises((ProofBroken, Malformed)):
        check_evm_evidence(moved, log_id=LOG, size=SIZE, root=ROOT)


class TellsLess(EmbeddedChain):
    """A node that lost something of its blocks."""

    lost = "receipts"

    def body(self, block_hash: BlockHash) -> BlockBody | None:
        body = super().body(block_hash)
        assert body is not None
        changed = {"receipts": (), "transactions": (), "header": b"\xc0"}
        return None if self.lost == "all" else replace(body, **{self.lost: changed[self.lost]})


@pytest.mark.parametrize("lost", ["receipts", "transactions", "header", "all"])
def test_a_node_that_does_not_know_its_block_is_unavailable_and_breaks_no_proof(tmp_path: Path, lost: str) -> None:
    with closing(TellsLess(tmp_path / "chain.sqlite3", clock=lambda: datetime.now(UTC))) as chain:
        chain.lost = lost
        with pytest.raises(PeerUnavailable):
            collected(Publisher(chain), 5, chain)


def test_no_evidence_is_made_of_a_call_that_the_contract_refused(publisher: Publisher) -> None:
    publisher.anchor(9)
    with pytest.raises(PeerUnavailable):
        collected(publisher, 9)


def test_a_transaction_that_the_node_does_not_have_is_no_evidence(publisher: Publisher) -> None:
    with pytest.raises(PeerUnavailable):
        collect_evm_evidence(publisher.chain, TxHash(b"\x01" * 32), log_id=LOG, size=SIZE, root=ROOT)
