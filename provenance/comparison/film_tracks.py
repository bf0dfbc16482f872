"""The small pictures of two films: decoded, laid on each other, and described so that all moments can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from provenance.comparison.geometry import Transform
from provenance.fingerprint import track

_WIDE, _HIGH = 32, 18
_SMOOTH: Final = 4.0
"""Cells over which brightness is levelled out, so that filters and fades do not count."""

_LEAST_SHARE: Final = 0.1
"""Share of the asked picture that the recorded one must cover to be compared at all."""

_FLAT: Final = 24.0
"""Length below which a picture shows nothing: a grey level at each of its cells."""

_SMALLEST: Final = 16
"""Pixels of the shorter side below which nothing can be compared."""

Pictures = NDArray[np.uint8]
"""(n, rows, columns, 3) in RGB."""


@dataclass(frozen=True, slots=True)
class Track:
    """Decoded pictures of one size with their times in milliseconds, in order."""

    times: NDArray[np.int64]
    pictures: Pictures

    def __len__(self) -> int:
        return len(self.times)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.pictures.shape[2], self.pictures.shape[1]

    @property
    def step_ms(self) -> float:
        """Usual time between two pictures."""
        return float(np.median(np.diff(self.times))) if len(self) > 1 else 1000.0


def decoded(raw: bytes | None) -> Track | None:
    """The track in `raw`, or None; pictures of another size than the first are left out."""
    times: list[int] = []
    pictures: list[Pictures] = []
    for one in track.read(raw):
        pixels = track.decoded(one)
        if pixels is not None and (not pictures or pixels.shape == pictures[0].shape):
            times.append(one.at_ms)
            pictures.append(pixels)
    return (
        Track(np.array(times, np.int64), np.stack(pictures)) if pictures and min(pictures[0].shape[:2]) > 15 else None
    )


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the asked picture that the recorded one covers under a transform (asked track to recorded track)."""

    transform: Transform
    left: int
    top: int
    right: int
    bottom: int

    def cut(self, pictures: Pictures) -> Pictures:
        """The covered part of asked pictures."""
        return pictures[..., self.top : self.bottom, self.left : self.right, :]


def window(transform: Transform, asked: Track, recorded: Track) -> Window | None:
    """Where the recorded picture lies in the asked one; None where that is hardly anywhere."""
    inverse = cv2.invertAffineTransform(transform)
    width, height = recorded.size
    corners = np.array([[0, 0], [width, 0], [0, height], [width, height]], np.float64)
    laid = corners @ inverse[:, :2].T + inverse[:, 2]
    (left, top), (right, bottom) = np.ceil(laid.min(axis=0) - 0.25), np.floor(laid.max(axis=0) + 0.25)
    wide, high = asked.size
    left, top, right, bottom = max(left, 0), max(top, 0), min(right, wide), min(bottom, high)
    if min(right - left, bottom - top) < _SMALLEST or (right - left) * (bottom - top) < _LEAST_SHARE * wide * high:
        return None
    return Window(transform, int(left), int(top), int(right), int(bottom))


def laid(part: Window, asked: Track, recorded: Track) -> Pictures:
    """The recorded pictures as they lie in the window of the asked ones."""
    move = np.asarray(part.transform, np.float64)
    size = (part.right - part.left, part.bottom - part.top)
    shifted = move.copy()
    shifted[:, 2] += move[:, :2] @ (part.left, part.top)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    warped = [
        cv2.warpAffine(one, shifted, size, flags=flags, borderMode=cv2.BORDER_REPLICATE) for one in recorded.pictures
    ]
    return np.stack(warped).astype(np.uint8, copy=False)


def described(pictures: Pictures) -> NDArray[np.float32]:
    """One vector of length one a picture; their product is how alike two are (1 the same, 0 nothing in common)."""
    rows = []
    for one in pictures:
        grey = cv2.cvtColor(one, cv2.COLOR_RGB2GRAY)
        small = cv2.resize(grey, (_WIDE, _HIGH), interpolation=cv2.INTER_AREA).astype(np.float32)
        level = small - cv2.GaussianBlur(small, (0, 0), _SMOOTH)
        rows.append(level.ravel())
    vectors = np.stack(rows)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    # What shows nothing, such as black between two shots, is like everything else that shows nothing.
    empty = np.sqrt(np.maximum(1 - (lengths / _FLAT) ** 2, 0))
    return np.hstack([vectors / np.maximum(lengths, _FLAT), empty]).astype(np.float32)
