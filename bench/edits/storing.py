"""How an edited picture is stored, and the edits that do nothing else."""

from __future__ import annotations

import io
from collections.abc import Callable
from random import Random

from PIL import Image

Edit = Callable[[Image.Image, Random], bytes]

QUALITY = 85
"""JPEG quality of edits that are about something else."""


def stored(picture: Image.Image, form: str = "JPEG", quality: int = QUALITY) -> bytes:
    """The bytes of a file."""
    target = io.BytesIO()
    picture.convert("RGB").save(target, form, quality=quality)
    return target.getvalue()


def storage() -> dict[str, Edit]:
    """Stored anew, more and more lossily."""
    return {
        "JPEG 75": lambda picture, _: stored(picture, quality=75),
        "JPEG 50": lambda picture, _: stored(picture, quality=50),
        "JPEG 30": lambda picture, _: stored(picture, quality=30),
        "WebP 60": lambda picture, _: stored(picture, "WEBP", 60),
        "AVIF 50": lambda picture, _: stored(picture, "AVIF", 50),
    }
