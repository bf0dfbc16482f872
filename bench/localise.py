"""How exactly it is told where a copy differs: `python -m bench.localise`, of pictures and of films.

Photos that thresholds were chosen on are left out of the corpus; with `--photos DIR` all of a folder's are used.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import environment, localise_films, localise_pictures
from bench.likeness.photos import photo_set

PHOTOS = 100
"""Photos that are edited unless told otherwise: four edits and thirty re-encodes each."""


def main() -> int:
    """Exit status 0, whatever the figures say; 2 where there are not two photos."""
    options = _options()
    photos = _photos(options.photos, options.most)
    if len(photos) < 2:
        print("There are no photos: name a folder with --photos, or the corpus in FIRSTLIGHT_CORPUS.", file=sys.stderr)
        return 2
    if options.json:
        told = localise_pictures.numbers(localise_pictures.measured(photos, photos))
        if options.films:
            told |= localise_films.measured(photos, options.films)
        print(json.dumps(told))
    else:
        for line in [*environment.lines(), "", *_said(photos, options.films)]:
            print(line, flush=True)
    return 0


def lines() -> Iterator[str]:
    """A smaller run for `python -m bench`."""
    yield from _said(_photos(None, 20), 3)


def _said(photos: Sequence[Path], films: int) -> Iterator[str]:
    posted = f"{localise_pictures.SIDE} pixels and JPEG {localise_pictures.QUALITY}"
    yield f"where pictures differ: {len(photos)} photos, each edit then {posted}"
    yield from localise_pictures.lines(localise_pictures.measured(photos, photos))
    if films:
        yield from localise_films.lines(photos, films)


def _photos(folder: Path | None, most: int | None) -> tuple[Path, ...]:
    return photo_set(folder, most).asked


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.localise", description=__doc__)
    parser.add_argument("--photos", type=Path, metavar="DIR", help="other photos than the corpus; all are used")
    parser.add_argument("--most", type=int, default=None, help=f"use at most so many, spread evenly (corpus: {PHOTOS})")
    parser.add_argument("--films", type=int, default=localise_films.FILMS, help="films to edit; 0 for none")
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    options = parser.parse_args()
    options.most = options.most or (None if options.photos else PHOTOS)
    return options


if __name__ == "__main__":
    sys.exit(main())
