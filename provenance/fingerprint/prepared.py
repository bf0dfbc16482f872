"""The one canonical way a picture is prepared before any code is made of it; version `PREPARATION`.

Upright, opaque on white, sRGB, long side 512 pixels, bicubic with the filter widened when it shrinks. A JPEG is decoded
at the smallest of its own scales (1, 1/2, 1/4, 1/8) that is still at least that large: hashing the full picture costs
twenty times more, and the choice of decoder moves codes less when all of them are brought down to one size. Smaller
pictures are enlarged, so that a thumbnail and what it was made from have their patches at the same scale.
"""

from __future__ import annotations

from typing import Final

from PIL import Image

from provenance.fingerprint.colours import in_srgb
from provenance.fingerprint.limits import SIDE
from provenance.preview.thumbnail import averageable, flat, turned_upright

_THINNED: Final = 4 * SIDE
"""Long side in pixels to which pictures whose values cannot be averaged are thinned first: it keeps memory small."""

_GAP: Final = 3.0
"""Pictures more than this many times too large are averaged down by whole pixels first; moves no bit in practice."""


def prepared(picture: Image.Image) -> Image.Image:
    """Give the prepared copy, RGB and without metadata; raises what decoders raise.

    A JPEG that is passed undecoded is decoded at a reduced size.
    """
    size = scaled(picture.size, SIDE)
    # What a decoder gives in reduced size has whole pixels; the box says where in them the picture ends.
    _, box = picture.draft("RGB", size) or ("", (0, 0, *picture.size))
    picture.load()
    small = averageable(picture, _THINNED)
    box = box if small.size == picture.size else (0, 0, *small.size)
    sized = small.resize(size, Image.Resampling.BICUBIC, box, reducing_gap=_GAP)
    opaque = sized if sized.mode == "CMYK" else flat(sized)  # inks are no RGB before their profile is followed
    return turned_upright(flat(in_srgb(opaque, picture.info.get("icc_profile"))), picture)


def scaled(size: tuple[int, int], longest: int) -> tuple[int, int]:
    """The size in the same proportions whose long side is `longest` pixels; no side is below one."""
    factor = longest / max(size)
    return max(round(size[0] * factor), 1), max(round(size[1] * factor), 1)
