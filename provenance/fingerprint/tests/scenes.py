"""Pictures with structure at every scale, made by chance from a seed: as rich in corners as photographs are."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image


def scene(seed: int, size: tuple[int, int] = (900, 675)) -> Image.Image:
    """A picture in colour, another for every seed."""
    random = np.random.default_rng(seed)
    total = np.zeros((size[1], size[0], 3))
    for cells in (4, 9, 20, 45, 100):
        coarse = Image.fromarray(random.integers(0, 256, (cells, cells, 3), dtype=np.uint8))
        total += np.asarray(coarse.resize(size, Image.Resampling.BICUBIC), dtype=float)
    return Image.fromarray((total / 5).clip(0, 255).astype(np.uint8))


def as_jpeg(picture: Image.Image, quality: int = 85, **options: object) -> bytes:
    """The picture as a file."""
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=quality, **options)
    return target.getvalue()


def undecoded(content: bytes) -> Image.Image:
    """A file opened and not yet decoded."""
    return Image.open(io.BytesIO(content))
