"""Copy another log, check every byte of the copy, and show that it did not fork since the last time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from shutil import rmtree

from chronology.errors import Malformed, ProofBroken, StoreUnavailable
from chronology.merkle import leaf_hash
from chronology.mirror.alarms import Alarm, AlarmCode
from chronology.mirror.authentic import AuthenticTiles, edge_of
from chronology.mirror.files import read_file, replace_file
from chronology.mirror.remote import HttpGet, RemoteLog
from chronology.mirror.sighting import Sighting, compare, sighting_of, tree_of
from chronology.notes import Verifier
from chronology.tiles import FolderTiles, TilePath, decode_entries, encode_entries, tiles_between
from chronology.tiles.paths import FULL_WIDTH, TILE_HEIGHT

CHECKPOINT = "checkpoint"
FOLLOWED = "checkpoint.followed"
"""The newest checkpoint whose tree was begun to be copied: also a crash in between may not hide a fork."""
FILES_AT_ONCE = 32  # at most 32 bundles of 16 MB each lie in memory; usually some hundred kB


@dataclass(frozen=True, slots=True)
class Mirrored:
    """What one run did: sizes before and after, how many files came in, and alarms; with an alarm nothing moved."""

    origin: str
    old_size: int
    new_size: int
    files: int = 0
    alarms: tuple[Alarm, ...] = ()


def mirror(get: HttpGet, url: str, folder: Path, vkey: str) -> Mirrored:
    """Bring the copy in `folder` up to the newest checkpoint of the log at `url`.

    The folder is itself a log in C2SP tlog-tiles form. A run that was cut off is taken up where it stopped. Raises
    PeerUnavailable (ask again later), StoreUnavailable (our disk, or a damaged copy), Malformed (a bad key).
    """
    run = _Run(RemoteLog(get, url), url, folder, Verifier.from_text(vkey))
    shown = sighting_of(run.remote.checkpoint(), url, run.log)
    return run.refused(shown) if isinstance(shown, Alarm) else run.follow(shown)


class _Run:
    """One run of a mirror over one folder."""

    def __init__(self, remote: RemoteLog, url: str, folder: Path, log: Verifier) -> None:
        self.remote, self.log, self._url = remote, log, url
        self._folder, self._store = folder, FolderTiles(folder)
        self._copied = self._held(CHECKPOINT)
        self._followed = self._held(FOLLOWED)
        self._old_size = self._copied.head.size if self._copied else 0

    def _held(self, name: str) -> Sighting | None:
        note = read_file(self._folder / name)
        found = sighting_of(note, self._url, self.log) if note is not None else None
        if isinstance(found, Alarm):
            raise StoreUnavailable(f"Our own {name} is not one of this log; choose another folder for it.")
        return found

    def refused(self, alarm: Alarm) -> Mirrored:
        """The answer of a run that moves nothing."""
        return Mirrored(self.log.name, self._old_size, self._old_size, alarms=(alarm,))

    def follow(self, shown: Sighting) -> Mirrored:
        """1. nothing shrank; 2. the edge makes the signed root; 3. it continues all we saw; 4. copy; 5. say so."""
        bases = [one for one in (self._copied, self._followed) if one is not None]
        for base in bases:
            if shown.head.size < base.head.size:
                return self.refused(self._shrank(base, shown))
        tree = tree_of(shown, self.remote, self.log.name)
        if isinstance(tree, Alarm):
            return self.refused(tree)
        for base in bases:
            alarm = compare(shown, tree, base, self.log.name)
            if alarm is not None:
                return self.refused(alarm)
        return self._copy(shown, tree)

    def _shrank(self, base: Sighting, shown: Sighting) -> Alarm:
        sentence = f"The log shows {shown.head.size} entries, and showed {base.head.size} before."
        return Alarm(AlarmCode.SHRANK, self.log.name, shown.source, sentence, base.note, shown.note)

    def _copy(self, shown: Sighting, tree: AuthenticTiles) -> Mirrored:
        note = shown.note or b""
        replace_file(self._folder / FOLLOWED, note)
        try:
            files = self._copy_files(tree.beside(self._store), shown.head.size)
        except ProofBroken as error:
            alarm = Alarm(AlarmCode.UNFIT_TILES, self.log.name, shown.source, str(error), shown=note)
            return self.refused(alarm)
        replace_file(self._folder / CHECKPOINT, note)
        self._tidy(shown.head.size)
        return Mirrored(self.log.name, self._old_size, shown.head.size, files)

    def _copy_files(self, tree: AuthenticTiles, size: int) -> int:
        """Copy what is missing, hashes from the root down, then entries; each file is checked before it is kept."""
        paths = sorted(tiles_between(self._old_size, size), key=_from_the_root_down)
        missing = (path for path in paths if self._store.read(str(path)) is None)
        count = 0
        while some := {str(path): data for path, data in islice(self._read(tree, missing), FILES_AT_ONCE)}:
            self._store.write_all(some)
            count += len(some)
        return count

    def _tidy(self, size: int) -> None:
        """Remove the partial tiles of the last run whose full ones are here now, as the specification allows."""
        leaves = TilePath(None, self._old_size // FULL_WIDTH)
        for edge in (leaves, *edge_of(self._old_size)):
            if (edge.index + 1) * FULL_WIDTH <= size >> TILE_HEIGHT * (edge.level or 0):
                rmtree(self._folder / f"{replace(edge, width=FULL_WIDTH)}.p", ignore_errors=True)

    def _read(self, tree: AuthenticTiles, paths: Iterator[TilePath]) -> Iterator[tuple[TilePath, bytes]]:
        for path in paths:
            yield path, self._entries(tree, path) if path.level is None else tree.tile(path.level, *_place(path))

    def _entries(self, tree: AuthenticTiles, path: TilePath) -> bytes:
        """A bundle, cut to the width of the path, whose entries hash to the tile of leaves."""
        data = self.remote.entries(path)
        try:
            entries = decode_entries(data, path.width)
        except Malformed:
            entries = _first(data, path.width)
        if b"".join(map(leaf_hash, entries)) != tree.tile(0, path.index, path.width):
            raise ProofBroken(f"{path} holds other entries than the tree that the checkpoint signs.")
        return encode_entries(entries)


def _first(data: bytes, width: int) -> list[bytes]:
    """The first entries of a full bundle that answers for a partial one; none where it is no bundle."""
    try:
        return decode_entries(data, FULL_WIDTH)[:width]
    except Malformed:
        return []


def _from_the_root_down(path: TilePath) -> tuple[int, int]:
    return 1 if path.level is None else -path.level, path.index


def _place(path: TilePath) -> tuple[int, int]:
    return path.index, path.width
