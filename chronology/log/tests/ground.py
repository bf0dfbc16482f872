"""What tests of the log stand on: keys, faults that strike once, and entries."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from chronology.log.faults import Point
from chronology.notes.keys import Ed25519NoteSigner

ORIGIN = "example.com/log"


def new_key(origin: str = ORIGIN) -> Ed25519NoteSigner:
    return Ed25519NoteSigner.generate(origin, secrets.token_bytes)


def entries(count: int, start: int = 0) -> list[bytes]:
    return [b"entry %d" % number for number in range(start, start + count)]


@dataclass
class Strikes:
    """Faults on order: each point may do one thing each time it is passed."""

    planned: dict[Point, list[Callable[[], None]]] = field(default_factory=dict)
    passed: Counter[Point] = field(default_factory=Counter)

    def __call__(self, point: Point) -> None:
        self.passed[point] += 1
        if self.planned.get(point):
            self.planned[point].pop(0)()

    def plan(self, point: Point, *doings: Callable[[], None]) -> None:
        self.planned.setdefault(point, []).extend(doings)


def disk_fails() -> None:
    raise OSError(5, "the disk does not answer")
