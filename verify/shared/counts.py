"""How often callers came within a span of time: one look that counts and judges at once, so that no rush slips by."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol, cast

from django.core.cache.backends.locmem import LocMemCache

from verify.shared.line import Line

# One entry holds at most a minute of calls, about 10 kB; beyond this many callers the oldest are forgotten.
MOST_CALLERS = 10_000
LIMITS = {"OPTIONS": {"MAX_ENTRIES": MOST_CALLERS}}

# Redis runs it whole before anything else. Names are veiled already (verify/callers.py).
TAKE = """
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[1] - ARGV[2])
local allowed = redis.call('ZCARD', KEYS[1]) < tonumber(ARGV[3]) and 1 or 0
if allowed == 1 then
    redis.call('ZADD', KEYS[1], ARGV[1], ARGV[4])
    redis.call('PEXPIRE', KEYS[1], math.ceil(ARGV[2] * 1000))
end
local oldest = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
return {allowed, redis.call('ZCARD', KEYS[1]), oldest[2] or ARGV[1]}
"""
PREFIX = "callers:"


@dataclass(frozen=True, slots=True)
class Spent:
    """Whether one more was allowed, how many calls the span now holds, and when the oldest of them came."""

    allowed: bool
    calls: int
    oldest: float


class Counts(Protocol):
    """Counts one caller's calls."""

    def take(self, name: str, now: float, seconds: float, most: int) -> Spent:
        """Count one more call where fewer than `most` fell into the last `seconds`."""
        ...

    def clear(self) -> None:
        """Forget everything."""
        ...


@dataclass(frozen=True, slots=True)
class OwnCounts:
    """Kept in the memory of this process alone."""

    memory: LocMemCache = field(default_factory=lambda: LocMemCache("callers", LIMITS))
    turn: Lock = field(default_factory=Lock)

    def take(self, name: str, now: float, seconds: float, most: int) -> Spent:
        with self.turn:
            calls = [at for at in self.memory.get(name, []) if at > now - seconds]
            allowed = len(calls) < most
            if allowed:
                calls.append(now)
                self.memory.set(name, calls, seconds)
        return Spent(allowed, len(calls), calls[0] if calls else now)

    def clear(self) -> None:
        self.memory.clear()


@dataclass(frozen=True, slots=True)
class SharedCounts:
    """Kept in Redis for all processes together; in `own` while Redis does not answer."""

    line: Line
    own: OwnCounts = field(default_factory=OwnCounts)

    def take(self, name: str, now: float, seconds: float, most: int) -> Spent:
        return self.line.ask(
            lambda: self._take(name, now, seconds, most), lambda: self.own.take(name, now, seconds, most)
        )

    def _take(self, name: str, now: float, seconds: float, most: int) -> Spent:
        script = self.line.client.register_script(TAKE)
        # Two calls of one moment are two: the name of each is its own.
        words = [repr(now), repr(float(seconds)), most, f"{now!r}-{secrets.token_hex(6)}"]
        allowed, calls, oldest = cast(list[bytes], script(keys=[PREFIX + name], args=words))
        return Spent(bool(allowed), int(calls), float(oldest))

    def clear(self) -> None:
        self.own.clear()
