"""What fingerprints cost, and what is found of films and sounds: `python -m bench.media [--photos DIR] [--json]`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from bench import environment, media_films, media_pictures
from fixtures.corpus import CORPUS

PHOTOS = CORPUS / "photos"


def main() -> int:
    """Exit status 0, whatever the figures say; 2 where there is no photo."""
    options = _options()
    photos = photos_of(options.photos)
    if not photos:
        print("There are no photos: name a folder with --photos, or the corpus in FIRSTLIGHT_CORPUS.", file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(numbers(photos)))
        return 0
    for line in (*environment.lines(), "", *_all_lines(photos)):
        print(line, flush=True)
    return 0


def lines() -> Iterator[str]:
    """The same for `python -m bench`."""
    return _all_lines(photos_of(PHOTOS))


def numbers(photos: Sequence[Path]) -> dict[str, object]:
    """The figures as one document."""
    found = {one.decoder: asdict(one) for one in media_pictures.decoders(photos)}
    pictures = {"milliseconds": asdict(media_pictures.costs(photos[0])), "pdq_bits": found}
    return {"pictures": pictures, "films": media_films.numbers(photos)}


def photos_of(folder: Path) -> list[Path]:
    """The JPEGs of a folder, in the order of their names."""
    return sorted(one for one in folder.glob("*") if one.suffix.lower() in {".jpg", ".jpeg"})


def _all_lines(photos: Sequence[Path]) -> Iterator[str]:
    yield from media_pictures.lines(photos)
    yield ""
    yield from media_films.lines(photos)


def _options() -> argparse.Namespace:
    made = argparse.ArgumentParser(prog="python -m bench.media", description=__doc__)
    made.add_argument("--photos", type=Path, default=PHOTOS, help="folder of JPEG photos")
    made.add_argument("--json", action="store_true", help="one line of JSON")
    return made.parse_args()


if __name__ == "__main__":
    sys.exit(main())
