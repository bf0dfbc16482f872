"""Colour, light and sharpness."""

from __future__ import annotations

from random import Random

from PIL import Image, ImageChops, ImageEnhance, ImageFilter

from bench.edits.storing import Edit, stored

WARMTH = (1.12, 1.0, 0.85)
"""Factors of red, green and blue of the warm filter."""


def grey(picture: Image.Image, _: Random) -> bytes:
    return stored(picture.convert("L"))


def blur(picture: Image.Image, _: Random) -> bytes:
    """A soft focus of 0.3 % of the long side."""
    return stored(picture.filter(ImageFilter.GaussianBlur(0.003 * max(picture.size))))


def brighter(picture: Image.Image, _: Random) -> bytes:
    return stored(ImageEnhance.Brightness(picture).enhance(1.3))


def contrast(picture: Image.Image, _: Random) -> bytes:
    return stored(ImageEnhance.Contrast(picture).enhance(1.5))


def warm(picture: Image.Image, _: Random) -> bytes:
    """The filter of a photo app: warmer, and darker towards the corners."""
    bands = [
        band.point([min(255, round(value * factor)) for value in range(256)])
        for band, factor in zip(picture.split(), WARMTH, strict=True)
    ]
    dark = Image.radial_gradient("L").resize(picture.size).point([255 - value // 2 for value in range(256)])
    return stored(ImageChops.multiply(Image.merge("RGB", bands), Image.merge("RGB", [dark] * 3)))


TONES: dict[str, Edit] = {
    "grey": grey,
    "blur": blur,
    "brighter by 30 %": brighter,
    "contrast 1.5": contrast,
    "warm filter, vignette": warm,
}
