"""The committed head of a log: what its last row says."""

from __future__ import annotations

from sqlalchemy import Connection, select

from chronology.log.tables import batches, filings, indexings
from chronology.merkle.compact import CompactRange
from chronology.merkle.hashing import EMPTY_ROOT
from chronology.types import RootHash, TreeHead, TreeSize


def committed_head(connection: Connection, log: int) -> TreeHead:
    """Size and root after the last committed entry."""
    query = select(batches.c.size, batches.c.root).where(batches.c.log == log).order_by(batches.c.first.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return TreeHead(TreeSize(row.size), RootHash(row.root)) if row else TreeHead(TreeSize(0), EMPTY_ROOT)


def committed_range(connection: Connection, log: int) -> CompactRange:
    """What is needed to append to the committed entries."""
    query = (
        select(batches.c.size, batches.c.range).where(batches.c.log == log).order_by(batches.c.first.desc()).limit(1)
    )
    row = connection.execute(query).one_or_none()
    return CompactRange.from_bytes(row.size, row.range) if row else CompactRange()


def filed_size(connection: Connection, log: int) -> int:
    """Up to where full tiles are durable in the tile store; a multiple of 256."""
    query = select(filings.c.size).where(filings.c.log == log).order_by(filings.c.size.desc()).limit(1)
    return connection.execute(query).scalar_one_or_none() or 0


def indexed_size(connection: Connection, log: int) -> int:
    """Up to where all keys are in the index."""
    query = select(indexings.c.size).where(indexings.c.log == log).order_by(indexings.c.size.desc()).limit(1)
    return connection.execute(query).scalar_one_or_none() or 0
