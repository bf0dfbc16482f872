"""What a unit forbids its process, laid around an ordinary process, because no test may start a service manager.

Covers SystemCallFilter, RestrictAddressFamilies, RestrictNamespaces, MemoryDenyWriteExecute and NoNewPrivileges as
systemd.exec(5) describes them; what a unit hides of the disk is not laid.
"""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

UNITS = Path(__file__).resolve().parents[3] / "deploy" / "systemd"
COMMON = UNITS / "firstlight-.service.d" / "hardening.conf"

_NAMESPACES = {
    "mnt": 0x00020000, "cgroup": 0x02000000, "uts": 0x04000000, "ipc": 0x08000000,
    "user": 0x10000000, "pid": 0x20000000, "net": 0x40000000,
}  # fmt: skip
_WRITE, _EXEC = 2, 4
_NO_NEW_PRIVILEGES = 38


@dataclass(frozen=True, slots=True)
class Walls:
    """What one unit lets its process do."""

    calls: frozenset[str]
    families: tuple[str, ...]
    namespaces: int
    writes_code: bool


def settings_of(unit: Path) -> dict[str, list[str]]:
    """Every directive of its [Service] section with all its values in their order, the common ones first."""
    found: dict[str, list[str]] = {}
    for file in (COMMON, unit):
        section = ""
        for line in file.read_text("utf-8").splitlines():
            if line.startswith("["):
                section = line
            elif section == "[Service]" and "=" in line and not line.startswith("#"):
                name, _, value = line.partition("=")
                found.setdefault(name, []).append(value)
    return found


def walls_of(unit: Path) -> Walls:
    """Read from the unit's own text, so that what is tried is what is shipped."""
    said = settings_of(unit)
    allowed: set[str] = set()
    for line in said["SystemCallFilter"]:
        names = _expanded(line.removeprefix("~").split())
        allowed = allowed - names if line.startswith("~") else allowed | names
    wanted = said["RestrictNamespaces"][-1]
    namespaces = 0 if wanted == "yes" else sum(_NAMESPACES[name] for name in wanted.split())
    families = tuple(said["RestrictAddressFamilies"][-1].split())
    return Walls(frozenset(allowed), families, namespaces, said.get("MemoryDenyWriteExecute", ["no"])[-1] != "yes")


def _expanded(names: list[str]) -> set[str]:
    found: set[str] = set()
    for name in names:
        found |= _members(name) if name.startswith("@") else {name}
    return found


def _members(group: str) -> set[str]:
    done = subprocess.run(
        ["systemd-analyze", "syscall-filter", group], capture_output=True, text=True, check=True
    ).stdout
    lines = [line.strip() for line in done.splitlines()[1:]]
    return _expanded([line for line in lines if line and not line.startswith("#")])


def close(walls: Walls) -> None:
    """Lay them around this process and all that it starts."""
    import ctypes

    import pyseccomp

    if ctypes.CDLL(None).prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        raise OSError("no-new-privileges cannot be set")
    wall = pyseccomp.SyscallFilter(pyseccomp.ERRNO(errno.EPERM))
    for name in walls.calls - {"socket", "clone", "clone3", "unshare", "setns", "mmap", "mprotect", "pkey_mprotect"}:
        _allow(wall, pyseccomp, name)
    for family in walls.families:
        wall.add_rule(pyseccomp.ALLOW, "socket", pyseccomp.Arg(0, pyseccomp.EQ, getattr(socket, family)))
    _namespaces(wall, pyseccomp, walls)
    _memory(wall, pyseccomp, writes_code=walls.writes_code)
    wall.load()


def _allow(wall: object, library: ModuleType, name: str, *args: object) -> None:
    try:
        wall.add_rule(library.ALLOW, name, *args)  # type: ignore[attr-defined]  # the library has no types
    except (RuntimeError, OSError, ValueError):
        return  # a call of another kind of processor


def _namespaces(wall: object, library: ModuleType, walls: Walls) -> None:
    shut = sum(_NAMESPACES.values()) & ~walls.namespaces
    _allow(wall, library, "clone", library.Arg(0, library.MASKED_EQ, shut, 0))
    wall.add_rule(library.ERRNO(errno.ENOSYS), "clone3")  # type: ignore[attr-defined]
    for call in {"unshare", "setns"} & walls.calls:
        _allow(wall, library, call, library.Arg(0 if call == "unshare" else 1, library.MASKED_EQ, shut, 0))


def _memory(wall: object, library: ModuleType, *, writes_code: bool) -> None:
    both = _WRITE | _EXEC
    if writes_code:
        for call in ("mmap", "mprotect", "pkey_mprotect"):
            _allow(wall, library, call)
        return
    _allow(wall, library, "mmap", library.Arg(2, library.MASKED_EQ, _EXEC, 0))
    _allow(wall, library, "mmap", library.Arg(2, library.MASKED_EQ, both, _EXEC))
    for call in ("mprotect", "pkey_mprotect"):
        _allow(wall, library, call, library.Arg(2, library.MASKED_EQ, _EXEC, 0))


def main() -> None:
    """`python -m verify.tests.operations.walls UNIT COMMAND…`: the command behind that unit's walls."""
    if "LISTEN_FDS" in os.environ:
        os.environ["LISTEN_PID"] = str(os.getpid())  # as a service manager sets it; exec keeps the number
    close(walls_of(UNITS / sys.argv[1]))
    os.execvp(sys.argv[2], sys.argv[2:])


if __name__ == "__main__":
    main()
