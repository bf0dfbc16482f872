"""What was measured, in the words and numbers that leave the sandbox: changes, boxes, heat."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from provenance.comparison.differing import Mask
from provenance.comparison.geometry import Size, Transform, moved, scale_of
from provenance.comparison.laying import Laying
from provenance.comparison.tone import GREY
from provenance.comparison.types import Box, Change

_WHOLE: Final = 98
"""Percent of the recorded picture above which it is not called cropped: borders are not compared to the pixel."""

_FRAME: Final = 0.015
_GAP: Final = 3
_STEP: Final = 6.0
"""Levels that the border of a frame stands out more than the picture beside it."""

_TURNED: Final = 0.7
_RECOMPRESSED: Final = 0.6
_SMALLER: Final = 0.8
_BLURRED: Final = 1.6
_TOGETHER: Final = 13
_UNIT: Final = 10_000
_MOST_BOXES: Final = 16
_HEAT: Final = 256
_LEVELS: Final = 8


def kept(laying: Laying, recorded: Size) -> int:
    """Percent of the recorded picture that is seen in the asked one."""
    area = laying.alignment.inside.sum() * scale_of(laying.alignment.transform) ** 2
    return int(np.clip(round(100 * float(area) / (recorded[0] * recorded[1])), 0, 100))


def turned(transform: Transform) -> float:
    """Degrees by which the asked picture has to be turned clockwise, -180 to 180."""
    return float(np.degrees(np.arctan2(transform[1, 0], transform[0, 0])))


def quarter(transform: Transform) -> int:
    """The same in whole quarters: 0, 90, 180 or 270."""
    return round(turned(transform) / 90) * 90 % 360


def changes(laying: Laying, kept_percent: int, *, mirrored: bool) -> tuple[Change, ...]:
    """What else was done to it, as far as two small pictures show."""
    soft = laying.softened[1]
    said = {
        Change.RECOMPRESSED: laying.residue > _RECOMPRESSED,
        Change.RESIZED: _SMALLER < soft < _BLURRED,
        Change.CROPPED: kept_percent < _WHOLE,
        Change.FRAMED: laying.barred or (1 - laying.alignment.inside.mean() > _FRAME and not _continues(laying)),
        Change.MIRRORED: mirrored,
        Change.TURNED: abs(turned(laying.alignment.transform)) > _TURNED,
        Change.RECOLOURED: laying.toning.filtered,
        Change.BLURRED: soft >= _BLURRED,
    }
    return tuple(change for change, true in said.items() if true)


def _continues(laying: Laying) -> bool:
    """Whether the asked picture goes on beyond the recorded one without a step, as where the record is the crop."""
    inside, bright = laying.alignment.inside.astype(np.uint8), laying.asked @ GREY
    kernel = np.ones((3, 3), np.uint8)
    rim = (cv2.dilate(inside, kernel, iterations=_GAP) > 0) & (inside == 0)
    below = cv2.erode(inside, kernel, iterations=_GAP, borderValue=1) > 0
    deeper = below & (cv2.erode(inside, kernel, iterations=4 * _GAP, borderValue=1) == 0)
    if not (rim.any() and deeper.any()):
        return False
    step = np.asarray(cv2.morphologyEx(bright, cv2.MORPH_GRADIENT, np.ones((2 * _GAP + 1, 2 * _GAP + 1), np.uint8)))
    return bool(np.median(step[rim]) <= _STEP + 1.5 * np.median(step[deeper]))


def boxes(mask: Mask) -> tuple[tuple[int, int, int, int], ...]:
    """Left, top, right and bottom of the regions in pixels, those close together as one, the largest first."""
    joined = cv2.dilate(mask.astype(np.uint8), np.ones((_TOGETHER, _TOGETHER), np.uint8))
    count, labels = cv2.connectedComponents(joined)
    found = []
    for label in range(1, count):
        rows, columns = np.nonzero((labels == label) & mask)
        found.append((int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1))
    return tuple(sorted(found, key=lambda box: -(box[2] - box[0]) * (box[3] - box[1]))[:_MOST_BOXES])


def box_in(pixels: tuple[int, int, int, int], size: Size) -> Box:
    """The same box in ten-thousandths of a picture of `size`, cut at its borders."""
    width, height = size
    left, right = (int(np.clip(round(x * _UNIT / width), 0, _UNIT)) for x in (pixels[0], pixels[2]))
    top, bottom = (int(np.clip(round(y * _UNIT / height), 0, _UNIT)) for y in (pixels[1], pixels[3]))
    return Box(left, top, right - left, bottom - top)


def mirrored_box(pixels: tuple[int, int, int, int], width: int) -> tuple[int, int, int, int]:
    """Where a box of the mirror image lies in the picture."""
    return width - pixels[2], pixels[1], width - pixels[0], pixels[3]


def moved_box(pixels: tuple[int, int, int, int], transform: Transform) -> tuple[int, int, int, int]:
    """The upright box around where a box comes to lie."""
    left, top, right, bottom = pixels
    corners = np.array([[left, top], [right, top], [left, bottom], [right, bottom]], np.float32)
    there = moved(transform, corners)
    low, high = np.floor(there.min(axis=0)), np.ceil(there.max(axis=0))
    return int(low[0]), int(low[1]), int(high[0]), int(high[1])


def heat(laying: Laying, *, mirrored: bool) -> bytes:
    """Greyscale PNG, long side ≤ 256: from 128 up where content differs, below where it does not."""
    mask = laying.differing.astype(np.float32)
    height, width = mask.shape
    factor = min(_HEAT / max(width, height), 1.0)
    size = (max(round(width * factor), 1), max(round(height * factor), 1))
    inside = np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_AREA)) >= 0.5
    strength = np.asarray(cv2.resize(laying.excess, size, interpolation=cv2.INTER_AREA))
    shade = np.where(inside, 160 + np.clip(strength * 12, 0, 95), np.clip(strength * 40, 0, 112))
    even = (shade.astype(np.uint8) // _LEVELS) * _LEVELS
    done, coded = cv2.imencode(".png", np.ascontiguousarray(even[:, ::-1]) if mirrored else even)
    return coded.tobytes() if done else b""
