"""Whether things came and went between two exposures of a camera that stood still: then nobody edited anything.

Who edits puts in or takes out: at its rim one picture alone has an edge, everywhere the same one. Where people and cars
went on, some are seen only in the one picture and some only in the other, in several places. Both lie on each other
outside of that to the pixel, so nothing else tells them from an edit. An edit in many places of which some add and
some remove is therefore not told from a second shot; it is offered as similar, which accuses nobody.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import cv2
import numpy as np

from provenance.comparison.differing import Mask, regions
from provenance.comparison.sight import Plane
from provenance.comparison.tone import GREY, Colours

_DIFFERENT: Final = 1.1
"""Excess from which a pixel belongs to a place, before those that are close together are made one region."""

_TOGETHER: Final = 7
_LEAST: Final = 60
"""Pixels of a place that counts."""

_PLACES: Final = 3
"""Frames of a street 1 to 5 s apart differ in 3 places and more in 34 of 36 pairs; 70 edits in one or two."""

_CLEARLY: Final = 0.17
_LEANING: Final = 0.1
"""How much stronger the rim of a place is in one picture, -1 to 1. Splices and overlays have 0.15 to 0.95, removals
-0.1 to -0.5, replaced text and colour -0.3 to 0.7; of 96 edits none has places on both sides of 0.15."""

_NOISE: Final = 2.0
"""Levels a pixel that compression leaves along any line."""

_SOBEL: Final = 4
_SOFT: Final = 2.0
_RIM: Final = 5
_FINE: Final = 1.0


class Place(NamedTuple):
    """One place that differs: its pixels, and which picture has the stronger rim there (above 0: the asked one)."""

    area: int
    rim: float


def came_and_went(asked: Colours, laid: Colours, excess: Plane, differing: Mask) -> bool:
    """Whether what differs is many things, some only in the one picture and some only in the other."""
    if not differing.any():
        return False
    found = _places(asked, laid, (excess > _DIFFERENT) & differing)
    if not found:
        return False
    least, most = min(one.rim for one in found), max(one.rim for one in found)
    if least <= -_CLEARLY and most >= _CLEARLY:
        return True
    one_sided = least >= _LEANING or most <= -_LEANING
    return len(found) >= _PLACES and regions(differing) > 1 and not one_sided


def _places(asked: Colours, laid: Colours, strong: Mask) -> list[Place]:
    slopes = [_slopes(colours) for colours in (asked, laid)]
    kernel = np.ones((_TOGETHER, _TOGETHER), np.uint8)
    opened = cv2.morphologyEx(strong.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    count, labels = cv2.connectedComponents(cv2.dilate(opened, kernel))
    parts = (((labels == label) & (opened > 0)).astype(np.uint8) for label in range(1, count))
    closed = (cv2.morphologyEx(part, cv2.MORPH_CLOSE, kernel) for part in parts)
    return [Place(int(part.sum()), _rim(part > 0, slopes)) for part in closed if part.sum() >= _LEAST]


def _slopes(colours: Colours) -> tuple[Plane, Plane]:
    bright = cv2.GaussianBlur(np.asarray(colours @ GREY, np.float32), (0, 0), _FINE)
    across, down = cv2.Sobel(bright, cv2.CV_32F, 1, 0), cv2.Sobel(bright, cv2.CV_32F, 0, 1)
    return np.asarray(across, np.float32), np.asarray(down, np.float32)


def _rim(part: Mask, slopes: list[tuple[Plane, Plane]]) -> float:
    """Only steps across the rim count: what runs across it on both sides is no rim."""
    shape, kernel = part.astype(np.uint8), np.ones((_RIM, _RIM), np.uint8)
    soft = cv2.GaussianBlur(shape.astype(np.float32), (0, 0), _SOFT)
    across, down = cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)
    length = np.hypot(across, down) + 1e-6
    rim = cv2.dilate(shape, kernel) > cv2.erode(shape, kernel)
    one, other = (float(np.abs((x * across + y * down) / length)[rim].mean()) / _SOBEL for x, y in slopes)
    return (one - other) / (one + other + _NOISE)
