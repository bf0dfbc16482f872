"""The large print of a picture: upright, opaque, sRGB, without metadata, never enlarged."""

from __future__ import annotations

import warnings
from typing import BinaryIO, Final

from PIL import Image

from provenance.contact_sheet.encoding import printed
from provenance.contact_sheet.limits import STILL_SIDE
from provenance.contact_sheet.types import Print
from provenance.fingerprint.colours import in_srgb
from provenance.fingerprint.prepared import scaled
from provenance.gate import Admission
from provenance.gate.limits import MAX_PIXELS, MAX_PIXELS_BY_FORMAT
from provenance.preview.camera_raw import is_camera_raw
from provenance.preview.limits import HEADER_ONLY_PIXELS
from provenance.preview.picture import opened
from provenance.preview.thumbnail import averageable, flat, turned_upright

_DEEP: Final = frozenset(("tiff", "dng"))
_THINNED: Final = 2 * STILL_SIDE
"""Long side in pixels to which pictures whose values cannot be averaged are thinned first: it keeps memory small."""


def still_of(source: BinaryIO, admission: Admission) -> Print | None:
    """Decode one picture and print it; None where it is too large or raw. Raises whatever the decoder raises."""
    name = admission.format.name
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if name == "tiff" and is_camera_raw(source):
            return None
        with opened(source, name) as picture:
            return _printed(picture) if _is_taken(picture, name) else None


def _is_taken(picture: Image.Image, name: str) -> bool:
    cap = HEADER_ONLY_PIXELS if name in _DEEP else MAX_PIXELS_BY_FORMAT.get(name, MAX_PIXELS)
    return 0 < picture.width * picture.height <= cap


def _printed(picture: Image.Image) -> Print | None:
    size = scaled(picture.size, min(STILL_SIDE, max(picture.size)))
    picture.draft("RGB", size)
    picture.load()
    small = averageable(picture, _THINNED)
    if max(small.size) > STILL_SIDE:
        small = small.resize(size, Image.Resampling.BICUBIC, reducing_gap=3.0)
    opaque = small if small.mode == "CMYK" else flat(small)
    return printed(turned_upright(flat(in_srgb(opaque, picture.info.get("icc_profile"))), picture))
