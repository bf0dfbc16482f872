"""What the submitters of a rig send, and the book in which each writes down what was acknowledged to it."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

LINE = struct.Struct(">QQ32s")
"""Number of the entry, the index it was given, its leaf hash."""


@dataclass(frozen=True, slots=True)
class Ack:
    """One acknowledgement as a submitter heard it."""

    submitter: int
    number: int
    index: int
    leaf_hash: bytes

    @property
    def leaf(self) -> bytes:
        return leaf_of(self.submitter, self.number)


def key_of(submitter: int, number: int) -> bytes:
    """The idempotency key of one entry."""
    return sha256(b"key %d %d" % (submitter, number)).digest()


def leaf_of(submitter: int, number: int) -> bytes:
    """The entry itself: reproducible, of changing length."""
    return b"entry %d %d " % (submitter, number) + b"x" * (number % 97)


class Book:
    """The file of one submitter, read on from where it was read last."""

    def __init__(self, path: Path, submitter: int) -> None:
        self.path, self.submitter, self._read = path, submitter, 0

    def news(self) -> list[Ack]:
        """What was written since; a torn last line was never heard, and is read once it is whole."""
        if not self.path.exists():
            return []
        with self.path.open("rb") as book:
            book.seek(self._read)
            data = book.read()
        whole = data[: len(data) // LINE.size * LINE.size]
        self._read += len(whole)
        return [Ack(self.submitter, *line) for line in LINE.iter_unpack(whole)]
