"""What is kept of every anchor: one row a checkpoint and peer. A final row never changes again, none is deleted."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, String, Table, Text, UniqueConstraint

from chronology.anchors.times import Moment
from chronology.schema.metadata import metadata

anchor = Table(
    "anchor",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("log_id", LargeBinary(32), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("name", String(200), nullable=False),
    Column("development", Boolean, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("root", LargeBinary(32), nullable=False),
    Column("checkpoint", LargeBinary, nullable=False),
    Column("state", String(12), nullable=False),
    Column("memo", LargeBinary, nullable=False),
    Column("evidence", LargeBinary),
    Column("reference", String(200), nullable=False),
    Column("chain_id", BigInteger),
    Column("at", Moment),
    Column("detail", Text, nullable=False),
    Column("settled", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    UniqueConstraint("log_id", "kind", "name", "size", name="anchor_once_per_peer_and_size"),
    Index("anchor_unsettled", "log_id", "settled"),
    Index("anchor_by_reference", "reference"),
)
"""`settled` says that no round needs to look at the row again: it ended, and where final its evidence is here."""

anchor_contact = Table(
    "anchor_contact",
    metadata,
    Column("kind", String(32), primary_key=True),
    Column("name", String(200), primary_key=True),
    Column("asked_at", Moment, nullable=False),
    Column("answered_at", Moment),
    Column("trouble", Text, nullable=False),
)
"""When each peer was last asked and last answered, so that pages can say which anchor is silent."""
