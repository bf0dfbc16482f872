"""Four ways to change what a photo shows, each with the mask of what was changed: what localisation is measured on.

Each takes the photo, another one and a source of chance, and answers the recorded picture, the changed one and the mask
(white where the editor painted). The recorded picture is the photo, but for text, which has to be there first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Final

import cv2
import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageStat

AREA: Final = 0.09
REMOVED_AREA: Final = 0.04
_TRIES: Final = 12
_WORDS: Final = (
    "MARKET OPEN",
    "CLOSED TODAY",
    "VOTE FOR ANNA",
    "STOP THE WAR",
    "FREE ENTRY",
    "NO PARKING",
    "12 MAY 2019",
)


@dataclass(frozen=True)
class Changed:
    """What is recorded, what became of it, and where it was changed."""

    recorded: Image.Image
    edited: Image.Image
    mask: Image.Image


ContentEdit = Callable[[Image.Image, Image.Image, Random], Changed]


def splice(photo: Image.Image, other: Image.Image, random: Random) -> Changed:
    """A piece of another photo in its place, of 9 % of the area."""
    mask = _shape(photo.size, random, AREA)
    return Changed(photo, Image.composite(other.resize(photo.size), photo, mask), mask)


def removal(photo: Image.Image, _: Image.Image, random: Random) -> Changed:
    """The most structured of some places filled from around it (Telea's inpainting), 4 % of the area."""
    shapes = [_shape(photo.size, random, REMOVED_AREA) for _ in range(_TRIES)]
    mask = max(shapes, key=lambda shape: ImageStat.Stat(photo.convert("L"), shape).stddev[0])
    filled = cv2.inpaint(np.asarray(photo), np.asarray(mask), 5, cv2.INPAINT_TELEA)
    return Changed(photo, Image.fromarray(filled), mask)


def recolour(photo: Image.Image, _: Image.Image, random: Random) -> Changed:
    """Another hue, and colour where there was little; brightness stays as far as that goes."""
    mask = _shape(photo.size, random, AREA)
    hue, saturation, value = photo.convert("HSV").split()
    turn = random.randint(56, 200)
    turned = hue.point([(level + turn) % 256 for level in range(256)])
    coloured = saturation.point([max(level, 90) for level in range(256)])
    painted = Image.merge("HSV", (turned, coloured, value))
    return Changed(photo, Image.composite(painted.convert("RGB"), photo, mask), mask)


def other_text(photo: Image.Image, _: Image.Image, random: Random) -> Changed:
    """A sign with one line of text, and the same sign with another; the mask is the box of what changed."""
    one, two = random.sample(_WORDS, 2)
    size = photo.height * random.uniform(0.06, 0.1)
    at = (photo.width * random.uniform(0.02, 0.2), photo.height * random.uniform(0.1, 0.8))
    ink, colour = random.choice([("#141420", "#d8d4c8"), ("white", "#8a1020"), ("#ffe060", "#102a4a")])
    sign = _with_plate(photo, at, size, (one, two), colour)
    recorded, edited = (_with_text(sign, at, size, text, ink) for text in (one, two))
    mask = Image.new("L", photo.size)
    left, top, right, bottom = ImageChops.difference(recorded, edited).getbbox() or (0, 0, 1, 1)
    ImageDraw.Draw(mask).rectangle((left, top, right - 1, bottom - 1), fill=255)
    return Changed(recorded, edited, mask)


def _with_plate(
    photo: Image.Image, at: tuple[float, float], size: float, texts: tuple[str, str], colour: str
) -> Image.Image:
    """A plate large enough for either text."""
    made = photo.copy()
    draw, edge = ImageDraw.Draw(made), size * 0.2
    boxes = [draw.textbbox(at, each, font=ImageFont.load_default(max(8, size))) for each in texts]
    right, bottom = (max(box[side] for box in boxes) + edge for side in (2, 3))
    draw.rectangle((boxes[0][0] - edge, boxes[0][1] - edge, right, bottom), fill=colour)
    return made


def _with_text(sign: Image.Image, at: tuple[float, float], size: float, text: str, ink: str) -> Image.Image:
    made = sign.copy()
    font = ImageFont.load_default(max(8, size))
    ImageDraw.Draw(made).text(at, text, fill=ink, font=font, stroke_width=max(1, round(size / 24)))
    return made


def _shape(size: tuple[int, int], random: Random, area: float) -> Image.Image:
    """A rectangle or an ellipse of a share of the area, anywhere inside."""
    width, height = size
    oblong = random.uniform(0.75, 1.33)
    round_one = random.random() < 0.5
    side = (area / (np.pi / 4 if round_one else 1)) ** 0.5
    across, down = round(width * side * oblong), round(height * side / oblong)
    left, top = random.randint(0, width - across), random.randint(0, height - down)
    mask = Image.new("L", size)
    draw = ImageDraw.Draw(mask)
    (draw.ellipse if round_one else draw.rectangle)((left, top, left + across - 1, top + down - 1), fill=255)
    return mask


CONTENT_EDITS: Final[dict[str, ContentEdit]] = {
    "splice": splice,
    "removal": removal,
    "text": other_text,
    "colour": recolour,
}
