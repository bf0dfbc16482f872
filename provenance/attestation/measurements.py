"""Depth and motion that a device measured beside a capture, and our own look at whether the scene was flat.

A screen or a print that somebody photographs is a plane; a room is not. A flat wall is one too, and whoever moves the
camera or builds a relief is not caught: the measurement is shown beside what it cannot show, and decides nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from provenance.attestation.types import Measurement, Sensed

if TYPE_CHECKING:  # who only asks whether bytes look like a sidecar need not load it
    import numpy as np

DEPTH_KEYS: Final = frozenset({"width", "height", "millimetres"})
"""A map of distances, row by row, two bytes each, most significant first; 0 where nothing was measured."""

MOTION_KEYS: Final = frozenset({"hertz", "samples"})
"""Three accelerations a sample, two bytes each, in thousandths of 9.81 m/s²."""

MOST_SIDE: Final = 256
"""Phones and cameras give 256 by 192."""

LEAST_POINTS: Final = 64
"""Fewer measured distances lie near some plane by chance."""

MOST_HERTZ: Final = 1000
MOST_MOTION_BYTES: Final = 64 * 1024
"""A minute at 180 samples a second."""

_NOBODY: Final = ""


def depth_of(said: Mapping[object, object]) -> Measurement | None:
    """The depth measurement in a statement, nobody vouching for it yet; None where it is none."""
    width, height, values = said["width"], said["height"], said["millimetres"]
    if not _within(width, MOST_SIDE) or not _within(height, MOST_SIDE) or not isinstance(values, bytes):
        return None
    if not isinstance(width, int) or not isinstance(height, int) or len(values) != 2 * width * height:
        return None
    return Measurement(Sensed.DEPTH, signed=False, by=_NOBODY, flat_residual_permille=flatness(values, width))


def motion_of(said: Mapping[object, object]) -> Measurement | None:
    """The same for motion; that it is there is all that is shown."""
    hertz, samples = said["hertz"], said["samples"]
    if not _within(hertz, MOST_HERTZ) or not isinstance(samples, bytes):
        return None
    if not 0 < len(samples) <= MOST_MOTION_BYTES or len(samples) % 6:
        return None
    return Measurement(Sensed.MOTION, signed=False, by=_NOBODY)


def flatness(values: bytes, width: int) -> int | None:
    """How far distances lie from the plane that fits them best: root mean square, in thousandths of their mean.

    None where too few were measured, or all in one line. Inverse distances are fitted: in a picture taken through a
    lens, those of a tilted plane change evenly from one side to the other, and the distances themselves do not.
    """
    import numpy as np

    distances = np.frombuffer(values, ">u2").astype(np.float64)
    measured = np.flatnonzero(distances)
    if measured.size < LEAST_POINTS:
        return None
    near = 1.0 / distances[measured]
    places = np.column_stack([measured % width, measured // width, np.ones(measured.size)]).astype(np.float64)
    fitted, _, rank, _ = np.linalg.lstsq(places, near, rcond=None)
    if rank < 3:
        return None
    return _permille(near, near - places @ fitted)


def _permille(near: np.ndarray, away: np.ndarray) -> int:
    mean_square, mean = float((away**2).mean()), float(near.mean())
    return min(1000, round(1000 * math.sqrt(mean_square) / mean))


def _within(value: object, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= most
