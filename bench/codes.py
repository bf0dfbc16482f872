"""Sets of 256-bit codes to search among: random, clustered, and grown from the codes of real photos."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from bench.material import CORPUS
from provenance.fingerprint.picture import picture_fingerprints

Codes = NDArray[np.uint8]
Chance = np.random.Generator

CLUSTERED: Final = 0.3
"""The share of codes that lie in clusters, of the clustered set; the others are random."""
MEMBERS: Final = 100
PLANTED: Final = 100_000
LATEST_FLIPS: Final = 12
"""Bits that one round of growing flips at most."""


def flipped(codes: Codes, flips: NDArray[np.int64], chance: Chance) -> Codes:
    """Copies, each with that many bits flipped (a bit may be hit twice)."""
    bits, rows = codes.copy(), np.arange(len(codes))
    for step in range(int(flips.max(initial=0))):
        still = rows[flips > step]
        bit = chance.integers(0, 256, len(still))
        bits[still, bit >> 3] ^= (1 << (bit & 7)).astype(np.uint8)
    return bits


def random(count: int, chance: Chance) -> Codes:
    """Every bit by itself."""
    return chance.integers(0, 256, (count, 32), dtype=np.uint8)


def clustered(count: int, chance: Chance) -> Codes:
    """Most random, the others a hundred around each of many centres, up to 31 bits away."""
    near = int(count * CLUSTERED)
    centres = np.repeat(random(near // MEMBERS + 1, chance), MEMBERS, axis=0)[:near]
    return np.concatenate([flipped(centres, chance.integers(0, 32, near), chance), random(count - near, chance)])


def skewed(count: int, chance: Chance) -> Codes:
    """Photo codes and their descendants: in each round every code has a child that differs by up to twelve bits."""
    return _grown(photo_codes(), count, chance)


def local(count: int, chance: Chance) -> Codes:
    """The same, grown from the codes of the photos' patches."""
    return _grown(photo_codes("local"), count, chance)


def planted(count: int, chance: Chance) -> Codes:
    """Random, but a hundred thousand (a tenth at most) agree in their first 32 bits: one bucket of a chunk, or two."""
    codes = random(count, chance)
    codes[: min(PLANTED, count // 10), :4] = codes[0, :4]
    return codes


def _grown(codes: Codes, count: int, chance: Chance) -> Codes:
    while len(codes) < count:
        parents = codes[: count - len(codes)]
        codes = np.concatenate([codes, flipped(parents, chance.integers(1, LATEST_FLIPS + 1, len(parents)), chance)])
    return codes[chance.permutation(len(codes))][:count]


def star(count: int, chance: Chance) -> Codes:
    """Photo codes, each with thousands of copies up to twelve bits away: the worst that can be planted."""
    codes = photo_codes()
    return flipped(codes[np.arange(count) % len(codes)], chance.integers(0, LATEST_FLIPS + 1, count), chance)


@cache
def photo_codes(of: str = "whole", folder: Path = CORPUS / "photos") -> Codes:
    """The PDQ code of each photo of the corpus, or the codes of the patches of all photos."""
    found = list[bytes]()
    for path in sorted(folder.glob("*.jpg")):
        with Image.open(path) as image:
            picture = picture_fingerprints(image, proxy=False).picture
        if picture is not None:
            found.append(picture.pdq if of == "whole" else picture.local.codes)
    return np.frombuffer(b"".join(found), np.uint8).reshape(-1, 32)


KINDS: Final[dict[str, Callable[[int, Chance], Codes]]] = {
    "random": random,
    "clustered": clustered,
    "skewed": skewed,
    "star": star,
    "planted": planted,
    "local": local,
}
