"""Two shots of one scene, made from one photo: another standpoint, another moment, other noise; never a copy.

Depth is invented: a smooth relief with a nearer figure cut out of it. The camera moves a little, so that near and far
move by different amounts, as nothing but another standpoint does; the figure steps aside between the two.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from fixtures.corpus import CORPUS

Pixels = NDArray[np.float32]

STEPS = {"a hair": 0.006, "a step": 0.015, "two steps": 0.03}
"""How far the nearest point moves between the shots, as a share of the long side."""

_SIDE = 1000

_TITLES = 6.0
"""Seconds of the film that show a title card: it is one picture on which words appear."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A photo as if it had depth: `near` is 0 in the distance and 1 close by."""

    colours: Pixels
    near: Pixels


def scene(photo: Path, random: np.random.Generator) -> Scene:
    """The photo with an invented relief and one near figure."""
    with Image.open(photo) as opened:
        picture = opened.convert("RGB")
    picture.thumbnail((_SIDE, _SIDE))
    colours = np.asarray(picture, np.float32)
    height, width = colours.shape[:2]
    relief = cv2.resize(random.random((5, 5), np.float32), (width, height), interpolation=cv2.INTER_CUBIC) * 0.6
    figure = np.zeros((height, width), np.float32)
    middle = (int(width * random.uniform(0.3, 0.7)), int(height * random.uniform(0.4, 0.7)))
    cv2.ellipse(figure, (middle, (width * 0.25, height * 0.5), float(random.uniform(-20, 20))), 1.0, -1)
    return Scene(colours, np.asarray(np.clip(np.maximum(relief, figure), 0, 1), np.float32))


def shot(seen: Scene, aside: float, random: np.random.Generator) -> Image.Image:
    """The scene from `aside` (share of the long side the nearest point moves), with its own light and noise."""
    height, width = seen.near.shape
    turn = float(random.uniform(0, 2 * np.pi))
    far = aside * max(width, height)
    columns, rows = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    moved = cv2.remap(
        seen.colours,
        np.asarray(columns + seen.near * far * np.cos(turn), np.float32),
        np.asarray(rows + seen.near * far * np.sin(turn), np.float32),
        cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REFLECT_101,
    )
    lit = moved * random.uniform(0.92, 1.08) + random.normal(0, 3, moved.shape)
    return _framed(Image.fromarray(np.clip(lit, 0, 255).astype(np.uint8)), random)


def _framed(picture: Image.Image, random: np.random.Generator) -> Image.Image:
    """Held a little differently: a perspective of up to 2 % at each corner."""
    width, height = picture.size
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    inward = random.uniform(0, 0.02, (4, 2)) * [width, height] * [[1, 1], [-1, 1], [-1, -1], [1, -1]]
    matrix = cv2.getPerspectiveTransform(np.asarray(corners + inward, np.float32), corners)
    return Image.fromarray(cv2.warpPerspective(np.asarray(picture), matrix, (width, height), flags=cv2.INTER_CUBIC))


def pairs(photos: list[Path]) -> Iterator[tuple[str, Image.Image, Image.Image]]:
    """Of every photo and every step: what they are called, the first and the second shot."""
    for number, photo in enumerate(photos):
        for name, aside in STEPS.items():
            random = np.random.default_rng([number, len(name)])
            seen = scene(photo, random)
            yield f"{name}, {photo.name}", shot(seen, 0.0, random), shot(seen, aside, random)


def moments(apart: float = 1.5) -> Iterator[tuple[str, Image.Image, Image.Image]]:
    """Frames of the corpus film, so many seconds apart, within one take or not."""
    import av

    with av.open(str(CORPUS / "video" / "iscc-demo.mp4")) as film:
        kept: list[tuple[float, Image.Image]] = []
        for frame in film.decode(video=0):
            if frame.time is not None and frame.time >= (kept[-1][0] + apart if kept else _TITLES):
                kept.append((frame.time, frame.to_image()))  # type: ignore[no-untyped-call]
    for (then, before), (now, after) in itertools.pairwise(kept):
        yield f"film, {then:.1f} s and {now:.1f} s", before, after
