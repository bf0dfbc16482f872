"""A small, upright, opaque copy of a picture that carries nothing of the original but its look."""

from __future__ import annotations

from typing import Final

from PIL import Image

from provenance.preview.limits import THUMBNAIL_SIDE

_ORIENTATION: Final = 0x0112
# EXIF 2.32, table 4: how to bring a picture that was stored in each orientation upright.
_UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_INDEXED: Final = ("P", "PA", "1")
_DEEP: Final = ("I", "I;16", "I;16L", "I;16B", "I;16N")


def shrink(picture: Image.Image) -> Image.Image:
    """Decode all of `picture` and give a copy of at most 512 pixels a side, in RGB on white, without any metadata."""
    _draft(picture)
    picture.load()
    return turned_upright(flat(_reduced(picture)), picture)


def turned_upright(small: Image.Image, picture: Image.Image) -> Image.Image:
    """A copy of `picture` turned as that one's EXIF says it was held."""
    turn = _UPRIGHT.get(_orientation(picture))
    return small.transpose(turn) if turn is not None else small


def averageable(picture: Image.Image, longest: int) -> Image.Image:
    """The picture in a mode whose values can be averaged; one that has to be converted is thinned to `longest` first.

    Neither colour numbers nor deep values can be averaged as they are; picking pixels first keeps memory small.
    """
    if picture.mode in (*_INDEXED, *_DEEP) and max(picture.size) > longest:
        picture = _scaled(picture, longest, Image.Resampling.NEAREST)
    return _continuous(picture)


def _draft(picture: Image.Image) -> None:
    """Tell the JPEG decoder the largest step down that leaves 512 pixels; other decoders take no hint.

    Fingerprints want the same step, so that whoever decodes first decodes for both and the copy is always the same.
    """
    width, height = picture.size
    factor = THUMBNAIL_SIDE / max(width, height)
    picture.draft("RGB", (max(round(width * factor), 1), max(round(height * factor), 1)))


def _orientation(picture: Image.Image) -> int:
    try:
        found = picture.getexif().get(_ORIENTATION, 1)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 a picture is as good with broken EXIF as without
        return 1
    return found if isinstance(found, int) else 1


def _reduced(picture: Image.Image) -> Image.Image:
    if max(picture.size) <= THUMBNAIL_SIDE:
        return _continuous(picture)
    return _scaled(averageable(picture, 4 * THUMBNAIL_SIDE), THUMBNAIL_SIDE, Image.Resampling.BOX)


def _scaled(picture: Image.Image, longest: int, how: Image.Resampling) -> Image.Image:
    width, height = picture.size
    factor = longest / max(width, height)
    size = (max(round(width * factor), 1), max(round(height * factor), 1))
    return picture.resize(size, how, reducing_gap=None if how == Image.Resampling.NEAREST else 1.0)


def _continuous(picture: Image.Image) -> Image.Image:
    """Give the picture in a mode whose values can be averaged."""
    if picture.mode in _INDEXED:
        return picture.convert("RGBA")
    if picture.mode in _DEEP:
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return picture


def flat(picture: Image.Image) -> Image.Image:
    """Paint the picture on white; a fresh canvas carries no comment, profile or EXIF along."""
    canvas = Image.new("RGB", picture.size, "white")
    if picture.mode in ("RGBA", "LA", "La", "RGBa"):
        straight = picture.convert("RGBA")
        canvas.paste(straight, mask=straight.getchannel("A"))
    else:
        canvas.paste(picture.convert("RGB"))
    return canvas
