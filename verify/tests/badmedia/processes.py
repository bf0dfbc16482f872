"""The processes of a running installation, as the kernel sees them."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
MEBIBYTE = 1024 * 1024
SAMPLE_SECONDS = 0.05
# What tells the site's own server from that of the camera list beside it.
WEB = "python:verify.server"


@dataclass(frozen=True)
class Process:
    """A process; its start time tells it from a later one with the same number."""

    pid: int
    started: int
    command: str

    @property
    def role(self) -> str:
        words = self.command.split()
        if "zygote" in self.command:
            return "sandbox"
        return "worker" if "worker" in words else "web" if WEB in words else "other"


def descendants(root: int) -> frozenset[Process]:
    """All processes below this one."""
    children: dict[int, list[Process]] = {}
    for folder in PROC.iterdir():
        if folder.name.isdigit() and (found := _process(folder)):
            children.setdefault(found[0], []).append(found[1])
    below, todo = set(), [root]
    while todo:
        for child in children.get(todo.pop(), []):
            below.add(child)
            todo.append(child.pid)
    return frozenset(below)


def _process(folder: Path) -> tuple[int, Process] | None:
    try:
        fields = (folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:  # it ended while we looked
        return None
    return int(fields[1]), Process(int(folder.name), int(fields[19]), command)


def resident_bytes(pid: int) -> int:
    """Memory that this process holds at the moment; 0 once it is gone."""
    try:
        for line in (PROC / str(pid) / "status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
    except OSError:
        return 0
    return 0


def open_files(pid: int) -> int:
    """How many descriptors this process holds; 0 once it is gone."""
    try:
        return len(list((PROC / str(pid) / "fd").iterdir()))
    except OSError:
        return 0


class MemoryWatch:
    """Records the most memory that each process held while the block ran, beyond what it held before."""

    def __init__(self, pids: list[int]) -> None:
        self.before = {pid: resident_bytes(pid) for pid in pids}
        self.most = dict(self.before)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> MemoryWatch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(SAMPLE_SECONDS):
            for pid, most in self.most.items():
                self.most[pid] = max(most, resident_bytes(pid))

    @property
    def growth_mib(self) -> float:
        return max((self.most[pid] - self.before[pid] for pid in self.most), default=0) / MEBIBYTE
