"""Transactions and receipts in their consensus encodings, as far as an anchor needs them.

Sources: EIP-2718 (envelope), EIP-1559 (type 2), EIP-658 (status of a receipt).
"""

from __future__ import annotations

from dataclasses import dataclass

import rlp
from coincurve import PublicKey
from eth_hash.auto import keccak

from chronology.anchors.evm.rlp_reading import Rlp, as_bytes, as_list, as_number, read_fields
from chronology.anchors.evm.values import Address, ChainId, EventLog, RawTransaction, TxHash
from chronology.errors import Malformed, ProofBroken

FEE_MARKET = b"\x02"
"""EIP-1559: the only type that the lane sends. It names its chain inside what is signed."""
MAX_TOPICS = 4
"""The EVM has no instruction for more."""


@dataclass(frozen=True, slots=True)
class SignedCall:
    """A transaction whose signature was checked, by recovering its sender."""

    hash: TxHash
    chain_id: ChainId
    sender: Address
    to: Address
    data: bytes


def read_call(raw: RawTransaction) -> SignedCall:
    """Decode a transaction and recover who signed it; raises Malformed or ProofBroken."""
    if raw[:1] != FEE_MARKET:
        raise Malformed("The transaction of an anchor is of type 2 (EIP-1559); this one is of another type.")
    fields = read_fields(raw[1:], 12, 12)
    return SignedCall(
        hash=TxHash(keccak(raw)),
        chain_id=ChainId(as_number(fields[0])),
        sender=_sender(fields),
        to=Address(as_bytes(fields[5], 20)),
        data=as_bytes(fields[7]),
    )


def read_events(receipt: bytes) -> tuple[EventLog, ...]:
    """The events of a call that held; raises ProofBroken where the chain reverted it."""
    if receipt[:1] != FEE_MARKET:
        raise Malformed("The receipt of an anchor is of type 2 (EIP-1559); this one is of another type.")
    status, _, _, logs = read_fields(receipt[1:], 4, 4)
    if status != b"\x01":
        raise ProofBroken("The chain refused this anchor: its transaction was reverted.")
    return tuple(_event(log) for log in as_list(logs))


def _event(log: Rlp) -> EventLog:
    fields = as_list(log)
    if len(fields) != 3:
        raise Malformed("An event of the receipt does not have three parts.")
    topics = as_list(fields[1])
    if len(topics) > MAX_TOPICS:
        raise Malformed("An event of the receipt has more topics than there can be.")
    return EventLog(
        Address(as_bytes(fields[0], 20)), tuple(as_bytes(topic, 32) for topic in topics), as_bytes(fields[2])
    )


def _sender(fields: list[Rlp]) -> Address:
    parity, r, s = (as_number(field) for field in fields[9:])
    if parity > 1:
        raise Malformed("The signature of the transaction is not of its form.")
    signature = r.to_bytes(32, "big") + s.to_bytes(32, "big") + bytes([parity])
    signed = keccak(FEE_MARKET + rlp.encode(fields[:9]))
    try:
        key = PublicKey.from_signature_and_message(signature, signed, hasher=None)
    except Exception as error:  # the library raises bare Exception where no key made this signature
        raise ProofBroken("No key made the signature of this transaction.") from error
    return Address(keccak(key.format(compressed=False)[1:])[12:])
