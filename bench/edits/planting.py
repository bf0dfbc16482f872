"""What is put into a picture: a lower third with a logo, a piece of another picture, and all at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw

from bench.edits.frames import CAPTIONS, written
from bench.edits.shapes import cropped, resized
from bench.edits.storing import Edit, stored
from fixtures.photographs import PHOTOS

_DONORS = sorted(PHOTOS.glob("*.jpg"))


def with_overlay(picture: Image.Image, random: Random) -> Image.Image:
    """A half-opaque band over the lowest fifth with two lines of text, and a logo in the upper right corner."""
    width, height = picture.size
    sheet = Image.new("RGBA", picture.size)
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((0, height * 0.8, width, height), fill=(10, 20, 90, 190))
    written(draw, (width * 0.03, height * 0.82), random.choice(CAPTIONS), height * 0.06, "white")
    written(draw, (width * 0.03, height * 0.91), "Channel Nine · live from the scene", height * 0.04, "#dddddd")
    draw.ellipse((width * 0.86, height * 0.03, width * 0.97, height * 0.03 + width * 0.11), fill=(200, 20, 20, 230))
    return Image.alpha_composite(picture.convert("RGBA"), sheet).convert("RGB")


def with_splice(picture: Image.Image, random: Random, share: float = 0.09) -> Image.Image:
    """A piece of another photo that covers so much of the area, at a place chosen by chance."""
    side = share**0.5
    width, height = round(picture.width * side), round(picture.height * side)
    piece = _donor(random).resize((width * 2, height * 2))
    left, top = random.randint(0, width), random.randint(0, height)
    made = picture.copy()
    at = (random.randint(0, picture.width - width), random.randint(0, picture.height - height))
    made.paste(piece.crop((left, top, left + width, top + height)), at)
    return made


def piece_from(donors: Sequence[Path]) -> None:
    """Say which photos pieces are taken from; none of them may be recorded, else the piece would rightly be found."""
    _DONORS[:] = donors


def _donor(random: Random) -> Image.Image:
    with Image.open(random.choice(_DONORS)) as photo:
        return photo.convert("RGB")


def overlay(picture: Image.Image, random: Random) -> bytes:
    return stored(with_overlay(picture, random))


def splice(picture: Image.Image, random: Random) -> bytes:
    return stored(with_splice(picture, random))


def everything(picture: Image.Image, random: Random) -> bytes:
    """Cropped by 10 %, overlaid, resized to 800 px, stored at JPEG 50."""
    return stored(resized(with_overlay(cropped(picture, random, 0.1), random), 800), quality=50)


PLANTING: dict[str, Edit] = {
    "overlay and logo": overlay,
    "splice 9 %": splice,
    "crop, overlay, 800 px, JPEG 50": everything,
}
