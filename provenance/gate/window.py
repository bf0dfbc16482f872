"""Bounded random reading: the only way in which the gate touches a file."""

from __future__ import annotations

from typing import BinaryIO, Final

from provenance.gate import limits
from provenance.gate.types import damaged, too_complex

_CACHE: Final = 4_096


class Window:
    """Reads of a few bytes anywhere in a file of `size` bytes; ends in a RefusedError beyond its budget."""

    def __init__(self, source: BinaryIO, size: int) -> None:
        self._source = source
        self.size = size
        self._steps = 0
        self._fetched = 0
        self._swept = 0
        self._start = 0
        self._cached = b""

    def step(self) -> None:
        """Count one structural step against the budget."""
        self._steps += 1
        if self._steps > limits.MAX_STEPS:
            raise too_complex()

    def take(self, at: int, length: int) -> bytes:
        """Give exactly `length` bytes from `at`; a file that ends before is damaged."""
        if at < 0 or at + length > self.size:
            raise damaged()
        inside = at - self._start
        if inside < 0 or inside + length > len(self._cached):
            self._fetch(at, max(length, _CACHE))
            inside = 0
        found = self._cached[inside : inside + length]
        if len(found) < length:
            raise damaged()
        return found

    def peek(self, at: int, length: int) -> bytes:
        """Give up to `length` bytes from `at`, fewer at the end of the file."""
        length = min(length, self.size - at)
        return self.take(at, length) if length > 0 else b""

    def values(self, at: int, length: int) -> bytes:
        """Give exactly `length` bytes of a long table at `at`, past the cache."""
        if at < 0 or at + length > self.size:
            raise damaged()
        return self.bulk(at, length)

    def number(self, at: int, length: int, *, little: bool = False) -> int:
        """Give the unsigned number of `length` bytes at `at`."""
        return int.from_bytes(self.take(at, length), "little" if little else "big")

    def _fetch(self, at: int, length: int) -> None:
        self._fetched += length
        if self._fetched > limits.MAX_READ:
            raise too_complex()
        self._source.seek(at)
        self._start, self._cached = at, self._source.read(length)

    def bulk(self, at: int, length: int) -> bytes:
        """Give up to `length` bytes of picture data from `at`, counted against the sweep alone."""
        self._swept += length
        if self._swept > limits.MAX_SWEPT:
            raise too_complex()
        self._source.seek(at)
        return self._source.read(length)
