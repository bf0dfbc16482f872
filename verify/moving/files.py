"""The move of files: full tiles of the log for ever, uploads for what is left of their hour."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final

from chronology.errors import ChronologyError
from chronology.tiles.store import TileStore
from verify.cases.arrival import Arrival
from verify.cases.bucket import MOVED, Bucket
from verify.cases.errors import StoreAway
from verify.cases.quarantine import waits_longer
from verify.moving.errors import Differs, NotMovable
from verify.moving.values import Sum

AT_ONCE: Final = 64
"""Tiles on their way at the same time: at most 64 × 16 MB in memory, and usually 64 × 8 KB."""
CHUNK: Final = 1024 * 1024


def tiles_move(folder: Path, store: TileStore) -> Sum:
    """Copy every full tile and bundle and read each back; raises MoveError."""
    moved = Sum()
    try:
        found = list(_tiles(folder))
        for start in range(0, len(found), AT_ONCE):
            paths = found[start : start + AT_ONCE]
            store.write_all({path: (folder / path).read_bytes() for path in paths})
            for path in paths:
                _require_same(path, (folder / path).read_bytes(), store.read(path))
                moved.add((path, sha256((folder / path).read_bytes()).hexdigest()))
    except ChronologyError as problem:
        raise NotMovable(f"The tiles could not be moved: {problem}") from problem
    return moved


def _tiles(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and ".part-" not in path.name:
            yield path.relative_to(folder).as_posix()


def _require_same(path: str, before: bytes, after: bytes | None) -> None:
    if before != after:
        raise Differs(f"{path} is not the same in the bucket. Nothing of the old files was changed.")


def uploads_move(folder: Path, bucket: Bucket, *, at: datetime, minutes: int) -> Sum:
    """Copy what is still within its time, with the moment at which it came, and read it back; raises MoveError."""
    moved, age = Sum(), timedelta(minutes=minutes)
    came = {one.name: one.stat().st_mtime for one in folder.iterdir() if one.is_file()}
    fresh = {name: when for name, when in came.items() if when > (at - age - waits_longer(name)).timestamp()}
    try:
        _put(bucket, MOVED, json.dumps(fresh).encode())
        for name in sorted(fresh):
            _copy(folder / name, bucket)
            moved.add((name, _digest_of(folder / name)))
    except StoreAway as problem:
        raise NotMovable("The bucket of uploads does not answer. Nothing of the old files was changed.") from problem
    return moved


def _put(bucket: Bucket, name: str, content: bytes) -> None:
    arrival = Arrival.into(bucket.spool)
    try:
        arrival.write(content)
        bucket.keep(arrival, name)
    finally:
        arrival.forget()


def _copy(path: Path, bucket: Bucket) -> None:
    with path.open("rb", buffering=0) as file:
        bucket.keep(Arrival(file, None), path.name)
    after = bucket.open(path.name)
    if after is None:
        raise Differs(f"{path.name} is not in the bucket. Nothing of the old files was changed.")
    with after:
        digest = sha256()
        while chunk := after.read(CHUNK):
            digest.update(chunk)
    if digest.hexdigest() != _digest_of(path):
        raise Differs(f"{path.name} is not the same in the bucket. Nothing of the old files was changed.")


def _digest_of(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
