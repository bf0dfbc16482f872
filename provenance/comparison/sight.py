"""The small pictures kept beside fingerprints, decoded for comparing; nothing of them leaves the sandbox."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from provenance.fingerprint.proxy import is_in_one_pass
from provenance.fingerprint.types import Fingerprints

Pixels = NDArray[np.uint8]
"""(height, width, 3), RGB."""

Plane = NDArray[np.float32]
"""(height, width)."""

_BYTES: Final = 65_536
_SHORTEST: Final = 32
"""Pixels of the short side below which nothing can be said of places."""

_LONGEST: Final = 512


def sight(prints: Fingerprints) -> Pixels | None:
    """The proxy in the size of the prepared picture; None where there is none, or none that we would have made."""
    if prints.picture is None or prints.proxy is None or len(prints.proxy) > _BYTES:
        return None
    width, height = prints.picture.width, prints.picture.height
    if not (min(width, height) >= _SHORTEST and max(width, height) <= _LONGEST):
        return None
    return _decoded(prints.proxy, width, height)


@lru_cache(maxsize=32)
def _decoded(proxy: bytes, width: int, height: int) -> Pixels | None:
    try:
        with Image.open(BytesIO(proxy), formats=("JPEG", "WEBP")) as image:
            if max(image.size) > _LONGEST or not is_in_one_pass(image):
                return None
            pixels = np.asarray(image.convert("RGB"))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    if pixels.shape[:2] != (height, width):
        pixels = np.asarray(cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA))
    pixels.setflags(write=False)
    return pixels


def luma(pixels: Pixels) -> NDArray[np.uint8]:
    """Brightness as BT.601 weighs it."""
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)


@dataclass(frozen=True, slots=True)
class Landmarks:
    """Places (n, 2) in pixels and their descriptors (n, 128), of unit length."""

    places: NDArray[np.float32]
    descriptors: NDArray[np.float32]


_LANDMARKS: Final = 700
_CONTRAST: Final = 0.02


@lru_cache(maxsize=32)
def _landmarks(brightness: bytes, width: int, height: int) -> Landmarks | None:
    detector = cv2.SIFT.create(_LANDMARKS, contrastThreshold=_CONTRAST)
    plane = np.frombuffer(brightness, np.uint8).reshape(height, width)
    points, found = detector.detectAndCompute(plane, None)
    if found is None or len(points) < 8:
        return None
    rooted = np.sqrt(found / np.maximum(found.sum(axis=1, keepdims=True), 1e-6))
    return Landmarks(np.array([point.pt for point in points], np.float32), rooted)


def landmarks(pixels: Pixels) -> Landmarks | None:
    """Landmarks of a picture (SIFT, square-rooted), kept for the next comparison with the same one."""
    plane = luma(pixels)
    return _landmarks(plane.tobytes(), plane.shape[1], plane.shape[0])
