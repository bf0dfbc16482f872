"""The index: items, their codes in chunk columns, patches, words, tombstones, and the lease."""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

CHUNK_NAMES = [f"c{number:02}" for number in range(16)]


def upgrade() -> None:
    """Make the tables, and the row that counts changes."""
    _make_mark()
    _make_item()
    _make_code()
    _make_patches()
    _make_word()
    _make_tombstone()
    _make_lease()


def _number(name: str, *, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, primary_key=key, autoincrement=False, nullable=False)


def _space() -> sa.Column[int]:
    return sa.Column("space", sa.SmallInteger, primary_key=True, autoincrement=False)


def _make_mark() -> None:
    mark = op.create_table(
        "mark",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        _number("serial"),
        sa.Column("store", sa.Text, nullable=False),
        sa.CheckConstraint("number = 1", name="mark_is_one_row"),
    )
    # Segments name the store they were built from; a folder of another store is never searched.
    op.bulk_insert(mark, [{"number": 1, "serial": 0, "store": secrets.token_hex(16)}])


def _make_item() -> None:
    op.create_table(
        "item",
        _number("id", key=True),
        sa.Column("subject", sa.Text, nullable=False, unique=True),
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("recorder", sa.Text, nullable=False),
        sa.Column("comparable", sa.Boolean, nullable=False),
        sa.Column("showable", sa.Boolean, nullable=False),
        _number("put_at"),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("face", sa.LargeBinary, nullable=True),
    )
    op.create_index("item_of_face", "item", ["face", "recorder"])
    op.create_table("wire", _number("item", key=True), sa.Column("fingerprints", sa.LargeBinary, nullable=False))


def _make_code() -> None:
    op.create_table(
        "code",
        _space(),
        _number("item", key=True),
        _number("place", key=True),
        *(sa.Column(name, sa.SmallInteger, nullable=False) for name in CHUNK_NAMES),
        sqlite_with_rowid=False,
    )
    for name in CHUNK_NAMES:
        op.create_index(f"code_by_{name}", "code", ["space", name])


def _make_patches() -> None:
    op.create_table(
        "patches",
        _space(),
        _number("item", key=True),
        sa.Column("places", sa.LargeBinary, nullable=False),
        sa.Column("codes", sa.LargeBinary, nullable=False),
        sa.CheckConstraint("length(codes) = 8 * length(places)", name="patches_have_a_place_each"),
    )


def _make_word() -> None:
    op.create_table(
        "word",
        _number("word", key=True),
        _number("item", key=True),
        _number("place", key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("word_of_item", "word", ["item"])


def _make_tombstone() -> None:
    op.create_table("tombstone", _number("serial", key=True), _number("item"), _number("dropped_at"))


def _make_lease() -> None:
    op.create_table(
        "lease",
        sa.Column("shelf", sa.Text, primary_key=True),
        sa.Column("holder", sa.Text, nullable=False),
        _number("token"),
        _number("expires_at"),
    )
