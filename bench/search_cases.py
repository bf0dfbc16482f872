"""What `bench.search` measures: one set of codes, and one radius of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Speed:
    """Medians of one look-up at a time, in milliseconds: ours, the slowest twentieth of ours, faiss's.

    `ours_cpu` and `faiss_cpu` are the same in processor time: what a machine busy with other things changes least.
    """

    radius: int
    ours: float
    slow: float
    faiss: float
    ours_cpu: float
    faiss_cpu: float

    @property
    def ratio(self) -> float:
        """How many times faster by the clock."""
        return self.faiss / self.ours

    @property
    def ratio_cpu(self) -> float:
        """How many times less processor time."""
        return self.faiss_cpu / self.ours_cpu


@dataclass(frozen=True, slots=True)
class Case:
    """What was measured with one set of codes; `recall` is the least of all radii up to the widest."""

    kind: str
    size: int
    chunks: int
    build_seconds: float
    bytes_a_code: float
    widest: int
    recall: float
    surplus: int
    hits: int
    speeds: tuple[Speed, ...]
    a_second: float
