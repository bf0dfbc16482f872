"""The index of keys: one key an entry, and the very keys that were recorded."""

from __future__ import annotations

from hashlib import sha256

from chronology.audit.state import AuditState
from chronology.log.heads import indexed_size
from chronology.tiles import FULL_WIDTH

WINDOW = 1 << 21
"""Entries whose keys are held in memory at once, 64 MiB; a larger log is read through several times."""
FETCHED_AT_ONCE = 8_192
COUNT = "SELECT count(*) FROM entry_key WHERE log = {log}"
READ = "SELECT number, key FROM entry_key WHERE log = {log} AND number >= {start} AND number < {stop}"


def check_keys(state: AuditState) -> None:
    """Compare indexed keys with the digests of their tiles, and with the rows that still hold them."""
    rows = state.connection.exec_driver_sql(COUNT.format(log=state.log.number)).scalar_one()
    indexed = indexed_size(state.connection, state.log.number)
    unfinished = _above(state, indexed)
    if rows - unfinished != indexed:
        state.findings.add("keys_count", "keys", f"There are {rows - unfinished} keys for {indexed} indexed entries.")
    for start in range(0, indexed, WINDOW):
        _check_window(state, start, min(start + WINDOW, indexed))
    _check_filed_rows(state, indexed)
    state.count("keys", rows)


def _check_window(state: AuditState, start: int, stop: int) -> None:
    keys = _keys_between(state, start, stop)
    filed = min(stop, state.filed) // FULL_WIDTH
    for tile in range(start // FULL_WIDTH, filed):
        at = (tile * FULL_WIDTH - start) * 32
        if sha256(keys[at : at + FULL_WIDTH * 32]).digest() != state.keys_digests.get(tile):
            place = f"keys {tile * FULL_WIDTH} to {tile * FULL_WIDTH + FULL_WIDTH - 1}"
            state.findings.add("keys_changed", place, "These keys are not those that were recorded.")
    if filed * FULL_WIDTH < stop and (filed + 1) * FULL_WIDTH <= state.filed:
        _check_straddling(state, filed, bytes(keys[(filed * FULL_WIDTH - start) * 32 :]), stop)
        return
    for number in range(max(start, filed * FULL_WIDTH), stop):
        at = (number - start) * 32
        if bytes(keys[at : at + 32]) != state.edge_keys.get(number):
            state.findings.add("keys_changed", f"key {number}", "This key is not the one that was recorded.")


def _check_straddling(state: AuditState, tile: int, begun: bytes, indexed: int) -> None:
    """A filed tile that the index has begun: the rows of what is indexed may be pruned, those of its rest are there."""
    rest = b"".join(state.edge_keys.get(number, b"") for number in range(indexed, (tile + 1) * FULL_WIDTH))
    if sha256(begun + rest).digest() != state.keys_digests.get(tile):
        place = f"keys {tile * FULL_WIDTH} to {tile * FULL_WIDTH + FULL_WIDTH - 1}"
        state.findings.add("keys_changed", place, "These keys are not those that were recorded.")


def _above(state: AuditState, indexed: int) -> int:
    """Keys of a slice whose indexing has not ended: they must be those of the rows."""
    query = READ.format(log=state.log.number, start=indexed, stop=state.committed)
    found = state.connection.exec_driver_sql(query).all()
    for number, key in found:
        if key != state.edge_keys.get(number):
            state.findings.add("keys_changed", f"key {number}", "This key is not the one that was recorded.")
    return len(found)


def _check_filed_rows(state: AuditState, indexed: int) -> None:
    """Keys of filed tiles that are not indexed yet lie in rows alone."""
    for tile in range(-(-indexed // FULL_WIDTH), state.filed // FULL_WIDTH):
        numbers = range(tile * FULL_WIDTH, tile * FULL_WIDTH + FULL_WIDTH)
        keys = b"".join(state.edge_keys.get(number, b"") for number in numbers)
        if sha256(keys).digest() != state.keys_digests.get(tile):
            place = f"keys {numbers.start} to {numbers.stop - 1}"
            state.findings.add("keys_changed", place, "These keys are not those that were recorded.")


def _keys_between(state: AuditState, start: int, stop: int) -> memoryview:
    found = bytearray((stop - start) * 32)
    query = READ.format(log=state.log.number, start=start, stop=stop)
    result = state.connection.exec_driver_sql(query, execution_options={"yield_per": FETCHED_AT_ONCE})
    for rows in result.partitions():
        for number, key in rows:
            if len(key) == 32:  # else it is missing, which is found
                at = (number - start) * 32
                found[at : at + 32] = key
    return memoryview(found).toreadonly()
