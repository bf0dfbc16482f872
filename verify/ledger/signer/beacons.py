"""The beacon at the head of a batch: something recent that nobody could have known earlier."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

from chronology.records import BlockPoint, WitnessPoint, beacon_leaf

Point = BlockPoint | WitnessPoint


@dataclass(slots=True)
class Beacons:
    """Holds the newest point that chain or witnesses gave; under its own lock, because other threads offer points.

    One beacon a point: all batches until the next point stand behind the same one.
    """

    _newest: Point | None = None
    _written: Point | None = None
    _lock: Lock = field(default_factory=Lock)

    def offer(self, point: Point) -> None:
        """A newer point; one that is older than what is known is passed over."""
        with self._lock:
            if self._newest is None or point.time > self._newest.time:
                self._newest = point

    def due(self) -> bytes | None:
        """The leaf that must go ahead of the next batch; None where the last one still serves, or none is known."""
        with self._lock:
            if self._newest is None or self._newest == self._written:
                return None
            return beacon_leaf(self._newest)

    def written(self, leaf: bytes) -> None:
        """That leaf is on the log."""
        with self._lock:
            if self._newest is not None and beacon_leaf(self._newest) == leaf:
                self._written = self._newest
