"""What the index stores; system of record of all that is searched (docs/fingerprint-index.md).

Every change takes the next number of `mark`, under its row lock, so numbers become visible in their order: whoever has
seen number n has seen all below. Items are named by that number, which is never given twice.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
)

from verify.index.chunks import CHUNK_NAMES

metadata = MetaData()

MARK: Final = 1
"""The only row of `mark`."""

marks = Table(
    "mark",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("serial", BigInteger, nullable=False),
    Column("store", Text, nullable=False),
)

items = Table(
    "item",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("subject", Text, nullable=False, unique=True),
    Column("scope", Text, nullable=False),
    Column("recorder", Text, nullable=False),
    Column("comparable", Boolean, nullable=False),
    Column("showable", Boolean, nullable=False),
    Column("put_at", BigInteger, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("face", LargeBinary, nullable=True),
    Index("item_of_face", "face", "recorder"),
)

wires = Table(
    "wire",
    metadata,
    Column("item", BigInteger, primary_key=True, autoincrement=False),
    Column("fingerprints", LargeBinary, nullable=False),
)

codes = Table(
    "code",
    metadata,
    Column("space", SmallInteger, primary_key=True, autoincrement=False),
    Column("item", BigInteger, primary_key=True, autoincrement=False),
    Column("place", BigInteger, primary_key=True, autoincrement=False),
    *(Column(name, SmallInteger, nullable=False) for name in CHUNK_NAMES),
    *(Index(f"code_by_{name}", "space", name) for name in CHUNK_NAMES),
    sqlite_with_rowid=False,
)

patches = Table(
    "patches",
    metadata,
    Column("space", SmallInteger, primary_key=True, autoincrement=False),
    Column("item", BigInteger, primary_key=True, autoincrement=False),
    Column("places", LargeBinary, nullable=False),
    Column("codes", LargeBinary, nullable=False),
)

words = Table(
    "word",
    metadata,
    Column("word", BigInteger, primary_key=True, autoincrement=False),
    Column("item", BigInteger, primary_key=True, autoincrement=False),
    Column("place", BigInteger, primary_key=True, autoincrement=False),
    Index("word_of_item", "item"),
    sqlite_with_rowid=False,
)

tombstones = Table(
    "tombstone",
    metadata,
    Column("serial", BigInteger, primary_key=True, autoincrement=False),
    Column("item", BigInteger, nullable=False),
    Column("dropped_at", BigInteger, nullable=False),
)

leases = Table(
    "lease",
    metadata,
    Column("shelf", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("token", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
)
