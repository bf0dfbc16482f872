"""The rows of a lane as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, RowMapping, select

from chronology.anchors.evm.lane.fees import Fees
from chronology.anchors.evm.lane.tables import evm_attempt
from chronology.anchors.evm.values import BlockHash, BlockNumber, Gas, Nonce, RawTransaction, TxHash, Wei
from chronology.types import LogId, RootHash, TreeSize


class Step(StrEnum):
    """Where an entry stands; the first four are open, and a lane has at most one open entry."""

    PLANNED = "planned"
    SIGNED = "signed"
    SENT = "sent"
    MINED = "mined"
    FINAL = "final"
    SUPERSEDED = "superseded"
    FAILED = "failed"


OPEN = (Step.PLANNED, Step.SIGNED, Step.SENT, Step.MINED)


@dataclass(frozen=True, slots=True)
class Entry:
    """One checkpoint on its way to the contract; the block is where it stands now, and stays once final."""

    id: int
    log_id: LogId
    size: TreeSize
    root: RootHash
    step: Step
    tx_hash: TxHash | None
    block_number: BlockNumber | None
    block_hash: BlockHash | None
    block_time: datetime | None
    detail: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """One signed transaction for an entry; `paid` is what it cost, None while that is not settled."""

    id: int
    nonce: Nonce
    tx_hash: TxHash
    raw: RawTransaction
    gas: Gas
    fees: Fees
    signed_block: BlockNumber
    signed_at: datetime
    sent_at: datetime | None
    paid: Wei | None


def attempts_of(connection: Connection, entry: Entry) -> tuple[Attempt, ...]:
    """Every transaction that was ever signed for an entry, oldest first."""
    query = select(evm_attempt).where(evm_attempt.c.entry_id == entry.id)
    rows = connection.execute(query.order_by(evm_attempt.c.signed_at, evm_attempt.c.id)).mappings()
    return tuple(read_attempt(row) for row in rows)


def read_attempt(row: RowMapping) -> Attempt:
    """One row of `evm_attempt`."""
    fees = Fees(row["max_fee"], row["max_tip"])
    same = ("id", "nonce", "tx_hash", "raw", "gas", "signed_block", "signed_at", "sent_at", "paid")
    return Attempt(fees=fees, **{name: row[name] for name in same})


def read_entry(row: RowMapping) -> Entry:
    """One row of `evm_entry`."""
    same = ("id", "log_id", "size", "root", "tx_hash", "block_number", "block_hash", "block_time", "detail")
    return Entry(step=Step(row["state"]), **{name: row[name] for name in same})
