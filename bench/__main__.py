"""Run every benchmark, print the figures, and keep them in `bench/latest.txt`: `python -m bench`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from bench import (
    appending,
    attestation,
    blindlist,
    bundles,
    environment,
    growth,
    inspection,
    load,
    long_film,
    merge_delay,
    mirroring,
    proving,
    refusal,
    robustness,
    search,
    shots,
    statements,
    throughput,
)
from bench.material import CORPUS

LATEST = Path(__file__).with_name("latest.txt")


def main() -> int:
    """Exit status 0, whatever the figures say; 2 where the corpus is missing."""
    if not (CORPUS / "c2pa" / "files").is_dir():
        print("The corpus is missing: name its folder in FIRSTLIGHT_CORPUS.", file=sys.stderr)
        return 2
    said = []
    for line in _lines():
        print(line, flush=True)
        said.append(line)
    LATEST.write_text("\n".join(said) + "\n", encoding="utf-8")
    return 0


def _lines() -> Iterator[str]:
    yield from environment.lines()
    for part in (
        inspection,
        long_film,
        throughput,
        refusal,
        appending,
        proving,
        mirroring,
        bundles,
        merge_delay,
        growth,
        search,
        robustness,
        shots,
        statements,
        attestation,
        blindlist,
        load,
    ):
        yield ""
        yield from part.lines()


if __name__ == "__main__":
    sys.exit(main())
