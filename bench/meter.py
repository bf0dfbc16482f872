"""Latency and processor time, measured together."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from provenance.sandbox import Sandbox
from provenance.sandbox.tests.processes import processor_ticks, zygotes

T = TypeVar("T")


@dataclass(slots=True)
class Meter:
    """The seconds that each run of one kind took by the clock, and the processor time of this process in all."""

    seconds: list[float] = field(default_factory=list)
    cpu: float = 0.0

    def run(self, work: Callable[[], T]) -> T:
        """Do it once and note what it took."""
        cpu, began = time.process_time(), time.perf_counter()
        done = work()
        self.seconds.append(time.perf_counter() - began)
        self.cpu += time.process_time() - cpu
        return done

    @property
    def median(self) -> float:
        """The middle one, in seconds."""
        return statistics.median(self.seconds)


class ProcessesOf:
    """The processor time of a sandbox's zygote and children from here on, in seconds."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._zygotes = zygotes()
        self._began = self._ticks()
        self._children: dict[int, float] = {}

    def note(self) -> None:
        """Read the latest deaths; the sandbox remembers only so many."""
        self._children.update((one.number, one.cpu_seconds) for one in self._sandbox.deaths())

    def seconds(self) -> float:
        """All of it; call while the sandbox still runs."""
        return sum(self._children.values()) + self._zygote

    @property
    def _zygote(self) -> float:
        return (self._ticks() - self._began) / os.sysconf("SC_CLK_TCK")

    def _ticks(self) -> int:
        return sum(processor_ticks(one) for one in self._zygotes)


def middle_ratio(one: Meter, other: Meter) -> float:
    """The median of the ratios file by file: neither the large nor the small files decide alone."""
    return statistics.median(a / b for a, b in zip(one.seconds, other.seconds, strict=True))
