"""Fair shares of the queue: each caller has a lane, and who sends much goes behind who sends little.

A lane is a bucket that each check fills by one and each second empties by one. Its level says how far behind the others
a caller's next check stands, and whether it is taken in at all while the queue is more than half full. Levels lie in
this process's memory under keyed digests of callers, are never stored, and end with a quiet minute or two.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from threading import Lock
from typing import Final

EMPTIES_A_SECOND: Final = 1.0
"""One check a second is far above what a person does and far below what a machine can."""

FULL: Final = 101.0
"""As far behind as the queue can put a job; who stops sending is forgiven after as many seconds."""

HEAVY: Final = 20.0
"""A desk that drops a whole folder at once stays below; a flood is there within seconds."""

MOST_LANES: Final = 10_000
"""About 1 MB; beyond it the longest quiet lane is forgotten."""


@dataclass(slots=True)
class Lanes:
    """The levels of all callers of this process; `clock` counts seconds and never goes back. Any thread may ask."""

    clock: Callable[[], float] = time.monotonic
    _levels: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def level(self, lane: str) -> float:
        """How full a caller's bucket is now; 0 for whoever has no lane, such as a command."""
        with self._lock:
            return self._level(lane)

    def enter(self, lane: str) -> int:
        """Count one more check and say its priority in the queue: 0 first, -100 last."""
        if not lane:
            return 0
        with self._lock:
            level = min(self._level(lane) + 1.0, FULL)
            self._levels[lane] = (level, self.clock())
            self._levels.move_to_end(lane)
            while len(self._levels) > MOST_LANES:
                self._levels.popitem(last=False)
        return -int(level - 1.0)

    def is_heavy(self, lane: str) -> bool:
        """Whether a caller sends so much that others go first."""
        return self.level(lane) > HEAVY

    def light_again_after(self, lane: str) -> int:
        """In how many seconds a heavy caller's next check is taken in, whatever waits."""
        return max(ceil((self.level(lane) - HEAVY) / EMPTIES_A_SECOND), 1)

    def _level(self, lane: str) -> float:
        level, since = self._levels.get(lane, (0.0, 0.0))
        return max(level - (self.clock() - since) * EMPTIES_A_SECOND, 0.0)


lanes = Lanes()
"""Those of this process."""
