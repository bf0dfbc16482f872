"""The whole move: everything is held, copied and compared before anything old is laid aside."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings

from verify import wiring
from verify.cases.bucket import Bucket
from verify.environment import folder as made_folder
from verify.moving.errors import InUse, NotMovable
from verify.moving.files import tiles_move, uploads_move
from verify.moving.rows import Moved, store_move
from verify.moving.source import held
from verify.moving.stores import Store, stores
from verify.moving.values import Sum

SOCKETS: Final = {"signer": "the signer", "finder": "the finder", "bell-": "a worker", "claims-": "a worker"}
STOP: Final = "{what} runs over these files: stop everything of this installation, then start again."
NOTHING: Final = "There is nothing to move: set the new addresses first, DATABASE_URL and the others (docs/growing.md)."

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Old:
    """Where the embedded installation lies."""

    folder: Path

    @property
    def tiles(self) -> Path:
        return self.folder / "tiles"

    @property
    def quarantine(self) -> Path:
        return self.folder / "quarantine"


def installation_move(old: Old, *, at: datetime, say: Say) -> Path:
    """Move all there is; returns the folder in which the old files are laid aside. Raises MoveError."""
    require_rest(old.folder)
    going = [store for store in stores() if store.path(old.folder).exists()]
    bucket, tiles = wiring.quarantine().shared, settings.TILES.startswith("s3://")
    if not going and not bucket and not tiles:
        raise NotMovable(NOTHING)
    with ExitStack() as alone:
        sources = [(store, alone.enter_context(held(store.path(old.folder)))) for store in going]
        for store, source in sources:
            _tell(say, store_move(store, source))
        _move_files(old, bucket if isinstance(bucket, Bucket) else None, tiles=tiles, at=at, say=say)
    return _lay_aside(old, going, at=at, tiles=tiles, uploads=bucket is not None)


def require_rest(folder: Path) -> None:
    """Raise InUse where a process of this installation answers."""
    for name in sorted(path.name for path in (folder / "run").glob("*")):
        known = next((what for prefix, what in SOCKETS.items() if name.startswith(prefix)), None)
        if known and _answers(folder / "run" / name):
            raise InUse(STOP.format(what=known.capitalize()))


def _answers(path: Path) -> bool:
    from verify.sockets import through

    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        with socket.socket(socket.AF_UNIX, kind) as probe, through(path.parent, path.name) as address:
            if probe.connect_ex(address) == 0:
                return True
    return False


def _move_files(old: Old, bucket: Bucket | None, *, tiles: bool, at: datetime, say: Say) -> None:
    if tiles and old.tiles.is_dir():
        _tell_files(say, "tiles", tiles_move(old.tiles, wiring.tiles()))
    if bucket is not None and old.quarantine.is_dir():
        moved = uploads_move(old.quarantine, bucket, at=at, minutes=settings.QUARANTINE_MINUTES)
        _tell_files(say, "uploads", moved)


def _tell(say: Say, moved: Moved) -> None:
    for table, one in sorted(moved.tables.items()):
        if one.rows:
            say(f"  {moved.store}.{table}: {one.rows} rows, {one.digest:064x}")
    how = "was moved before and is the same" if moved.again else "moved and compared"
    say(f"{moved.store}: {moved.rows} rows in {len(moved.tables)} tables, {how}")


def _tell_files(say: Say, what: str, moved: Sum) -> None:
    say(f"{what}: {moved.rows} files moved and compared, {moved.digest:064x}")


def _lay_aside(old: Old, going: list[Store], *, at: datetime, tiles: bool, uploads: bool) -> Path:
    aside = made_folder(old.folder / f"moved-{at:%Y%m%d-%H%M%S}")
    for path in _laid_aside(old, going, tiles=tiles):
        path.rename(aside / path.name)
    if uploads and old.quarantine.is_dir():
        # Their hour goes on in the bucket; here nobody would end it.
        for path in old.quarantine.iterdir():
            path.unlink(missing_ok=True)
    return aside


def _laid_aside(old: Old, going: list[Store], *, tiles: bool) -> Iterator[Path]:
    for store in going:
        yield from old.folder.glob(f"{store.file}.sqlite3*")
    if tiles and old.tiles.is_dir():
        yield old.tiles
