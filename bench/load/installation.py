"""A whole installation in production settings on this machine, and what its processes cost."""

from __future__ import annotations

import atexit
import os
import shutil
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import requests

from verify.tests.columns.installation import Machine
from verify.tests.workers.installation import until

READY_SECONDS = 120
MANY = {"API_CHECKS_PER_MINUTE": "1000000", "API_READS_PER_MINUTE": "1000000"}
"""The limits of one caller are not what is measured, except where somebody hostile asks."""

Answered = Counter[tuple[str, str]]
"""How often a file, by its digest, was given which headline."""


@dataclass(frozen=True, slots=True)
class Running:
    """One installation; `column` says on what it stands."""

    machine: Machine
    address: str
    column: str

    def pids(self) -> dict[str, list[int]]:
        """All processes with their children, by the name of what was started."""
        return {name.split("-")[0]: [] for name in self.machine.processes} | _by_kind(self.machine)

    def memory_mb(self) -> dict[str, float]:
        """Memory of their own, in MB, of all processes of each kind together."""
        return {kind: sum(map(_own_mb, pids)) for kind, pids in self.pids().items()}

    def stored(self) -> Answered:
        """What stands in the store: each finished check's file and headline; unfinished ones under their state."""
        asked = """SELECT coalesce(json_extract(report, '$.media.sha256'), ''),
                   coalesce(json_extract(report, '$.headline.code'), state), count(*)
                   FROM cases_verification GROUP BY 1, 2"""
        with closing(sqlite3.connect(f"file:{self.machine.folder / 'site.sqlite3'}?mode=ro", uri=True)) as store:
            return Counter({(sha256, code): count for sha256, code, count in store.execute(asked)})

    def settle(self, seconds: float = 120) -> None:
        """Wait until no check is left in the queue."""
        until(lambda: not {code for _, code in self.stored()} & {"queued", "running"}, seconds)


def answers(address: str) -> bool:
    """Whether a web server answers there."""
    try:
        return requests.get(f"{address}/healthz", timeout=2).ok
    except requests.RequestException:
        return False


@cache
def _founded() -> Path:
    """An installation that has stores and no process; made once a run."""
    made = Path(tempfile.mkdtemp(prefix="firstlight-load-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    Machine(made, {}).found()
    return made


@contextmanager
def running(folder: Path, *, workers: int, web: int, variables: Mapping[str, str]) -> Iterator[Running]:
    """Files beside each other, `web` processes that answer and `workers` that open media; ended afterwards."""
    shutil.copytree(_founded(), folder, dirs_exist_ok=True)
    machine = Machine(folder, {**variables, "WEB_PROCESSES": str(web)})
    try:
        address = machine.web("web")
        for number in range(workers):
            machine.start(f"worker-{number}", "manage.py", "worker")
        bells = folder / "run"
        if not until(lambda: answers(address) and len(list(bells.glob("bell-*"))) == workers, READY_SECONDS):
            raise RuntimeError(machine.words())
        time.sleep(2)  # until their sandboxes have children ahead
        yield Running(machine, address, "embedded")
    finally:
        machine.stop()


def _by_kind(machine: Machine) -> dict[str, list[int]]:
    kinds: dict[str, list[int]] = {}
    for name, process in machine.processes.items():
        for pid in _family(process.pid):
            kind = "sandbox" if "sandbox" in _command(pid) else name.split("-")[0]
            kinds.setdefault(kind, []).append(pid)
    return kinds


def _family(pid: int) -> Iterator[int]:
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for child in children.read_text("ascii").split():
                yield from _family(int(child))
        except OSError:
            continue


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text("utf-8", errors="replace")
    except OSError:
        return ""


def _own_mb(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith(("Private_Clean:", "Private_Dirty:"))) / 1024


def processor_seconds(pids: Mapping[str, list[int]]) -> dict[str, float]:
    """Processor time so far of each kind, ended children included."""
    tick = os.sysconf("SC_CLK_TCK")
    return {kind: sum(sum(_ticks(pid)) for pid in some) / tick for kind, some in pids.items()}


def _ticks(pid: int) -> list[int]:
    try:
        told = Path(f"/proc/{pid}/stat").read_text("utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return [0]
    return [int(one) for one in told[11:15]]
