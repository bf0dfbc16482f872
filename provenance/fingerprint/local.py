"""Codes of small patches of a picture: what is left of it after a crop, a caption or a screenshot is still found.

Patches are chosen in turns from the cells of a grid and from bands of scale: so an overlaid text cannot take all of
them, and a copy that is blurred, enlarged or a thumbnail shares enough with what it was made from.
Source: Rublee et al., "ORB: an efficient alternative to SIFT or SURF" (ICCV 2011).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt

from provenance.fingerprint.limits import ASKED_CODES, RECORDED_CODES
from provenance.fingerprint.spreading import CELLS, Spots, turns
from provenance.fingerprint.types import LocalCodes

_SCALE: Final = 1.2
"""From one level to the next; two levels make a band."""

_RECORDED_LEVELS: Final = 8
"""Patches of 31 to 111 pixels are kept of what is recorded."""

_LEVELS: Final = 10
"""One asks with larger ones too, because a crop enlarges what it keeps ..."""

_FINE_LEVELS: Final = 4
"""... and with smaller ones, from the picture at twice its size, because a screenshot shows it small."""

_FINE: Final = 2.0

_FINE_BANDS: Final = 2

_FOUND: Final = 6000
"""Patches looked for before the grid chooses: fewer, and a line of text would take them all."""

_FINE_FOUND: Final = 3000
"""Of the small ones fewer are needed: they serve where the picture covers a part only."""

_CORNER: Final = 8
_FINE_CORNER: Final = 12
"""Contrast of a corner in grey levels; what was enlarged has more weak ones."""

_WEAK_CORNER: Final = 4
_FEW: Final = 1000
"""Pictures with fewer patches than this are of fog or sky: there weak corners are better than none."""

_POOR, _POOR_CELLS = 10, 16
"""Patches of a cell that has too few to choose among; cells of that kind that are worth a second look."""

_EDGE: Final = 12
"""Pixels at the border without patches; half a patch beyond it is reflected."""

_SMALLEST: Final = 64
"""Pictures with a shorter side in pixels have no room for patches of 31 pixels."""

_UNIT: Final = 32
"""Points are stored in this part of a pixel."""

_TURN: Final = 65_536

NONE: Final = LocalCodes(b"", b"")

Grey = npt.NDArray[np.uint8]

cv2.setNumThreads(1)  # the walls of the child count threads, and one child has one core


@dataclass(frozen=True, slots=True)
class Patches:
    """Patches found in one grey picture that is `enlarged` times the prepared one, and the finder that codes them."""

    grey: Grey
    enlarged: float
    orb: cv2.ORB
    points: tuple[Any, ...]

    def mirrored(self) -> Patches:
        """The same patches in the mirrored picture."""
        width = self.grey.shape[1]
        points = tuple(_mirrored(one, width) for one in self.points)
        return replace(self, grey=np.ascontiguousarray(self.grey[:, ::-1]), points=points)

    def codes(self) -> LocalCodes:
        """Their codes; places are those in the prepared picture."""
        kept, codes = self.orb.compute(self.grey, self.points) if self.points else ((), None)
        if codes is None:
            return NONE
        return LocalCodes(np.asarray(codes, np.uint8).tobytes(), _places(kept, self.enlarged))


@dataclass(frozen=True, slots=True)
class PictureLocals:
    """The local codes of one picture: what is kept of it, and what one asks with, plain and mirrored."""

    recorded: LocalCodes
    asked: LocalCodes
    mirrored: LocalCodes


def recorded_codes(grey: Grey, most: int = RECORDED_CODES) -> LocalCodes:
    """What is kept of 8-bit grey pixels (rows, columns), long side 512; pictures too narrow or too flat have none."""
    return NONE if min(grey.shape) < _SMALLEST else _recorded(_plain(grey), most)


def local_codes(grey: Grey) -> PictureLocals:
    """All local codes of the same; the patches are looked for once."""
    if min(grey.shape) < _SMALLEST:
        return PictureLocals(NONE, NONE, NONE)
    plain, fine = _plain(grey), _fine(grey)
    chosen = _chosen([plain, fine], ASKED_CODES)
    asked, mirrored = (_joined([one.codes() for one in some]) for some in (chosen, [one.mirrored() for one in chosen]))
    return PictureLocals(_recorded(plain, RECORDED_CODES), asked, mirrored)


def _recorded(found: Patches, most: int) -> LocalCodes:
    spots = _spots(found)
    kept = np.flatnonzero(spots[:, 2] < _FINE_BANDS + _RECORDED_LEVELS // 2)
    taken = np.sort(kept[turns(spots[kept])[:most]])
    return replace(found, points=tuple(found.points[index] for index in taken)).codes()


def _plain(grey: Grey) -> Patches:
    return _found(grey, 1, _orb(_FOUND, _LEVELS, _CORNER))


def _fine(grey: Grey) -> Patches:
    enlarged = cv2.resize(grey, None, fx=_FINE, fy=_FINE, interpolation=cv2.INTER_LINEAR)
    return _found(np.asarray(enlarged, np.uint8), _FINE, _orb(_FINE_FOUND, _FINE_LEVELS, _FINE_CORNER))


def _orb(most: int, levels: int, corner: int) -> cv2.ORB:
    return cv2.ORB.create(nfeatures=most, scaleFactor=_SCALE, nlevels=levels, edgeThreshold=_EDGE, fastThreshold=corner)


def _found(grey: Grey, enlarged: float, orb: cv2.ORB) -> Patches:
    found = Patches(grey, enlarged, orb, tuple(orb.detect(grey, None)))
    if len(found.points) < _FEW:
        orb.setFastThreshold(_WEAK_CORNER)
        return replace(found, points=tuple(orb.detect(grey, None)))
    return _with_the_rest(found) if len(found.points) > 0.9 * orb.getMaxFeatures() else found


def _with_the_rest(found: Patches) -> Patches:
    """Look again where what is all too sharp, a page of text, left nothing for the rest of the picture."""
    spots = _spots(found)[:, :2].astype(int)
    poor = np.full((CELLS, CELLS), 255, np.uint8)
    cells, counts = np.unique(spots, axis=0, return_counts=True)
    poor[tuple(cells[counts >= _POOR].T)] = 0
    if np.count_nonzero(poor) < _POOR_CELLS:
        return found
    mask = cv2.resize(poor, found.grey.shape[::-1], interpolation=cv2.INTER_NEAREST)
    return replace(found, points=found.points + tuple(found.orb.detect(found.grey, mask)))


def _chosen(found: Sequence[Patches], most: int) -> list[Patches]:
    """The first `most` patches of all, when every cell has its turn, and in it every band of scale."""
    spots = [_spots(one) for one in found]
    order = turns(np.concatenate(spots))[:most]
    taken = np.isin(np.arange(sum(map(len, spots))), order)
    masks = np.split(taken, np.cumsum([len(one) for one in spots])[:-1])
    return [
        replace(one, points=tuple(one.points[index] for index in np.flatnonzero(mask)))
        for one, mask in zip(found, masks, strict=True)
    ]


def _spots(found: Patches) -> Spots:
    """Of every patch: its row and column of the grid, its band of scale, and its strength among those found with it."""
    if not found.points:
        return np.zeros((0, 4))
    places = np.asarray(cv2.KeyPoint.convert(found.points))
    columns, rows = (places * CELLS // np.array(found.grey.shape[::-1])).T
    bands = np.array([one.octave // 2 for one in found.points]) + (_FINE_BANDS if found.enlarged == 1 else 0)
    strength = np.array([one.response for one in found.points])
    return np.column_stack([rows, columns, bands, strength])


def _mirrored(point: Any, width: int) -> Any:
    x, y = point.pt
    return cv2.KeyPoint(width - 1 - x, y, point.size, (180 - point.angle) % 360, point.response, point.octave, -1)


def _places(points: Sequence[Any], enlarged: float) -> bytes:
    spots = np.array([(*one.pt, one.size) for one in points]) * (_UNIT / enlarged)
    turns = np.array([one.angle / 360 * _TURN for one in points]).round() % _TURN
    whole = np.column_stack([spots.round().clip(0, _TURN - 1), turns])
    return whole.astype("<u2").tobytes()


def _joined(parts: Sequence[LocalCodes]) -> LocalCodes:
    return LocalCodes(b"".join(one.codes for one in parts), b"".join(one.points for one in parts))
