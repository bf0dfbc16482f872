"""Blocks that nobody mined: any header, transaction and receipt, joined by honest proofs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import rlp
from eth_account import Account

from chronology.anchors.evm.abi import EVENT_TOPIC, anchor_call
from chronology.anchors.evm.evidence_format import EvmEvidence
from chronology.anchors.evm.trie_proofs import prove_item, root_of_items
from chronology.types import LogId, RootHash, TreeSize

LOG, SIZE, ROOT = LogId(b"\x11" * 32), TreeSize(1234), RootHash(b"\x22" * 32)
SIGNER = Account.from_key(b"\x07" * 32)
PUBLISHER = bytes.fromhex(SIGNER.address[2:])
CONTRACT = b"\xc0" * 20
TIME = 1_780_000_000


def signed(data: bytes = anchor_call(LOG, SIZE, ROOT), **changed: object) -> bytes:
    """A transaction of SIGNER."""
    fields = {"type": 2, "chainId": 137, "nonce": 3, "to": CONTRACT, "value": 0, "data": data, "gas": 90_000}
    fees = {"maxFeePerGas": 10**11, "maxPriorityFeePerGas": 10**10}
    return bytes(SIGNER.sign_transaction({**fields, **fees, **changed}).raw_transaction)


def event(publisher: bytes = PUBLISHER, contract: bytes = CONTRACT, size: int = SIZE) -> list[object]:
    """What the contract writes for an anchor."""
    topics = [EVENT_TOPIC, publisher.rjust(32, b"\x00"), LOG]
    return [contract, topics, size.to_bytes(32, "big") + ROOT]


def receipt(*events: list[object], status: bytes = b"\x01", kind: bytes = b"\x02") -> bytes:
    """A receipt with these events."""
    return kind + bytes(rlp.encode([status, b"\x74\x00", bytes(256), list(events)]))


@dataclass(frozen=True)
class Block:
    """A block as its forger wants it; evidence is about the item at `place`."""

    transactions: tuple[bytes, ...] = field(default_factory=lambda: (signed(),))
    receipts: tuple[bytes, ...] = field(default_factory=lambda: (receipt(event()),))
    place: int = 0
    time: int = TIME
    fields: int = 21

    def header(self) -> bytes:
        """Its header, of so many fields."""
        known: list[object] = [bytes(32)] * self.fields
        told = {4: root_of_items(self.transactions), 5: root_of_items(self.receipts), 8: 77, 11: self.time}
        for place, value in told.items():
            known[place] = value
        return bytes(rlp.encode(known))

    def evidence(self, **changed: object) -> bytes:
        """Evidence about it; `changed` replaces fields of the evidence itself."""
        proofs = prove_item(self.transactions, self.place), prove_item(self.receipts, self.place)
        honest = EvmEvidence(self.header(), self.place, *proofs, log_index=0)
        return replace(honest, **changed).to_bytes()  # type: ignore[arg-type]
