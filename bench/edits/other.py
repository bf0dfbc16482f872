"""Edits that nothing was tuned for, harder than the 24: `python -m bench.robustness --edits bench/edits/other.py`."""

from __future__ import annotations

from random import Random

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter, ImageOps

from bench.edits.frames import CAPTIONS, captioned, screenshot, written
from bench.edits.shapes import cropped, resized
from bench.edits.storing import Edit, stored


def tilted(picture: Image.Image, degrees: float) -> bytes:
    return stored(picture.rotate(degrees, Image.Resampling.BICUBIC, expand=True))


def meme(picture: Image.Image, random: Random) -> bytes:
    """Large white letters over the top and the bottom."""
    from PIL import ImageDraw

    made = picture.copy()
    draw, size = ImageDraw.Draw(made), picture.height * 0.09
    for top in (0.02, 0.87):
        written(draw, (picture.width * 0.03, picture.height * top), random.choice(CAPTIONS).upper(), size, "white")
    return stored(made)


def collage(picture: Image.Image, random: Random) -> bytes:
    """Beside its own blurred enlargement, as video sites fill the width."""
    wide = Image.new("RGB", (picture.height * 16 // 9, picture.height))
    wide.paste(picture.resize(wide.size).filter(ImageFilter.GaussianBlur(20)))
    wide.paste(picture, ((wide.width - picture.width) // 2, 0))
    return stored(wide)


def noisy(picture: Image.Image, random: Random) -> bytes:
    pixels = np.asarray(picture, np.float32)
    grain = np.random.default_rng(random.getrandbits(32)).normal(0, 15, pixels.shape)
    return stored(Image.fromarray(np.clip(pixels + grain, 0, 255).astype(np.uint8)))


def photographed(picture: Image.Image, random: Random) -> bytes:
    """A screen photographed from a little aside: perspective, and blue."""
    width, height = picture.size
    aside = 0.06 * width
    quad = (0, 0, aside, height, width - aside * 0.5, height * 0.97, width, height * 0.02)
    seen = picture.transform(picture.size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC)
    return stored(ImageEnhance.Color(seen).enhance(0.8), quality=75)


def stretched(picture: Image.Image) -> bytes:
    return stored(picture.resize((round(picture.width * 1.15), picture.height)))


def twice(picture: Image.Image, random: Random) -> bytes:
    """A screenshot of a captioned, mirrored crop."""
    import io

    with Image.open(io.BytesIO(captioned(ImageOps.mirror(cropped(picture, random, 0.1)), random))) as once:
        return screenshot(once.convert("RGB"), random)


EDITS: dict[str, Edit] = {
    "JPEG 10": lambda picture, _: stored(picture, quality=10),
    "to 160 px": lambda picture, _: stored(resized(picture, 160), quality=75),
    "to 128 px": lambda picture, _: stored(resized(picture, 128), quality=75),
    "rotate 5°": lambda picture, _: tilted(picture, 5),
    "rotate 15°": lambda picture, _: tilted(picture, 15),
    "crop 35 %": lambda picture, random: stored(cropped(picture, random, 0.35)),
    "crop 50 %": lambda picture, random: stored(cropped(picture, random, 0.5)),
    "meme": meme,
    "blurred sides": collage,
    "noise 15": noisy,
    "screen from aside": photographed,
    "stretched 15 %": lambda picture, _: stretched(picture),
    "mirror, crop, caption, screenshot": twice,
    "posterised": lambda picture, _: stored(ImageOps.posterize(picture, 3)),
    "negative": lambda picture, _: stored(ImageOps.invert(picture)),
    "equalised": lambda picture, _: stored(ImageOps.equalize(picture)),
    "gamma 2": lambda picture, _: stored(picture.point([round(255 * (v / 255) ** 2) for v in range(256)] * 3)),
    "sharpened": lambda picture, _: stored(picture.filter(ImageFilter.UnsharpMask(3, 200))),
    "blur 1 %": lambda picture, _: stored(picture.filter(ImageFilter.GaussianBlur(0.01 * max(picture.size)))),
    "duotone": lambda picture, _: stored(ImageOps.colorize(picture.convert("L"), "#301050", "#ffe0a0")),
}
