"""Under which codes a recorded film is found; loads no numbers library, because pages put records too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from provenance.fingerprint.types import CODE_BYTES, Code, FilmCodes, KeyPicture
from verify.index.nominating.keys import LEAST_QUALITY, Key, telling
from verify.index.types import Space

PLACE_MS: Final = 100
"""Places are counted in tenths of a second."""

PATCHES_A_PLACE: Final = 1024
"""Numbers of patches within one tenth; what is above is left out."""


def film_keys(codes: FilmCodes) -> Iterator[Key]:
    """What a recorded film is indexed under. The place of a frame is its tenth of a second; that of a patch is the
    tenth of its key picture times 1024 and its number."""
    for frame in codes.frames:
        if frame.quality >= LEAST_QUALITY:
            yield Space.FRAME, frame.at_ms // PLACE_MS, frame.pdq
    for key in codes.keys:
        yield from key_patches(key)


def key_patches(key: KeyPicture) -> Iterator[Key]:
    """The keys of one key picture."""
    for number in telling(key.local)[:PATCHES_A_PLACE]:
        code = Code(key.local.codes[number * CODE_BYTES : (number + 1) * CODE_BYTES])
        yield Space.FRAME_LOCAL, key.at_ms // PLACE_MS * PATCHES_A_PLACE + number % PATCHES_A_PLACE, code
