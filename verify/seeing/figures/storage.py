"""Figures of the disks: what is left, and how large the stores of this machine are."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connections
from prometheus_client.core import Metric

from verify.seeing.figures.families import gauge, gauges


def storage(_at: datetime) -> Iterator[Metric]:
    """The disk of the data folder, the stores that are files on it, and what is held in quarantine."""
    data = Path(settings.DATA_DIR)
    usage = shutil.disk_usage(data)
    yield gauge("disk_free_bytes", "Left on the disk of the data folder.", usage.free)
    yield gauge("disk_size_bytes", "Size of that disk.", usage.total)
    sizes = [((name,), float(_bytes(path))) for name, path in stores().items()]
    yield gauges("store_bytes", "Size of a store that is a file, with its write-ahead log.", ["store"], sizes)
    files, size = held(data / "quarantine")
    yield gauge("quarantine_files", "Files held for checks on this machine.", files)
    yield gauge("quarantine_bytes", "Their size.", size)


def stores() -> dict[str, Path]:
    """The stores that are files, by name."""
    rows = {name: connections[name].settings_dict for name in connections}
    found = {name: Path(one["NAME"]) for name, one in rows.items() if one["ENGINE"].endswith("sqlite3")}
    for name, address in (("chronology", settings.CHRONOLOGY_DATABASE_URL), ("index", settings.INDEX_DATABASE_URL)):
        if address.startswith("sqlite:///"):
            found[name] = Path(address.removeprefix("sqlite:///"))
    return found


def _bytes(path: Path) -> int:
    beside = (path, path.with_name(f"{path.name}-wal"))
    return sum(one.stat().st_size for one in beside if one.exists())


def held(folder: Path) -> tuple[int, int]:
    """How many files lie in a folder and how many bytes they have; files that go meanwhile are not there."""
    if not folder.is_dir():
        return 0, 0
    sizes = [_size(entry) for entry in os.scandir(folder)]
    return len(sizes), sum(sizes)


def _size(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat().st_size
    except FileNotFoundError:
        return 0
