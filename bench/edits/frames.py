"""What is put around a picture: a caption bar, and the frame of an app in a screenshot."""

from __future__ import annotations

from random import Random

from PIL import Image, ImageDraw, ImageFont

from bench.edits.shapes import resized
from bench.edits.storing import Edit, stored

CAPTIONS = (
    "You will not believe what happened here",
    "BREAKING: seen this morning in the centre",
    "share before they take it down!!",
    "Me when the kettle is finally on",
)


def written(draw: ImageDraw.ImageDraw, place: tuple[float, float], text: str, size: float, fill: object) -> None:
    """Text in the one typeface that comes with the pictures library, so that it looks alike everywhere."""
    draw.text(place, text, fill=fill, font=ImageFont.load_default(max(8, size)))  # type: ignore[arg-type]


def captioned(picture: Image.Image, random: Random) -> bytes:
    """A white bar of 12 % of the height on top, with a line of text."""
    bar = round(picture.height * 0.12)
    page = Image.new("RGB", (picture.width, picture.height + bar), "white")
    page.paste(picture, (0, bar))
    written(ImageDraw.Draw(page), (bar * 0.3, bar * 0.25), random.choice(CAPTIONS), bar * 0.4, "black")
    return stored(page)


def screenshot(picture: Image.Image, random: Random) -> bytes:
    """A phone's screen, 1080 × 1920, with the picture in a post: status line, name, buttons and lines of text."""
    shown = resized(picture, 1080 if picture.width >= picture.height else round(1080 * picture.height / picture.width))
    shown = resized(shown, 1400) if shown.height > 1400 else shown
    page = Image.new("RGB", (1080, 1920), random.choice(["white", "#15202b"]))
    ink, top = ("black" if page.getpixel((0, 0)) == (255, 255, 255) else "white"), 250
    draw = ImageDraw.Draw(page)
    written(draw, (40, 20), "9:41", 36, ink)
    draw.ellipse((40, 110, 140, 210), fill="#c2185b")
    written(draw, (170, 135), "somebody · 3 h", 40, ink)
    page.paste(shown, ((1080 - shown.width) // 2, top))
    for number in range(4):
        draw.ellipse(
            (50 + 140 * number, top + shown.height + 30, 110 + 140 * number, top + shown.height + 90), outline=ink
        )
    written(draw, (40, top + shown.height + 120), random.choice(CAPTIONS), 44, ink)
    return stored(page)


FRAMES: dict[str, Edit] = {"caption bar 12 %": captioned, "screenshot in an app": screenshot}
