"""Where two films differ at each moment, beyond what their encoders and the time between two small pictures explain.

Small pictures of the two films are seldom of exactly the same instant. So each asked picture is compared with the
recorded ones before and after it, moved as the camera moved, and a difference counts only where it is more than what
the recorded film itself changes there meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

BLOCK: Final = 8
"""Pixels of a track's picture a side; a difference is told in such blocks."""

_FLOOR: Final = 11.0
"""Grey levels that a strong compression of small pictures leaves."""

_TIMES_USUAL: Final = 2.5
"""How much more than the usual difference of a whole picture counts."""

_MEANWHILE: Final = 1.2
"""Of what the recorded film changes between its two pictures, where the asked one lies in the middle between them."""

_STRAYS: Final = 15
"""Pixels around a change within which something small may be in between."""

_LEAST_SHARE: Final = 0.25
"""How much of that counts even where the asked picture seems to be of the same instant."""

_EDGE: Final = 0.35
"""Of the local contrast: so much a shift by a third of a pixel makes."""

_FARTHEST: Final = 14.0
"""Pixels the camera may have moved between two small pictures."""

_FILLED: Final = 0.5
"""Share of a block's pixels that differ before the block does."""

Floats = NDArray[np.float32]
Blocks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The recorded pictures around one moment, laid and toned like the asked picture: one or two of them.

    `lively` is how much the recorded film changes around that moment, in grey levels a pixel (see `liveliness`).
    """

    pictures: tuple[Floats, ...]
    lively: Floats


def differing_blocks(asked: Floats, around: Neighbours) -> tuple[Blocks, Blocks]:
    """Blocks of the picture (rows, columns) that differ from both neighbours: for certain, and if nothing moved."""
    held = [_held(one, asked) for one in around.pictures]
    differences = np.stack([_difference(asked, one) for one in held])
    least = differences.min(axis=0)
    nearer = held[int(differences.mean(axis=(1, 2)).argmin())]
    allowed = _FLOOR + _TIMES_USUAL * float(np.median(least)) + _EDGE * _contrast(nearer)
    meanwhile = _MEANWHILE * _between(asked, held) * around.lively
    return _blocks(least > allowed + meanwhile), _blocks(least > allowed)


def liveliness(earlier: Floats, later: Floats) -> Floats:
    """How much changes from one recorded picture to the next beside the camera's movement, and around that."""
    changed = _difference(_held(earlier, later), later)
    return np.asarray(cv2.dilate(changed, np.ones((_STRAYS, _STRAYS), np.uint8)), np.float32)


def _between(asked: Floats, held: list[Floats]) -> float:
    """1 where the asked picture lies in time between the two, near 0 where it is of the instant of one of them."""
    if len(held) < 2:
        return 1.0
    way = held[1] - held[0]
    share = float(((asked - held[0]) * way).sum() / max(float((way * way).sum()), 1.0))
    return max(1 - (2 * min(max(share, 0.0), 1.0) - 1) ** 2, _LEAST_SHARE)


def _held(recorded: Floats, asked: Floats) -> Floats:
    """The recorded picture moved by what the camera moved in between, where that is little and plain to see."""
    one, other = (cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) for picture in (recorded, asked))
    (x, y), certain = cv2.phaseCorrelate(one, other, cv2.createHanningWindow(one.shape[::-1], cv2.CV_32F))
    if certain < 0.05 or not 0.1 < np.hypot(x, y) <= _FARTHEST:
        return recorded
    move = np.array([[1, 0, x], [0, 1, y]], np.float32)
    size = (recorded.shape[1], recorded.shape[0])
    moved = cv2.warpAffine(recorded, move, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    nearer = np.abs(moved - asked).mean() < np.abs(recorded - asked).mean()
    return np.asarray(moved if nearer else recorded, np.float32)


def _difference(one: Floats, other: Floats) -> Floats:
    return np.asarray(cv2.blur(np.abs(one - other).mean(axis=2), (5, 5)), np.float32)


def _contrast(picture: Floats) -> Floats:
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    sides = cv2.Sobel(grey, cv2.CV_32F, 1, 0, scale=0.125), cv2.Sobel(grey, cv2.CV_32F, 0, 1, scale=0.125)
    return np.asarray(cv2.blur(cv2.magnitude(*sides), (5, 5)), np.float32)


def _blocks(mask: NDArray[np.bool_]) -> Blocks:
    rows, columns = mask.shape[0] // BLOCK, mask.shape[1] // BLOCK
    cells = mask[: rows * BLOCK, : columns * BLOCK].reshape(rows, BLOCK, columns, BLOCK)
    return np.asarray(cells.mean(axis=(1, 3)) >= _FILLED)
