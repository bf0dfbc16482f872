"""The codes of a whole prepared picture: PDQ, pHash and the ISCC Image-Code, 256 bits each."""

from __future__ import annotations

from typing import Final

import imagehash
import iscc_lib
import numpy as np
import numpy.typing as npt
import pdqhash
from PIL import Image, ImageChops

from provenance.fingerprint.types import CODE_BYTES, Code

_PHASH_SIDE: Final = 16
_ISCC_SIDE: Final = 32
_BITS: Final = 8 * CODE_BYTES

Pixels = npt.NDArray[np.uint8]


def pdq(pixels: Pixels) -> tuple[tuple[Code, ...], int]:
    """The eight dihedral codes of RGB pixels, the plain one first, and the quality (0-100).

    Source: "The TMK+PDQF video-hashing algorithm and the PDQ image-hashing algorithm", Facebook 2019.
    """
    hashes, quality = pdqhash.compute_dihedral(pixels)
    return tuple(_packed(one) for one in hashes), int(quality)


def plain_pdq(pixels: Pixels) -> tuple[Code, int]:
    """The code of RGB pixels as they stand, and the quality (0-100); for frames of films."""
    bits, quality = pdqhash.compute(pixels)
    return _packed(bits), int(quality)


def phash(picture: Image.Image) -> Code:
    """The DCT code of a picture, 16 by 16 bits, row by row."""
    return _packed(imagehash.phash(picture, hash_size=_PHASH_SIDE).hash.ravel())


def iscc(picture: Image.Image) -> str:
    """The ISCC Image-Code of a picture in its canonical text form. Source: ISO 24138, Content-Code Image.

    The standard takes an even border off first. It starts from the whole picture and we from the prepared one, which
    moves a few bits, as another decoder does.
    """
    grey = _without_border(picture).convert("L").resize((_ISCC_SIDE, _ISCC_SIDE), Image.Resampling.BICUBIC)
    return str(iscc_lib.gen_image_code_v0(grey.tobytes(), bits=_BITS).iscc)


def _without_border(picture: Image.Image) -> Image.Image:
    """The part inside a border of exactly the colour of the upper left corner; all of it where all has that colour."""
    corner = picture.crop((0, 0, 1, 1)).resize(picture.size, Image.Resampling.NEAREST)
    inside = ImageChops.difference(picture, corner).getbbox()
    return picture if inside in (None, (0, 0, *picture.size)) else picture.crop(inside)


def _packed(bits: npt.NDArray[np.generic]) -> Code:
    return Code(np.packbits(np.asarray(bits, dtype=np.uint8)).tobytes())
