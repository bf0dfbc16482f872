"""Exact look-ups of 256-bit codes against faiss's flat scan in the same run: `python -m bench.search`.

Options: `--sizes 1000000,3000000,10000000`, `--kinds random,clustered,skewed,star,planted,local`, `--json` (one line,
nothing else). A case takes its codes, an index of ours in a file, and faiss's, and asks both the same in turn.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterator
from dataclasses import asdict
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any, Final

from bench import environment
from bench.codes import KINDS
from bench.search_cases import Case

SIZES: Final = (1_000_000, 3_000_000, 10_000_000)
SPREAD: Final = ("random", "clustered")
"""The kinds that the goals of speed and growth are about; of the others the ratio is reported."""
LOCAL_RADIUS: Final = 36
RADII: Final = (10, 20, 31)


def main() -> int:
    """Exit status 0 whatever the figures say, but 1 where a look-up missed or invented something."""
    options = _options()
    cases = []
    for line in () if options.json else _around():
        print(line, flush=True)
    for case in measured(options.sizes, options.kinds):
        cases.append(case)
        for line in () if options.json else _said(case):
            print(line, flush=True)
    for line in [json.dumps(_summary(cases))] if options.json else _growth_said(cases):
        print(line, flush=True)
    return int(any(case.recall < 1 or case.surplus for case in cases))


def lines() -> Iterator[str]:
    """The figures, a line each, for all benchmarks together."""
    cases = []
    for case in measured(SIZES, [*KINDS]):
        cases.append(case)
        yield from _said(case)
    yield from _growth_said(cases)


def measured(sizes: list[int] | tuple[int, ...], kinds: list[str]) -> Iterator[Case]:
    """Every case, the small ones first; none where faiss is not installed."""
    if find_spec("faiss") is None:
        print("faiss is missing: install what requirements-dev.txt names.", file=sys.stderr)
        return
    from bench.searching import measure

    for kind in kinds:
        radii = (LOCAL_RADIUS,) if kind == "local" else RADII
        for size in sizes:
            yield measure(kind, size, radii)


def growth(cases: list[Case], kind: str, radius: int) -> float | None:
    """The exponent of a look-up's processor time in the number of codes, from the smallest to the largest set."""
    sized = sorted(
        (case.size, speed.ours_cpu)
        for case in cases
        if case.kind == kind
        for speed in case.speeds
        if speed.radius == radius
    )
    if len(sized) < 2:
        return None
    (small, quick), (large, slow) = sized[0], sized[-1]
    return math.log(slow / quick) / math.log(large / small)


def _said(case: Case) -> Iterator[str]:
    yield (
        f"{case.size:>10,} {case.kind} codes, {case.chunks} chunks: {case.bytes_a_code:.1f} bytes a code in all (goal "
        f"128), built in {case.build_seconds:.0f} s; recall {case.recall:.3f} at every radius to {case.widest}, "
        f"{case.surplus} too many, {case.hits} hits; two threads at {case.widest}: {case.a_second:,.0f}/s"
        + (" (goal 4,000)" if case.kind in SPREAD else "")
    )
    for one in case.speeds:
        goal = f" (goal {100 if one.radius <= 20 else 80})" if case.kind in SPREAD and case.size >= SIZES[-1] else ""
        yield (
            f"{'':>10} radius {one.radius}: {one.ours:.3f} ms (95 %: {one.slow:.3f}), faiss flat {one.faiss:.2f} ms, "
            f"ratio {one.ratio:.0f}, in processor time {one.ratio_cpu:.0f}{goal}"
        )


def _around() -> list[str]:
    peer = [f"faiss-cpu {version('faiss-cpu')}, one thread a look-up, as ours"] if find_spec("faiss") else []
    return [*environment.lines(), *peer]


def _growth_said(cases: list[Case]) -> Iterator[str]:
    for kind, radius, exponent in _growths(cases):
        yield f"growth of {kind} at radius {radius}, in processor time: exponent {exponent:.2f}" + (
            " (goal 0.4 or less)" if kind in SPREAD else ""
        )


def _growths(cases: list[Case]) -> Iterator[tuple[str, int, float]]:
    for kind in dict.fromkeys(case.kind for case in cases):
        for radius in (*RADII, LOCAL_RADIUS):
            if (exponent := growth(cases, kind, radius)) is not None:
                yield kind, radius, exponent


def _summary(cases: list[Case]) -> dict[str, Any]:
    return {
        "environment": _around(),
        "recall": min((case.recall for case in cases), default=None),
        "cases": [
            asdict(case) | {"ratios": {one.radius: round(one.ratio, 1) for one in case.speeds}} for case in cases
        ],
        "growth": {f"{kind} {radius}": round(exponent, 3) for kind, radius, exponent in _growths(cases)},
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=lambda text: [int(float(one)) for one in text.split(",")], default=list(SIZES))
    parser.add_argument("--kinds", type=lambda text: text.split(","), default=[*KINDS])
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
