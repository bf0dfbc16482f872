"""The eight ways a picture can lie: the four quarter turns, and the four of its mirror."""

from __future__ import annotations

from functools import partial
from random import Random

from PIL import Image

from bench.edits.storing import Edit, stored

_WAYS = {
    "upright": None,
    "quarter turn": Image.Transpose.ROTATE_90,
    "half turn": Image.Transpose.ROTATE_180,
    "three quarters": Image.Transpose.ROTATE_270,
    "mirrored": Image.Transpose.FLIP_LEFT_RIGHT,
    "upside down": Image.Transpose.FLIP_TOP_BOTTOM,
    "transposed": Image.Transpose.TRANSPOSE,
    "transverse": Image.Transpose.TRANSVERSE,
}


def turned(picture: Image.Image, _: Random, *, way: Image.Transpose | None) -> bytes:
    return stored(picture if way is None else picture.transpose(way))


TURNS: dict[str, Edit] = {f"turn: {name}": partial(turned, way=way) for name, way in _WAYS.items()}
"""All eight."""

TWO: dict[str, Edit] = {
    "mirrored": partial(turned, way=Image.Transpose.FLIP_LEFT_RIGHT),
    "rotate 90°": partial(turned, way=Image.Transpose.ROTATE_90),
}
"""The two of them that belong to the 24."""
