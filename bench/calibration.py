"""Where the thresholds of nomination come from: recall and strangers at each, on the calibration photos alone.

`python -m bench.calibration` asks about edited calibration photos among all recorded ones, compares nothing, and prints
for each radius of the global code and each number of votes the share of copies and of strangers that reach it.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from PIL import Image

from bench.edits import EDITS
from bench.likeness.asking import edited
from bench.likeness.photos import CALIBRATION, photo_set
from bench.likeness.recording import Recorded
from provenance.fingerprint.picture import picture_fingerprints
from provenance.fingerprint.types import Fingerprints
from verify.index.nominating.pictures import patch_votes

ASKED = 12
RADII = (8, 16, 24, 31, 40, 50, 60, 70)
VOTES = (1, 2, 3, 4, 5, 6, 8, 12, 16)


@dataclass(frozen=True, slots=True)
class Reached:
    """Of one look-up: bits and votes of the photo itself, and of every stranger."""

    bits: int
    votes: int
    strange_bits: tuple[int, ...]
    strange_votes: tuple[int, ...]


def lines() -> Iterator[str]:
    """Two tables."""
    found = list(_reached(photo_set().recorded))
    pairs = len(found) * len(found[0].strange_bits)
    yield f"{len(found)} look-ups of {ASKED} calibration photos in 24 edits, {pairs} pairs of strangers"
    for radius in RADII:
        copies = fmean(one.bits <= radius for one in found)
        strangers = sum(bits <= radius for one in found for bits in one.strange_bits)
        yield f"global code within {radius:2} bits: copies {copies:6.1%}, strangers {strangers} of {pairs}"
    for least in VOTES:
        copies = fmean(one.votes >= least for one in found)
        each = fmean(sum(votes >= least for votes in one.strange_votes) for one in found)
        yield f"votes of {least:2} patches and more: copies {copies:6.1%}, strangers {each:.2f} a look-up"
    either = fmean(one.bits <= 31 or one.votes >= 4 for one in found)
    yield f"nominated by 31 bits or 4 votes: copies {either:.1%}; most votes of a stranger {_most(found)}"


def _reached(photos: tuple[Path, ...]) -> Iterator[Reached]:
    recorded = Recorded(photos)
    calibration = [photo for photo in photos if photo.name.startswith(CALIBRATION)]
    for photo in calibration[:: max(1, len(calibration) // ASKED)][:ASKED]:
        for name, edit in EDITS.items():
            with Image.open(io.BytesIO(edited(edit, photo, name))) as picture:
                yield _of(recorded, picture_fingerprints(picture, proxy=False), photos.index(photo))


def _of(recorded: Recorded, asked: Fingerprints, own: int) -> Reached:
    votes = {int(item): count for item, (count, _) in patch_votes(recorded.index, asked).items()}
    others = [item for item in range(len(recorded.photos)) if item != own]
    bits = [_bits(asked, one) for one in recorded.fingerprints]
    return Reached(
        bits[own], votes.get(own, 0), tuple(bits[one] for one in others), tuple(votes.get(one, 0) for one in others)
    )


def _bits(asked: Fingerprints, recorded: Fingerprints) -> int:
    if asked.query is None or recorded.picture is None:
        return 256
    pdq = int.from_bytes(recorded.picture.pdq, "big")
    return min((int.from_bytes(code, "big") ^ pdq).bit_count() for code in asked.query.dihedral)


def _most(found: list[Reached]) -> int:
    return max(votes for one in found for votes in one.strange_votes)


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in lines())
