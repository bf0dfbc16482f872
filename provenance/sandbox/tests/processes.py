"""Processes as the system sees them, found through /proc because those inside bubblewrap have other numbers."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE_SECONDS = 60  # of a busy machine; it costs nothing where it passes


def descendants(pid: int) -> dict[int, str]:
    """All living processes below `pid`, with their command lines."""
    parents = {one: parent for one in _pids() if (parent := _parent(one))}
    found: dict[int, str] = {}
    row = [pid]
    while row:
        parent = row.pop()
        for child in [one for one, above in parents.items() if above == parent]:
            found[child] = _command(child)
            row.append(child)
    return found


def zygotes(pid: int | None = None) -> set[int]:
    """The zygotes below a process: those that run the module and whose parent does not."""
    family = descendants(pid or os.getpid())
    running = {one for one, command in family.items() if _is_python(command)}
    return {one for one in running if _parent(one) not in running}


def _is_python(command: str) -> bool:
    return "-m\0provenance.sandbox.zygote" in command and "--die-with-parent" not in command


def alive(pid: int) -> bool:
    """Whether a process runs; one that is dead and waits to be noticed does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def processor_ticks(pid: int) -> int:
    """Hundredths of a second of processor time that a process has used."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])


def within_patience(condition: Callable[[], bool]) -> bool:
    """Whether something comes true before patience ends."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _parent(pid: int) -> int | None:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
    except OSError:
        return None


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""
