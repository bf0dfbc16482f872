"""A log for tests that holds its leaf hashes in memory and signs what it is told to."""

from __future__ import annotations

from collections.abc import Sequence

from chronology.merkle.compact import root_of
from chronology.notes import sign_checkpoint
from chronology.notes.tests.keys import signer
from chronology.tiles import TreeHashes, prove_consistency
from chronology.tiles.tests.memory import TilesOf
from chronology.types import TreeHead, TreeSize


class Grower:
    """One history under one origin; two of them under the same origin are a fork."""

    def __init__(self, origin: str, leaves: Sequence[bytes]) -> None:
        self.signer = signer(origin)
        self.leaves = list(leaves)
        self._hashes = TreeHashes(TilesOf(self.leaves))

    def checkpoint(self, size: int) -> bytes:
        head = TreeHead(TreeSize(size), root_of(self.leaves[:size]))
        return sign_checkpoint(head, self.signer.name, self.signer)

    def prove(self, old: int, new: int) -> tuple[bytes, ...]:
        return prove_consistency(self._hashes, old, new)
