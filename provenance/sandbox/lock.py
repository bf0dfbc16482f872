"""Everything a warmed child gives up before it may see a file.

The order, which the code follows by number:

1. become nobody, where it is root; ask again for the death signal, which a change of user clears;
2. make sure that it is alone: a second thread would stay outside the walls;
3. resource limits, none of which can be raised again;
4. no new privileges, no access to its memory;
5. Landlock;
6. silence: what a decoder complains about may quote the file, and nobody may read that;
7. seccomp, last, because it forbids all of the above.
"""

from __future__ import annotations

import os
import resource

from provenance.sandbox import kernel
from provenance.sandbox.calls_wall import close_calls
from provenance.sandbox.files_wall import close_files
from provenance.sandbox.limits import DESCRIPTORS, DESCRIPTORS_AFTERWARDS, HASH_BYTES, Limits
from provenance.sandbox.planted import Planted
from provenance.sandbox.walls import Locked

_NOBODY = 65534


class NotAloneError(RuntimeError):
    """A library started a thread before the walls stood."""


def lock(limits: Limits, planted: Planted, parent: int) -> Locked:
    """Give everything up, for good; `parent` is the process id of the zygote. Raises OSError where a step fails."""
    _become_nobody(parent)  # 1
    if kernel.threads() != 1:  # 2
        raise NotAloneError
    _limit_resources(limits, planted.descriptors or DESCRIPTORS)  # 3
    kernel.refuse_privileges()  # 4
    kernel.hide_memory()
    landlock = close_files(net=planted.landlock_net) if planted.landlock else 0  # 5
    os.dup2(0, 2)  # 6
    return Locked(landlock, planted.seccomp and close_calls(planted.syscalls))  # 7


def settle(cpu_seconds: int, *, later: int = 0) -> None:
    """After the file came: lower the processor time to what this file may take, and let libraries have their events.

    `later` more seconds can be had by `extend`, and never more than that.
    """
    _, ceiling = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (min(cpu_seconds, ceiling), min(cpu_seconds + later, ceiling)))
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def extend() -> None:
    """Take the processor time that `settle` left for later."""
    _, ceiling = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (ceiling, ceiling))


def _become_nobody(parent: int) -> None:
    if os.geteuid() == 0 and _may_change_user():
        os.setgroups([])
        os.setresgid(_NOBODY, _NOBODY, _NOBODY)
        os.setresuid(_NOBODY, _NOBODY, _NOBODY)
    kernel.die_with_parent(parent)


def _may_change_user() -> bool:
    """Inside a user namespace that maps one user alone there is no nobody to become."""
    with open("/proc/self/uid_map", encoding="ascii") as lines:  # noqa: PTH123
        return any(_covers_nobody(line.split()) for line in lines)


def _covers_nobody(fields: list[str]) -> bool:
    first, _, count = (int(field) for field in fields)
    return first <= _NOBODY < first + count


def _limit_resources(limits: Limits, descriptors: int) -> None:
    ceilings = {
        resource.RLIMIT_AS: kernel.address_space() + limits.memory_bytes,
        resource.RLIMIT_CPU: limits.cpu_for(HASH_BYTES) + limits.fingerprint_cpu_for(HASH_BYTES),
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
    }
    for kind, ceiling in ceilings.items():
        resource.setrlimit(kind, (ceiling, ceiling))
    resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, max(descriptors, DESCRIPTORS_AFTERWARDS)))
