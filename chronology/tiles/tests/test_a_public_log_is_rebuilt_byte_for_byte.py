"""The 15 entries of the Tessera test log, with every partial tile and checkpoint; and tiles of a real CT log."""

from __future__ import annotations

from pathlib import Path

import pytest

from chronology.errors import Malformed
from chronology.merkle import leaf_hash, verify_consistency, verify_inclusion
from chronology.merkle.compact import root_of
from chronology.merkle.tests.reference import mth
from chronology.notes import read_checkpoint
from chronology.tiles import (
    TreeHashes,
    decode_entries,
    encode_entries,
    parse_path,
    prove_consistency,
    prove_inclusion,
    tiles_between,
)
from chronology.tiles.tests.memory import TilesOf
from fixtures.corpus import need_corpus

pytestmark = pytest.mark.corpus
SIZE = 15


@pytest.fixture
def log() -> Path:
    return need_corpus("log/tlog-tiles-small") / "log/tlog-tiles-small"


def _entries(log: Path) -> list[bytes]:
    return decode_entries((log / f"tile/entries/000.p/{SIZE}").read_bytes(), SIZE)


def _tiles(log: Path) -> dict[str, bytes]:
    files = [file for file in (log / "tile").rglob("*") if file.is_file()]
    return {file.relative_to(log).as_posix(): file.read_bytes() for file in files}


def test_every_file_of_the_log_comes_out_of_its_entries_again(log: Path) -> None:
    entries, built = _entries(log), {}
    hashes = [leaf_hash(entry) for entry in entries]
    for size in range(1, SIZE + 1):
        for path in tiles_between(0, size):
            held = slice(256 * path.index, 256 * path.index + path.width)
            built[str(path)] = encode_entries(entries[held]) if path.level is None else b"".join(hashes[held])
    assert built == _tiles(log)
    assert len(built) == 2 * SIZE


def test_every_checkpoint_holds_the_root_of_its_entries(log: Path) -> None:
    hashes = [leaf_hash(entry) for entry in _entries(log)]
    for size in range(SIZE + 1):
        checkpoint, _ = read_checkpoint((log / f"checkpoint.{size}").read_bytes())
        assert checkpoint.head.root == root_of(hashes[:size])


def test_proofs_made_from_its_tiles_hold_against_its_checkpoints(log: Path) -> None:
    tiles = TreeHashes(TilesOf([leaf_hash(entry) for entry in _entries(log)]))
    roots = [read_checkpoint((log / f"checkpoint.{size}").read_bytes())[0].root for size in range(SIZE + 1)]
    for new in range(1, SIZE + 1):
        for index, entry in enumerate(_entries(log)[:new]):
            path = prove_inclusion(tiles, index, new)
            verify_inclusion(leaf_hash=leaf_hash(entry), index=index, size=new, path=path, root=roots[new])
        for old in range(1, new):
            path = prove_consistency(tiles, old, new)
            verify_consistency(old_size=old, old_root=roots[old], new_size=new, new_root=roots[new], path=path)


def test_every_path_of_the_log_is_read_and_written_alike(log: Path) -> None:
    for path in _tiles(log):
        assert str(parse_path(path)) == path


def test_a_bundle_read_as_another_width_is_malformed(log: Path) -> None:
    data = (log / f"tile/entries/000.p/{SIZE}").read_bytes()
    for count in (0, SIZE - 1, SIZE + 1, 256):
        with pytest.raises(Malformed):
            decode_entries(data, count)


def test_tiles_of_a_real_log_make_one_tree_at_every_size_they_know() -> None:
    root = need_corpus("log/ct-real-level0-tiles") / "log/ct-real-level0-tiles"
    files = [file for file in root.rglob("*") if file.is_file()]
    tiles = {parse_path(file.relative_to(root).as_posix()): file.read_bytes() for file in files}
    assert all(len(data) == 32 * path.width for path, data in tiles.items())
    full = b"".join(data for path, data in sorted(tiles.items()) if path.is_full)
    leaves = [full[at : at + 32] for at in range(0, len(full), 32)]
    assert tiles[parse_path("tile/0/003.p/10")] == b"".join(leaves[768:778])
    hashes = TreeHashes(TilesOf(leaves))
    old, new = mth(leaves[:778]), mth(leaves)
    assert (hashes.root(778), hashes.root(1024)) == (old, new)
    path = prove_consistency(hashes, 778, 1024)
    verify_consistency(old_size=778, old_root=old, new_size=1024, new_root=new, path=path)
    for index in range(0, 778, 31):
        way = prove_inclusion(hashes, index, 778)
        verify_inclusion(leaf_hash=leaves[index], index=index, size=778, path=way, root=old)
