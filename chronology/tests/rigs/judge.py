"""What an outsider checks after each death: nothing acknowledged is lost, nothing stands twice, no checkpoint lies."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from chronology.errors import StoreUnavailable
from chronology.log import Log
from chronology.merkle import leaf_hash
from chronology.notes.signed_checkpoint import open_checkpoint
from chronology.tests.rigs import wire
from chronology.tests.rigs.acks import Ack, Book, key_of
from chronology.tests.rigs.sequencer import SIGNER

AT_ONCE = 4_096


@dataclass(slots=True)
class Judgement:
    """Counts of what was looked at, and a sentence for each thing that was wrong."""

    acknowledged: int = 0
    checkpoints: int = 0
    lost: int = 0
    doubled: int = 0
    beyond: int = 0
    others: list[str] = field(default_factory=list)

    @property
    def wrong(self) -> int:
        return self.lost + self.doubled + self.beyond + len(self.others)

    def __str__(self) -> str:
        told = f"{self.acknowledged} acknowledged, {self.lost} lost, {self.doubled} doubled; "
        told += f"{self.checkpoints} checkpoints, {self.beyond} not of the stored entries"
        return told + "".join(f"; {one}" for one in self.others[:5])


class Judge:
    """Remembers every acknowledgement from the first death to the last."""

    def __init__(self, books: list[Book], seen: Path) -> None:
        self.books, self.seen, self._seen_bytes = books, seen, 0
        self.by_index: dict[int, tuple[int, int]] = {}
        self.index_of: dict[tuple[int, int], int] = {}
        self.found = Judgement()

    def look(self, log: Log) -> None:
        """Judge what is new since the last look."""
        news = [ack for book in self.books for ack in book.news()]
        size = log.head().size
        self._no_index_twice(news)
        self._nothing_lost(log, size, news)
        self._checkpoints_hold(log, size)

    def _no_index_twice(self, news: list[Ack]) -> None:
        for ack in news:
            name = (ack.submitter, ack.number)
            same_index = self.by_index.setdefault(ack.index, name) == name
            same_entry = self.index_of.setdefault(name, ack.index) == ack.index
            self.found.doubled += not (same_index and same_entry)
        self.found.acknowledged = len(self.index_of)

    def _nothing_lost(self, log: Log, size: int, news: list[Ack]) -> None:
        stored = _entries_at(log, size, sorted({ack.index for ack in news if ack.index < size}))
        for ack in news:
            self.found.lost += stored.get(ack.index) != ack.leaf or leaf_hash(ack.leaf) != ack.leaf_hash
        for ack in news[::97]:
            index = _found_index(log, key_of(ack.submitter, ack.number))
            if index != ack.index:
                self.found.others.append(f"the key of entry {ack.index} leads to {index}")

    def _checkpoints_hold(self, log: Log, size: int) -> None:
        for note in self._newly_seen():
            checkpoint = open_checkpoint(note, origin=SIGNER.name, verifiers=(SIGNER.verifier,))
            self.found.checkpoints += 1
            self.found.beyond += checkpoint.size > size or _root_at(log, checkpoint.size) != checkpoint.root

    def _newly_seen(self) -> Iterator[bytes]:
        data = self.seen.read_bytes()[self._seen_bytes :] if self.seen.exists() else b""
        at = 0
        while at + wire.LENGTH.size <= len(data):
            (length,) = wire.LENGTH.unpack_from(data, at)
            note = data[at + wire.LENGTH.size : at + wire.LENGTH.size + length]
            if len(note) < length:
                break  # torn by the kill: nobody saw it
            at += wire.LENGTH.size + length
            yield note
        self._seen_bytes += at


def _found_index(log: Log, key: bytes) -> int | None:
    try:
        receipt = log.find(key)
    except StoreUnavailable:
        return None
    return receipt.index if receipt else None


def _root_at(log: Log, size: int) -> bytes | None:
    try:
        return log.root_at(size)
    except StoreUnavailable:
        return None


def _entries_at(log: Log, size: int, indexes: list[int]) -> dict[int, bytes]:
    """The stored entries of these numbers, read in runs as an auditor reads them."""
    found: dict[int, bytes] = {}
    for start, stop in _runs(indexes):
        with contextlib.suppress(StoreUnavailable):  # the log says itself that the rest of this run is lost
            found.update(enumerate(log.entries(start, min(stop, size)), start=start))
    return found


def _runs(indexes: list[int]) -> Iterator[tuple[int, int]]:
    start = previous = -1
    for index in indexes:
        if start < 0:
            start = index
        elif index > previous + AT_ONCE or index - start > 16 * AT_ONCE:
            yield start, previous + 1
            start = index
        previous = index
    if start >= 0:
        yield start, previous + 1
