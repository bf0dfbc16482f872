"""The log: entries, keys, tiles' hashes, checkpoints, the lease, and the triggers that keep them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from chronology.schema.append_only import append_only, refuse

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

COMMITTED = "coalesce((SELECT size FROM batch WHERE log = NEW.log ORDER BY first DESC LIMIT 1), 0)"
FILED = "coalesce((SELECT max(size) FROM filing WHERE log = OLD.log), 0)"
INDEXED = "coalesce((SELECT max(size) FROM indexing WHERE log = OLD.log), 0)"
LAST_INDEXING = "coalesce((SELECT max(size) FROM indexing WHERE log = NEW.log), 0)"
FOLLOWED = "EXISTS (SELECT 1 FROM batch AS later WHERE later.log = OLD.log AND later.first > OLD.first)"
LAST_FILING = "coalesce((SELECT max(size) FROM filing WHERE log = NEW.log), 0)"
LAST_CHECKPOINT = "coalesce((SELECT max(size) FROM checkpoint WHERE log = NEW.log), -1)"


def upgrade() -> None:
    """Make the tables and their triggers."""
    _make_log()
    _make_batch()
    _make_entry_key()
    _make_filing()
    _make_checkpoint()
    _make_lease()


def _log_column() -> sa.Column[int]:
    return sa.Column("log", sa.Integer, sa.ForeignKey("log.number"), primary_key=True, autoincrement=False)


def _number(name: str, *, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, primary_key=key, autoincrement=False, nullable=False)


def _bytes(name: str, *, key: bool = False, nullable: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, primary_key=key, nullable=nullable)


def _make_log() -> None:
    op.create_table(
        "log",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("log_id", sa.LargeBinary, nullable=False, unique=True),
        sa.Column("origin", sa.Text, nullable=False, unique=True),
        sa.Column("vkey", sa.Text, nullable=False),
        _number("created_at"),
        sa.CheckConstraint("length(log_id) = 32", name="log_id_is_a_digest"),
    )
    append_only("log")


def _make_batch() -> None:
    op.create_table(
        "batch",
        _log_column(),
        _number("first", key=True),
        sa.Column("count", sa.Integer, nullable=False),
        _bytes("entries"),
        _bytes("leaf_hashes"),
        _bytes("keys", nullable=True),
        _number("size"),
        _bytes("root"),
        _bytes("range"),
        _number("token"),
        _number("committed_at"),
        sa.CheckConstraint("count > 0 AND size = first + count", name="batch_ends_where_it_says"),
        sa.CheckConstraint("length(root) = 32", name="batch_root_is_a_digest"),
        sa.CheckConstraint("length(leaf_hashes) = 32 * count", name="batch_has_a_hash_an_entry"),
        sa.CheckConstraint("keys IS NULL OR length(keys) = 32 * count", name="batch_has_a_key_an_entry"),
    )
    _keep_blobs_plain("batch", "entries", "leaf_hashes", "keys")
    refuse("batch", "INSERT", unless=f"NEW.first = {COMMITTED}", because="a gap or a fork")
    refuse("batch", "UPDATE")
    refuse(
        "batch",
        "DELETE",
        unless=f"OLD.size <= {FILED} AND OLD.size <= {INDEXED} AND {FOLLOWED}",
        because="its entries are not filed and indexed, or it is the head",
    )


def _keep_blobs_plain(table: str, *columns: str) -> None:
    """Digests do not compress; PostgreSQL would try with each row."""
    if op.get_bind().dialect.name == "postgresql":
        for column in columns:
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STORAGE EXTERNAL")


def _make_entry_key() -> None:
    op.create_table(
        "entry_key",
        _log_column(),
        _bytes("key", key=True),
        _number("number"),
        sa.CheckConstraint("length(key) = 32", name="entry_key_is_a_digest"),
        sqlite_with_rowid=False,
    )
    append_only("entry_key")
    op.create_table("indexing", _log_column(), _number("size", key=True), _number("indexed_at"))
    refuse(
        "indexing",
        "INSERT",
        unless=f"NEW.size <= {COMMITTED} AND NEW.size > {LAST_INDEXING}",
        because="only what is committed, and forwards",
    )
    append_only("indexing")


def _make_filing() -> None:
    op.create_table("filing", _log_column(), _number("size", key=True), _number("filed_at"))
    refuse(
        "filing",
        "INSERT",
        unless=f"NEW.size % 256 = 0 AND NEW.size <= {COMMITTED} AND NEW.size > {LAST_FILING}",
        because="only whole committed tiles, and forwards",
    )
    append_only("filing")
    op.create_table(
        "node",
        _log_column(),
        sa.Column("level", sa.Integer, primary_key=True, autoincrement=False),
        _number("number", key=True),
        _bytes("hash"),
        _bytes("keys_digest", nullable=True),
        sa.CheckConstraint("level > 0 AND length(hash) = 32", name="node_is_above_the_leaves"),
    )
    append_only("node")


def _make_checkpoint() -> None:
    op.create_table(
        "checkpoint", _log_column(), _number("size", key=True), _bytes("root"), _bytes("note"), _number("signed_at")
    )
    refuse(
        "checkpoint",
        "INSERT",
        unless=f"NEW.size <= {COMMITTED} AND NEW.size > {LAST_CHECKPOINT}",
        because="beyond what is committed, or not forwards",
    )
    append_only("checkpoint")
    op.create_table(
        "cosignature",
        _log_column(),
        _number("size", key=True),
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("line", sa.Text, nullable=False),
        _number("added_at"),
        sa.ForeignKeyConstraint(["log", "size"], ["checkpoint.log", "checkpoint.size"]),
    )
    append_only("cosignature")


def _make_lease() -> None:
    op.create_table(
        "lease",
        _log_column(),
        sa.Column("holder", sa.Text, nullable=False),
        _number("token"),
        _number("expires_at"),
    )
    refuse(
        "lease",
        "UPDATE",
        unless="NEW.log = OLD.log AND (NEW.token > OLD.token OR (NEW.token = OLD.token AND NEW.holder = OLD.holder))",
        because="a token never goes back and never changes hands",
    )
    refuse("lease", "DELETE")
