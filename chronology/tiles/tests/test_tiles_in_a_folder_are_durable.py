"""A folder of tiles: whole files or none, never two contents under one name, no acknowledgement without a sync."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from chronology.errors import Conflict, Malformed, StoreUnavailable
from chronology.tiles import FolderTiles, TilePath
from chronology.tiles.syncing import FEW_FILES, sync_all

FILES = {"tile/0/000": bytes(8_192), "tile/entries/x001/000": b"\0\1a", "tile/1/000.p/1": bytes(32)}


class Failing:
    """Syncs truly, and fails the n-th time."""

    def __init__(self, fails_at: int) -> None:
        self.calls: list[set[Path]] = []
        self._fails_at = fails_at

    def __call__(self, root: Path, names: Iterable[Path]) -> None:
        self.calls.append(set(names))
        if len(self.calls) == self._fails_at:
            raise OSError(5, "planted")
        sync_all(root, self.calls[-1])


def test_what_was_written_is_read_and_nothing_else_lies_about(tmp_path: Path) -> None:
    tiles = FolderTiles(tmp_path / "new" / "tiles")
    tiles.write_all(FILES)
    assert {path: tiles.read(path) for path in FILES} == FILES
    assert tiles.read("tile/0/001") is None
    assert sum(file.is_file() for file in tmp_path.rglob("*")) == len(FILES)


def test_many_files_at_once(tmp_path: Path) -> None:
    files = {str(TilePath(0, index)): bytes([index]) * 8_192 for index in range(2 * FEW_FILES)}
    FolderTiles(tmp_path).write_all(files)
    assert {path: FolderTiles(tmp_path).read(path) for path in files} == files


def test_contents_are_synced_before_names_and_names_with_every_folder_above(tmp_path: Path) -> None:
    sync = Failing(0)
    FolderTiles(tmp_path, sync).write_all(FILES)
    contents, names = sync.calls
    assert len(contents) == len(FILES)
    assert all(one.name.startswith(".part-") for one in contents)
    assert names == {tmp_path, *(tmp_path / one for one in ("tile", "tile/0", "tile/1", "tile/1/000.p"))} | {
        tmp_path / "tile/entries",
        tmp_path / "tile/entries/x001",
    }


def test_the_same_bytes_again_are_fine_and_other_bytes_change_nothing(tmp_path: Path) -> None:
    tiles = FolderTiles(tmp_path)
    tiles.write_all(FILES)
    tiles.write_all(FILES)
    with pytest.raises(Conflict):
        tiles.write_all({"tile/0/001": bytes(8_192), "tile/0/000": b"x" * 8_192})
    assert tiles.read("tile/0/001") is None
    assert tiles.read("tile/0/000") == bytes(8_192)


@pytest.mark.parametrize("fails_at", [1, 2])
def test_after_a_failed_sync_nothing_is_acknowledged_until_a_fresh_start_writes_it_all_again(
    tmp_path: Path, fails_at: int
) -> None:
    tiles = FolderTiles(tmp_path, Failing(fails_at))
    for _ in range(2):
        with pytest.raises(StoreUnavailable):
            tiles.write_all(FILES)
    sync = Failing(0)
    again = FolderTiles(tmp_path, sync)
    again.write_all(FILES)
    assert {path: again.read(path) for path in FILES} == FILES
    assert len(sync.calls[0]) == len(FILES)  # nothing was taken as durable because it lay there
    assert not list(tmp_path.rglob(".part-*"))


def test_a_folder_that_cannot_be_written_says_so_and_goes_on_once_it_can(tmp_path: Path) -> None:
    (tmp_path / "tile").write_bytes(b"in the way")
    tiles = FolderTiles(tmp_path)
    with pytest.raises(StoreUnavailable):
        tiles.write_all(FILES)
    (tmp_path / "tile").unlink()
    tiles.write_all(FILES)
    assert tiles.read("tile/0/000") == FILES["tile/0/000"]


@pytest.mark.parametrize("path", ["../secret", "/etc/hostname", "tile/0/../../x", "checkpoint", "tile/0/000.p/256"])
def test_no_path_leads_out_of_the_folder(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret").write_bytes(b"not yours")
    tiles = FolderTiles(tmp_path / "tiles")
    with pytest.raises(Malformed):
        tiles.read(path)
    with pytest.raises(Malformed):
        tiles.write_all({path: b"x"})
