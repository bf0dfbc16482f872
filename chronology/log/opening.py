"""A log in one folder: SQLite and tile files, with nothing to set up."""

from __future__ import annotations

from pathlib import Path

from chronology.errors import Malformed
from chronology.log.faults import Faults, no_faults
from chronology.log.log import Log
from chronology.schema.engines import open_engine
from chronology.tiles import FolderTiles

DATABASE = "log.sqlite3"


def open_log(folder: Path, *, vkey: str | None = None, faults: Faults = no_faults) -> Log:
    """Open the log of a folder; with `vkey` make it there unless it exists; raises Malformed where there is no log."""
    database = folder / DATABASE
    if vkey is None:
        if not database.exists():
            raise Malformed(f"There is no log in {folder}; make one with init.")
        return Log.open(open_engine(f"sqlite:///{database}"), FolderTiles(folder), faults=faults)
    folder.mkdir(parents=True, exist_ok=True)
    return Log.create(open_engine(f"sqlite:///{database}"), FolderTiles(folder), vkey=vkey, faults=faults, again=True)
