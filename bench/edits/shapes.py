"""Size, crop and a crooked horizon."""

from __future__ import annotations

from functools import partial
from random import Random

from PIL import Image

from bench.edits.storing import Edit, stored


def resized(picture: Image.Image, side: int) -> Image.Image:
    """The long side as asked, whether that shrinks or enlarges."""
    factor = side / max(picture.size)
    return picture.resize((round(picture.width * factor), round(picture.height * factor)), Image.Resampling.LANCZOS)


def cropped(picture: Image.Image, random: Random, share: float) -> Image.Image:
    """So much taken off each side's length, at a place chosen by chance."""
    width, height = round(picture.width * (1 - share)), round(picture.height * (1 - share))
    left, top = random.randint(0, picture.width - width), random.randint(0, picture.height - height)
    return picture.crop((left, top, left + width, top + height))


def to_side(picture: Image.Image, _: Random, *, side: int) -> bytes:
    return stored(resized(picture, side))


def crop(picture: Image.Image, random: Random, *, share: float) -> bytes:
    return stored(cropped(picture, random, share))


def levelled(picture: Image.Image, _: Random) -> bytes:
    """Two degrees, the corners black as a careless program leaves them."""
    return stored(picture.rotate(2, Image.Resampling.BICUBIC))


SHAPES: dict[str, Edit] = {
    **{f"to {side} px": partial(to_side, side=side) for side in (1080, 640, 256)},
    **{f"crop {percent} %": partial(crop, share=percent / 100) for percent in (5, 10, 25)},
    "rotate 2°": levelled,
}
