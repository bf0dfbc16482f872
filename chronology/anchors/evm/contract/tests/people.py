"""Somebody who anchors on the embedded chain, for tests."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from eth_account import Account

from chronology.anchors.evm.abi import anchor_call, head_call, read_head
from chronology.anchors.evm.chain import Sending
from chronology.anchors.evm.embedded import EMBEDDED_CHAIN_ID, EmbeddedChain
from chronology.anchors.evm.values import Address, Mined, RawTransaction, TxHash
from chronology.types import LogId, RootHash, TreeSize

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
LOG, OTHER_LOG = LogId(b"\x11" * 32), LogId(b"\x22" * 32)


def new_chain(folder: Path) -> EmbeddedChain:
    """A chain that begins at noon."""
    return EmbeddedChain(folder / "chain.sqlite3", clock=lambda: NOON)


def root(number: int) -> RootHash:
    """A root that no other number has."""
    return RootHash(number.to_bytes(32, "big"))


class Publisher:
    """One account with coins; every call is mined before it returns."""

    def __init__(self, chain: EmbeddedChain, number: int = 7) -> None:
        self.chain = chain
        self._account = Account.from_key(number.to_bytes(32, "big"))
        self.address = Address(bytes.fromhex(self._account.address[2:]))
        chain.endow(self.address)

    def signed(self, data: bytes, **changed: object) -> tuple[RawTransaction, TxHash]:
        """A call of the contract, signed and not sent."""
        fields = {
            "type": 2,
            "chainId": EMBEDDED_CHAIN_ID,
            "nonce": self.chain.nonce(self.address),
            "to": bytes(self.chain.contract),
            "value": 0,
            "data": data,
            "gas": 100_000,
            "maxFeePerGas": 3 * 10**9,
            "maxPriorityFeePerGas": 10**9,
        }
        signed = self._account.sign_transaction({**fields, **changed})
        return RawTransaction(bytes(signed.raw_transaction)), TxHash(bytes(signed.hash))

    def anchor(self, size: int, log: LogId = LOG) -> Mined:
        """Anchor a tree of this size."""
        raw, tx = self.signed(anchor_call(log, TreeSize(size), root(size)))
        assert self.chain.send(raw) is Sending.ACCEPTED
        mined = self.chain.mined(tx)
        assert mined is not None
        return mined

    def head(self, log: LogId = LOG) -> int:
        """The newest size that the contract holds for us."""
        return read_head(self.chain.call(self.chain.contract, head_call(self.address, log))).size
