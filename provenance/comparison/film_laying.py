"""Two films laid on each other in space and time, as far as their small pictures allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from provenance.comparison.film_alignment import Alignment, aligned
from provenance.comparison.film_clues import KeyPair
from provenance.comparison.film_tracks import Pictures, Track, Window, described, laid, window
from provenance.comparison.geometry import Transform, bounded

_TRIED: Final = 5
"""Geometries that are tried: the best few key pictures seldom disagree, and each costs a pass over both tracks."""

_SAME: Final = 0.015
"""Transforms whose corners differ by less than this share of the picture are one."""

_GOOD: Final = 0.93
"""Share of the best possible score from which no other geometry is tried."""

_ANCHORS: Final = 7
_SURE: Final = 0.7
_STEPS: Final = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 40, 1e-4)


@dataclass(frozen=True, slots=True)
class Laid:
    """`recorded_pictures` lie in `part` of the asked ones; `alignment` says which moment belongs to which."""

    asked: Track
    recorded: Track
    part: Window
    recorded_pictures: Pictures
    alignment: Alignment

    @property
    def asked_pictures(self) -> Pictures:
        return self.part.cut(self.asked.pictures)


def lay(asked: Track, recorded: Track, pairs: Sequence[KeyPair]) -> Laid | None:
    """The best geometry and way through time that the clues lead to; None where no moment looks like another."""
    best: Laid | None = None
    for transform in _candidates(asked, recorded, pairs):
        found = _laid(asked, recorded, transform)
        if found and (best is None or found.alignment.score > best.alignment.score):
            best = found
        if best and best.alignment.score >= _GOOD * len(asked) / 2:
            break
    return _refined(best) if best else None


def _candidates(asked: Track, recorded: Track, pairs: Sequence[KeyPair]) -> Iterator[Transform]:
    """Picture on picture first, then what key pictures say; none twice."""
    (wide, high), (other_wide, other_high) = asked.size, recorded.size
    tried = [np.array([[other_wide / wide, 0, 0], [0, other_high / high, 0]], np.float64)]
    yield tried[0]
    for pair in pairs:
        transform = _scaled(pair, asked, recorded)
        if all(_corners_apart(transform, one, asked) > _SAME * other_wide for one in tried):
            tried.append(transform)
            yield transform
        if len(tried) > _TRIED:
            return


def _scaled(pair: KeyPair, asked: Track, recorded: Track) -> Transform:
    """The geometry of two key pictures for the smaller pictures of the tracks."""
    ours, theirs = asked.size[0] / pair.asked.width, recorded.size[0] / pair.recorded.width
    transform = pair.transform.copy()
    transform[:, :2] *= theirs / ours
    transform[:, 2] *= theirs
    return transform


def _corners_apart(one: Transform, other: Transform, asked: Track) -> float:
    wide, high = asked.size
    corners = np.array([[0, 0, 1], [wide, 0, 1], [0, high, 1], [wide, high, 1]], np.float64)
    return float(np.abs(corners @ (one - other).T).max())


def _laid(asked: Track, recorded: Track, transform: Transform) -> Laid | None:
    part = window(transform, asked, recorded)
    if part is None:
        return None
    pictures = laid(part, asked, recorded)
    alike = described(part.cut(asked.pictures)) @ described(pictures).T
    alignment = aligned(alike, asked, recorded)
    return Laid(asked, recorded, part, pictures, alignment) if alignment and alignment.matching() else None


def _refined(found: Laid) -> Laid:
    """The same with the geometry brought to a fraction of a pixel, where that makes it no worse."""
    moved = [one for one in _anchored(found) if bounded(one)]
    if len(moved) < 3:
        return found
    better = _laid(found.asked, found.recorded, np.median(np.stack(moved), axis=0))
    return better if better and better.alignment.score >= found.alignment.score else found


def _anchored(found: Laid) -> Iterator[Transform]:
    """The geometry at some moments, each found again from the pixels."""
    for moment, column in _moments(found):
        asked, recorded = (_grey(one) for one in (found.asked.pictures[moment], found.recorded.pictures[column]))
        mask = np.zeros(asked.shape, np.uint8)
        mask[found.part.top : found.part.bottom, found.part.left : found.part.right] = 1
        start = found.part.transform.astype(np.float32)
        try:
            sure, transform = cv2.findTransformECC(recorded, asked, _inverse(start), cv2.MOTION_AFFINE, _STEPS, mask, 5)
        except cv2.error:
            continue  # it did not converge: these two pictures say nothing
        if sure >= _SURE:
            yield _inverse(np.asarray(transform, np.float32)).astype(np.float64)


def _moments(found: Laid) -> Iterator[tuple[int, int]]:
    """Asked pictures spread over the film, each with the recorded one nearest to its moment."""
    pairs = []
    for run in found.alignment.matching():
        moments = np.arange(run.first, run.last)
        off = np.abs(found.recorded.times[None] - (found.asked.times[moments] + found.alignment.offset(run))[:, None])
        pairs += list(zip(moments.tolist(), off.argmin(axis=1).tolist(), off.min(axis=1).tolist(), strict=True))
    nearest = sorted(pairs, key=lambda one: one[2])[: max(len(pairs) // 2, _ANCHORS)]
    ordered = sorted(nearest)
    yield from ((moment, column) for moment, column, _ in ordered[:: max(len(ordered) // _ANCHORS, 1)])


def _grey(picture: Pictures) -> NDArray[np.uint8]:
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)


def _inverse(transform: NDArray[np.floating]) -> NDArray[np.float32]:
    return np.asarray(cv2.invertAffineTransform(transform), np.float32)
