"""Which pictures of a film get local codes: one soon after each cut, and one every few seconds inside a shot."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from provenance.fingerprint.film_limits import KEY_GAP_MS, KEYS
from provenance.fingerprint.types import Code

_CUT_BITS: Final = 60
"""Global codes of two pictures that differ by more belong to different shots, or to one that moves fast."""

_STILL_BITS: Final = 40
"""A picture that differs by less from the one before it stands in the middle of a shot, not in a transition."""

_SOONEST_MS: Final = 700
"""Flashes and quick cuts get no more keys than this."""


@dataclass(slots=True)
class Shots:
    """Goes through a film picture by picture; `gap_ms` grows with its length, so that there are never too many keys."""

    gap_ms: int
    _key: Code | None = None
    _key_at: int = 0
    _last: Code | None = None
    _count: int = field(default=0)

    @classmethod
    def of(cls, duration_ms: int, *, throughout: bool) -> Shots:
        """For a film of this length; where only key frames are seen, each stands for more time."""
        return cls(max(KEY_GAP_MS if throughout else 2 * KEY_GAP_MS, duration_ms * 2 // KEYS))

    def wants(self, at_ms: int, code: Code) -> bool:
        """Whether the picture with this global code becomes a key."""
        wanted = self._count < KEYS and self._due(at_ms, code)
        self._last = code
        if wanted:
            self._key, self._key_at, self._count = code, at_ms, self._count + 1
        return wanted

    def _due(self, at_ms: int, code: Code) -> bool:
        if self._key is None or self._last is None:
            return True
        since = at_ms - self._key_at
        new_shot = bits(code, self._key) > _CUT_BITS and bits(code, self._last) <= _STILL_BITS
        return since >= self.gap_ms or (new_shot and since >= max(_SOONEST_MS, self.gap_ms // 4))


def bits(one: Code, other: Code) -> int:
    """How many bits differ."""
    return (int.from_bytes(one, "big") ^ int.from_bytes(other, "big")).bit_count()
