"""Run the load bench and keep its figures in `bench/load.txt`: `python -m bench.load [--part NAME] [--seconds N]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from bench import environment
from bench.load import prepare
from bench.load.keeping import keep

KEPT = Path(__file__).parents[1] / "load.txt"


def main() -> int:
    """Exit status 0, whatever the figures say; 2 where something is missing."""
    parser = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    parser.add_argument("--part", action="append", help="throughput, sustained, shed, memory, fairness; default: all")
    parser.add_argument("--seconds", type=float, default=30, help="of each short measurement")
    parser.add_argument("--sustained", type=float, default=600, help="seconds of the long one")
    parser.add_argument("--checks", type=int, default=100_000, help="over which memory is looked at")
    asked = parser.parse_args()
    prepare()
    from bench.load.parts import PARTS, Plan

    plan = Plan(short=asked.seconds, sustained=asked.sustained, memory=asked.checks)
    for name in asked.part or PARTS:
        keep(KEPT, {name: list(_said(PARTS[name](plan)))})
    return 0


def _said(lines: Iterator[str]) -> Iterator[str]:
    """The lines of one part below what they were measured on, each printed as it comes."""
    for line in (*environment.lines(), ""):
        print(line, flush=True)
        yield line
    for line in lines:
        print(line, flush=True)
        yield line


if __name__ == "__main__":
    sys.exit(main())
