"""The tables of the log: what is committed, what is filed as tiles, what is signed, and who may write."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Integer, LargeBinary, Table, Text

from chronology.schema.metadata import metadata

# Times are whole milliseconds since 1970, UTC. Digests are 32 bytes.

logs = Table(
    "log",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("log_id", LargeBinary, nullable=False, unique=True),
    Column("origin", Text, nullable=False, unique=True),
    Column("vkey", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
)


def _of_log(name: str, *columns: Column[int] | Column[bytes] | Column[str]) -> Table:
    log = Column("log", Integer, primary_key=True, autoincrement=False)
    return Table(name, metadata, log, *columns, ForeignKeyConstraint(["log"], ["log.number"]))


batches = _of_log(
    "batch",
    Column("first", BigInteger, primary_key=True, autoincrement=False),
    Column("count", Integer, nullable=False),
    Column("entries", LargeBinary, nullable=False),
    Column("leaf_hashes", LargeBinary, nullable=False),
    Column("keys", LargeBinary),
    Column("size", BigInteger, nullable=False),
    Column("root", LargeBinary, nullable=False),
    Column("range", LargeBinary, nullable=False),
    Column("token", BigInteger, nullable=False),
    Column("committed_at", BigInteger, nullable=False),
)
"""Up to 4,096 entries one after another, each behind its length in two bytes, as in a C2SP entry bundle; `leaf_hashes`
and `keys` hold 32 bytes an entry (`keys` is NULL where each key is its leaf hash); `size`, `root` and `range` are the
head after them."""

entry_keys = _of_log(
    "entry_key",
    Column("key", LargeBinary, primary_key=True),
    Column("number", BigInteger, nullable=False),
)
"""Which entry was recorded under which key, for the entries below the newest `indexing`; above it the rows tell."""

indexings = _of_log(
    "indexing",
    Column("size", BigInteger, primary_key=True, autoincrement=False),
    Column("indexed_at", BigInteger, nullable=False),
)
"""Up to which size all keys are in `entry_key`."""

filings = _of_log(
    "filing",
    Column("size", BigInteger, primary_key=True, autoincrement=False),
    Column("filed_at", BigInteger, nullable=False),
)
"""Up to which size full tiles and entry bundles are durable in the tile store."""

nodes = _of_log(
    "node",
    Column("level", Integer, primary_key=True, autoincrement=False),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary, nullable=False),
    Column("keys_digest", LargeBinary),
)
"""The hash of each filed tile, which is one hash of the tile above it; level 1 says the root of a tile of 256 entries.
`keys_digest` (level 1 only) is the SHA-256 of those 256 keys, so that an audit covers the keys too."""

checkpoints = _of_log(
    "checkpoint",
    Column("size", BigInteger, primary_key=True, autoincrement=False),
    Column("root", LargeBinary, nullable=False),
    Column("note", LargeBinary, nullable=False),
    Column("signed_at", BigInteger, nullable=False),
)
cosignatures = _of_log(
    "cosignature",
    Column("size", BigInteger, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("line", Text, nullable=False),
    Column("added_at", BigInteger, nullable=False),
)

leases = _of_log(
    "lease",
    Column("holder", Text, nullable=False),
    Column("token", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
)
"""Who writes to the log now; the token grows with each holder and is checked inside each commit."""
