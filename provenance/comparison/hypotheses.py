"""How the asked picture might lie on the recorded one: from codes, from landmarks of the proxies, from whole codes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from provenance.comparison.codes import distance, patches
from provenance.comparison.geometry import Geometry, Size, of_codes, of_places
from provenance.comparison.sight import Landmarks, Pixels, landmarks
from provenance.fingerprint.types import Fingerprints, PictureCodes

_ALIKE: Final = 0.75
"""Product of two square-rooted descriptors of the same place, at least."""

_REACH: Final = 4.0


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A geometry, for the asked picture or for its mirror image."""

    geometry: Geometry
    mirrored: bool


def from_codes(asked: Fingerprints, recorded: PictureCodes) -> Iterator[Hypothesis]:
    """What the local codes agree on, the better one first."""
    picture = asked.picture
    if picture is None:
        return
    plain = asked.query.local if asked.query else picture.local
    ways = [(plain, False)] + ([(asked.query.mirrored, True)] if asked.query else [])
    size, other_size, other = _size(picture), _size(recorded), patches(recorded.local)
    found = [
        Hypothesis(geometry, mirrored)
        for local, mirrored in ways
        if (geometry := of_codes(patches(local), other, size, other_size)) is not None
    ]
    yield from sorted(found, key=lambda one: -one.geometry.inliers)


def from_sights(asked: Pixels, recorded: Pixels) -> Iterator[Hypothesis]:
    """What landmarks of the pictures themselves agree on; slower, and finds more than the few codes on record."""
    other = landmarks(recorded)
    for mirrored in (False, True):
        one = landmarks(flipped(asked) if mirrored else asked)
        geometry = None if one is None or other is None else _agreed(one, other, shown(asked), shown(recorded))
        if geometry is not None:
            yield Hypothesis(geometry, mirrored)


def flipped(pixels: Pixels) -> Pixels:
    """The mirror image."""
    return np.ascontiguousarray(pixels[:, ::-1])


def shown(pixels: Pixels) -> Size:
    """Width and height."""
    return pixels.shape[1], pixels.shape[0]


def whole_distance(asked: Fingerprints, recorded: PictureCodes) -> int | None:
    """Bits by which the whole pictures differ, in the nearest of the eight positions; None without codes."""
    if asked.picture is None:
        return None
    codes = (asked.picture.pdq, *(asked.query.dihedral[:8] if asked.query else ()))
    found = [bits for code in codes if (bits := distance(code, recorded.pdq)) is not None]
    return min(found, default=None)


def _size(picture: PictureCodes) -> Size:
    return max(picture.width, 1), max(picture.height, 1)


def _agreed(one: Landmarks, other: Landmarks, size: Size, other_size: Size) -> Geometry | None:
    alike = one.descriptors @ other.descriptors.T
    nearest, rows = alike.argmax(axis=1), np.arange(len(alike))
    kept = (alike.argmax(axis=0)[nearest] == rows) & (alike[rows, nearest] >= _ALIKE)
    return of_places(one.places[kept], other.places[nearest[kept]], size, other_size, _REACH)
