"""Which photos are recorded, which are asked about in edited form, and which of them are really one picture."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from fixtures.corpus import CORPUS

CALIBRATION = ("0", "1", "2")
"""Thresholds were chosen on the corpus photos whose names begin so: they are recorded, and never asked about."""

SAME_BITS = 10
"""Two photos whose PDQ codes differ in no more bits are taken for one picture stored twice, and named in the result."""

_DONORS = 5
_ENDINGS = {".jpg", ".jpeg", ".png", ".webp"}


@dataclass(frozen=True, slots=True)
class PhotoSet:
    """`recorded` are all in the index, `asked` are edited and looked up, pieces for splices come from `donors`."""

    recorded: tuple[Path, ...]
    asked: tuple[Path, ...]
    donors: tuple[Path, ...]


def photo_set(folder: Path | None = None, most: int | None = None) -> PhotoSet:
    """The photos of a folder, else of the corpus; at most `most` of them are asked, spread evenly."""
    found = sorted(one for one in (folder or CORPUS / "photos").rglob("*") if one.suffix.lower() in _ENDINGS)
    donors = tuple(found[-_DONORS:]) if len(found) > 4 * _DONORS else ()
    recorded = tuple(found[: len(found) - len(donors)])
    asked = [one for one in recorded if folder or not one.name.startswith(CALIBRATION)]
    step = max(1, len(asked) / (most or len(asked)))
    spread = tuple(asked[int(number * step)] for number in range(int(len(asked) / step)))
    return PhotoSet(recorded, spread, donors)


def really_the_same(photos: tuple[Path, ...], codes: dict[Path, bytes]) -> set[frozenset[Path]]:
    """Pairs that are one picture: the same bytes, or PDQ codes (given for each photo) that hardly differ."""
    digests = {photo: hashlib.sha256(photo.read_bytes()).digest() for photo in photos}
    numbers = {photo: int.from_bytes(code, "big") for photo, code in codes.items()}
    return {
        frozenset(pair)
        for pair in combinations(photos, 2)
        if digests[pair[0]] == digests[pair[1]] or (numbers[pair[0]] ^ numbers[pair[1]]).bit_count() <= SAME_BITS
    }
