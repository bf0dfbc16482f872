"""What others hold of our log, asked before the first signature, and later of those who were silent then."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import structlog

from chronology.errors import PeerUnavailable, RolledBack
from chronology.log import Log
from chronology.types import SeenHead

log = structlog.get_logger("signer")

Ask = Callable[[], Iterable[SeenHead]]
STOP = "Nothing is signed any more: find out whether the store was put back from a backup, and restore the newest one."


WAITS = (
    "Signing waits: nobody outside could be asked what they have seen of this log. Records are kept and entered "
    "meanwhile; look whether chain and witnesses can be reached."
)


@dataclass(slots=True)
class Comparing:
    """Used by one thread at a time: first by the start, then by its duty; others only read `blind`."""

    of: Log
    silent: list[Ask] = field(default_factory=list)
    outside: list[Ask] = field(default_factory=list)

    @property
    def blind(self) -> bool:
        """Whether all outside are silent yet.

        A machine that was put back as a whole has its own signing record and chain put back with it: until one of those
        outside has answered, and fits, nobody can say what this key has signed.
        """
        return bool(self.outside) and all(ask in self.silent for ask in self.outside)

    def heads(self, outside: Sequence[Ask], near: Sequence[Ask] = ()) -> list[SeenHead]:
        """What those hold who answer; the others are asked again later. `near` is put back together with us."""
        self.outside = list(outside)
        self.silent, found = _answers([*near, *outside])
        return found

    def compare_late(self) -> bool:
        """Ask those who were silent at the start; raises RolledBack where one of them holds what we do not."""
        silent, found = _answers(self.silent)
        for head in found:
            self._require_ours(head)
        self.silent = silent  # only now, so that nothing is signed before the comparison
        return False

    def _require_ours(self, head: SeenHead) -> None:
        # Without a root it cannot be compared, so it must be one that was published here.
        ours = self.of.head().size if head.root is not None else self.of.published_size()
        if head.size > ours:
            raise RolledBack(f"{head.source} holds {head.size} entries of this log, more than the store. {STOP}")
        if head.root is not None and head.root != self.of.root_at(head.size):
            raise RolledBack(f"{head.source} holds another history of this log at {head.size} entries. {STOP}")


def _answers(asks: Sequence[Ask]) -> tuple[list[Ask], list[SeenHead]]:
    """Who is silent, and what the others hold."""
    silent: list[Ask] = []
    found: list[SeenHead] = []
    for ask in asks:
        try:
            found += ask()
        except PeerUnavailable:
            log.warning("a peer that may have seen our log is silent")
            silent.append(ask)
    return silent, found
