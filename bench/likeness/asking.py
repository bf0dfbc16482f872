"""One edited photo is looked up: fingerprints, nominations, comparisons, and some strangers that are forced on it."""

from __future__ import annotations

import io
import time
import zlib
from dataclasses import dataclass, field
from inspect import signature
from pathlib import Path
from random import Random
from typing import Any

from PIL import Image

from bench.edits.storing import stored
from bench.likeness.recording import Recorded
from provenance.comparison import compare
from provenance.comparison.types import Likeness, PictureComparison
from provenance.fingerprint.picture import picture_fingerprints
from provenance.fingerprint.types import Fingerprints
from verify.index.nominating.pictures import nominate_picture, patch_votes

CONFIRMED = (Likeness.COPY, Likeness.DIFFERS)
"""What counts as a verdict."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one recorded photo compares; `None` as likeness where it was not nominated."""

    photo: Path
    likeness: Likeness | None
    inliers: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one look-up: of the photo itself, and of all strangers that were laid beside it."""

    edit: str
    own: Verdict
    votes: int
    others: tuple[Verdict, ...]
    seconds: dict[str, float] = field(default_factory=dict)

    def line(self) -> str:
        """Edit, photo, likeness, inliers, votes, and the strangers that were taken for it, between tabs."""
        strangers = ",".join(f"{one.photo.name}:{one.likeness}" for one in self.others if one.likeness in CONFIRMED)
        own = self.own
        return f"{self.edit}\t{own.photo.name}\t{own.likeness}\t{own.inliers}\t{self.votes}\t{strangers}"


def edited(edit: Any, photo: Path, name: str) -> bytes:
    """The file after the edit; chance depends on the names alone, so that every run asks the same."""
    with Image.open(photo) as opened:
        picture = opened.convert("RGB")
    random = Random(zlib.crc32(f"{photo.name} {name}".encode()))
    made = edit(picture, random) if len(signature(edit).parameters) > 1 else edit(picture)
    return made if isinstance(made, bytes) else stored(made)


def look_up(recorded: Recorded, photo: Path, edit: str, content: bytes, forced: int) -> Answer:
    """Ask for one edited photo; so many strangers with most votes are compared even where nobody nominated them."""
    began = time.process_time()
    with Image.open(io.BytesIO(content)) as picture:
        asked = picture_fingerprints(picture)
    read = time.process_time()
    nominees = nominate_picture(recorded.index, asked)
    found = time.process_time()
    items = [int(one.item) for one in nominees]
    own = recorded.photos.index(photo)
    first = [_verdict(recorded, asked, item) for item in items]
    compared = time.process_time()
    more = [_verdict(recorded, asked, item) for item in hardest(recorded, asked, {*items, own}, forced)]
    seconds = {"fingerprints": read - began, "nomination": found - read, "comparison": compared - found}
    mine = [one for one in first if one.photo == photo] or [Verdict(photo, None)]
    votes = next((one.votes for one in nominees if int(one.item) == own), 0)
    return Answer(edit, mine[0], votes, tuple(one for one in first + more if one.photo != photo), seconds)


def hardest(recorded: Recorded, asked: Fingerprints, known: set[int], count: int) -> list[int]:
    """The strangers whose patches got the weightiest votes, then those whose global code is nearest."""
    votes = {int(item): weight for item, (_, weight) in patch_votes(recorded.index, asked).items()}
    pdq = int.from_bytes(asked.picture.pdq, "big") if asked.picture else 0
    bits = [(int.from_bytes(one.picture.pdq, "big") ^ pdq).bit_count() for one in recorded.fingerprints if one.picture]
    order = sorted(range(len(bits)), key=lambda item: (-votes.get(item, 0.0), bits[item]))
    return [item for item in order if item not in known][:count]


def _verdict(recorded: Recorded, asked: Fingerprints, item: int) -> Verdict:
    found = compare(asked, recorded.fingerprints[item])
    inliers = found.inliers if isinstance(found, PictureComparison) else 0
    return Verdict(recorded.photos[item], found.likeness, inliers)
