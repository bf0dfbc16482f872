"""The most plausible way through time: which of several offsets holds at each moment, or none of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

NONE: Final = -1

Costs = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Run:
    """Moments `first` to `last` (not included) that follow one state; NONE where nothing fits."""

    state: int
    first: int
    last: int


def best_path(costs: Costs, nothing: float, change: float) -> list[Run]:
    """The cheapest sequence of states. `costs` has a row a state and a column a moment; `nothing` is what a moment
    without a state costs, `change` what each change of state costs. Source: Viterbi 1967.
    """
    states = np.vstack([costs, np.full((1, costs.shape[1]), nothing, np.float32)])
    total, came = states[:, 0].copy(), np.empty(states.shape, np.int32)
    for moment in range(1, states.shape[1]):
        cheapest = int(total.argmin())
        came[:, moment] = np.where(total <= total[cheapest] + change, np.arange(len(total)), cheapest)
        total = np.minimum(total, total[cheapest] + change) + states[:, moment]
    return list(_runs(_traced(came, int(total.argmin())), len(states) - 1))


def _traced(came: NDArray[np.int32], state: int) -> NDArray[np.int32]:
    path = np.empty(came.shape[1], np.int32)
    for moment in range(came.shape[1] - 1, -1, -1):
        path[moment] = state
        state = int(came[state, moment]) if moment else state
    return path


def _runs(path: NDArray[np.int32], nothing: int) -> Iterator[Run]:
    edges = [0, *(np.flatnonzero(np.diff(path)) + 1).tolist(), len(path)]
    for first, last in pairwise(edges):
        yield Run(NONE if path[first] == nothing else int(path[first]), first, last)
