"""Rows of entries that are not filed, or filed and not pruned: each is re-hashed and compared with its own digests."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Row, select

from chronology.audit.state import AuditState
from chronology.errors import Malformed
from chronology.log.entries import digests, hashes_of
from chronology.log.tables import batches
from chronology.tiles import decode_entries


def check_rows(state: AuditState) -> None:
    """Re-hash every row, keep its leaf hashes for the walk, and see that rows join one another up to the head."""
    expected = None
    for first, count, size, entries, leaf_hashes, keys in _rows(state):
        if expected not in (None, first):
            state.findings.add("rows_gap", f"row {first}", f"Rows do not join: expected one from {expected}.")
        expected = size
        _check_row(state, first, count, entries, leaf_hashes)
        state.edge_keys.update(enumerate(digests(leaf_hashes if keys is None else keys), start=first))
        state.count("rows")
    start = min(state.edge, default=state.committed)
    if start > state.filed:
        state.findings.add("entries_lost", f"entry {state.filed}", f"Entries {state.filed} to {start - 1} are gone.")


def _rows(state: AuditState) -> Iterator[Row[int, int, int, bytes, bytes, bytes | None]]:
    of_row = (batches.c.first, batches.c["count"], batches.c.size, batches.c.entries, batches.c.leaf_hashes)
    query = select(*of_row, batches.c["keys"]).where(batches.c.log == state.log.number).order_by(batches.c.first)
    return iter(state.connection.execute(query, execution_options={"yield_per": 16}))


def _check_row(state: AuditState, first: int, count: int, entries: bytes, leaf_hashes: bytes) -> None:
    place = f"row {first}"
    try:
        hashes = hashes_of(decode_entries(entries, count))
    except Malformed:
        state.findings.add("row_torn", place, "The stored entries of this row cannot be taken apart.")
        return
    if b"".join(hashes) != leaf_hashes:
        state.findings.add("row_hash", place, "Its stored entries do not have the leaf hashes kept beside them.")
    state.edge.update(enumerate(hashes, start=first))


def check_row_heads(state: AuditState) -> None:
    """Compare size, root and compact range of each row with the tree derived from all entries."""
    columns = (batches.c.first, batches.c.size, batches.c.root, batches.c.range)
    query = select(*columns).where(batches.c.log == state.log.number)
    for first, size, root, data in state.connection.execute(query):
        derived = state.tree.ranges.get(size)
        if derived is None or derived.root() != root or derived.to_bytes() != data:
            state.findings.add(
                "row_head", f"row {first}", f"The root kept for {size} entries is not that of the entries."
            )
