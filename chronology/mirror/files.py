"""The few files of a mirror or monitor that change: replaced whole, and durable when the call returns."""

from __future__ import annotations

import os
from pathlib import Path

from chronology.errors import StoreUnavailable


def replace_file(path: Path, data: bytes) -> None:
    """Put these bytes in the place of the file; raises StoreUnavailable, and then the old ones or the new ones stay."""
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise StoreUnavailable(f"{path.name} cannot be written; is the disk full?") from error


def read_file(path: Path) -> bytes | None:
    """The bytes of the file, None where there is none; raises StoreUnavailable."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreUnavailable(f"{path.name} cannot be read.") from error
