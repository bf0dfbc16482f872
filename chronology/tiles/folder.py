"""Tiles as files in a folder, ready for any web server."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from chronology.errors import Conflict, StoreUnavailable
from chronology.tiles.paths import parse_path
from chronology.tiles.syncing import sync_all

Sync = Callable[[Path, Iterable[Path]], None]
"""Makes files and folders below the first path durable, or raises OSError."""
_PART = ".part-"


class FolderTiles:
    """Immutable files below one folder; a file appears whole or not at all.

    A failed sync is fatal for this object: the kernel may have forgotten what it could not write, so a later sync that
    goes well would prove nothing. Open a new one once the disk is well; writing again rewrites every file.
    """

    def __init__(self, path: Path, sync: Sync = sync_all) -> None:
        self._root = path
        self._sync = sync
        self._broken = False
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnavailable("The folder for tiles cannot be made.") from error

    def read(self, path: str) -> bytes | None:
        """The bytes under this path; None where there are none; raises Malformed, StoreUnavailable."""
        try:
            return self._file(path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise StoreUnavailable("The folder of tiles cannot be read.") from error

    def write_all(self, files: Mapping[str, bytes]) -> None:
        """Store all files and return once they are durable; other bytes under a path that is taken raise Conflict."""
        if self._broken:
            raise StoreUnavailable("A sync of the folder of tiles failed; look at the disk, then start anew.")
        places = {self._file(path): data for path, data in files.items()}
        for place, data in places.items():
            _require_same(place, data)
        try:
            self._store(places)
        except OSError as error:
            raise StoreUnavailable("The folder of tiles cannot be written; is the disk full?") from error

    def _store(self, places: Mapping[Path, bytes]) -> None:
        folders = {folder for place in places for folder in self._folders_of(place)}
        parts: dict[Path, Path] = {}
        try:
            for place, data in places.items():
                place.parent.mkdir(parents=True, exist_ok=True)
                parts[place] = place.with_name(_PART + secrets.token_hex(8))
                parts[place].write_bytes(data)
            self._synced(parts.values())
            for place in places:
                parts[place].replace(place)
                del parts[place]
            self._synced(folders)
        finally:
            for part in parts.values():
                part.unlink(missing_ok=True)

    def _synced(self, names: Iterable[Path]) -> None:
        try:
            self._sync(self._root, names)
        except OSError:
            self._broken = True
            raise

    def _folders_of(self, place: Path) -> list[Path]:
        """Every folder down to the file: a new name is durable once the folder that holds it is."""
        return [self._root, *(self._root / one for one in place.relative_to(self._root).parents)]

    def _file(self, path: str) -> Path:
        parse_path(path)  # so no path leads out of the folder
        return self._root / path


def _require_same(place: Path, data: bytes) -> None:
    try:
        held = place.read_bytes()
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreUnavailable("The folder of tiles cannot be read.") from error
    if held != data:
        raise Conflict(f"{place.name} is on disk with other bytes; nothing was written.")
