"""Where pictures differ: the mask that a comparison tells against the true one, and copies that differ nowhere.

Every edited picture is brought to 800 pixels and JPEG 60 before it is asked about. The told mask is that of the heat
map as it leaves the sandbox: from 128 up something differs. Re-encodes without an edit must differ nowhere.
"""

from __future__ import annotations

import io
import statistics
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from bench.content_edits import CONTENT_EDITS
from bench.edits import CONTENT, EDITS, TURNS
from provenance.comparison.pictures import compare_pictures
from provenance.comparison.types import Likeness, PictureComparison
from provenance.fingerprint.picture import picture_fingerprints
from provenance.fingerprint.types import Fingerprints

GOAL: Final = 0.9
EMPTY_GOAL: Final = 0.99
SIDE: Final = 800
QUALITY: Final = 60
_PROCESSES: Final = 2
_DIFFERS: Final = 128
_REENCODES: Final = {name: edit for name, edit in (EDITS | TURNS).items() if name not in CONTENT}

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Measured:
    """Of one photo or of all: intersection over union for each edit, and verdicts on copies without one."""

    overlap: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    empty: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    found: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))


def measured(photos: Sequence[Path], donors: Sequence[Path]) -> Measured:
    """Every edit of every photo, two photos at a time."""
    total = Measured()
    with ProcessPoolExecutor(_PROCESSES) as pool:
        for one in pool.map(partial(_of_photo, list(donors)), photos):
            for name in ("overlap", "empty", "found"):
                for edit, values in getattr(one, name).items():
                    getattr(total, name)[edit].extend(values)
    return total


def numbers(told: Measured) -> dict[str, Any]:
    """As one object for JSON."""
    verdicts = [verdict for values in told.empty.values() for verdict in values]
    return {
        "iou": {edit: round(statistics.median(values), 3) for edit, values in told.overlap.items()},
        "empty": round(statistics.mean(verdicts), 4) if verdicts else None,
        "iou_lowest_tenth": {edit: round(float(np.quantile(values, 0.1)), 3) for edit, values in told.overlap.items()},
        "empty_of": len(verdicts),
        "reencodes_found": round(statistics.mean(one for each in told.found.values() for one in each), 4),
    }


def lines(told: Measured) -> Iterator[str]:
    """The same for people, with every kind of copy that was not always empty."""
    summed = numbers(told)
    for edit, values in told.overlap.items():
        low = summed["iou_lowest_tenth"][edit]
        yield f"  {edit}: IoU, median {summed['iou'][edit]:.3f} (goal {GOAL}), lowest tenth {low:.3f}, of {len(values)}"
    yield f"  re-encodes that differ nowhere: {summed['empty']:.2%} of {summed['empty_of']} (goal {EMPTY_GOAL:.0%})"
    for edit, verdicts in told.empty.items():
        if not all(verdicts):
            yield f"    {edit}: {verdicts.count(False)} of {len(verdicts)} called differing"
    for edit, verdicts in told.found.items():
        if not all(verdicts):
            yield f"    {edit}: {verdicts.count(False)} of {len(verdicts)} not confirmed as copies"


def _of_photo(donors: list[Path], path: Path) -> Measured:
    reply = Measured()
    random = Random(zlib.crc32(path.name.encode()))
    photo, other = _opened(path), _opened(random.choice([donor for donor in donors if donor != path]))
    for name, edit in CONTENT_EDITS.items():
        made = edit(photo, other, random)
        told = compare_pictures(_asked(_posted(made.edited)), picture_fingerprints(made.recorded))
        reply.overlap[name].append(overlap(told_mask(told, made.mask.size), np.asarray(made.mask) > 127))
    recorded = picture_fingerprints(photo)
    for name, again in _REENCODES.items():
        told = compare_pictures(_asked(again(photo, random)), recorded)
        reply.empty[name].append(told.likeness is not Likeness.DIFFERS)
        reply.found[name].append(told.likeness in (Likeness.COPY, Likeness.DIFFERS))
    return reply


def _opened(path: Path) -> Image.Image:
    with Image.open(path) as photo:
        return photo.convert("RGB")


def _posted(picture: Image.Image) -> bytes:
    factor = SIDE / max(picture.size)
    target = io.BytesIO()
    picture.resize((round(picture.width * factor), round(picture.height * factor)), Image.Resampling.LANCZOS).save(
        target, "JPEG", quality=QUALITY
    )
    return target.getvalue()


def _asked(content: bytes) -> Fingerprints:
    with Image.open(io.BytesIO(content)) as picture:
        return picture_fingerprints(picture)


def told_mask(told: PictureComparison, size: tuple[int, int]) -> Mask:
    """What the heat map says, in the size of the edited picture; nothing where there is none."""
    if told.heat is None:
        return np.zeros((size[1], size[0]), bool)
    with Image.open(io.BytesIO(told.heat)) as heat:
        marked = heat.convert("L").point([255 * (v >= _DIFFERS) for v in range(256)])
        return np.asarray(marked.resize(size, Image.Resampling.BILINEAR)) >= _DIFFERS


def overlap(told: Mask, truth: Mask) -> float:
    """Intersection over union."""
    return float((told & truth).sum() / max((told | truth).sum(), 1))
