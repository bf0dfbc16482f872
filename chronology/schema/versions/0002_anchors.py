"""Anchors of checkpoints, and the lane of an account on an EVM chain: final rows stay, raw transactions stay."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from chronology.schema.append_only import refuse

revision = "0002"
down_revision = "0001"

OPEN = sa.text("state IN ('planned', 'signed', 'sent', 'mined')")
STATES = "state IN ('pending', 'seen', 'final', 'superseded', 'failed')"
STEPS = "state IN ('planned', 'signed', 'sent', 'mined', 'final', 'superseded', 'failed')"


def upgrade() -> None:
    """Make the tables and the triggers that keep what is final."""
    _anchors()
    _entries()
    _attempts()
    _keep_what_is_final()


def _anchors() -> None:
    op.create_table(
        "anchor",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("log_id", sa.LargeBinary(32), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("development", sa.Boolean, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("root", sa.LargeBinary(32), nullable=False),
        sa.Column("checkpoint", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("memo", sa.LargeBinary, nullable=False),
        sa.Column("evidence", sa.LargeBinary),
        sa.Column("reference", sa.String(200), nullable=False),
        sa.Column("chain_id", sa.BigInteger),
        sa.Column("at", sa.BigInteger),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("settled", sa.Boolean, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("log_id", "kind", "name", "size", name="anchor_once_per_peer_and_size"),
        sa.CheckConstraint(STATES, name="anchor_states"),
    )
    op.create_index("anchor_unsettled", "anchor", ["log_id", "settled"])
    op.create_index("anchor_by_reference", "anchor", ["reference"])
    op.create_table(
        "anchor_contact",
        sa.Column("kind", sa.String(32), primary_key=True),
        sa.Column("name", sa.String(200), primary_key=True),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("answered_at", sa.BigInteger),
        sa.Column("trouble", sa.Text, nullable=False),
    )


def _entries() -> None:
    op.create_table(
        "evm_entry",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("chain_id", sa.BigInteger, nullable=False),
        sa.Column("account", sa.LargeBinary(20), nullable=False),
        sa.Column("contract", sa.LargeBinary(20), nullable=False),
        sa.Column("log_id", sa.LargeBinary(32), nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("root", sa.LargeBinary(32), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("tx_hash", sa.LargeBinary(32)),
        sa.Column("block_number", sa.BigInteger),
        sa.Column("block_hash", sa.LargeBinary(32)),
        sa.Column("block_time", sa.BigInteger),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("chain_id", "account", "contract", "log_id", "size", name="evm_entry_once_per_size"),
        sa.CheckConstraint(STEPS, name="evm_entry_states"),
    )
    op.create_index(
        "evm_entry_one_open",
        "evm_entry",
        ["chain_id", "account", "contract"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def _attempts() -> None:
    op.create_table(
        "evm_attempt",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("entry_id", sa.Integer, sa.ForeignKey("evm_entry.id"), nullable=False),
        sa.Column("nonce", sa.BigInteger, nullable=False),
        sa.Column("tx_hash", sa.LargeBinary(32), nullable=False, unique=True),
        sa.Column("raw", sa.LargeBinary, nullable=False),
        sa.Column("gas", sa.BigInteger, nullable=False),
        sa.Column("max_fee", sa.BigInteger, nullable=False),
        sa.Column("max_tip", sa.BigInteger, nullable=False),
        sa.Column("signed_block", sa.BigInteger, nullable=False),
        sa.Column("signed_at", sa.BigInteger, nullable=False),
        sa.Column("sent_at", sa.BigInteger),
        sa.Column("paid", sa.BigInteger),
    )
    op.create_index("ix_evm_attempt_entry_id", "evm_attempt", ["entry_id"])


def _keep_what_is_final() -> None:
    same = " AND ".join(f"NEW.{name} = OLD.{name}" for name in ("log_id", "kind", "name", "size", "root", "checkpoint"))
    stays = "(OLD.state <> 'final' OR (NEW.state = 'final' AND (OLD.evidence IS NULL OR NEW.evidence = OLD.evidence)))"
    refuse("anchor", "UPDATE", unless=f"{same} AND {stays}", because="what is final stays as it is")
    refuse("anchor", "DELETE")
    refuse("evm_entry", "UPDATE", unless="OLD.state <> 'final'", because="what is final stays as it is")
    refuse("evm_entry", "DELETE")
    kept = "NEW.raw = OLD.raw AND NEW.tx_hash = OLD.tx_hash AND NEW.nonce = OLD.nonce AND NEW.entry_id = OLD.entry_id"
    refuse("evm_attempt", "UPDATE", unless=kept, because="a signed transaction stays as it is")
    refuse("evm_attempt", "DELETE")
