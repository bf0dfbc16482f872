"""The lane of one account: what is to be anchored, and every transaction that was ever signed for it."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from chronology.anchors.times import Moment
from chronology.schema.metadata import metadata

ONE_OPEN = text("state IN ('planned', 'signed', 'sent', 'mined')")

evm_entry = Table(
    "evm_entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("chain_id", BigInteger, nullable=False),
    Column("account", LargeBinary(20), nullable=False),
    Column("contract", LargeBinary(20), nullable=False),
    Column("log_id", LargeBinary(32), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("root", LargeBinary(32), nullable=False),
    Column("state", String(12), nullable=False),
    Column("tx_hash", LargeBinary(32)),
    Column("block_number", BigInteger),
    Column("block_hash", LargeBinary(32)),
    Column("block_time", Moment),
    Column("detail", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    UniqueConstraint("chain_id", "account", "contract", "log_id", "size", name="evm_entry_once_per_size"),
    Index(
        "evm_entry_one_open",
        "chain_id",
        "account",
        "contract",
        unique=True,
        sqlite_where=ONE_OPEN,
        postgresql_where=ONE_OPEN,
    ),
)

evm_attempt = Table(
    "evm_attempt",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("entry_id", Integer, ForeignKey("evm_entry.id"), nullable=False, index=True),
    Column("nonce", BigInteger, nullable=False),
    Column("tx_hash", LargeBinary(32), nullable=False, unique=True),
    Column("raw", LargeBinary, nullable=False),
    Column("gas", BigInteger, nullable=False),
    Column("max_fee", BigInteger, nullable=False),
    Column("max_tip", BigInteger, nullable=False),
    Column("signed_block", BigInteger, nullable=False),
    Column("signed_at", Moment, nullable=False),
    Column("sent_at", Moment),
    Column("paid", BigInteger),
)
"""Stored before it is sent and kept for ever: whichever hash of a nonce is mined, it is known as ours."""
