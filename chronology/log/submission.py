"""What one caller wants recorded, and how it is told the outcome."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import TypeAlias

from chronology.errors import ChronologyError, StoreUnavailable
from chronology.log.entries import hashes_of, stored_key
from chronology.types import LeafHash, LeafIndex, Receipt

Outcome: TypeAlias = LeafIndex | list[Receipt] | ChronologyError
"""The number of the first entry where all stand in a row, else a receipt each, else why nothing was recorded."""


class Submission:
    """Entries that are recorded together or not at all; the caller waits in `receipts`, the sequencer answers once.

    Owned by the caller until it is handed to the sequencer, then by the sequencer until it is answered.
    """

    __slots__ = ("_answered", "_outcome", "bytes", "entries", "keys", "leaf_hashes")

    def __init__(self, entries: Sequence[bytes], keys: Sequence[bytes] | None) -> None:
        if keys is not None and len(keys) != len(entries):
            raise ValueError("Give one key an entry, or none at all.")
        self.entries = entries
        self.leaf_hashes = hashes_of(entries)
        self.keys = self.leaf_hashes if keys is None else [stored_key(key) for key in keys]
        self.bytes = sum(map(len, entries))
        self._answered = Lock()
        self._answered.acquire()
        self._outcome: Outcome = StoreUnavailable("This was never answered.")

    def answer(self, outcome: Outcome) -> None:
        """Tell the caller; called once, by the sequencer."""
        self._outcome = outcome
        self._answered.release()

    def receipts(self) -> list[Receipt]:
        """Wait until the entries are durable; raises what the sequencer answered instead."""
        with self._answered:
            outcome = self._outcome
        if isinstance(outcome, ChronologyError):
            raise type(outcome)(*outcome.args) from outcome  # many callers may be told the same
        if isinstance(outcome, list):
            return outcome
        return [
            Receipt(LeafIndex(number), LeafHash(leaf)) for number, leaf in enumerate(self.leaf_hashes, start=outcome)
        ]
