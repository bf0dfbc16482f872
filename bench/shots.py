"""Whether two shots of one scene are ever called a copy or a changed copy: `python -m bench.shots`.

Synthetic second shots with parallax of photos that no threshold was chosen on, and frames of a film that are seconds
apart. The right answer is `similar` or nothing; frames in which nothing moved are one picture, and are named.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PIL import Image

from bench.edits.storing import stored
from bench.likeness.asking import CONFIRMED
from bench.likeness.photos import photo_set
from bench.likeness.shots import moments, pairs
from provenance.comparison import compare
from provenance.comparison.types import Likeness
from provenance.fingerprint.picture import picture_fingerprints
from provenance.fingerprint.types import Fingerprints

MOST = 40


def verdicts(folder: Path | None, most: int) -> Iterator[tuple[str, Likeness]]:
    """What was compared, and what came of it."""
    photos = list(photo_set(folder, most).asked)
    for source in (pairs(photos), moments()):
        for name, first, second in source:
            recorded = replace(_of(first), query=None)
            yield name, compare(_of(second), recorded).likeness


def lines() -> Iterator[str]:
    """For `python -m bench`."""
    yield from _table(list(verdicts(None, 12)))


def main() -> int:
    """Exit status 0, whatever the figures say."""
    parser = argparse.ArgumentParser(prog="python -m bench.shots", description=__doc__)
    parser.add_argument("--photos", type=Path, metavar="DIR")
    parser.add_argument("--most", type=int, default=MOST, help="photos to make shots of")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = list(verdicts(options.photos, options.most))
    wrong = [name for name, likeness in found if likeness in CONFIRMED]
    print(json.dumps({"pairs": len(found), "false": len(wrong)}) if options.json else "\n".join(_table(found)))
    return 0


def _table(found: list[tuple[str, Likeness]]) -> Iterator[str]:
    for kind in dict.fromkeys(name.partition(",")[0] for name, _ in found):
        counts = Counter(likeness for name, likeness in found if name.startswith(f"{kind},"))
        yield f"{kind:12} " + ", ".join(f"{likeness} {count}" for likeness, count in sorted(counts.items()))
    yield from (f"FALSE {likeness}: {name}" for name, likeness in found if likeness in CONFIRMED)


def _of(picture: Image.Image) -> Fingerprints:
    with Image.open(io.BytesIO(stored(picture))) as opened:
        return picture_fingerprints(opened)


if __name__ == "__main__":
    sys.exit(main())
