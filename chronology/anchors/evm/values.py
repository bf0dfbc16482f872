"""The values of an EVM chain, kept apart by type; pure, the offline checker uses them too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

ChainId = NewType("ChainId", int)
"""EIP-155 chain id."""
Address = NewType("Address", bytes)
"""An account or contract, 20 bytes."""
TxHash = NewType("TxHash", bytes)
"""Keccak-256 of a signed transaction, 32 bytes."""
BlockHash = NewType("BlockHash", bytes)
"""Keccak-256 of a block header, 32 bytes."""
BlockNumber = NewType("BlockNumber", int)
"""Height of a block."""
Nonce = NewType("Nonce", int)
"""How many transactions of an account come before this one."""
Wei = NewType("Wei", int)
"""An amount of the chain's coin, or a price of one gas, in its smallest unit."""
Gas = NewType("Gas", int)
"""Units of work."""
RawTransaction = NewType("RawTransaction", bytes)
"""A signed transaction in its EIP-2718 encoding."""


@dataclass(frozen=True, slots=True)
class BlockRef:
    """One block of one chain; `time` is its header's, in UTC."""

    chain_id: ChainId
    number: BlockNumber
    hash: BlockHash
    time: datetime


@dataclass(frozen=True, slots=True)
class FeeQuote:
    """EIP-1559 prices of one gas: the base fee of the newest block and a usual tip."""

    base: Wei
    tip: Wei


@dataclass(frozen=True, slots=True)
class EventLog:
    """One event as a receipt holds it."""

    address: Address
    topics: tuple[bytes, ...]
    data: bytes


@dataclass(frozen=True, slots=True)
class Mined:
    """A receipt: the transaction stands in that block, and whether its call held or was reverted."""

    hash: TxHash
    block_number: BlockNumber
    block_hash: BlockHash
    index: int
    succeeded: bool
    gas_used: Gas
    gas_price: Wei
    logs: tuple[EventLog, ...]


@dataclass(frozen=True, slots=True)
class BlockBody:
    """A whole block in its consensus encodings, so that Merkle-Patricia proofs can be built from it.

    `header` is RLP, `transactions` and `receipts` are EIP-2718, in the order of the block. Nothing of it is trusted
    before its hashes were compared.
    """

    header: bytes
    transactions: tuple[bytes, ...]
    receipts: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Transaction:
    """An EIP-1559 call that is not signed yet; it never carries coins."""

    chain_id: ChainId
    nonce: Nonce
    to: Address
    data: bytes
    gas: Gas
    max_fee: Wei
    max_tip: Wei


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed transaction and its hash."""

    raw: RawTransaction
    hash: TxHash
