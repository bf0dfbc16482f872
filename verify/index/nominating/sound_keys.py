"""Under which words a recorded sound is found; loads no numbers library, because pages put records too."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from provenance.fingerprint.types import SoundCodes

MOST_WORDS: Final = 16_384
"""Words of one sound that are indexed: half an hour."""

_STEADY: Final = 5
"""So many equal words in a row are silence or a held tone, and no keys."""


def sound_words(codes: SoundCodes) -> Iterator[tuple[int, int]]:
    """The words a sound is indexed under, each with its place; nothing for silence and held tones."""
    words = struct.unpack(f"<{len(codes)}I", codes.items[: 4 * len(codes)])
    place = 0
    for word, run in groupby(words[:MOST_WORDS]):
        length = len(list(run))
        if length < _STEADY:
            yield from ((word, place + number) for number in range(length))
        place += length
