"""What the lane and the evidence need of a chain; the web3 adapter and the embedded chain fulfil it alike."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from chronology.anchors.evm.values import (
    Address,
    BlockBody,
    BlockHash,
    BlockNumber,
    BlockRef,
    ChainId,
    EventLog,
    FeeQuote,
    Mined,
    Nonce,
    RawTransaction,
    Signed,
    Transaction,
    TxHash,
    Wei,
)


class Sending(StrEnum):
    """What a node said to a raw transaction."""

    ACCEPTED = "accepted"
    KNOWN = "known"
    """It had this transaction already, which is as good."""
    NONCE_USED = "nonce_used"
    """Another transaction with this nonce is on the chain; it may well be an earlier one of ours."""
    UNDERPRICED = "underpriced"
    """Too cheap for now, or not enough above the one that it would replace."""
    NO_FUNDS = "no_funds"
    REFUSED = "refused"
    """Anything else; the node did not take it."""


class ChainClient(Protocol):
    """One node of one chain. Every method raises PeerUnavailable where the node is silent or speaks nonsense."""

    @property
    def name(self) -> str:
        """Which node, for people: its host, never a URL with a secret in it."""

    def chain_id(self) -> ChainId:
        """The chain that this node follows, asked anew each time."""

    def latest(self) -> BlockRef:
        """The newest block."""

    def finalized(self) -> BlockRef:
        """The newest block that the chain's finality tag covers."""

    def block(self, number: BlockNumber) -> BlockRef | None:
        """The block at this height of the node's present chain; None above its head."""

    def body(self, block_hash: BlockHash) -> BlockBody | None:
        """The whole block; None where the node does not have it."""

    def mined(self, tx: TxHash) -> Mined | None:
        """The receipt of a transaction on the node's present chain; None while there is none."""

    def nonce(self, account: Address) -> Nonce:
        """How many transactions of the account are on the chain (not: in the pool)."""

    def balance(self, account: Address) -> Wei:
        """What the account holds."""

    def fees(self) -> FeeQuote:
        """What one gas costs now."""

    def call(self, to: Address, data: bytes) -> bytes:
        """Run a read-only call on the newest state; empty bytes where there is no contract."""

    def events(self, contract: Address, number: BlockNumber) -> tuple[EventLog, ...]:
        """The events of one contract in the block at this height."""

    def send(self, raw: RawTransaction) -> Sending:
        """Hand in a signed transaction."""


class Wallet(Protocol):
    """Holds the key that pays; signs nothing but calls to the one contract."""

    @property
    def address(self) -> Address:
        """The account that pays and, for the contract, the publisher."""

    def sign(self, transaction: Transaction) -> Signed:
        """Sign, deterministically."""
