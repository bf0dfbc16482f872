"""A backup: one folder a day with a list of what it holds, and the keys of single data in another place."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from verify.keeping.errors import BackupFailed
from verify.keeping.stores import Store

LIST: Final = "backup.json"
STAMP: Final = "%Y-%m-%dT%H%M%SZ"
MOST_DAYS: Final = 30
"""How long a copy of the keys may live: an erased datum must be gone from everywhere after that."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where copies go; the two must have different readers, or erasing a key erases nothing."""

    stores: Path
    keys: Path

    def check(self, data: Path) -> None:
        """Refuses places of which one lies in the other, or in the data folder itself."""
        here = [path.resolve() for path in (self.stores, self.keys, data)]
        if any(one.is_relative_to(other) for one in here for other in here if one is not other):
            raise BackupFailed(
                "Name two folders outside DATA_DIR, neither inside the other: whoever reads one copy must not read the "
                "other."
            )


def backup_make(places: Places, stores: Iterable[Store], keys: Store, tiles: Path | None, at: datetime) -> Path:
    """Both copies of this moment, whole or not at all; then what is past its time goes."""
    made = _copied(places.stores, stores, at)
    if tiles is not None and tiles.is_dir():
        shutil.copytree(tiles, places.stores / "tiles", dirs_exist_ok=True, copy_function=_once)
    _copied(places.keys, [keys], at)
    for folder in (places.stores, places.keys):
        _forget(folder, at - timedelta(days=MOST_DAYS))
    return made


def backup_check(folder: Path) -> list[str]:
    """The names of what a backup holds; raises BackupFailed where a file is missing or is not what was written."""
    try:
        listed: dict[str, str] = json.loads((folder / LIST).read_text("utf-8"))
    except (OSError, ValueError) as problem:
        raise BackupFailed(f"{folder} is no whole backup: it has no {LIST}.") from problem
    for name, digest in listed.items():
        if not (folder / name).is_file() or _digest(folder / name) != digest:
            raise BackupFailed(f"{name} in {folder} is not what was written: take an older backup.")
    return sorted(listed)


def _copied(folder: Path, stores: Iterable[Store], at: datetime) -> Path:
    whole, draft = folder / at.strftime(STAMP), folder / f".{at.strftime(STAMP)}.part"
    if whole.exists():
        raise BackupFailed(f"{whole} exists already.")
    try:
        draft.mkdir(mode=0o700, parents=True)
        listed: dict[str, str] = {}
        for store in stores:
            name = f"{store.name}.{store.suffix}"
            store.copy(draft / name)
            listed[name] = _digest(draft / name)
        (draft / LIST).write_text(json.dumps(listed, indent=1), "utf-8")
        draft.rename(whole)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return whole


def _once(source: str, target: str) -> object:
    """Full tiles never change: what is there already stays."""
    return target if Path(target).exists() else shutil.copy2(source, target)


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _forget(folder: Path, before: datetime) -> None:
    for one in folder.iterdir():
        if (one / LIST).is_file() and one.name < before.strftime(STAMP):
            shutil.rmtree(one)
