"""Where uploads stay for at most an hour: random names, nobody's name on them, in a folder or in a shared bucket."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from verify.cases.arrival import Arrival
from verify.cases.places import Folder, Place

# 128 random bits for each name, so that a name found anywhere says nothing.
NAME_BYTES = 16
NAME = re.compile(r"[0-9a-f]{32}")


class Part(StrEnum):
    """What belongs to one held file."""

    MEDIA = "media"
    SIDECAR = "sidecar"
    CAPTURE = "capture"
    THUMBNAIL = "thumbnail"
    LINK = "link"
    PAGE = "page"
    CODES = "codes"
    BINDINGS = "bindings"
    LINKS = "links"
    COPY = "copy"
    ARCHIVE = "archive"
    SENT = "sent"
    SHEET = "sheet"


# What a batch was sent waits for its turn, which may take a day (docs/batches.md); its end takes it away before.
WAITING_LONGER: Mapping[str, timedelta] = {Part.ARCHIVE: timedelta(hours=24), Part.SENT: timedelta(hours=24)}


@dataclass(frozen=True, slots=True)
class Quarantine:
    """Every part of one upload shares its random name and dies with it; `folder` is where they arrive.

    Where they lie in a bucket every call but `new_name` and `arrive` may raise StoreAway.
    """

    folder: Path
    shared: Place | None = None

    @property
    def _place(self) -> Place:
        return self.shared or Folder(self.folder)

    def new_name(self) -> str:
        """Make a name nobody can guess."""
        return secrets.token_hex(NAME_BYTES)

    def arrive(self) -> Arrival:
        """Open a file for bytes that nobody has decided to keep yet."""
        return Arrival.into(self.folder)

    def keep(self, arrival: Arrival, name: str, part: Part) -> None:
        """Take an arrival in as this part."""
        self._place.keep(arrival, _file(name, part))

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
        return self._place.open(_file(name, part))

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
        self._place.remove([_file(name, part) for part in parts or tuple(Part)])

    def sweep(self, moment: datetime) -> Iterator[str]:
        """Delete every file written before this moment; gives the names of the uploads they belonged to.

        What waits for the work of a batch goes WAITING_LONGER.
        """
        for place in {self._place, Folder(self.folder)}:
            for file, written in place.listed():
                if written < moment - waits_longer(file):
                    place.remove([file])
                    yield file.partition(".")[0]


def waits_longer(file: str) -> timedelta:
    """How much longer than its hour a file of this name may lie, because a batch still works on it."""
    return WAITING_LONGER.get(file.partition(".")[2], timedelta())


def _file(name: str, part: Part) -> str:
    if not NAME.fullmatch(name):
        raise ValueError("not a name of the quarantine")
    return f"{name}.{part.value}"
