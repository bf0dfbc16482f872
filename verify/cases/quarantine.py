"""The folder where uploads stay for at most an hour: random names, mode 0600, nobody's name on them."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from verify.cases.arrival import Arrival

# 128 random bits for each name, so that a name found anywhere says nothing.
NAME_BYTES = 16
NAME = re.compile(r"[0-9a-f]{32}")


class Part(StrEnum):
    """What belongs to one held file."""

    MEDIA = "media"
    SIDECAR = "sidecar"
    THUMBNAIL = "thumbnail"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Quarantine:
    """Files under `folder`; every part of one upload shares its random name and dies with it."""

    folder: Path

    def new_name(self) -> str:
        """Make a name nobody can guess."""
        return secrets.token_hex(NAME_BYTES)

    def arrive(self) -> Arrival:
        """Open a file for bytes that nobody has decided to keep yet."""
        return Arrival.into(self.folder)

    def keep(self, arrival: Arrival, name: str, part: Part) -> None:
        """Take an arrival in as this part."""
        arrival.keep(self._path(name, part))

    def put(self, name: str, part: Part, content: bytes) -> None:
        """Keep a small part whole or not at all; raises NoRoom where the disk is full."""
        arrival = self.arrive()
        try:
            arrival.write(content)
            self.keep(arrival, name, part)
        finally:
            arrival.forget()

    def open(self, name: str, part: Part) -> BinaryIO | None:
        """Open a part for reading only, or None where it is gone."""
        try:
            return os.fdopen(os.open(self._path(name, part), os.O_RDONLY | os.O_NOFOLLOW), "rb")
        except FileNotFoundError:
            return None

    def read(self, name: str, part: Part, limit: int) -> bytes | None:
        """A small part whole, or None where it is gone or larger than `limit`."""
        source = self.open(name, part)
        if source is None:
            return None
        with source:
            content = source.read(limit + 1)
        return content if len(content) <= limit else None

    def remove(self, name: str, *parts: Part) -> None:
        """Delete these parts, or all; missing ones are fine."""
        for part in parts or tuple(Part):
            self._path(name, part).unlink(missing_ok=True)

    def sweep(self, moment: datetime) -> Iterator[str]:
        """Delete every file written before this moment; gives the names of the uploads they belonged to."""
        for path in self.folder.iterdir():
            if _written(path) < moment.timestamp():
                path.unlink(missing_ok=True)
                yield path.stem

    def _path(self, name: str, part: Part) -> Path:
        if not NAME.fullmatch(name):
            raise ValueError("not a name of the quarantine")
        return self.folder / f"{name}.{part.value}"


def _written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")
