"""Walk over every entry of the log in its order: tiles from the store first, then rows; derive the tree anew."""

from __future__ import annotations

from sqlalchemy import select

from chronology.audit.state import AuditState
from chronology.errors import ChronologyError, Malformed
from chronology.log.entries import digests, hashes_of
from chronology.log.tables import nodes
from chronology.merkle.compact import root_of
from chronology.tiles import FULL_WIDTH, TilePath, decode_entries


def walk(state: AuditState) -> None:
    """Derive the tree from stored entries; whatever differs from tiles and rows is a finding."""
    for tile in range(state.filed // FULL_WIDTH):
        state.tree.add_tile(_filed_tile(state, tile))
    start = state.filed
    while start < state.committed:
        stop = min(start + FULL_WIDTH, state.committed)
        state.tree.add_tile([state.edge.get(number, bytes(32)) for number in range(start, stop)])
        start = stop
    state.count("entries", state.tree.size)
    _check_upper_tiles(state)
    _check_nodes(state)


def _filed_tile(state: AuditState, tile: int) -> list[bytes]:
    """The leaf hashes of a filed tile as its entries have them; those of the hash tile where the entries are lost."""
    stored = _read(state, TilePath(0, tile))
    bundle = _read(state, TilePath(None, tile))
    kept = digests(stored) if stored is not None and len(stored) == FULL_WIDTH * 32 else None
    try:
        found = hashes_of(decode_entries(bundle or b"", FULL_WIDTH))
    except Malformed:
        state.findings.add("bundle_torn", str(TilePath(None, tile)), "This bundle of entries cannot be taken apart.")
        found = kept or [bytes(32)] * FULL_WIDTH
    if found != kept:
        state.findings.add("tile_hash", str(TilePath(0, tile)), "Its hashes are not those of the stored entries.")
    _compare_with_rows(state, tile * FULL_WIDTH, found)
    state.count("tiles", 2)
    return found


def _read(state: AuditState, path: TilePath) -> bytes | None:
    try:
        data = state.log.tiles.read(str(path))
    except ChronologyError as error:
        state.findings.add("tile_unreadable", str(path), str(error))
        return None
    if data is None:
        state.findings.add("tile_lost", str(path), "This file is gone; a mirror may still have it.")
    return data


def _compare_with_rows(state: AuditState, first: int, hashes: list[bytes]) -> None:
    """Rows that are filed but not pruned hold the same entries as the tiles."""
    if not state.edge or first + FULL_WIDTH <= min(state.edge):
        return
    for number, leaf in enumerate(hashes, start=first):
        if state.edge.get(number, leaf) != leaf:
            state.findings.add("entry_twice", f"entry {number}", "A row and a tile hold different bytes for it.")


def _check_upper_tiles(state: AuditState) -> None:
    """Tiles above the leaves hold the roots of the tiles below them."""
    row, level = state.tree.tile_roots[: state.filed // FULL_WIDTH], 1
    while len(row) >= FULL_WIDTH:
        above: list[bytes] = []
        for at in range(0, len(row) - FULL_WIDTH + 1, FULL_WIDTH):
            path, tile = TilePath(level, at // FULL_WIDTH), row[at : at + FULL_WIDTH]
            if _read(state, path) != b"".join(tile):
                state.findings.add("tile_hash", str(path), "Its hashes are not those of the tiles below it.")
            above.append(root_of(tile))
            state.count("tiles")
        row, level = above, level + 1


def _check_nodes(state: AuditState) -> None:
    """The hashes of filed tiles in the table are those of the tiles, and none is missing or too many."""
    expected = _expected_nodes(state)
    query = select(nodes.c.level, nodes.c.number, nodes.c.hash, nodes.c.keys_digest)
    for level, number, node, keys_digest in state.connection.execute(query.where(nodes.c.log == state.log.number)):
        if expected.pop((level, number), None) != node:
            state.findings.add("node_hash", f"node {level}/{number}", "It is not the hash of that tile.")
        if level == 1:
            state.keys_digests[number] = keys_digest
    for level, number in expected:
        state.findings.add("node_lost", f"node {level}/{number}", "The hash of this filed tile is not kept.")


def _expected_nodes(state: AuditState) -> dict[tuple[int, int], bytes]:
    found: dict[tuple[int, int], bytes] = {}
    row, level = state.tree.tile_roots[: state.filed // FULL_WIDTH], 1
    while row:
        found.update({(level, number): node for number, node in enumerate(row)})
        row = [root_of(row[at : at + FULL_WIDTH]) for at in range(0, len(row) - FULL_WIDTH + 1, FULL_WIDTH)]
        level += 1
    return found
