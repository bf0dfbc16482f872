"""How well edited copies are found, and whether strangers are ever called copies: `python -m bench.robustness`.

Every photo is edited in every way and looked up the whole way: fingerprints, index, nomination, comparison with the
stored proxy. A pair is one edited photo and one other recorded photo; those that nobody nominates get no verdict, and
the hardest of them are compared all the same. Thresholds were chosen on other photos (`bench.likeness.photos`).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from bench import environment
from bench.edits import EDITS, TURNS
from bench.likeness.asking import Answer
from bench.likeness.photos import photo_set, really_the_same
from bench.likeness.recording import Recorded
from bench.likeness.running import answers
from bench.likeness.table import Outcome

FORCED = 20_000
"""Pairs of strangers that are compared at least, whether nominated or not."""


def main() -> int:
    """Exit status 0, whatever the figures say; 2 where there is no photo."""
    options = _options()
    outcome = measured(options.photos, options.edits, options.most, options.forced, options.each)
    if outcome is None:
        print("There are no photos: name a folder with --photos, or the corpus in FIRSTLIGHT_CORPUS.", file=sys.stderr)
        return 2
    print(json.dumps(outcome.numbers()) if options.json else "\n".join([*environment.lines(), "", *outcome.lines()]))
    return 0


def lines() -> Iterator[str]:
    """A smaller run for `python -m bench`: twelve photos asked."""
    outcome = measured(None, None, 12, 1000)
    yield from outcome.lines() if outcome else ()


def measured(
    folder: Path | None, edits: Path | None, most: int | None, forced: int, each: TextIO | None = None
) -> Outcome | None:
    """Record, ask, and count; None where there is nothing to record."""
    photos = photo_set(folder, most)
    if not photos.asked:
        return None
    ways = _from_file(edits) if edits else EDITS | TURNS
    recorded = Recorded(photos.recorded)
    strangers = -(-forced // (len(photos.asked) * len(ways)))
    same = really_the_same(photos.recorded, recorded.codes())
    found = [_noted(answer, each) for answer in answers(photos, recorded, ways, strangers)]
    return Outcome(found, len(photos.recorded), same)


def _noted(answer: Answer, each: TextIO | None) -> Answer:
    if each is not None:
        print(answer.line(), file=each, flush=True)
    return answer


def _from_file(path: Path) -> dict[str, Any]:
    spec = importlib.util.spec_from_file_location("other_edits", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: dict[str, Any] = module.EDITS
    return found


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.robustness", description=__doc__)
    parser.add_argument("--photos", type=Path, metavar="DIR", help="other photos than the corpus; all are asked about")
    parser.add_argument("--edits", type=Path, metavar="FILE.py", help="other edits: a dict EDITS of name to function")
    parser.add_argument("--most", type=int, help="ask about at most so many photos, spread evenly")
    parser.add_argument("--forced", type=int, default=FORCED, help="strangers compared at least, in all")
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    parser.add_argument("--each", type=argparse.FileType("w"), metavar="FILE", help="write a line for every look-up")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
