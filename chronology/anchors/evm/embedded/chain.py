"""The embedded chain as a chain client: what is sent stands in a block, on the disk, when `send` returns."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from eth.exceptions import HeaderNotFound, PyEVMError
from eth_typing import Address as EvmAddress
from eth_typing import Hash32
from eth_utils.exceptions import ValidationError

from chronology.anchors.evm.chain import Sending
from chronology.anchors.evm.development import EMBEDDED_CHAIN_ID, EMBEDDED_CONTRACT
from chronology.anchors.evm.embedded.blocks import BlockStore
from chronology.anchors.evm.embedded.pool import objection, read_transaction
from chronology.anchors.evm.embedded.reading import body_of, call, events_in, header_at, mined_of, ref_of
from chronology.anchors.evm.embedded.rules import (
    TIP,
    Rules,
    add_block,
    base_fee,
    begin,
    from_faucet,
    open_rules,
)
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
    TxHash,
    Wei,
)
from chronology.errors import PeerUnavailable
from chronology.types import Clock

IDLE_SECONDS = 30
"""Whoever asks for the newest final block gets one at most this old, so that a beacon says something. Each costs
about one kilobyte, and none is made while nobody asks."""

ENDOWMENT = Wei(10**21)
"""What `endow` gives: enough for 10^7 anchors."""


class EmbeddedChain:
    """One development chain in one file; several processes may open it, each block is one transaction of SQLite.

    The contract stands at `contract` from the first start on. Every block is final at once, by its maker's word alone.
    """

    name = "embedded development chain"
    contract = EMBEDDED_CONTRACT

    def __init__(self, path: Path, *, clock: Clock, store: type[BlockStore] = BlockStore) -> None:
        """Open the chain, or begin it; the folder must exist."""
        self._clock, self._store = clock, store(path)
        with self._writing() as _:
            pass

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    def chain_id(self) -> ChainId:
        """Always EMBEDDED_CHAIN_ID."""
        return EMBEDDED_CHAIN_ID

    def latest(self) -> BlockRef:
        """The newest block."""
        with self._reading() as chain:
            return ref_of(chain.get_canonical_head())

    def finalized(self) -> BlockRef:
        """The newest block, made now where the last one is older than IDLE_SECONDS."""
        newest = self.latest()
        if self._clock() - newest.time < timedelta(seconds=IDLE_SECONDS):
            return newest
        with self._writing() as chain:
            return ref_of(add_block(chain, self._clock()))

    def block(self, number: BlockNumber) -> BlockRef | None:
        """The block at this height; None above the head."""
        with self._reading() as chain:
            header = header_at(chain, number)
            return None if header is None else ref_of(header)

    def body(self, block_hash: BlockHash) -> BlockBody | None:
        """The whole block; None where there is none of this hash."""
        with self._reading() as chain:
            try:
                return body_of(chain, chain.get_block_header_by_hash(Hash32(block_hash)))
            except HeaderNotFound:
                return None

    def mined(self, tx: TxHash) -> Mined | None:
        """The receipt of a transaction; None where the chain does not have it."""
        with self._reading() as chain:
            return mined_of(chain, tx)

    def nonce(self, account: Address) -> Nonce:
        """How many transactions of the account are on the chain."""
        with self._reading() as chain:
            return Nonce(chain.get_vm().state.get_nonce(EvmAddress(account)))

    def balance(self, account: Address) -> Wei:
        """What the account holds, in coins without worth."""
        with self._reading() as chain:
            return Wei(chain.get_vm().state.get_balance(EvmAddress(account)))

    def fees(self) -> FeeQuote:
        """The base fee of the next block, and one gwei."""
        with self._reading() as chain:
            return FeeQuote(base_fee(chain.header), TIP)

    def call(self, to: Address, data: bytes) -> bytes:
        """Run a read-only call; empty bytes where there is no contract. Raises PeerUnavailable where it reverts."""
        with self._reading() as chain:
            return call(chain, to, data)

    def events(self, contract: Address, number: BlockNumber) -> tuple[EventLog, ...]:
        """The events of one contract in the block at this height."""
        with self._reading() as chain:
            header = header_at(chain, number)
            return () if header is None else events_in(chain, contract, header)

    def send(self, raw: RawTransaction) -> Sending:
        """Put a transaction into a block of its own; it is on the disk when this returns."""
        with self._writing() as chain:
            transaction = read_transaction(chain, raw)
            if transaction is None:
                return Sending.REFUSED
            refused = objection(chain, transaction)
            if refused is None:
                add_block(chain, self._clock(), raw)
            return refused or Sending.ACCEPTED

    def endow(self, account: Address) -> None:
        """Give an account enough coins to anchor, unless it has half of that already; anybody may ask."""
        with self._writing() as chain:
            if chain.get_vm().state.get_balance(EvmAddress(account)) < ENDOWMENT // 2:
                giving = {"to": bytes(account), "data": b"", "gas": 21_000, "value": int(ENDOWMENT)}
                add_block(chain, self._clock(), from_faucet(chain, giving))

    @contextmanager
    def _reading(self) -> Iterator[Rules]:
        with self._store.reading() as words, _told():
            yield open_rules(words)

    @contextmanager
    def _writing(self) -> Iterator[Rules]:
        with self._store.writing() as words, _told():
            begin(words, self._clock())
            yield open_rules(words)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (PyEVMError, ValidationError, KeyError) as error:
        raise PeerUnavailable(f"The embedded chain could not do this: {error}.") from error
